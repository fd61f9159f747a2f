#include "core/session.h"

#include "tests/tap.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)

/* Seconds since it was opened, seconds since it was used, seconds left. */
static const struct {
	int line;
	enum role role;
	enum session_stage stage;
	int64_t opened, seen, left;
} sessions[] = {
#define L __LINE__
	{ L, FAMILY, STAGE_SIGNED_IN, 0, 0, HOUR },
	{ L, FAMILY, STAGE_SIGNED_IN, HOUR, HOUR - 1, 1 },
	{ L, FAMILY, STAGE_SIGNED_IN, HOUR, HOUR, 0 },
	{ L, FAMILY, STAGE_SIGNED_IN, 11 * HOUR, 0, HOUR },
	{ L, FAMILY, STAGE_SIGNED_IN, 12 * HOUR - 1, 0, 1 },
	{ L, FAMILY, STAGE_SIGNED_IN, 12 * HOUR, 0, 0 },
	{ L, FAMILY, STAGE_SIGNED_IN, 13 * HOUR, 0, -HOUR },
	{ L, SUPPORTER, STAGE_SIGNED_IN, 0, 0, HOUR },
	{ L, WORKER, STAGE_SIGNED_IN, 0, 0, 30 * MINUTE },
	{ L, WORKER, STAGE_SIGNED_IN, HOUR, 30 * MINUTE - 1, 1 },
	{ L, WORKER, STAGE_SIGNED_IN, HOUR, 30 * MINUTE, 0 },
	{ L, WORKER, STAGE_SIGNED_IN, 12 * HOUR, 0, 0 },
	{ L, AUDITOR, STAGE_SIGNED_IN, 0, 0, 30 * MINUTE },
	{ L, ADMINISTRATOR, STAGE_SIGNED_IN, 0, 0, 30 * MINUTE },
	{ L, FAMILY, STAGE_PASSWORD, 0, 0, 15 * MINUTE },
	{ L, FAMILY, STAGE_PASSWORD, 15 * MINUTE, 0, 0 },
	{ L, WORKER, STAGE_PASSWORD, 14 * MINUTE, 0, MINUTE },
#undef L
};

START_TEST(how_long_it_lasts)
{
	struct stamp now = { (int64_t)1772530000 * 1000000 };

	for (size_t i = 0; i < COUNT(sessions); i++) {
		struct stamp opened = { now.us - sessions[i].opened * 1000000 };
		struct stamp seen = { now.us - sessions[i].seen * 1000000 };
		int64_t left = session_left(sessions[i].role, sessions[i].stage, opened,
		    seen, now);
		ck_assert_msg(left == sessions[i].left, "line %d: %lld", sessions[i].line,
		    (long long)left);
	}
}
END_TEST

START_TEST(who_is_staff)
{
	for (enum role r = ROLE_NONE; r < ROLE_COUNT; r++)
		ck_assert_int_eq(role_is_staff(r),
		    r != ROLE_NONE && r != FAMILY && r != SUPPORTER);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("session");
	TCase *t = tcase_create("session");

	tcase_add_test(t, how_long_it_lasts);
	tcase_add_test(t, who_is_staff);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("session", suite());
}
