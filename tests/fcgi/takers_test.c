/*
 * Nobody is given a step the gate refuses them: for every step of staff and all
 * that somebody can have behind them in a case, who may be chosen for the step is
 * who the gate lets do it once it is theirs by name.
 */
#include "fcgi/request/gate.h"
#include "sql/store_late.h"
#include "tests/sql/meeting_facts.h"

#define WHO 30		/* a person of the step's role, in the team of the case */
#define FAR 31		/* the same in no team of the case */

/* What can be behind somebody, as it stands in the tables. */
static const struct {
	enum acted acted;
	const char *yes, *no;
} facts[] = {
	{ ACTED_SCORED, "UPDATE assessment SET worker = 30",
	    "UPDATE assessment SET worker = 3" },
	{ ACTED_APPROVED, "UPDATE assessment SET approver = 30",
	    "UPDATE assessment SET approver = 4" },
	{ ACTED_MODERATED, "UPDATE score SET decided_by = 30, stage = 2",
	    "UPDATE score SET decided_by = 4, stage = 1" },
	{ ACTED_ANSWERED_PLAN, "UPDATE plan_answer SET writer = 30",
	    "UPDATE plan_answer SET writer = 3" },
	{ ACTED_CHAIRED_PANEL, "INSERT INTO panel_chair VALUES (1, 30, '2026-02-02')",
	    "DELETE FROM panel_chair" },
	{ ACTED_EXCUSED, "INSERT INTO excused VALUES (1, 30, 1, '2026-02-02')",
	    "DELETE FROM excused" },
};

static void
setup(void)
{
	facts_make("takers", PLAN_ANSWERED);
	run("SET SESSION sql_mode = ''");
	run("INSERT INTO person (id, pid, email, name, role, team, created) VALUES "
	    "(30, 'p30', 'e30', 'Who', 3, 1, '2026-01-01'), "
	    "(31, 'p31', 'e31', 'Far', 3, 2, '2026-01-01')");
	run("INSERT INTO plan_answer (plan, writer) VALUES (1, 3)");
	run("INSERT INTO assessment (id, pid, casefile, policy, tool, state, worker, opened, "
	    "child_said) VALUES (7, 'a7', 1, 1, 2, 2, 3, '2026-02-01', '')");
	run("UPDATE casefile SET questionnaire = 7");
}

static struct pid
case_pid(void)
{
	struct pid pid = { { 0 } };

	memcpy(pid.b, "c1", 2);
	return pid;
}

static bool
is_offered(enum step step, int64_t person)
{
	struct step_takers all;

	assert_ok(store_step_takers(db, a, &c, step, today, DATE_NONE, &all));
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == person)
			return true;
	return false;
}

/* May they do all that is the work of the step, as the gate sees them now? */
static bool
gate_lets(enum step step, int64_t person, int64_t team)
{
	enum role role = step_rule(step)->holder;
	struct casefile seen_;
	bool may_all = true, some = false;

	assert_ok(casefile_see(db, a, case_pid(), person, team, now, now, &seen_));
	for (enum action x = ACTION_NONE + 1; x < ACTION_COUNT; x++) {
		if ((action_steps(x) & UINT64_C(1) << step) == 0)
			continue;
		some = true;
		may_all = may_all && may_role(role, x, gate_relations(&seen_, role, x),
		    acted_of(&seen_, x));
	}
	return some && may_all;
}

static void
give(enum step step, int person)
{
	char sql[200];

	snprintf(sql, sizeof sql, "UPDATE person SET role = %d WHERE id IN (30, 31)",
	    (int)step_rule(step)->holder);
	run(sql);
	run("DELETE FROM todo");
	snprintf(sql, sizeof sql, "INSERT INTO todo (casefile, step, person, role, since) "
	    "VALUES (1, %d, %d, %d, '2026-02-02')", (int)step, person,
	    (int)step_rule(step)->holder);
	run(sql);
}

static void
compare(enum step step, unsigned set)
{
	int64_t team = step_rule(step)->holder == OPS_MANAGER ? ID_NONE : 1;

	give(step, WHO);
	ck_assert_msg(is_offered(step, WHO) == gate_lets(step, WHO, team),
	    "step %d, behind them %u: %s", (int)step, set, is_offered(step, WHO) ?
	    "can be given to somebody the gate refuses" :
	    "cannot be given to somebody the gate lets in");
	give(step, FAR);
	ck_assert_msg(is_offered(step, FAR) == gate_lets(step, FAR,
	    team == ID_NONE ? ID_NONE : 2), "step %d, to another team", (int)step);
}

static bool
is_staffs(enum step step)
{
	return step_rule(step)->holder != FAMILY;
}

START_TEST(whatever_is_behind_them)
{
	for (unsigned set = 0; set < 1u << COUNT(facts); set++) {
		struct arena_mark mark = arena_mark(a);
		for (size_t i = 0; i < COUNT(facts); i++)
			run((set & 1u << i) != 0 ? facts[i].yes : facts[i].no);
		for (enum step step = STEP_NONE + 1; step < STEP_COUNT; step++)
			if (is_staffs(step))
				compare(step, set);
		for (size_t i = 0; i < COUNT(facts); i++)
			run(facts[i].no);
		arena_reset(a, mark);
	}
}
END_TEST

/* What the access table may bar from a step is among the facts above. */
START_TEST(every_bar_is_tried)
{
	unsigned tried = 0, bars = 0;

	for (size_t i = 0; i < COUNT(facts); i++)
		tried |= facts[i].acted;
	for (enum action x = ACTION_NONE + 1; x < ACTION_COUNT; x++)
		if (action_steps(x) != 0)
			bars |= action_rule(x)->never | action_rule(x)->only;
	ck_assert_uint_ne(bars, 0);
	ck_assert_msg((bars & ~tried) == 0, "%u", bars & ~tried);
}
END_TEST

/* And each step of staff is the work of some action. */
START_TEST(every_step_is_somebodys_work)
{
	uint64_t all = 0;

	for (enum action x = ACTION_NONE + 1; x < ACTION_COUNT; x++)
		all |= action_steps(x);
	for (enum step step = STEP_NONE + 1; step < STEP_COUNT; step++)
		ck_assert_msg(((all & UINT64_C(1) << step) != 0) == is_staffs(step), "step %d",
		    (int)step);
}
END_TEST

START_TEST(a_reviewer_neither_approved_nor_confirmed_nor_scored)
{
	for (size_t i = 0; i < COUNT(facts); i++) {
		bool barred = facts[i].acted == ACTED_SCORED ||
		    facts[i].acted == ACTED_APPROVED || facts[i].acted == ACTED_MODERATED;
		give(STEP_REVIEW, WHO);
		run(facts[i].yes);
		ck_assert_msg(is_offered(STEP_REVIEW, WHO) != barred, "fact %zu", i);
		run(facts[i].no);
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("takers");
	TCase *tc = tcase_create("takers");

	tcase_set_timeout(tc, 120);
	tcase_add_checked_fixture(tc, setup, facts_end);
	tcase_add_test(tc, whatever_is_behind_them);
	tcase_add_test(tc, every_bar_is_tried);
	tcase_add_test(tc, every_step_is_somebodys_work);
	tcase_add_test(tc, a_reviewer_neither_approved_nor_confirmed_nor_scored);
	suite_add_tcase(s, tc);
	return s;
}

int
main(void)
{
	return tap_main("takers", suite());
}
