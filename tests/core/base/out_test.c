#include "core/base/out.h"

#include <signal.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/str.h"
#include "tests/tap.h"

static struct arena *a;
static struct out o;

static void
setup(void)
{
	a = arena_new(1 << 20);
	out_init(&o, a, 1 << 16);
}

static void
teardown(void)
{
	arena_free(a);
}

static void
reads(const char *words)
{
	ck_assert(out_ok(&o));
	ck_assert_str_eq(str_cstr(a, out_str_of(&o)), words);
	out_init(&o, a, 1 << 16);
}

START_TEST(each_type_has_one_way)
{
	print(&o, S("words"));
	reads("words");
	print(&o, (int64_t)INT64_MIN);
	reads("-9223372036854775808");
	print(&o, (int64_t)INT64_MAX);
	reads("9223372036854775807");
	print(&o, 0);
	reads("0");
	print(&o, ((struct points){ -3 }));
	reads("-3");
	print(&o, (date_of((struct ymd){ 2026, 3, 3 })));
	reads("3 March 2026");
	out_date_iso(&o, date_of((struct ymd){ 2026, 3, 3 }));
	reads("2026-03-03");
	out_int_pad(&o, 7, 2);
	reads("07");
	out_int_pad(&o, -7, 3);
	reads("-007");
	out_hex(&o, "\x00\xff\x1a", 3);
	reads("00ff1a");
	out_pid(&o, PID_NONE);
	reads("AAAAAAAAAAAAAAAAAAAAAA");
}
END_TEST

static const struct {
	int64_t pence;
	const char *words;
} sums[] = {
	{ 0, "£0" }, { 1, "£0.01" }, { 99, "£0.99" }, { 100, "£1" }, { 1629, "£16.29" },
	{ 150000, "£1,500" }, { 100000000, "£1,000,000" }, { 100000001, "£1,000,000.01" },
	{ 99999, "£999.99" }, { 100005, "£1,000.05" }, { -1629, "-£16.29" },
	{ -150000, "-£1,500" }, { INT64_MIN, "" },
	{ INT64_MAX, "£92,233,720,368,547,758.07" },
};

START_TEST(money)
{
	print(&o, ((struct money){ sums[_i].pence }));
	reads(sums[_i].words);
}
END_TEST

static const struct {
	int hour, minute;
	const char *words;
} times[] = {
	{ 0, 0, "15 January 2026 at 12:00am" }, { 0, 5, "15 January 2026 at 12:05am" },
	{ 11, 59, "15 January 2026 at 11:59am" }, { 12, 0, "15 January 2026 at 12:00pm" },
	{ 13, 1, "15 January 2026 at 1:01pm" }, { 23, 59, "15 January 2026 at 11:59pm" },
};

START_TEST(moments)
{
	print(&o, (stamp_of_utc(date_of((struct ymd){ 2026, 1, 15 }), times[_i].hour,
	    times[_i].minute, 0)));
	reads(times[_i].words);
	out_stamp_iso(&o, stamp_of_utc(date_of((struct ymd){ 1969, 12, 31 }), 23, 59, 58));
	reads("1969-12-31T23:59:58Z");
}
END_TEST

START_TEST(none_prints_nothing)
{
	print(&o, MONEY_NONE);
	print(&o, POINTS_NONE);
	print(&o, DATE_NONE);
	print(&o, STAMP_NONE);
	print(&o, STR_NONE);
	out_date_iso(&o, DATE_NONE);
	out_stamp_iso(&o, STAMP_NONE);
	reads("");
}
END_TEST

START_TEST(past_its_limit_it_takes_nothing_more)
{
	out_init(&o, a, 5);
	out_lit(&o, "1234");
	ck_assert(out_ok(&o));
	out_lit(&o, "56");
	ck_assert(!out_ok(&o));
	out_char(&o, '5');	/* would fit, and leaves the mark standing */
	ck_assert(!out_ok(&o));
	ck_assert(str_eq(out_str_of(&o), S("12345")));
	out_init(&o, a, 0);
	out_lit(&o, "");
	ck_assert(out_ok(&o));
	out_char(&o, 'x');
	ck_assert(!out_ok(&o));
}
END_TEST

START_TEST(it_grows_and_keeps_what_it_has)
{
	for (int i = 0; i < 20000; i++)
		out_char(&o, (char)('a' + i % 26));
	ck_assert(out_ok(&o));
	ck_assert_uint_eq(out_str_of(&o).n, 20000);
	for (int i = 0; i < 20000; i++)
		ck_assert_int_eq(out_str_of(&o).p[i], 'a' + i % 26);
}
END_TEST

/* --- the arena it all comes from --- */

START_TEST(memory_is_zeroed_and_aligned)
{
	struct arena_mark mark = arena_mark(a);
	char *p = arena_alloc(a, 1000);

	memset(p, 'x', 1000);
	arena_reset(a, mark);
	for (size_t n = 1; n < 300; n++) {
		char *q = arena_alloc(a, n);
		ck_assert_uint_eq((uintptr_t)q % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++)
			ck_assert_int_eq(q[i], 0);
	}
	ck_assert_ptr_nonnull(arena_alloc(a, 0));
}
END_TEST

START_TEST(back_to_a_mark)
{
	arena_alloc(a, 10);
	struct arena_mark mark = arena_mark(a);
	size_t used = arena_used(a);

	for (int i = 0; i < 3; i++) {
		arena_alloc(a, 200 * 1024);	/* a block of its own */
		arena_alloc(a, 20 * 1024);
		arena_alloc(a, 20 * 1024);
		ck_assert_uint_gt(arena_used(a), used);
		arena_reset(a, mark);
		ck_assert_uint_eq(arena_used(a), used);
	}
}
END_TEST

static const struct {
	size_t count, size;
	bool fits;
} wishes[] = {
	{ 1, 1000, true }, { 1, 60 * 1024, true }, { 1, 64 * 1024 + 1, false },
	{ 1, SIZE_MAX, false }, { SIZE_MAX, 2, false }, { SIZE_MAX / 2 + 1, 2, false },
	{ 0, SIZE_MAX, true }, { 65, 1024, false },
};

START_TEST(limits)
{
	struct arena *small = arena_new(64 * 1024);
	jmp_buf full;

	if (setjmp(full) == 0) {
		arena_on_full(small, &full);
		arena_array(small, wishes[_i].count, wishes[_i].size);
		ck_assert(wishes[_i].fits);
	} else {
		ck_assert(!wishes[_i].fits);
	}
	arena_on_full(small, NULL);
	arena_alloc(small, 10);		/* and it is of use still */
	arena_free(small);
}
END_TEST

START_TEST(without_a_place_to_go_it_aborts)
{
	struct arena *small = arena_new(100);

	arena_alloc(small, 101);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("out");
	TCase *t = tcase_create("out");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, each_type_has_one_way);
	tcase_add_loop_test(t, money, 0, (int)COUNT(sums));
	tcase_add_loop_test(t, moments, 0, (int)COUNT(times));
	tcase_add_test(t, none_prints_nothing);
	tcase_add_test(t, past_its_limit_it_takes_nothing_more);
	tcase_add_test(t, it_grows_and_keeps_what_it_has);
	tcase_add_test(t, memory_is_zeroed_and_aligned);
	tcase_add_test(t, back_to_a_mark);
	tcase_add_loop_test(t, limits, 0, (int)COUNT(wishes));
	tcase_add_test_raise_signal(t, without_a_place_to_go_it_aborts, SIGABRT);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("out", suite());
}
