#include "fcgi/server/listener.h"

#include <errno.h>
#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define WAITING_MAX 511		/* connections not accepted yet */

static int
failed(int fd, const char *path, const char *what)
{
	log_error("socket", log_text("path", path), log_text("error", what));
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool
is_answered(const struct sockaddr_un *at)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool answered = fd >= 0 &&
	    (connect(fd, (const struct sockaddr *)at, sizeof *at) == 0 ||
	    errno == EAGAIN);	/* its queue is full: busy, but there */

	if (fd >= 0)
		close(fd);
	return answered;
}

/* The mode is right from the first moment: no chmod could come too late. */
static bool
bind_private(int fd, const struct sockaddr_un *at)
{
	mode_t before = umask(0117);
	bool done = bind(fd, (const struct sockaddr *)at, sizeof *at) == 0;

	umask(before);
	return done;
}

static bool
give_to(const char *path, const char *group)
{
	if (group == NULL)
		return true;
	const struct group *g = getgrnam(group);
	return g != NULL && chown(path, (uid_t)-1, g->gr_gid) == 0;
}

int
listener_open(const char *path, const char *group)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct stat st;

	if (strlen(path) >= sizeof at.sun_path)
		return failed(-1, path, "the path is too long");
	memcpy(at.sun_path, path, strlen(path));
	if (lstat(path, &st) == 0) {
		if (!S_ISSOCK(st.st_mode))
			return failed(-1, path, "is there, and is no socket");
		if (is_answered(&at))
			return failed(-1, path, "somebody serves there already");
		unlink(path);
	}
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0 || !bind_private(fd, &at))
		return failed(fd, path, strerror(errno));
	if (!give_to(path, group))
		return failed(fd, path, "cannot be given to socket.group");
	if (listen(fd, WAITING_MAX) != 0)
		return failed(fd, path, strerror(errno));
	return fd;
}
