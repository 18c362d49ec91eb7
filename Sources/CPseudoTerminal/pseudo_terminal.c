#define _DEFAULT_SOURCE 1
#define _XOPEN_SOURCE 700
#define _DARWIN_C_SOURCE 1
#include "CPseudoTerminal.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#include <libproc.h>
#include <mach/mach_time.h>
#endif

int pt_open(int columns, int rows, int *slave) {
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) return -1;
    *slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    fcntl(master, F_SETFD, FD_CLOEXEC);
    fcntl(*slave, F_SETFD, FD_CLOEXEC);
    pt_resize(master, columns, rows);
    return *slave < 0 ? -1 : master;
}

void pt_resize(int master, int columns, int rows) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    ioctl(master, TIOCSWINSZ, &size);
}

// What a shell does for a job in the foreground: it hands the terminal over and waits. It stops when the job stops, wakes the job
// when it is woken, and ends as the job ends.
static void wait_for_job(pid_t job) {
    int status = 0;
    while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
        raise(SIGSTOP);
        kill(-job, SIGCONT);
    }
    if (WIFSIGNALED(status)) {
        signal(WTERMSIG(status), SIG_DFL);
        raise(WTERMSIG(status));
    }
    _exit(WEXITSTATUS(status));
}

static void begin(int slave) {
    // The threads of a test may hold signals back; the program must not inherit that.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    for (int file = 0; file < 3; file++) dup2(slave, file);
}

pid_t pt_start(int slave, const char *program, char *const arguments[], char *const environment[], const char *folder, pid_t *job) {
    int news[2];
    if (pipe(news) != 0) return -1;
    fcntl(news[0], F_SETFD, FD_CLOEXEC);
    fcntl(news[1], F_SETFD, FD_CLOEXEC);
    pid_t shell = fork();
    if (shell == 0) {
        begin(slave);
        pid_t child = fork();
        setpgid(child, child);
        if (child != 0) {
            signal(SIGHUP, SIG_IGN);
            ssize_t written = write(news[1], &child, sizeof child);
            // The other end too, or the terminal would not hang up when the tests are killed.
            for (int file = 3; file < 1024; file++) close(file);
            if (written > 0) wait_for_job(child);
            _exit(127);
        }
        signal(SIGTTOU, SIG_IGN);
        tcsetpgrp(0, getpid());
        signal(SIGTTOU, SIG_DFL);
        if (chdir(folder) == 0) execve(program, arguments, environment);
        _exit(127);
    }
    ssize_t told = read(news[0], job, sizeof *job);
    close(news[0]);
    close(news[1]);
    return told == sizeof *job ? shell : -1;
}

pid_t pt_start_piped(const char *program, char *const arguments[], char *const environment[], int *output) {
    int ends[2];
    if (pipe(ends) != 0) return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, ends[1], 1);
    posix_spawn_file_actions_addclose(&files, ends[1]);
    pid_t process = -1;
    int failed = posix_spawn(&process, program, &files, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    *output = ends[0];
    if (failed) close(ends[0]);
    return failed ? -1 : process;
}

long long pt_processor_time(pid_t process) {
#ifdef __APPLE__
    struct rusage_info_v0 usage;
    if (proc_pid_rusage(process, RUSAGE_INFO_V0, (rusage_info_t *)&usage) != 0) return -1;
    mach_timebase_info_data_t base;
    mach_timebase_info(&base);
    return (long long)((usage.ri_user_time + usage.ri_system_time) * base.numer / base.denom);
#else
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return -1;
    return time.tv_sec * 1000000000LL + time.tv_nsec;
#endif
}

int pt_is_ready(int file, int milliseconds) {
    struct pollfd wanted = {.fd = file, .events = POLLIN};
    return poll(&wanted, 1, milliseconds) > 0 && (wanted.revents & POLLIN) != 0;
}
