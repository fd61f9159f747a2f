#include "core/tries.h"

#include "tests/tap.h"

#define MINUTE ((int64_t)60)
#define DAY (24 * 60 * MINUTE)

static const struct {
	int line, wrong;
	int64_t wait;
} waits[] = {
#define L __LINE__
	{ L, 0, 0 }, { L, 9, 0 },
	{ L, 10, 5 * MINUTE }, { L, 19, 5 * MINUTE },
	{ L, 20, 10 * MINUTE }, { L, 29, 10 * MINUTE },
	{ L, 30, 20 * MINUTE }, { L, 40, 40 * MINUTE },
	{ L, 90, 1280 * MINUTE }, { L, 100, DAY }, { L, 2000000000, DAY },
#undef L
};

START_TEST(each_ten_wrong_codes_double_the_wait)
{
	for (size_t i = 0; i < COUNT(waits); i++)
		ck_assert_msg(tries_code_wait_s(waits[i].wrong) == waits[i].wait, "line %d: %ld",
		    waits[i].line, (long)tries_code_wait_s(waits[i].wrong));
}
END_TEST

START_TEST(the_wait_counts_from_the_last)
{
	struct stamp now = { (int64_t)1772530000 * 1000000 };
	struct stamp ago = { now.us - 5 * MINUTE * 1000000 };

	ck_assert(!tries_code_locked(0, STAMP_NONE, now));
	ck_assert(!tries_code_locked(9, now, now));
	ck_assert(tries_code_locked(10, now, now));
	ck_assert(!tries_code_locked(10, ago, now));
	ck_assert(tries_code_locked(10, ago, (struct stamp){ now.us - 1 }));
	ck_assert(tries_code_locked(20, ago, now));
}
END_TEST

START_TEST(passwords_by_account_and_by_address)
{
	ck_assert(!tries_too_many(9, 99));
	ck_assert(tries_too_many(10, 0));
	ck_assert(tries_too_many(0, 100));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("tries");
	TCase *t = tcase_create("tries");

	tcase_add_test(t, each_ten_wrong_codes_double_the_wait);
	tcase_add_test(t, the_wait_counts_from_the_last);
	tcase_add_test(t, passwords_by_account_and_by_address);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("tries", suite());
}
