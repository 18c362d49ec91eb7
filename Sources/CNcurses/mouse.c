// What the mouse does, read report by report. ncurses would take all reports that have come for one event: of a press, a move and a release in
// one burst, as they come over a slow line, nothing is left.
#include "CNcurses.h"
#include <poll.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

// How reports begin, as keys: with numbers of any size (SGR), and with bytes, as terminals send them that know nothing else.
enum { NC_REPORT = 0x1010, NC_BYTE_REPORT };

void nc_name_mouse(void) {
    define_key("\033[<", NC_REPORT);
    define_key("\033[M", NC_BYTE_REPORT);
}

void nc_report_mouse(bool on) {
    const char *begins = tigetstr("kmous");
    if (!begins || begins == (const char *)-1) return;
    // Buttons, moves while one is down, and both with numbers of any size.
    const char *modes = on ? "\033[?1000h\033[?1002h\033[?1006h" : "\033[?1006l\033[?1002l\033[?1000l";
    ssize_t written = write(STDOUT_FILENO, modes, strlen(modes));
    (void)written;
}

// A byte of a report that has begun: if it is not here yet, it is on its way.
static int next_byte(void) {
    int byte = getch();
    struct pollfd input = {STDIN_FILENO, POLLIN, 0};
    if (byte == ERR && poll(&input, 1, 200) > 0) byte = getch();
    return byte;
}

// Bit 5 of `button` is set for a move, bit 6 for the wheel; the lowest two tell which button, or 3 for none.
typedef struct { int button, column, row; bool comes_up; } report;

// `button ; column ; row M`, or m where a button comes up; places count from 1.
static bool read_numbers(report *found) {
    int numbers[3] = {0, 0, 0}, count = 0;
    for (;;) {
        int byte = next_byte();
        if (byte >= '0' && byte <= '9' && numbers[count] < 100000) {
            numbers[count] = 10 * numbers[count] + byte - '0';
        } else if (byte == ';' && count < 2) {
            count++;
        } else if ((byte == 'M' || byte == 'm') && count == 2) {
            *found = (report){numbers[0], numbers[1] - 1, numbers[2] - 1, byte == 'm'};
            return true;
        } else {
            // The report has broken off; this is something else.
            if (byte != ERR) ungetch(byte);
            return false;
        }
    }
}

// Three bytes, each 32 more than its number; a button that comes up has none.
static bool read_bytes(report *found) {
    int bytes[3];
    for (int i = 0; i < 3; i++) {
        bytes[i] = next_byte() - 32;
        if (bytes[i] < 0) return false;
    }
    *found = (report){bytes[0], bytes[1] - 1, bytes[2] - 1, (bytes[0] & 0x63) == 3};
    return true;
}

bool nc_is_mouse(int code) { return code == NC_REPORT || code == NC_BYTE_REPORT; }

int nc_mouse(int code, int *column, int *row) {
    static bool is_down = false;
    report found;
    if (!(code == NC_REPORT ? read_numbers(&found) : read_bytes(&found))) return NC_NOTHING;
    *column = found.column;
    *row = found.row;
    int button = found.button & 3;
    if (found.button & 0x40) return button == 0 ? NC_WHEEL_UP : button == 1 ? NC_WHEEL_DOWN : NC_NOTHING;
    if (found.button & 0x20) return is_down ? NC_DRAG : NC_NOTHING;
    if (found.comes_up) {
        bool was_down = is_down;
        is_down = is_down && !(button == 0 || button == 3);
        return was_down && !is_down ? NC_RELEASE : NC_NOTHING;
    }
    if (button != 0) return NC_NOTHING;
    is_down = true;
    return NC_PRESS;
}
