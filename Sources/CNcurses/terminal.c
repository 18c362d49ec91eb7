#include "CNcurses.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

// term.h has macros for the terminal's numbers that hide ncurses' own variables.
#undef lines
#undef columns

// How many colours the description of a terminal has; -1 if there is none.
static int colors_in_description(const char *name) {
    int error = 0;
    if (setupterm(name, STDOUT_FILENO, &error) != OK) return -1;
    int colors = tigetnum("colors");
    del_curterm(cur_term);
    return colors;
}

// `base-ending` if there is such a description with so many colours; else an empty text.
static void find_description(char *name, size_t size, const char *base, const char *ending, int colors) {
    snprintf(name, size, "%s-%s", base, ending);
    if (colors_in_description(name) < colors) name[0] = 0;
}

bool nc_open(bool many_colors) {
    const char *kind = getenv("TERM");
    char name[256] = "";
    if (many_colors && kind && strlen(kind) < 200) {
        char base[256];
        strcpy(base, kind);
        char *ending = strstr(base, "-256color");
        if (ending) *ending = 0;
        find_description(name, sizeof name, base, "direct", 1 << 24);
        if (!*name && colors_in_description(kind) < 256) find_description(name, sizeof name, base, "256color", 256);
    }
    SCREEN *screen = newterm(*name ? name : NULL, stdout, stdin);
    if (screen) set_term(screen);
    return screen != NULL;
}

static volatile sig_atomic_t has_made_colors = 0;

bool nc_has_direct_colors(void) { return COLORS >= 1 << 24; }

bool nc_can_make_colors(void) { return can_change_color(); }

bool nc_make_color(int number, int red, int green, int blue) {
    // ncurses counts to 1000; rounded up, it comes back to the same of 255.
    short parts[3] = {(short)((red * 1000 + 254) / 255), (short)((green * 1000 + 254) / 255), (short)((blue * 1000 + 254) / 255)};
    if (init_color((short)number, parts[0], parts[1], parts[2]) != OK) return false;
    has_made_colors = 1;
    return true;
}

void nc_make_pair(int pair, int color) {
#ifdef NCURSES_EXT_COLORS
    init_extended_pair(pair, color, -1);
#else
    init_pair((short)pair, (short)color, -1);
#endif
}

void nc_resize(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) resizeterm(size.ws_row, size.ws_col);
}

int nc_lines(void) { return LINES; }
int nc_columns(void) { return COLS; }
int nc_colors(void) { return has_colors() ? COLORS : 0; }
WINDOW *nc_screen(void) { return stdscr; }
attr_t nc_bold(void) { return A_BOLD; }
attr_t nc_dim(void) { return A_DIM; }
attr_t nc_reverse(void) { return A_REVERSE; }

void nc_put(int row, int column, const wchar_t *character, attr_t attributes, short pair) {
    cchar_t cell;
    if (setcchar(&cell, character, attributes, pair, NULL) == OK) mvadd_wch(row, column, &cell);
}

bool nc_read(unsigned int *code, bool *is_function) {
    wint_t character = 0;
    int kind = get_wch(&character);
    if (kind == ERR) return false;
    *code = (unsigned int)character;
    *is_function = kind == KEY_CODE_YES;
    return true;
}

void nc_bracket_pastes(bool on) {
    ssize_t written = write(STDOUT_FILENO, on ? "\033[?2004h" : "\033[?2004l", 8);
    (void)written;
}

static int signal_pipe[2] = {-1, -1};
static struct termios original_modes;
static volatile sig_atomic_t must_restore = 0;

static void tell(int number) {
    int kept = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write(signal_pipe[1], &byte, 1);
    (void)written;
    errno = kept;
}

static void write_sequence(const char *sequence, size_t size) {
    while (size > 0) {
        ssize_t written = write(STDOUT_FILENO, sequence, size);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        sequence += written;
        size -= (size_t)written;
    }
}

// Leaves the alternate screen, shows the cursor, ends colours and mouse reports: what every terminal that ncurses drives here knows.
static void restore_and_die(int number) {
    if (must_restore) {
        must_restore = 0;
        static const char sequence[] = "\033[?1000l\033[?1002l\033[?1006l\033[?2004l\033[0m\033[?1l\033>\033[?1049l\033[?25h\r\n";
        write_sequence(sequence, sizeof sequence - 1);
        if (has_made_colors) write_sequence("\033]104\007", 6);
        tcsetattr(STDIN_FILENO, TCSANOW, &original_modes);
    }
    // At once, and not when the handler returns: other threads must not draw on the terminal that has just been put back.
    signal(number, SIG_DFL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
}

// A thread whose stack is full has none left for a handler.
void nc_use_signal_stack(void *place, size_t size) {
    stack_t stack;
    memset(&stack, 0, sizeof stack);
    stack.ss_sp = place;
    stack.ss_size = size;
    stack.ss_flags = place ? 0 : SS_DISABLE;
    sigaltstack(&stack, NULL);
}

static void handle(int number, void (*handler)(int)) {
    struct sigaction action, before;
    // Who was started with a signal ignored is not to hear it.
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_IGN) return;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = handler;
    action.sa_flags = SA_ONSTACK | SA_RESTART;
    sigaction(number, &action, NULL);
}

int nc_guard_terminal(void) {
    if (tcgetattr(STDIN_FILENO, &original_modes) != 0 || pipe(signal_pipe) != 0) return -1;
    for (int end = 0; end < 2; end++) {
        fcntl(signal_pipe[end], F_SETFL, O_NONBLOCK);
        fcntl(signal_pipe[end], F_SETFD, FD_CLOEXEC);
    }
    static char stack[NC_SIGNAL_STACK];
    nc_use_signal_stack(stack, sizeof stack);
    must_restore = 1;
    static const int told[] = {SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT};
    // All that ends a program, those that nobody sends to it on purpose too.
    static const int fatal[] = {SIGSEGV, SIGBUS,  SIGILL,  SIGTRAP, SIGABRT, SIGFPE,    SIGSYS,
                                SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGVTALRM, SIGPROF};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) handle(told[i], tell);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) handle(fatal[i], restore_and_die);
    return signal_pipe[0];
}

void nc_release_terminal(void) { must_restore = 0; }

void nc_stop(void) {
    struct sigaction stop, go, usual;
    sigaction(SIGTSTP, NULL, &stop);
    // Without a shell that would wake it, it would sleep for ever.
    if (stop.sa_handler == SIG_IGN) return;
    memset(&usual, 0, sizeof usual);
    sigemptyset(&usual.sa_mask);
    usual.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &usual, NULL);
    sigaction(SIGCONT, &usual, &go);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &stop, NULL);
    sigaction(SIGCONT, &go, NULL);
}
