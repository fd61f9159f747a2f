#include <errno.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/inspect/inspect.h"
#include "fcgi/inspect/kind.h"
#include "fcgi/inspect/sandbox.h"

#define ARENA_LIMIT ((size_t)230 * 1024 * 1024)

/* Standard input, to its end or to one byte more than may be. */
static bool
read_all(struct arena *a, struct str *file)
{
	char *p = arena_alloc(a, DOCUMENT_BYTES + 1);
	size_t n = 0;

	while (n <= DOCUMENT_BYTES) {
		ssize_t got = read(STDIN_FILENO, p + n, DOCUMENT_BYTES + 1 - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*file = (struct str){ p, n };
	return true;
}

static bool
write_all(struct str s)
{
	while (s.n > 0) {
		ssize_t put = write(STDOUT_FILENO, s.p, s.n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		s = str_skip(s, (size_t)put);
	}
	return true;
}

static bool
tell(struct arena *a, const struct file_verdict *v, struct str clean)
{
	struct out o;

	out_init(&o, a, VERDICT_MAX);
	verdict_print(&o, v);
	return write_all(out_str_of(&o)) && write_all(clean);
}

static bool
run(struct arena *a)
{
	struct str file, clean;

	if (!read_all(a, &file))
		return false;
	struct file_verdict v = inspect(a, file, &clean);
	return tell(a, &v, clean);
}

int
main(void)
{
	jmp_buf full;
	struct arena *a;

	if (!sandbox_limits() || !kind_open() || !sandbox_close())
		return 2;
	a = arena_new(ARENA_LIMIT);
	if (setjmp(full) != 0) {
		const struct file_verdict hard = { .refusal = REFUSED_HARD };
		struct arena *small = arena_new(4096);
		_exit(tell(small, &hard, STR_NONE) ? 0 : 1);
	}
	arena_on_full(a, &full);
	/* no destructors: they have nothing to save */
	_exit(run(a) ? 0 : 1);
}
