// libFuzzer, where the program is linked with it.
#ifndef NNREPL_CFUZZER_H
#define NNREPL_CFUZZER_H

#include <stddef.h>
#include <stdint.h>

// Whether libFuzzer is here: `-sanitize=fuzzer` brings it.
int fuzzer_is_here(void);

// Lets libFuzzer call the body with inputs, as the flags among the arguments say. Returns the exit status, or -1 where it is not here.
int fuzzer_drive(int count, char **arguments, int (*body)(const uint8_t *bytes, size_t count));

#endif
