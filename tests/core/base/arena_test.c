/*
 * An arena gives what it was given back again, and always clean.
 */
#include <check.h>

#include "core/base/arena.h"
#include "tests/tap.h"

#define LIMIT ((size_t)8 * 1024 * 1024)

static bool
is_clean(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != 0)
			return false;
	return true;
}

/* Sizes of a small text, of a whole block and more, and of one by mmap. */
static const size_t sizes[] = { 1, 100, 4096, 32768, 40000, 200000 };

START_TEST(memory_is_clean_each_time)
{
	struct arena *a = arena_new(LIMIT);
	struct arena_mark mark = arena_mark(a);

	for (int round = 0; round < 5; round++) {
		for (int times = 0; times < 20; times++) {
			char *p = arena_alloc(a, sizes[_i]);
			ck_assert(is_clean(p, sizes[_i]));
			memset(p, 'x', sizes[_i]);
		}
		arena_reset(a, mark);
		ck_assert_uint_eq(arena_used(a), 0);
	}
	arena_free(a);
}
END_TEST

START_TEST(what_stands_before_the_mark_stays)
{
	struct arena *a = arena_new(LIMIT);
	char *kept = arena_alloc(a, 30000);

	memset(kept, 'k', 30000);
	struct arena_mark mark = arena_mark(a);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 30; i++)
			memset(arena_alloc(a, 20000), 'x', 20000);
		arena_reset(a, mark);
	}
	for (size_t i = 0; i < 30000; i++)
		ck_assert_int_eq(kept[i], 'k');
	arena_free(a);
}
END_TEST

/* What is kept in reserve does not count against the limit. */
START_TEST(the_limit_is_the_same_each_time)
{
	struct arena *a = arena_new((size_t)1024 * 1024);
	struct arena_mark mark = arena_mark(a);
	volatile int first = 0, now = 0;
	jmp_buf full;

	for (volatile int round = 0; round < 3; round++) {
		now = 0;
		if (setjmp(full) == 0) {
			arena_on_full(a, &full);
			for (;; now++)
				arena_alloc(a, 1000);
		}
		if (round == 0)
			first = now;
		ck_assert_int_eq(now, first);
		arena_reset(a, mark);
	}
	ck_assert_int_gt(first, 900);
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("arena");
	TCase *c = tcase_create("arena");

	tcase_add_loop_test(c, memory_is_clean_each_time, 0, COUNT(sizes));
	tcase_add_test(c, what_stands_before_the_mark_stays);
	tcase_add_test(c, the_limit_is_the_same_each_time);
	suite_add_tcase(s, c);
	return s;
}

int
main(void)
{
	return tap_main("arena", suite());
}
