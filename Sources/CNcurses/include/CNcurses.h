// Wide-character ncurses for Swift. Macros that Swift cannot see and globals that strict concurrency refuses are functions here;
// so is what must be safe inside a signal handler.
#ifndef NNREPL_CNCURSES_H
#define NNREPL_CNCURSES_H

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <locale.h>
#include <ncurses.h>
#include <stdbool.h>
#include <wchar.h>

// Opens the screen on standard input and output. Returns false where the terminal is unknown; initscr would end the program. ncurses reads the
// keys and brings the terminal in order and back; pictures are written past it, for it has no word for a colour as it is.
bool nc_open(void);
// The terminal's second screen, empty.
void nc_begin_screen(void);

int nc_lines(void);
int nc_columns(void);
WINDOW *nc_screen(void);

// How many colours the terminal's description has; -1 for none. From 1 << 24 on the number of a colour is its red, green and blue.
int nc_colors(void);
// Whether the description has something under a name, be it a flag, a number or a sequence.
bool nc_has(const char *name);
// Writes the sequence that the description has under a name, with its numbers filled in, to a place of `size` bytes. Returns how many it has; 0
// where there is none.
int nc_sequence(const char *name, int first, int second, int third, char *place, int size);
// Sends bytes to the terminal, all of them. Returns false where it is gone.
bool nc_write(const char *bytes, long size);

// One key or event without waiting. Returns false if there is none. `is_function` tells KEY_ codes from characters.
bool nc_read(unsigned int *code, bool *is_function);

// What the mouse has done: the left button went down, was moved while it was down, came up; the wheel was turned.
enum { NC_NOTHING, NC_PRESS, NC_DRAG, NC_RELEASE, NC_WHEEL_UP, NC_WHEEL_DOWN };
// Asks the terminal to report what the mouse does, or to stop that. Nothing where its description knows no mouse.
void nc_report_mouse(bool on);
// From now on the beginning of a report is read as a function key, for which nc_is_mouse is true.
void nc_name_mouse(void);
bool nc_is_mouse(int code);
// Reads the report that began with a key: one of those, and its place.
int nc_mouse(int code, int *column, int *row);

// Asks the terminal to mark where a paste begins and ends, or to stop that.
void nc_bracket_pastes(bool on);

// Fits the screen to the size that the terminal has now.
void nc_resize(void);

// From now on SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP and SIGCONT write their number to a pipe, whose reading end is returned; signals that
// end the program put the terminal back as it was first. Those that are ignored stay so. Call before the screen is opened.
int nc_guard_terminal(void);
// Gives this thread a stack for signals alone, so that the terminal is put back even when its own stack has overflowed; NULL takes it away.
void nc_use_signal_stack(void *place, size_t size);
enum { NC_SIGNAL_STACK = 64 << 10 };
// Stops the program as the terminal's own Ctrl-Z does, and returns when it is continued; at once where nobody would continue it.
void nc_stop(void);
// The terminal is in order again: fatal signals need not restore it.
void nc_release_terminal(void);

#endif
