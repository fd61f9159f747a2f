/*
 * Lists and the gate say the same: what stands on somebody's home, or in a list
 * of cases, disagreements or late steps, can be opened by them, and nothing
 * that ought to stand there is missing. The people and cases here stand to each other in every way there is.
 */
#include "core/base/civil.h"
#include "core/deadline.h"
#include "fcgi/request/gate.h"
#include "gen/q_casefile.h"
#include "gen/q_dispute.h"
#include "gen/q_late.h"
#include "gen/q_standing.h"
#include "gen/q_todo.h"
#include "sql/migrate.h"
#include "tests/sql/test_db.h"
#include "tests/tap.h"

#define PEOPLE 60		/* ids from 1; a person's role is id MOD 12 + 1 */
#define CASES 40
#define TEAMS 3			/* a person's team is id MOD 3 + 1, as a case's */

static const char *const fill[] = {
	"SET foreign_key_checks = 0",
	"INSERT INTO team (id, pid, name) SELECT seq, UNHEX(MD5(seq)), seq FROM seq_1_to_3",
	"INSERT INTO person (id, pid, email, name, role, team, created)"
	" SELECT seq, UNHEX(MD5(seq)), seq, seq, seq MOD 12 + 1,"
	" IF(seq MOD 12 + 1 IN (3, 4), seq MOD 3 + 1, NULL), '2026-01-01' FROM seq_1_to_60",
	"INSERT INTO casefile (id, pid, ref, child_name, called, notice_name, born,"
	" school_stage, team, worker, opened, record_mac)"
	" SELECT seq, UNHEX(MD5(seq)), seq, seq, seq, seq, '2016-01-01', 1, seq MOD 3 + 1,"
	" IF(seq MOD 5, (SELECT MIN(id) + seq MOD 4 * 12 FROM person WHERE role = 3), NULL),"
	" '2026-01-01', REPEAT(CHAR(0), 32) FROM seq_1_to_40",
	"INSERT INTO family_member (casefile, person, since)"
	" SELECT c.id, p.id, '2026-01-01'"
	" FROM casefile c JOIN person p ON p.role = 1 AND (c.id * 7 + p.id) MOD 5 = 0",
	/* each may have ended, or may end tomorrow */
	"INSERT INTO supporter (casefile, person, named_by, may_draft, since, until)"
	" SELECT c.id, p.id, 12, c.id MOD 2, '2026-01-01',"
	" ELT((c.id * 5 + p.id) MOD 3 + 1, NULL, '2026-03-01', '2026-04-01')"
	" FROM casefile c JOIN person p ON p.role IN (1, 2) AND (c.id * 7 + p.id) MOD 5 IN (1, 2)",
	/* as steps are opened: for the worker, for the lead of the team */
	"INSERT INTO todo (casefile, step, person, team, role, since)"
	" SELECT id, 1, worker, NULL, 3, '2026-01-01' FROM casefile WHERE worker IS NOT NULL",
	"INSERT INTO todo (casefile, step, person, team, role, since)"
	" SELECT id, 3, NULL, team, 4, '2026-01-01' FROM casefile",
	/* a score and one disagreement about it in each case, late with each tier in turn */
	"INSERT INTO assessment (id, pid, casefile, policy, tool, state, worker, opened,"
	" child_said, total, yearly)"
	" SELECT id, pid, id, 1, 1, 4, 3, '2026-01-01', '', 100, 100000 FROM casefile",
	"UPDATE casefile SET assessment = id",
	"INSERT INTO todo (casefile, step, person, team, role, since, due)"
	" SELECT id, ELT(id DIV 3 MOD 3 + 1, 5, 8, 22),"
	" ELT(id DIV 3 MOD 3 + 1, worker, NULL, NULL),"
	" ELT(id DIV 3 MOD 3 + 1, NULL, team, NULL), ELT(id DIV 3 MOD 3 + 1, 3, 4, 5), '2026-01-01',"
	" '2026-02-02' FROM casefile",
};

static struct db *db;
static struct arena *a;
static struct stamp now;

static void
set_up(void)
{
	struct db_config config = test_config();

	a = arena_new((size_t)256 * 1024 * 1024);
	now = stamp_of_utc(date_of((struct ymd){ 2026, 3, 15 }), 12, 0, 0);
	test_database(&config, "lists");
	db = test_open(&config);
	ck_assert_msg(migrate(db, a, "sql/schema", now) == OK, "%s", test_log);
	for (size_t i = 0; i < COUNT(fill); i++)
		ck_assert_msg(db_text(db, str_of(fill[i])) == OK, "%s", test_log);
	ck_assert_int_eq(db_end(db, true), OK);
}

static void
tear_down(void)
{
	db_close(db);
	arena_free(a);
}

static const struct db_col one_pid[] = { { "pid", DB_PID, false, 0 } };
static const struct db_query all_cases = {
	.name = "all_cases", .kind = DB_MANY, .sql = "SELECT pid FROM casefile ORDER BY id",
	.out = one_pid, .n_out = COUNT(one_pid), .row_size = sizeof(struct pid),
};

static enum role
role_of(int person)
{
	return (enum role)(person % 12 + 1);
}

static int64_t
team_of(int person)
{
	enum role role = role_of(person);

	return role == WORKER || role == PRACTICE_LEAD ? person % TEAMS + 1 : ID_NONE;
}

static bool
may_open(int person, struct pid pid)
{
	struct casefile c;
	enum role role = role_of(person);

	ck_assert_msg(casefile_see(db, a, pid, person, team_of(person), now, now, &c) == OK,
	    "%s", test_log);
	unsigned relations = gate_relations(&c, role, SEE_CASE);
	return may_role(role_in_case(role, relations), SEE_CASE, relations, 0);
}

static bool
is_own(const struct own_cases *list, struct pid pid)
{
	for (size_t i = 0; i < list->n; i++)
		if (memcmp(list->v[i].pid.b, pid.b, sizeof pid.b) == 0)
			return true;
	return false;
}

START_TEST(a_family_sees_at_home_what_it_may_open)
{
	struct own_cases list;
	size_t n, open = 0, shut = 0;
	void *v;

	ck_assert_int_eq(db_many(db, a, &all_cases, NULL, &v, &n), OK);
	ck_assert_uint_eq(n, CASES);
	const struct pid *pids = v;
	for (int person = 1; person <= PEOPLE; person++) {
		if (role_of(person) != FAMILY && role_of(person) != SUPPORTER)
			continue;
		ck_assert_int_eq(own_cases(db, a, person, now, date_of((struct ymd){ 2026, 3, 15 }), &list), OK);
		for (size_t i = 0; i < n; i++) {
			bool may = may_open(person, pids[i]);
			ck_assert_msg(may == is_own(&list, pids[i]),
			    "person %d, case %zu: %s", person, i + 1,
			    may ? "is missing at home" : "stands at home and is refused");
			open += may;
			shut += !may;
		}
	}
	ck_assert_uint_gt(open, 50);
	ck_assert_uint_gt(shut, 50);
}
END_TEST

START_TEST(what_waits_for_somebody_can_be_opened_by_them)
{
	struct todo_rows todos;
	size_t seen = 0;

	for (int person = 1; person <= PEOPLE; person++) {
		ck_assert_int_eq(todos_for(db, a, person, team_of(person), role_of(person),
		    200, &todos), OK);
		for (size_t i = 0; i < todos.n; i++, seen++)
			ck_assert_msg(may_open(person, todos.v[i].casefile),
			    "person %d is asked to do step %d in a case they may not open",
			    person, (int)todos.v[i].step);
	}
	ck_assert_uint_gt(seen, 50);
}
END_TEST

static bool
is_listed(const struct listed_cases *list, struct pid pid)
{
	for (size_t i = 0; i < list->n; i++)
		if (memcmp(list->v[i].pid.b, pid.b, sizeof pid.b) == 0)
			return true;
	return false;
}

/* Given to a worker, or of a lead's team: what is theirs by a step alone is at home. */
static bool
works_on(int person, struct pid pid, bool *may)
{
	struct casefile c;
	enum role role = role_of(person);

	ck_assert_msg(casefile_see(db, a, pid, person, team_of(person), now, now, &c) == OK,
	    "%s", test_log);
	unsigned relations = gate_relations(&c, role, SEE_CASE) & ~(unsigned)REL_NAMED;
	*may = may_open(person, pid);
	return may_role(role_in_case(role, relations), SEE_CASE, relations, 0);
}

START_TEST(the_list_of_cases_is_what_one_works_on)
{
	struct listed_cases list;
	size_t n, in = 0, out = 0;
	bool may;
	void *v;

	ck_assert_int_eq(db_many(db, a, &all_cases, NULL, &v, &n), OK);
	const struct pid *pids = v;
	for (int person = 1; person <= PEOPLE; person++) {
		if (role_of(person) == WORKER)
			ck_assert_int_eq(cases_of_worker(db, a, person, S(""), 200, &list), OK);
		else if (role_of(person) == PRACTICE_LEAD)
			ck_assert_int_eq(cases_of_team(db, a, team_of(person), S(""), 200, &list), OK);
		else
			continue;
		for (size_t i = 0; i < n; i++) {
			bool works = works_on(person, pids[i], &may);
			ck_assert_msg(works == is_listed(&list, pids[i]), "person %d, case %zu: %s",
			    person, i + 1, works ? "is not listed" : "is listed");
			ck_assert(may || !works);
			in += works;
			out += !works;
		}
	}
	ck_assert_uint_gt(in, 50);
	ck_assert_uint_gt(out, 50);
}
END_TEST

static enum err
disputes_for(int person, struct open_disputes *list)
{
	static const struct date first = { 0 };

	switch ((int)role_of(person)) {
	case WORKER:
		return disputes_of_worker(db, a, person, first, 0, 200, list);
	case PRACTICE_LEAD:
		return disputes_of_team(db, a, team_of(person), first, 0, 200, list);
	default:
		return disputes_of_all(db, a, first, 0, 200, list);
	}
}

START_TEST(a_disagreement_that_is_listed_can_be_opened)
{
	struct open_disputes list;
	size_t n, listed = 0, open = 0;
	bool may;
	void *v;

	ck_assert_int_eq(db_many(db, a, &all_cases, NULL, &v, &n), OK);
	const struct pid *pids = v;
	for (int person = 1; person <= PEOPLE; person++) {
		enum role role = role_of(person);
		if (!may_role(role, SEE_DISPUTES, REL_ANY, 0))
			continue;
		ck_assert_msg(disputes_for(person, &list) == OK, "%s", test_log);
		for (size_t i = 0; i < list.n; i++, listed++)
			ck_assert_msg(may_open(person, list.v[i].casefile),
			    "person %d is shown a disagreement they may not open", person);
		/* one disagreement in each case */
		for (size_t i = 0; i < n; i++)
			open += works_on(person, pids[i], &may);
	}
	ck_assert_uint_eq(listed, open);
	ck_assert_uint_gt(listed, 50);
}
END_TEST

static bool
may_hand_over(int person, const struct late_row *row)
{
	struct casefile c;
	enum role role = role_of(person);

	ck_assert_int_eq(casefile_see(db, a, row->casefile, person, team_of(person), now, now, &c), OK);
	unsigned relations = gate_relations(&c, role, HAND_OVER);
	return may_role(role_in_case(role, relations), HAND_OVER, relations, 0) &&
	    step_may_hand_over(row->step, role, row->sees_to);
}

START_TEST(what_is_late_below_somebody_can_be_handed_over_by_them)
{
	struct date today = date_of((struct ymd){ 2026, 3, 15 });
	struct late_rows rows;
	size_t own = 0, all = 0;

	for (int person = 1; person <= PEOPLE; person++) {
		enum role role = role_of(person);
		if (!may_role(role, SEE_LATE, REL_ANY, 0))
			continue;
		int64_t team = role == PRACTICE_LEAD ? team_of(person) : ID_NONE;
		enum role below = (enum role)(role - 1);	/* as the tiers follow each other */
		ck_assert_int_eq(late_rows(db, a, below, role, team, today, 200, &rows), OK);
		for (size_t i = 0; i < rows.n; i++)
			ck_assert_msg(may_hand_over(person, &rows.v[i]),
			    "person %d is shown late step %d and may not hand it over",
			    person, (int)rows.v[i].step);
		own += rows.n;
		/* nothing they may hand over is missing */
		ck_assert_int_eq(late_rows(db, a, below, role, ID_NONE, today, 200,
		    &rows), OK);
		for (size_t i = 0; i < rows.n; i++)
			all += may_hand_over(person, &rows.v[i]);
	}
	ck_assert_uint_eq(own, all);
	ck_assert_uint_gt(own, 50);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("lists");
	TCase *c = tcase_create("lists");

	tcase_set_timeout(c, 120);
	tcase_add_unchecked_fixture(c, set_up, tear_down);
	tcase_add_test(c, a_family_sees_at_home_what_it_may_open);
	tcase_add_test(c, what_waits_for_somebody_can_be_opened_by_them);
	tcase_add_test(c, the_list_of_cases_is_what_one_works_on);
	tcase_add_test(c, a_disagreement_that_is_listed_can_be_opened);
	tcase_add_test(c, what_is_late_below_somebody_can_be_handed_over_by_them);
	suite_add_tcase(s, c);
	return s;
}

int
main(void)
{
	return tap_main("lists", suite());
}
