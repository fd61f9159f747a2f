/* A log of anchors, whatever stands in it: its chains in order, each once. */
#include "fcgi/anchor.h"

#include <sys/mman.h>
#include <unistd.h>

#include "core/base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static bool
in_order(const struct anchor_tail *one, const struct anchor_tail *two)
{
	return one->kind != two->kind ? one->kind < two->kind :
	    one->tail.chain < two->tail.chain;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const struct seals_known none;
	struct arena *a = arena_new((size_t)64 << 20);
	struct anchors l;
	char path[40];
	int fd = memfd_create("anchors", 0);

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (fd < 0 || write(fd, p, n) != (ssize_t)n)
		abort();
	anchors_start(&l, a);
	if (anchors_read(&l, path, &none) != OK || l.wrong > l.lines || l.n > l.room)
		abort();
	for (size_t i = 1; i < l.n; i++)
		if (!in_order(&l.v[i - 1], &l.v[i]))
			abort();
	for (size_t i = 0; i < l.n; i++)
		if (anchors_find(&l, l.v[i].kind, l.v[i].tail.chain) != &l.v[i])
			abort();
	close(fd);
	arena_free(a);
	return 0;
}
