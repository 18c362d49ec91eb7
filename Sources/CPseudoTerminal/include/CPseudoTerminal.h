// Starts a program in a pseudo-terminal or at the end of a pipe, for the tests of the screen and for measuring it.
#ifndef NNREPL_CPSEUDOTERMINAL_H
#define NNREPL_CPSEUDOTERMINAL_H

#include <sys/types.h>

// Opens a pseudo-terminal of a size. Returns its master end and stores its other end, or returns -1.
int pt_open(int columns, int rows, int *slave);
void pt_resize(int master, int columns, int rows);

// Starts a program in the foreground of a terminal, as the job of a shell. Returns the process to wait for, which stops and ends as
// the program does, or -1; stores the program's own process.
pid_t pt_start(int slave, const char *program, char *const arguments[], char *const environment[], const char *folder, pid_t *job);

// Starts a program whose output comes through a pipe and whose input is empty. Returns its process, or -1; stores the reading end.
pid_t pt_start_piped(const char *program, char *const arguments[], char *const environment[], int *output);

// The processor time that a running process has used in all its threads, in nanoseconds; -1 if the system does not tell.
long long pt_processor_time(pid_t process);

// Whether something can be read within the time.
int pt_is_ready(int file, int milliseconds);

#endif
