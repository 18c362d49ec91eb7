#include "CNcurses.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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

bool nc_open(void) {
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (!screen) return false;
    set_term(screen);
    return true;
}

void nc_begin_screen(void) { refresh(); }

int nc_colors(void) { return tigetnum("colors"); }

static const char *text_of(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

bool nc_has(const char *name) { return tigetflag(name) > 0 || tigetnum(name) > 0 || text_of(name); }

int nc_sequence(const char *name, int first, int second, int third, char *place, int size) {
    const char *text = text_of(name);
    const char *filled = text ? tparm((char *)text, (long)first, (long)second, (long)third, 0L, 0L, 0L, 0L, 0L, 0L) : NULL;
    int length = 0;
    while (filled && *filled && length < size) {
        // Pauses, $<5>, are for printers.
        const char *end = filled[0] == '$' && filled[1] == '<' ? strchr(filled, '>') : NULL;
        if (end) filled = end + 1;
        else place[length++] = *filled++;
    }
    return length;
}

bool nc_write(const char *bytes, long size) {
    while (size > 0) {
        long written = write(STDOUT_FILENO, bytes, (size_t)size);
        if (written < 0 && (errno == EINTR || errno == EAGAIN)) {
            struct pollfd output = {STDOUT_FILENO, POLLOUT, 0};
            if (errno == EAGAIN) poll(&output, 1, 1000);
            continue;
        }
        if (written <= 0) return false;
        bytes += written;
        size -= written;
    }
    return true;
}

void nc_resize(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) resizeterm(size.ws_row, size.ws_col);
    // What ncurses has to say to that it says now, and not over the next picture.
    refresh();
}

int nc_lines(void) { return LINES; }
int nc_columns(void) { return COLS; }
WINDOW *nc_screen(void) { return stdscr; }

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
