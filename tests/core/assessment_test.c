#include "core/assessment.h"

#include "core/base/civil.h"
#include "core/base/str.h"
#include "tests/tap.h"

#define EVERY_RELATION 0x1ffu

/* Complete, and nothing is seen differently; the family's days end today. */
static struct ras_facts
facts(enum ras_state state)
{
	return (struct ras_facts){ .state = state, .taking_part_noted = true,
		.child_noted = true, .share_due = { 20000 }, .today = { 20000 } };
}

static const enum role doer[RAS_EVENT_COUNT] = {
	[RAS_SHARE] = WORKER, [RAS_SAY] = FAMILY, [RAS_RETURN] = PRACTICE_LEAD,
	[RAS_APPROVE] = PRACTICE_LEAD, [RAS_REPLACE] = ROLE_NONE,
	[RAS_TIME_OVER] = ROLE_NONE,
};

static enum err
by_right(const struct ras_facts *f, enum ras_event event, struct ras_result *r)
{
	return assessment_move(f, event, doer[event], EVERY_RELATION, 0, r);
}

static const struct {
	int line;
	enum ras_state from;
	enum ras_event event;
	enum ras_state to;
	enum step opens;
	unsigned effects;
} rows[] = {
#define ROW(from, event, to, opens, effects) { __LINE__, from, event, to, opens, effects }
#define DECISION (WRITE_LETTER | NOTIFY_FAMILY | RECALCULATE)
	ROW(RAS_DRAFT, RAS_SHARE, RAS_SHARED, STEP_SEE_ANSWERS,
	    START_CLOCK | NOTIFY_FAMILY),
	ROW(RAS_RETURNED, RAS_SHARE, RAS_SHARED, STEP_SEE_ANSWERS,
	    START_CLOCK | NOTIFY_FAMILY),
	ROW(RAS_SHARED, RAS_SAY, RAS_VIEWED, STEP_APPROVE, NOTIFY_HOLDER),
	ROW(RAS_UNSEEN, RAS_SAY, RAS_VIEWED, STEP_APPROVE, NOTIFY_HOLDER),
	ROW(RAS_VIEWED, RAS_SAY, RAS_VIEWED, STEP_APPROVE, NOTIFY_HOLDER),
	ROW(RAS_SHARED, RAS_TIME_OVER, RAS_UNSEEN, STEP_APPROVE, NOTIFY_HOLDER),
	ROW(RAS_UNSEEN, RAS_APPROVE, RAS_APPROVED, STEP_NONE, DECISION),
	ROW(RAS_VIEWED, RAS_APPROVE, RAS_APPROVED, STEP_NONE, DECISION),
	ROW(RAS_SHARED, RAS_RETURN, RAS_RETURNED, STEP_FILL_IN,
	    NOTIFY_HOLDER | NOTIFY_FAMILY),
	ROW(RAS_UNSEEN, RAS_RETURN, RAS_RETURNED, STEP_FILL_IN,
	    NOTIFY_HOLDER | NOTIFY_FAMILY),
	ROW(RAS_VIEWED, RAS_RETURN, RAS_RETURNED, STEP_FILL_IN,
	    NOTIFY_HOLDER | NOTIFY_FAMILY),
	ROW(RAS_APPROVED, RAS_REPLACE, RAS_SUPERSEDED, STEP_NONE, NO_EFFECT),
#undef ROW
};

START_TEST(each_move)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ras_facts f = facts(rows[i].from);
		struct ras_result r;

		f.today = date_add(f.share_due, 1);
		ck_assert_msg(by_right(&f, rows[i].event, &r) == OK &&
		    r.to == rows[i].to && r.opens == rows[i].opens &&
		    r.effects == rows[i].effects, "line %d", rows[i].line);
	}
}
END_TEST

START_TEST(no_other_move)
{
	for (enum ras_state s = RAS_NONE; s < RAS_STATE_COUNT; s++)
		for (enum ras_event e = 1; e < RAS_EVENT_COUNT; e++) {
			struct ras_facts f = facts(s);
			struct ras_result r;
			bool listed = false;
			for (size_t i = 0; i < COUNT(rows); i++)
				listed = listed || (rows[i].from == s && rows[i].event == e);
			f.today = date_add(f.share_due, 1);
			ck_assert_msg((by_right(&f, e, &r) == OK) == listed,
			    "%d, %d", (int)s, (int)e);
		}
}
END_TEST

START_TEST(shared_only_when_complete)
{
	struct ras_result r;
	struct ras_facts f[4];

	for (size_t i = 0; i < COUNT(f); i++)
		f[i] = facts(RAS_DRAFT);
	f[0].unanswered = 1;
	f[1].unreasoned = 1;
	f[2].taking_part_noted = false;
	f[3].child_noted = false;
	for (size_t i = 0; i < COUNT(f); i++)
		ck_assert_int_eq(by_right(&f[i], RAS_SHARE, &r), E_CONFLICT);
}
END_TEST

/* It is agreed, or its differences are answered: it is not told. */
START_TEST(approved_when_the_family_was_heard)
{
	struct ras_facts f = facts(RAS_SHARED);
	struct ras_result r;

	ck_assert_int_eq(by_right(&f, RAS_APPROVE, &r), E_CONFLICT);
	ck_assert_int_eq(by_right(&f, RAS_TIME_OVER, &r), E_CONFLICT);
	f.today = date_add(f.share_due, 1);
	ck_assert_int_eq(by_right(&f, RAS_TIME_OVER, &r), OK);
	f = facts(RAS_VIEWED);
	f.differences_unanswered = 1;
	ck_assert_int_eq(by_right(&f, RAS_APPROVE, &r), E_CONFLICT);
	f.differences_unanswered = 0;
	ck_assert_int_eq(by_right(&f, RAS_APPROVE, &r), OK);
}
END_TEST

START_TEST(nobody_approves_their_own)
{
	struct ras_facts f = facts(RAS_VIEWED);
	struct ras_result r;

	ck_assert_int_eq(assessment_move(&f, RAS_APPROVE, PRACTICE_LEAD, REL_TEAM,
	    ACTED_SCORED, &r), E_NOT_FOUND);
	ck_assert_int_eq(assessment_move(&f, RAS_APPROVE, WORKER, EVERY_RELATION, 0, &r),
	    E_NOT_FOUND);
	ck_assert_int_eq(assessment_move(&f, RAS_REPLACE, PRACTICE_LEAD, EVERY_RELATION, 0,
	    &r), E_NOT_FOUND);
	ck_assert_int_eq(assessment_move(&f, RAS_SAY, WORKER, REL_ASSIGNED, 0, &r),
	    E_NOT_FOUND);
	f.entry.for_family = true;
	ck_assert_int_eq(assessment_move(&f, RAS_SAY, WORKER, REL_ASSIGNED, 0, &r), OK);
	ck_assert_int_eq(assessment_move(&f, RAS_EVENT_COUNT, WORKER, REL_ASSIGNED, 0, &r),
	    E_NOT_FOUND);
}
END_TEST

START_TEST(the_buttons)
{
	struct ras_facts f = facts(RAS_VIEWED);
	struct ras_moves m = assessment_open(&f, PRACTICE_LEAD, REL_TEAM, 0);

	ck_assert_uint_eq(m.n, 2);
	ck_assert_int_eq(m.v[0].event, RAS_RETURN);
	ck_assert_int_eq(m.v[1].event, RAS_APPROVE);
	ck_assert_uint_eq(assessment_open(&f, ROLE_NONE, EVERY_RELATION, 0).n, 0);
	for (enum ras_state s = RAS_DRAFT; s < RAS_STATE_COUNT; s++)
		ck_assert(ras_state_words(s).n > 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("assessment");
	TCase *t = tcase_create("moves");

	tcase_add_test(t, each_move);
	tcase_add_test(t, no_other_move);
	tcase_add_test(t, shared_only_when_complete);
	tcase_add_test(t, approved_when_the_family_was_heard);
	tcase_add_test(t, nobody_approves_their_own);
	tcase_add_test(t, the_buttons);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("assessment", suite());
}
