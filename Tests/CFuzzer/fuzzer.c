#include "CFuzzer.h"

// Weak: without libFuzzer it is null, and the program runs inputs by itself.
extern int LLVMFuzzerRunDriver(int *, char ***, int (*)(const uint8_t *, size_t)) __attribute__((weak));

int fuzzer_is_here(void) { return LLVMFuzzerRunDriver != 0; }

int fuzzer_drive(int count, char **arguments, int (*body)(const uint8_t *bytes, size_t count)) {
    return LLVMFuzzerRunDriver ? LLVMFuzzerRunDriver(&count, &arguments, body) : -1;
}
