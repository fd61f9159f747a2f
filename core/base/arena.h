/*
 * Memory of one request. Everything a request needs is taken from its arena
 * and given back all at once; so nothing in Accord calls free().
 *
 * An arena has a limit. When it is reached, or the system has no memory left,
 * arena_alloc() does not return: it jumps to the place its owner set (the
 * dispatcher, which rolls back and answers 503). Where none is set it aborts.
 * So no caller checks for NULL, and none can forget to.
 *
 * Under AddressSanitizer memory that was given back is poisoned.
 */
#ifndef CORE_BASE_ARENA_H
#define CORE_BASE_ARENA_H

#include <setjmp.h>

#include "core/base/types.h"

struct arena;

struct arena_mark {
	void *block;
	size_t used;
};

struct arena *arena_new(size_t limit);		/* aborts without memory */
void	arena_free(struct arena *);

/* Where to go when there is no more; NULL: abort. The owner clears it. */
void	arena_on_full(struct arena *, jmp_buf *);

/* n bytes, zeroed, aligned for anything. Never NULL. */
void	*arena_alloc(struct arena *, size_t n);
/* count * size with the product checked. */
void	*arena_array(struct arena *, size_t count, size_t size);
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

/* Where it stands now, and back to there: what came since is gone. */
struct arena_mark arena_mark(const struct arena *);
void	arena_reset(struct arena *, struct arena_mark);

size_t	arena_used(const struct arena *);	/* bytes handed out */

#endif
