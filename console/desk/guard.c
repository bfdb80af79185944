/* SPDX-License-Identifier: ISC */
#include "console/desk/guard.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "console/desk/term.h"
#include "storage/text.h"

/* What the guard must not die of before the screen has. */
static const int held_signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCHLD };

static void
hold_signals(sigset_t *held, sigset_t *before)
{
	sigemptyset(held);
	for (size_t i = 0; i < sizeof(held_signals) / sizeof(held_signals[0]); i++)
		sigaddset(held, held_signals[i]);
	sigprocmask(SIG_BLOCK, held, before);
}

/* Did the screen leave the terminal as it was found? Its modes are the last thing
 * that it puts back. */
static bool
is_given_back(const struct termios *before)
{
	struct termios now;

	return tcgetattr(STDIN_FILENO, &now) == 0 && now.c_lflag == before->c_lflag &&
	    now.c_iflag == before->c_iflag && now.c_oflag == before->c_oflag;
}

static void
take_back(const struct termios *before)
{
	term_wipe();
	(void)tcsetattr(STDIN_FILENO, TCSANOW, before);
}

/* The screen was stopped: the whole job stops, and goes on when the shell says
 * so. Who was stopped from outside has left the terminal as it was. */
static void
stop_too(pid_t screen, const struct termios *before)
{
	if (!is_given_back(before))
		take_back(before);
	(void)raise(SIGSTOP);
	(void)kill(screen, SIGCONT);
}

static void
say_death(int signal)
{
	struct buf line = { 0 };

	buf_puts(&line, "minwon: ");
	buf_printf(&line, say(N_("the screen was ended by signal %d: what was saved is safe, "
	    "start minwon again")), signal);
	buf_putc(&line, '\n');
	if (write(STDERR_FILENO, line.data, line.len) < 0)
		errno = 0;
	buf_release(&line);
}

/* Takes in what became of the screen; false while it lives. */
static bool
has_ended(pid_t screen, const struct termios *before, int *status)
{
	int how;

	while (waitpid(screen, &how, WNOHANG | WUNTRACED) == screen) {
		if (WIFSTOPPED(how)) {
			stop_too(screen, before);
			continue;
		}
		*status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
		if (WIFSIGNALED(how) || !is_given_back(before))
			take_back(before);
		if (WIFSIGNALED(how))
			say_death(WTERMSIG(how));
		return true;
	}
	return false;
}

static void
watch(pid_t screen, const sigset_t *held, const struct termios *before, int *status)
{
	siginfo_t info;

	while (!has_ended(screen, before, status)) {
		if (sigwaitinfo(held, &info) < 0)
			continue;
		/* What the terminal sends reaches the screen by itself. */
		if (info.si_signo != SIGCHLD && info.si_code <= 0 && info.si_pid != screen)
			(void)kill(screen, info.si_signo);
	}
}

enum rc
guard_split(int *status, struct err *e)
{
	sigset_t held, former;
	struct termios before;
	pid_t guard = getpid(), screen;

	if (tcgetattr(STDIN_FILENO, &before) != 0)
		return err_set(e, RC_NETWORK, say(N_("cannot read the terminal's modes: %s")),
		    strerror(errno));
	hold_signals(&held, &former);
	screen = fork();
	if (screen == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != guard)
			_exit(128 + SIGTERM);
		sigprocmask(SIG_SETMASK, &former, NULL);
		return RC_AGAIN;
	}
	if (screen < 0) {
		sigprocmask(SIG_SETMASK, &former, NULL);
		return err_set(e, RC_NETWORK, say(N_("cannot start the screen: %s")),
		    strerror(errno));
	}
	watch(screen, &held, &before, status);
	sigprocmask(SIG_SETMASK, &former, NULL);
	return RC_OK;
}
