#include "core/ranges.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/tap.h"

#define N 12

static const struct {
	int line;
	unsigned in;		/* bit 0: number 1 */
	const char *words;
} sets[] = {
#define L __LINE__
	{ L, 0, "" }, { L, 0x1, "1" }, { L, 0x800, "12" }, { L, 0xfff, "1 to 12" },
	{ L, 0x3, "1 to 2" }, { L, 0x5, "1 and 3" }, { L, 0x75, "1, 3 and 5 to 7" },
	{ L, 0xc03, "1 to 2 and 11 to 12" }, { L, 0x555, "1, 3, 5, 7, 9 and 11" },
#undef L
};

START_TEST(numbers_as_people_say_them)
{
	struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < COUNT(sets); i++) {
		bool in[N + 1] = { false };
		for (int n = 1; n <= N; n++)
			in[n] = sets[i].in >> (n - 1) & 1;
		struct str words = ranges_words(a, in, N);
		ck_assert_msg(str_eq(words, str_of(sets[i].words)), "line %d: %.*s",
		    sets[i].line, STR_ARG(words));
	}
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("ranges");
	TCase *t = tcase_create("ranges");

	tcase_add_test(t, numbers_as_people_say_them);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("ranges", suite());
}
