/* SPDX-License-Identifier: ISC */
#include "console/desk/office_start.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/text.h"

#define OFFICE_NAME "minwond"
#define SENTENCE_BYTES 4096

static char *
default_store(void)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");

	if (!str_empty(state) && state[0] == '/')
		return x_asprintf("%s/minwon/office.db", state);
	return x_asprintf("%s/.local/state/minwon/office.db", str_or_empty(home));
}

void
office_place_find(struct office_place *place, const char *socket, const char *store)
{
	*place = (struct office_place){ .socket = NULL };
	if (!str_empty(socket)) {
		place->socket = x_strdup(socket);
		return;
	}
	if (str_empty(store))
		store = getenv("MINWON_STORE");
	if (str_empty(store) && access(OFFICE_SOCKET, F_OK) == 0) {
		place->socket = x_strdup(OFFICE_SOCKET);
		return;
	}
	place->store = str_empty(store) ? default_store() : x_strdup(store);
	place->socket = x_asprintf("%s.sock", place->store);
}

void
office_place_release(struct office_place *place)
{
	free(place->socket);
	free(place->store);
	*place = (struct office_place){ .socket = NULL };
}

/* Puts path into the address. A path that is too long for one is reached
 * through its open folder, *folder, which the caller closes. */
static bool
address_fill(struct sockaddr_un *to, const char *path, int *folder)
{
	const char *slash = strrchr(path, '/');
	struct buf at = { 0 };
	char *dir;
	bool fits;

	*to = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (str_fill(to->sun_path, sizeof(to->sun_path), path))
		return true;
	if (slash == NULL)
		return false;
	dir = x_strndup(path, (size_t)(slash - path) + 1);
	*folder = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	free(dir);
	buf_printf(&at, "/proc/self/fd/%d/%s", *folder, slash + 1);
	fits = *folder >= 0 && str_fill(to->sun_path, sizeof(to->sun_path), buf_str(&at));
	buf_release(&at);
	return fits;
}

enum rc
office_connect(const char *path, int *fd, struct err *e)
{
	struct sockaddr_un address;
	enum rc rc = RC_OK;
	int folder = -1, sock = -1;

	if (!address_fill(&address, path, &folder)) {
		rc = err_set(e, RC_NOT_FOUND,
		    say(N_("the socket path %s cannot be used: choose a shorter one")), path);
		goto out;
	}
	sock = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (sock < 0 || connect(sock, (struct sockaddr *)&address, sizeof(address)) != 0) {
		bool is_nobody = errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR;

		rc = err_set(e, is_nobody ? RC_NOT_FOUND : RC_NETWORK,
		    say(N_("no office answers at %s (%s): start minwond, or name its store with "
		    "--store")), path, strerror(errno));
		goto out;
	}
	*fd = sock;
	sock = -1;
out:
	if (sock >= 0)
		close(sock);
	if (folder >= 0)
		close(folder);
	return rc;
}

void
office_program(struct buf *out)
{
	program_folder(out);
	buf_puts(out, "/" OFFICE_NAME);
	if (access(buf_str(out), X_OK) == 0)
		return;
	buf_clear(out);
	buf_puts(out, MINWON_LIBEXECDIR "/" OFFICE_NAME);
	if (access(buf_str(out), X_OK) == 0)
		return;
	buf_clear(out);
	buf_puts(out, OFFICE_NAME);
}

/* In the child: its own process group, so that keys pressed at our terminal do
 * not reach it; its end of the socket as descriptor 3. Does not return. */
static void
become_office(const char *program, const char *store, const char *clock, const char *channels,
    int theirs, int said)
{
	const char *argv[12];
	sigset_t none;
	size_t n = 0;

	argv[n++] = OFFICE_NAME;
	/* It speaks to our clerk: in our language. */
	argv[n++] = "--lang";
	argv[n++] = text_language();
	argv[n++] = "--store";
	argv[n++] = store;
	argv[n++] = "--private";
	argv[n++] = "3";
	if (clock != NULL) {
		argv[n++] = "--clock";
		argv[n++] = clock;
	}
	if (channels != NULL) {
		argv[n++] = "--channels";
		argv[n++] = channels;
	}
	argv[n] = NULL;
	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (dup2(said, STDERR_FILENO) < 0 || dup2(said, STDOUT_FILENO) < 0)
		_exit(126);
	if (theirs == 3 ? fcntl(3, F_SETFD, 0) < 0 : dup2(theirs, 3) < 0)
		_exit(126);
	execvp(program, (char *const *)(uintptr_t)argv);
	_exit(127);
}

enum rc
office_start(const char *store, const char *clock, const char *channels, int *fd,
    struct office_process *process, struct err *e)
{
	struct buf program = { 0 };
	enum rc rc = RC_OK;
	int pair[2] = { -1, -1 };
	int said = memfd_create("minwond-said", MFD_CLOEXEC);
	pid_t pid;

	office_program(&program);
	if (said < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
		rc = err_set(e, RC_NETWORK, say(N_("cannot start an office: %s")), strerror(errno));
		goto out;
	}
	pid = fork();
	if (pid == 0)
		become_office(buf_str(&program), store, clock, channels, pair[1], said);
	if (pid < 0) {
		rc = err_set(e, RC_NETWORK, say(N_("cannot start an office: %s")), strerror(errno));
		goto out;
	}
	*process = (struct office_process){ .pid = pid, .pidfd = pidfd_open(pid, 0), .said = said };
	*fd = pair[0];
	pair[0] = said = -1;
out:
	for (size_t i = 0; i < 2; i++)
		if (pair[i] >= 0)
			close(pair[i]);
	if (said >= 0)
		close(said);
	buf_release(&program);
	return rc;
}

/* The last line that is a sentence and not a log line. */
static void
read_sentence(int said, char *to, size_t cap)
{
	char bytes[SENTENCE_BYTES + 1];
	off_t size = lseek(said, 0, SEEK_END);
	ssize_t n = pread(said, bytes, SENTENCE_BYTES,
	    size > SENTENCE_BYTES ? size - SENTENCE_BYTES : 0);
	char *rest = NULL;

	to[0] = '\0';
	bytes[n > 0 ? n : 0] = '\0';
	for (char *line = strtok_r(bytes, "\n", &rest); line != NULL;
	    line = strtok_r(NULL, "\n", &rest)) {
		if (str_starts(line, "info ") || str_starts(line, "warn ") ||
		    str_starts(line, "error "))
			continue;
		if (str_starts(line, OFFICE_NAME ": "))
			line += strlen(OFFICE_NAME ": ");
		(void)str_fill(to, cap, line);
	}
}

/* The rc whose exit status the office ended with. */
static enum rc
rc_of_status(int status)
{
	if (!WIFEXITED(status))
		return RC_NETWORK;
	for (size_t i = 0; i < RC__COUNT; i++)
		if (rc_exit_status((enum rc)i) == WEXITSTATUS(status))
			return (enum rc)i;
	return RC_STORAGE;
}

bool
office_stays(const struct office_process *process, const char *socket)
{
	struct pollfd ended = { .fd = process->pidfd, .events = POLLIN };

	return process->pid != 0 && access(socket, F_OK) == 0 && poll(&ended, 1, 0) == 0;
}

void
office_forget(struct office_process *process)
{
	if (process->pid == 0)
		return;
	if (process->pidfd >= 0)
		close(process->pidfd);
	close(process->said);
	*process = (struct office_process){ .pid = 0 };
}

enum rc
office_end(struct office_process *process, int wait_ms, struct err *e)
{
	struct pollfd ended = { .fd = process->pidfd, .events = POLLIN };
	char sentence[sizeof(e->text)];
	enum rc rc;
	int status = 0;

	if (process->pid == 0)
		return RC_OK;
	if (process->pidfd >= 0 && poll(&ended, 1, wait_ms) == 0)
		return RC_AGAIN;
	while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	read_sentence(process->said, sentence, sizeof(sentence));
	rc = rc_of_status(status);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		(void)err_set(e, RC_STORAGE,
		    say(N_("cannot find the program %s: install it beside minwon")), OFFICE_NAME);
	else if (rc != RC_OK && sentence[0] != '\0')
		(void)err_set(e, rc, "%s", sentence);
	else if (rc != RC_OK)
		(void)err_set(e, rc, WIFEXITED(status) ?
		    say(N_("the office ended without a word (status %d): see `minwon doctor`")) :
		    say(N_("the office was ended by signal %d: repeat the command")),
		    WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	office_forget(process);
	return rc;
}
