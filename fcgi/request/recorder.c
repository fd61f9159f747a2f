#include "fcgi/request/recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/log.h"

#define TAPE_LIMIT ((size_t)16 * 1024 * 1024)

struct recorder {
	int fd;
	bool open;		/* begun, not ended */
	struct arena *a;
	struct arena_mark empty;
	struct out tape;
};

struct recorder *
recorder_open(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);

	if (fd < 0) {
		log_error("record", log_text("path", path), log_sys(errno));
		return NULL;
	}
	struct arena *a = arena_new(TAPE_LIMIT * 4);
	struct recorder *r = ARENA_NEW(a, struct recorder);
	*r = (struct recorder){ .fd = fd, .a = a, .empty = arena_mark(a) };
	out_init(&r->tape, a, TAPE_LIMIT);
	return r;
}

static void
item(struct out *o, char kind, struct str s)
{
	out_char(o, kind);
	out_char(o, ' ');
	out_int(o, (int64_t)s.n);
	out_lit(o, " 0\n");
	out_str(o, s);
	out_char(o, '\n');
}

void
recorder_begin(struct recorder *r, const char *method, const char *uri,
    const char *cookie, struct str body)
{
	struct out key;

	if (r == NULL)
		return;
	arena_reset(r->a, r->empty);
	out_init(&r->tape, r->a, TAPE_LIMIT);
	out_init(&key, r->a, TAPE_LIMIT);
	out_str(&key, str_of(method));
	out_char(&key, '\n');
	out_str(&key, str_of(uri));
	out_char(&key, '\n');
	out_str(&key, str_of(cookie));
	out_char(&key, '\n');
	out_str(&key, body);
	item(&r->tape, 'q', out_str_of(&key));
	r->open = true;
}

void
recorder_reply(struct recorder *r, struct str piece)
{
	if (r != NULL)
		item(&r->tape, 'p', piece);
}

void
recorder_end(struct recorder *r)
{
	if (r == NULL || !r->open)
		return;
	r->open = false;
	item(&r->tape, '.', STR_NONE);
	if (!out_ok(&r->tape) ||
	    write(r->fd, r->tape.p, r->tape.n) != (ssize_t)r->tape.n)
		log_error("record", log_text("error", "not written whole"));
}

struct out *
recorder_tape(struct recorder *r)
{
	return r != NULL ? &r->tape : NULL;
}
