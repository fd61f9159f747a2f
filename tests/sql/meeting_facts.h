/*
 * A scored case with its people, in a database of the test's own, for the tests
 * of meetings, points and lateness.
 */
#ifndef TESTS_SQL_MEETING_FACTS_H
#define TESTS_SQL_MEETING_FACTS_H

#include "core/base/civil.h"
#include "core/crypt.h"
#include "sql/migrate.h"
#include "sql/policy_csv.h"
#include "sql/store_points.h"
#include "tests/sql/test_db.h"
#include "tests/tap.h"

enum { MARIA = 1, JOSEPH, PRIYA, OWEN, RUTH, DANIEL, MARGARET, SAMUEL, HELEN };

static const struct actor people[] = {
	[MARIA] = { MARIA, 0, FAMILY, S_INIT("Maria"), S_INIT("") },
	[JOSEPH] = { JOSEPH, 0, FAMILY, S_INIT("Joseph"), S_INIT("") },
	[PRIYA] = { PRIYA, 1, WORKER, S_INIT("Priya"), S_INIT("") },
	[OWEN] = { OWEN, 1, PRACTICE_LEAD, S_INIT("Owen"), S_INIT("") },
	[RUTH] = { RUTH, 1, PRACTICE_LEAD, S_INIT("Ruth"), S_INIT("") },
	[DANIEL] = { DANIEL, 2, PRACTICE_LEAD, S_INIT("Daniel"), S_INIT("") },
	[MARGARET] = { MARGARET, 0, OPS_MANAGER, S_INIT("Margaret"), S_INIT("") },
	[SAMUEL] = { SAMUEL, 0, OPS_MANAGER, S_INIT("Samuel"), S_INIT("") },
	[HELEN] = { HELEN, 0, HEAD_OF_SERVICE, S_INIT("Helen"), S_INIT("") },
};

static struct arena *a;
static struct db *db;
static struct policy *policy;
static struct casefile c;
static struct dispute_now d;
static struct date today;
static struct stamp now;

static inline void
run(const char *sql)
{
	ck_assert_msg(db_text(db, str_of(sql)) == OK, "%s\n%s", sql, test_log);
}

static inline void
on(int year, int month, int day)
{
	today = date_of((struct ymd){ year, month, day });
	now = stamp_of_london(today, 10, 0);
}

static inline void
tomorrow(void)
{
	today = date_add(today, 1);
	now = stamp_of_london(today, 10, 0);
}

static inline struct doing
by(int person)
{
	static const unsigned relations[] = {
		[MARIA] = REL_OWN, [JOSEPH] = REL_OWN, [PRIYA] = REL_ASSIGNED,
		[OWEN] = REL_TEAM, [RUTH] = REL_TEAM, [DANIEL] = 0,
		[MARGARET] = REL_AREA, [SAMUEL] = REL_AREA, [HELEN] = REL_AREA,
	};

	return (struct doing){
		.who = people[person], .relations = relations[person],
		.writer = people[person].id, .now = now, .today = today,
		.received = today, .policy = policy,
	};
}

/* What a member of staff enters for a relative, received some days ago. */
static inline struct doing
entered_by(int staff, int relative, int days_ago)
{
	struct doing m = by(relative);

	m.staff = staff;
	m.received = date_add(today, -days_ago);
	return m;
}

static inline void
people_insert(void)
{
	char sql[300];

	run("INSERT INTO team (id, pid, name) VALUES (1, 't1', 'North'), (2, 't2', 'South')");
	for (size_t i = 1; i < COUNT(people); i++) {
		snprintf(sql, sizeof sql, "INSERT INTO person (id, pid, email, name, role, "
		    "team, created) VALUES (%zu, 'p%zu', 'e%zu', '%s', %d, %s, '2026-01-01')",
		    i, i, i, people[i].name.p, (int)people[i].role,
		    people[i].team == 0 ? "NULL" : people[i].team == 1 ? "1" : "2");
		run(sql);
	}
}

/* A case of 108 points, 1,000 pounds, whose plan is in the given state. */
static inline void
facts_make(const char *name, enum plan_state plan)
{
	struct db_config config = test_config();
	struct out problems;
	char sql[300];

	a = arena_new((size_t)256 * 1024 * 1024);
	crypt_start();
	test_database(&config, name);
	db = test_open(&config);
	ck_assert_msg(migrate(db, a, "sql/schema", (struct stamp){ 0 }) == OK, "%s", test_log);
	out_init(&problems, a, 65536);
	ck_assert_int_eq(policy_read_csv(a, "sql/policy/reference", &policy, &problems), OK);
	run("SET SESSION sql_mode = ''");
	people_insert();
	run("INSERT INTO policy (id, label, starts, hash, loaded) VALUES (1, 'p', "
	    "'2026-01-01', 'h', '2026-01-01')");
	run("INSERT INTO casefile (id, pid, ref, child_name, called, notice_name, born, "
	    "school_stage, team, worker, opened, assessment, record_mac) VALUES (1, 'c1', "
	    "'R1', 'Kit', 'Kit', 'Kite', '2016-01-01', 1, 1, 3, '2026-01-01', 1, 'm')");
	run("INSERT INTO assessment (id, pid, casefile, policy, tool, state, worker, opened, "
	    "approved, approver, child_said, total, yearly) VALUES (1, 'a1', 1, 1, 2, 5, 3, "
	    "'2026-01-01', '2026-01-12', 4, '', 108, 100000)");
	run("INSERT INTO score (assessment, no, stage, total, yearly, at, decided_by) "
	    "VALUES (1, 1, 1, 108, 100000, '2026-01-12', 4)");
	snprintf(sql, sizeof sql, "INSERT INTO planning (casefile, state, moved, "
	    "plan_was_answered) VALUES (1, %d, '2026-02-02', TRUE)", (int)plan);
	run(sql);
	if (plan != PLAN_OPEN)	/* the one that was answered */
		run("INSERT INTO plan (id, pid, casefile, no, state, assessment, "
		    "child_words, begun, begun_by, sent, sent_by, received) VALUES "
		    "(1, 'v1', 1, 1, 4, 1, '', '2026-01-20', 1, '2026-01-20', 1, "
		    "'2026-01-20')");
	run("SET SESSION sql_mode = 'STRICT_ALL_TABLES'");
	ck_assert_int_eq(db_end(db, true), OK);
	c = (struct casefile){ .id = 1, .team = 1, .worker = PRIYA, .assessment = 1 };
	on(2026, 3, 2);
}

/* While something is on its way a newer assessment is approved: 2,000 pounds. */
static inline void
scored_anew(void)
{
	run("INSERT INTO assessment (id, pid, casefile, policy, tool, state, worker, opened, "
	    "approved, approver, child_said, total, yearly) VALUES (2, 'a2', 1, 1, 2, 5, 3, "
	    "'2026-02-01', '2026-03-02', 4, '', 145, 200000)");
	run("INSERT INTO score VALUES (2, 1, 1, 145, 200000, '2026-03-02', '2026-03-02', 4)");
	run("UPDATE casefile SET assessment = 2");
	c.assessment = 2;
}

static inline void
facts_end(void)
{
	db_close(db);
	arena_free(a);
}

static inline struct dispute_now *
seen(void)
{
	ck_assert_int_eq(store_dispute_read(db, a, &c, today, now, &d), OK);
	return &d;
}

/* How many steps are open, but for letters that are to be read. */
static inline size_t
steps_but_letters(const struct dispute_now *read)
{
	size_t n = 0;

	for (size_t i = 0; i < read->steps.n; i++)
		n += read->steps.v[i].step != STEP_READ_LETTER;
	return n;
}

/* The step that is open now: whose, and by when (none: without a date). */
static inline const struct open_step *
open_now(enum step step)
{
	seen();
	for (size_t i = 0; i < d.steps.n; i++)
		if (d.steps.v[i].step == step)
			return &d.steps.v[i];
	return NULL;
}

#define assert_due(step_, year_, month_, day_) do {			\
	const struct open_step *open_ = open_now(step_);			\
	ck_assert_ptr_nonnull(open_);						\
	ck_assert_int_eq(open_->due.days,					\
	    date_of((struct ymd){ year_, month_, day_ }).days);			\
} while (0)

#define assert_ok(call) ck_assert_msg((call) == OK, "%s", test_log)

#endif
