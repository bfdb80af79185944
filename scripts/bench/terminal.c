/* SPDX-License-Identifier: ISC */
#include "scripts/bench/terminal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

pid_t
terminal_start(const char *command, int *master)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	char name[128];
	pid_t pid;

	*master = posix_openpt(O_RDWR | O_NOCTTY);
	if (*master < 0 || grantpt(*master) != 0 || unlockpt(*master) != 0 ||
	    ptsname_r(*master, name, sizeof(name)) != 0 ||
	    ioctl(*master, TIOCSWINSZ, &size) != 0)
		return -1;
	pid = fork();
	if (pid == 0) {
		int slave;

		setsid();
		slave = open(name, O_RDWR);
		if (slave < 0)
			_exit(126);
		ioctl(slave, TIOCSCTTY, 0);
		dup2(slave, 0);
		dup2(slave, 1);
		dup2(slave, 2);
		if (slave > 2)
			close(slave);
		close(*master);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	return pid;
}

/* The KiB of one process alone. */
static long
alone_kib(long pid, const char *file, const char *name)
{
	char path[64], line[256];
	long kib = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/%s", pid, file);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			kib = strtol(line + strlen(name), NULL, 10);
	if (f != NULL)
		fclose(f);
	return kib;
}

/* The console's screen is the child of its guard. */
long
terminal_kib(pid_t pid, const char *file, const char *name)
{
	long kib = alone_kib((long)pid, file, name), child;
	char path[64], children[4096], *at = children, *end;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", (long)pid, (long)pid);
	f = fopen(path, "r");
	if (f == NULL || fgets(children, sizeof(children), f) == NULL)
		children[0] = '\0';
	for (; (child = strtol(at, &end, 10)) > 0 && end != at; at = end)
		kib += alone_kib(child, file, name);
	if (f != NULL)
		fclose(f);
	return kib;
}
