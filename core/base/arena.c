#include "core/base/arena.h"

#include <sys/mman.h>

/*
 * <sanitizer/asan_interface.h> makes these two empty where the sanitizer is
 * not built in.
 */
#include <sanitizer/asan_interface.h>

#define BLOCK_SIZE ((size_t)32 * 1024)
#define SPARE_MOST 8		/* blocks kept for the next request */
#define MMAP_FROM ((size_t)128 * 1024)	/* larger ones go back to the system */
#define ALIGN _Alignof(max_align_t)

struct block {
	struct block *prev;
	size_t size;		/* of data */
	size_t used;
	size_t before;		/* handed out in earlier blocks */
	_Alignas(max_align_t) char data[];
};

struct arena {
	struct block *last;
	struct block *spare;	/* given back, all of BLOCK_SIZE */
	size_t spares;
	size_t limit;
	jmp_buf *on_full;
};

static bool
is_mapped(size_t size)
{
	return size >= MMAP_FROM;
}

static struct block *
block_new(size_t size)
{
	size_t whole = sizeof(struct block) + size;

	if (!is_mapped(size))
		return calloc(1, whole);
	void *p = mmap(NULL, whole, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? NULL : p;
}

static void
block_free(struct block *b)
{
	ASAN_UNPOISON_MEMORY_REGION(b->data, b->size);
	if (is_mapped(b->size))
		munmap(b, sizeof *b + b->size);
	else
		free(b);
}

struct arena *
arena_new(size_t limit)
{
	struct arena *a = calloc(1, sizeof *a);
	struct block *b = block_new(BLOCK_SIZE);

	if (a == NULL || b == NULL)
		abort();
	b->size = BLOCK_SIZE;
	ASAN_POISON_MEMORY_REGION(b->data, b->size);
	a->last = b;
	a->limit = limit;
	return a;
}

static void
blocks_free(struct block *b)
{
	for (struct block *prev; b != NULL; b = prev) {
		prev = b->prev;
		block_free(b);
	}
}

void
arena_free(struct arena *a)
{
	blocks_free(a->last);
	blocks_free(a->spare);
	free(a);
}

/* Every request takes much the same: what one gives back the next one gets. */
static struct block *
block_take(struct arena *a, size_t size)
{
	struct block *b = a->spare;

	if (size != BLOCK_SIZE || b == NULL)
		return block_new(size);
	a->spare = b->prev;
	a->spares--;
	b->used = 0;
	return b;
}

static void
block_give_back(struct arena *a, struct block *b)
{
	if (b->size != BLOCK_SIZE || a->spares == SPARE_MOST) {
		block_free(b);
		return;
	}
	ASAN_POISON_MEMORY_REGION(b->data, b->size);
	b->prev = a->spare;
	a->spare = b;
	a->spares++;
}

void
arena_on_full(struct arena *a, jmp_buf *where)
{
	a->on_full = where;
}

static _Noreturn void
arena_full(struct arena *a)
{
	if (a->on_full == NULL)
		abort();
	longjmp(*a->on_full, 1);
}

static struct block *
arena_grow(struct arena *a, size_t n)
{
	size_t size = n > BLOCK_SIZE ? n : BLOCK_SIZE;
	struct block *b = block_take(a, size);

	if (b == NULL)
		arena_full(a);
	b->size = size;
	b->before = arena_used(a);
	b->prev = a->last;
	ASAN_POISON_MEMORY_REGION(b->data, b->size);
	a->last = b;
	return b;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	struct block *b = a->last;

	if (n > a->limit || arena_used(a) > a->limit - n)
		arena_full(a);
	n = (n + ALIGN - 1) & ~(ALIGN - 1);
	if (b->size - b->used < n)
		b = arena_grow(a, n);
	char *p = b->data + b->used;
	b->used += n;
	ASAN_UNPOISON_MEMORY_REGION(p, n);
	memset(p, 0, n);	/* a block that was used before is not clean */
	return p;
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n))
		arena_full(a);
	return arena_alloc(a, n);
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->last, a->last->used };
}

void
arena_reset(struct arena *a, struct arena_mark mark)
{
	while (a->last != mark.block) {
		struct block *b = a->last;
		a->last = b->prev;
		block_give_back(a, b);
	}
	a->last->used = mark.used;
	ASAN_POISON_MEMORY_REGION(a->last->data + mark.used,
	    a->last->size - mark.used);
}

size_t
arena_used(const struct arena *a)
{
	return a->last->before + a->last->used;
}
