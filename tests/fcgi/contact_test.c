/*
 * Whom to ring about a case, and whether that is who reads it. Names prove nothing:
 * everybody here has the same one, and is known by a telephone.
 */
#include "fcgi/contact.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/tap.h"

#define CASE_NO "01632 960 101"
#define STEP_NO "01632 960 202"

static const struct {
	bool step, in;			/* somebody is in for it */
	bool mine, own_phone, reader;	/* the reader has the step; is in for it, for the case */
	enum role holder;
	const char *words, *phone;	/* NULL: none */
	bool yours;
} asked[] = {
	{ true, true, false, false, false, PRACTICE_LEAD, "Sam Lee, practice lead", STEP_NO, false },
	/* one worker reads of another of the same name */
	{ true, true, false, false, true, PRACTICE_LEAD, "Sam Lee, practice lead", STEP_NO, false },
	{ true, true, false, false, true, WORKER,
	    "Sam Lee, social worker or family support worker", STEP_NO, false },
	{ true, true, true, true, true, WORKER,
	    "Sam Lee, social worker or family support worker", CASE_NO, true },
	{ true, true, false, true, true, WORKER,
	    "Sam Lee, social worker or family support worker", CASE_NO, true },
	{ true, true, true, true, false, PRACTICE_LEAD,
	    "Sam Lee, social worker or family support worker", CASE_NO, false },
	{ false, true, false, false, true, PRACTICE_LEAD,
	    "Sam Lee, social worker or family support worker", CASE_NO, true },
	{ false, true, false, false, false, PRACTICE_LEAD,
	    "Sam Lee, social worker or family support worker", CASE_NO, false },
	{ true, true, false, false, true, FAMILY,
	    "Sam Lee, social worker or family support worker", CASE_NO, true },
	{ true, false, false, false, false, PRACTICE_LEAD, "Sam Lee, practice lead", STEP_NO, false },
	{ false, false, false, false, false, PRACTICE_LEAD, "the council", NULL, false },
};

START_TEST(whom_to_ring)
{
	struct arena *a = arena_new((size_t)1024 * 1024);
	struct str name = S("Sam Lee");
	struct case_todo t = {
		.step = STEP_HOLD_MEETING, .role = asked[_i].holder, .name = name,
		.ring = asked[_i].step ? name : STR_NONE, .ring_role = asked[_i].holder,
		.phone = asked[_i].step ? S(STEP_NO) : STR_NONE,
		.mine = asked[_i].mine, .own_phone = asked[_i].own_phone,
	};
	struct waits w = { .todos = { &t, 1 } };

	if (asked[_i].in)
		w.in = (struct person_in){ .name = name, .role = WORKER, .phone = S(CASE_NO),
			.reader = asked[_i].reader };
	struct contact c = contact_of(a, NULL, &w);	/* without a policy: the usual titles */
	ck_assert_str_eq(str_cstr(a, c.words), asked[_i].words);
	ck_assert(is_set(c.phone) == (asked[_i].phone != NULL));
	if (is_set(c.phone))
		ck_assert_str_eq(str_cstr(a, c.phone), asked[_i].phone);
	ck_assert_int_eq(c.reader, asked[_i].yours);
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("contact");
	TCase *t = tcase_create("contact");

	tcase_add_loop_test(t, whom_to_ring, 0, COUNT(asked));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("contact", suite());
}
