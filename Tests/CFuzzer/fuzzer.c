#include "CFuzzer.h"

// Weak: without libFuzzer it is null, and the program runs inputs by itself.
extern int LLVMFuzzerRunDriver(int *, char ***, int (*)(const uint8_t *, size_t)) __attribute__((weak));

// Swift keeps marks in the spare bits of pointers: whoever looks for leaks does not follow those, and finds some where there are none.
const char *__asan_default_options(void) { return "detect_leaks=0"; }

int fuzzer_is_here(void) { return LLVMFuzzerRunDriver != 0; }

int fuzzer_drive(int count, char **arguments, int (*body)(const uint8_t *bytes, size_t count)) {
    return LLVMFuzzerRunDriver ? LLVMFuzzerRunDriver(&count, &arguments, body) : -1;
}
