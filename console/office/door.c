/* SPDX-License-Identifier: ISC */
#include "console/office/door.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "storage/text.h"

#define CALLERS_MOST 128	/* that knock at a time */

/* A socket that nobody answers any more is removed (the store's lock is ours). */
enum rc
door_open(const char *path, int *fd, struct err *e)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	*fd = -1;
	if (!str_fill(address.sun_path, sizeof(address.sun_path), path))
		return err_set(e, RC_STORAGE, say(N_("the socket's path %s is too long: name a "
		    "shorter one with --socket")), path);
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	unlink(path);
	if (*fd < 0 || bind(*fd, (struct sockaddr *)&address, sizeof(address)) < 0 ||
	    chmod(path, 0660) < 0 || listen(*fd, CALLERS_MOST) < 0)
		return err_set(e, RC_STORAGE, say(N_("cannot listen on %s (%s): see that its folder "
		    "may be written")), path, strerror(errno));
	return RC_OK;
}
