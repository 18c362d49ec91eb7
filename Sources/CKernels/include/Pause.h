// A breath for a thread that waits awake.
#ifndef NNREPL_PAUSE_H
#define NNREPL_PAUSE_H

// Tells the processor that this is a waiting loop, so that its other thread and its heat get a rest.
static inline void nnk_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#endif
