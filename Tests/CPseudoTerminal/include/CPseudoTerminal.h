// Starts a program in a pseudo-terminal, for the tests of the screen.
#ifndef NNREPL_CPSEUDOTERMINAL_H
#define NNREPL_CPSEUDOTERMINAL_H

#include <sys/types.h>

// Opens a pseudo-terminal of a size. Returns its master end and stores its other end, or returns -1.
int pt_open(int columns, int rows, int *slave);
void pt_resize(int master, int columns, int rows);

// Starts a program in the foreground of a terminal, as the job of a shell. Returns the process to wait for, which stops and ends as
// the program does, or -1; stores the program's own process.
pid_t pt_start(int slave, const char *program, char *const arguments[], char *const environment[], const char *folder, pid_t *job);

// Whether something can be read within the time.
int pt_is_ready(int file, int milliseconds);

#endif
