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

// Opens the screen on standard input and output. Returns false where the terminal is unknown; initscr would end the program. With
// `many_colors` the terminal is known to show more than its description may say: a description of the same family with more is looked for.
bool nc_open(bool many_colors);

int nc_lines(void);
int nc_columns(void);
int nc_colors(void);
WINDOW *nc_screen(void);

// Whether a colour number is itself red, green and blue, 8 bits each.
bool nc_has_direct_colors(void);
// Whether colours of the terminal's palette can be changed.
bool nc_can_make_colors(void);
// Makes a colour of the terminal's palette; false if that fails. endwin puts the palette back.
bool nc_make_color(int number, int red, int green, int blue);
// Makes a colour pair on the terminal's own background.
void nc_make_pair(int pair, int color);

attr_t nc_bold(void);
attr_t nc_dim(void);
attr_t nc_reverse(void);

// Writes one character in the style of `attributes` and colour pair at a place of the screen.
void nc_put(int row, int column, const wchar_t *character, attr_t attributes, short pair);

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
