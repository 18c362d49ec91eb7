// Wide-character ncurses for Swift. Globals are refused by strict concurrency, so they are read through functions.
#ifndef NNREPL_NCURSES_SHIM_H
#define NNREPL_NCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <locale.h>
#include <ncurses.h>

static inline int nc_lines(void) { return LINES; }
static inline int nc_columns(void) { return COLS; }
static inline WINDOW *nc_screen(void) { return stdscr; }

#endif
