#include "fcgi/wholefile.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/log.h"

static const char *
path_of(struct arena *a, const char *dir, const char *before, const char *name)
{
	struct out o;

	out_init(&o, a, 4096);
	out_str(&o, str_of(dir));
	out_char(&o, '/');
	out_str(&o, str_of(before));
	out_str(&o, str_of(name));
	return str_cstr(a, out_str_of(&o));
}

const char *
file_in(struct arena *a, const char *dir, const char *name)
{
	return path_of(a, dir, "", name);
}

static bool
write_all(int fd, struct str text)
{
	while (text.n > 0) {
		ssize_t n = write(fd, text.p, text.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		text = str_skip(text, (size_t)n);
	}
	return fsync(fd) == 0;
}

/* The name itself is safe only when the folder is. */
static bool
sync_folder(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return done;
}

enum err
file_put(struct arena *a, const char *dir, const char *name, struct str text)
{
	const char *beside = path_of(a, dir, ".new-", name);
	const char *place = file_in(a, dir, name);
	int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool done = fd >= 0 && write_all(fd, text);

	if (fd >= 0)
		done = close(fd) == 0 && done;
	if (done && rename(beside, place) == 0 && sync_folder(dir))
		return OK;
	log_error("file", log_text("path", place), log_sys(errno));
	if (fd >= 0 && !done)
		unlink(beside);
	return E_INTERNAL;
}
