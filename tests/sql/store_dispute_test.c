/*
 * A contested score, from the challenge to the letter of the review, through
 * the real tables: what is left in them, who may, and who comes too late.
 */
#include "core/base/civil.h"
#include "sql/migrate.h"
#include "sql/policy_csv.h"
#include "sql/store_challenge.h"
#include "tests/sql/test_db.h"
#include "tests/tap.h"

#define MEMORY ((size_t)256 * 1024 * 1024)
#define PEOPLE \
	"INSERT INTO person (id, pid, email, name, role, team, created) VALUES " \
	"(1, 'p1', 'mother', 'Maria', 1, NULL, '2026-01-01')," \
	"(2, 'p2', 'father', 'Joseph', 1, NULL, '2026-01-01')," \
	"(3, 'p3', 'worker', 'Priya', 3, 1, '2026-01-01')," \
	"(4, 'p4', 'lead', 'Owen', 4, 1, '2026-01-01')," \
	"(5, 'p5', 'other lead', 'Ruth', 4, 1, '2026-01-01')," \
	"(6, 'p6', 'lead elsewhere', 'Daniel', 4, 2, '2026-01-01')," \
	"(7, 'p7', 'manager', 'Margaret', 5, NULL, '2026-01-01')"
#define CASE \
	"INSERT INTO casefile (id, pid, ref, child_name, called, notice_name, born, " \
	"school_stage, team, worker, opened, assessment, record_mac) VALUES " \
	"(1, 'c1', 'R1', 'Kit', 'Kit', 'Kite', '2016-01-01', 1, 1, 3, '2026-01-01', 1, 'm')"
/* Twelve answers of 9 points: 108, low, 1,000 pounds. */
#define SCORE \
	"INSERT INTO assessment (id, pid, casefile, policy, tool, state, worker, opened, " \
	"approved, approver, child_said, total, yearly) VALUES (1, 'a1', 1, 1, 2, 5, 3, " \
	"'2026-01-01', '2026-01-02', 4, '', 108, 100000)"
#define STAGE \
	"INSERT INTO score VALUES (1, 1, 1, 108, 100000, '2026-01-02', '2026-01-02', 4)"
#define STEPS \
	"INSERT INTO todo (casefile, step, role, since) VALUES (1, 4, 1, '2026-01-02')"

static struct db_config config;
static struct arena *a;
static struct db *db;
static struct policy *policy;
static const struct tool *tool;
static struct casefile c;
static struct score_now s;
static struct date today;
static struct stamp now;

static void
run(const char *sql)
{
	ck_assert_msg(db_text(db, str_of(sql)) == OK, "%s\n%s", sql, test_log);
}

static void
answers_insert(void)
{
	char sql[300];

	for (int q = 1; q <= QUESTIONS; q++) {
		snprintf(sql, sizeof sql, "INSERT INTO answer SET assessment = 1, "
		    "question = %d, points = 9, reason = 'seen', evidence = 'report', "
		    "saved = '2026-01-01'", q);
		run(sql);
	}
}

static void
setup(void)
{
	struct out problems;

	a = arena_new(MEMORY);
	config = test_config();
	test_database(&config, "dispute");
	db = test_open(&config);
	ck_assert_msg(migrate(db, a, "sql/schema", (struct stamp){ 0 }) == OK, "%s", test_log);
	out_init(&problems, a, 65536);
	ck_assert_int_eq(policy_read_csv(a, "sql/policy/reference", &policy, &problems), OK);
	tool = policy_tool(policy, TOOL_KS2);
	today = date_of((struct ymd){ 2026, 3, 3 });
	now = stamp_of_utc(today, 12, 0, 0);
	run("SET SESSION sql_mode = ''");
	run("INSERT INTO team (id, pid, name) VALUES (1, 't1', 'North'), (2, 't2', 'South')");
	run(PEOPLE);
	run("INSERT INTO policy (id, label, starts, hash, loaded) VALUES (1, 'p', "
	    "'2026-01-01', 'h', '2026-01-01')");
	run(CASE);
	run(SCORE);
	answers_insert();
	run(STAGE);
	run(STEPS);
	ck_assert_int_eq(db_end(db, true), OK);
	c = (struct casefile){ .id = 1, .team = 1, .worker = 3, .assessment = 1 };
}

static void
teardown(void)
{
	db_close(db);
	arena_free(a);
}

static void
see(void)
{
	ck_assert_int_eq(store_score_read(db, a, &c, today, STAMP_ALL, &s), OK);
}

static const struct actor people[] = {
	[1] = { 1, 0, FAMILY, S_INIT("Maria"), S_INIT("") },
	[2] = { 2, 0, FAMILY, S_INIT("Joseph"), S_INIT("") },
	[3] = { 3, 1, WORKER, S_INIT("Priya"), S_INIT("") },
	[4] = { 4, 1, PRACTICE_LEAD, S_INIT("Owen"), S_INIT("") },
	[5] = { 5, 1, PRACTICE_LEAD, S_INIT("Ruth"), S_INIT("") },
	[6] = { 6, 2, PRACTICE_LEAD, S_INIT("Daniel"), S_INIT("") },
	[7] = { 7, 0, OPS_MANAGER, S_INIT("Margaret"), S_INIT("") },
};

static struct doing
by(int person)
{
	static const unsigned relations[] = { 0, REL_OWN, REL_OWN, REL_ASSIGNED, REL_TEAM,
		REL_TEAM, REL_NAMED, REL_AREA };
	static const unsigned acted[] = { 0, ACTED_CHALLENGED, ACTED_CHALLENGED, ACTED_SCORED,
		ACTED_APPROVED, 0, 0, 0 };

	return (struct doing){
		.who = people[person], .relations = relations[person],
		.acted = acted[person], .now = now, .today = today, .received = today,
		.policy = policy,
	};
}

static enum err
challenge(int person, int first, int n, int16_t to)
{
	struct challenged v[QUESTIONS];
	struct doing m = by(person);

	for (int i = 0; i < n; i++)
		v[i] = (struct challenged){ first + i, { to }, S("it is worse"), S("letter") };
	see();
	return store_challenge(db, &m, &c, &s, &(struct challenged_list){ v, (size_t)n });
}

static struct decision
decide(int question, enum item_verdict verdict, int16_t points)
{
	return (struct decision){ question, verdict, { points }, S("because"), S("the letter") };
}

static enum err
share(int person, struct decision v)
{
	struct doing m = by(person);

	see();
	return store_answers_share(db, &m, tool, &c, &s, &(struct decisions){ &v, 1 });
}

static enum err
confirm(int person)
{
	struct doing m = by(person);

	see();
	return store_total_confirm(db, a, &m, policy, &c, &s, now);
}

static enum err
contest(int person, int question, struct points proposed)
{
	struct doing m = by(person);
	struct contested v = { question, S("still wrong"), S(""), proposed };

	see();
	return store_contest(db, &m, &c, &s, &v);
}

static enum err
review(struct db *with, int person, struct decision v)
{
	struct doing m = by(person);

	return store_review(with, a, &m, policy, tool, &c, &s, &(struct decisions){ &v, 1 },
	    now);
}

static const struct open_step *
step_of(enum step step)
{
	see();
	for (size_t i = 0; i < s.d.steps.n; i++)
		if (s.d.steps.v[i].step == step)
			return &s.d.steps.v[i];
	return NULL;
}

/* Three challenged, answered, confirmed; the first of them contested. */
static void
to_review(void)
{
	ck_assert_int_eq(challenge(1, 1, 3, 27), OK);
	ck_assert_int_eq(share(3, decide(1, VERDICT_KEEP, 9)), OK);
	ck_assert_int_eq(share(3, decide(2, VERDICT_PART, 18)), OK);
	ck_assert_int_eq(share(3, decide(3, VERDICT_ACCEPT, 27)), OK);
	ck_assert_int_eq(confirm(4), OK);
	ck_assert_int_eq(contest(2, 1, POINTS_NONE), OK);
	ck_assert_int_eq(db_end(db, true), OK);
}

START_TEST(the_whole_chain)
{
	ck_assert_int_eq(challenge(1, 1, 3, 27), OK);
	ck_assert_ptr_null(step_of(STEP_CHALLENGE));
	ck_assert_int_eq(step_of(STEP_RECONSIDER)->person, 3);
	struct date due = step_of(STEP_RECONSIDER)->due;
	ck_assert_int_eq(date_diff(today, due), 14);	/* ten working days */
	ck_assert_int_eq(share(3, decide(1, VERDICT_KEEP, 9)), OK);
	ck_assert_int_eq(confirm(4), E_CONFLICT);	/* two are owed */
	ck_assert_int_eq(share(3, decide(2, VERDICT_PART, 18)), OK);
	ck_assert_int_eq(share(3, decide(3, VERDICT_ACCEPT, 27)), OK);
	ck_assert_int_eq(step_of(STEP_CONFIRM_TOTAL)->person, 4);
	ck_assert_int_eq(step_of(STEP_CONFIRM_TOTAL)->due.days, due.days);
	ck_assert_int_eq(s.answers.v[1].counted.n, 9);	/* not before it is confirmed */
	ck_assert_int_eq(confirm(4), OK);
	ck_assert_int_eq(s.answers.v[1].counted.n, 18);
	ck_assert_uint_eq(s.scores.n, 2);
	ck_assert_int_eq(s.scores.v[1].total.n, 108 + 9 + 18);
	ck_assert_int_eq(s.scores.v[1].yearly.pence, 150000);
	ck_assert_ptr_nonnull(step_of(STEP_CONTEST));
	ck_assert_int_eq(contest(2, 1, POINTS_NONE), OK);
	ck_assert_int_eq(step_of(STEP_REVIEW)->person, 5);	/* the only one who may */
	ck_assert_int_eq(review(db, 5, decide(1, VERDICT_PART, 18)), OK);
	ck_assert_int_eq(s.scores.v[2].total.n, 108 + 9 + 9 + 18);
	ck_assert_int_eq(s.scores.v[2].yearly.pence, 280000);
	ck_assert_int_eq(dispute_item(&s.d, 1)->state, ITEM_SETTLED);
	ck_assert_int_eq(dispute_item(&s.d, 2)->state, ITEM_ANSWERED);	/* silence */
	ck_assert_ptr_null(step_of(STEP_REVIEW));
	ck_assert_ptr_nonnull(step_of(STEP_CONTEST));
}
END_TEST

START_TEST(a_decision_lies_between_and_has_its_reason)
{
	struct decision bare = decide(1, VERDICT_KEEP, 9);

	ck_assert_int_eq(challenge(1, 1, 1, 18), OK);
	bare.reason = S("");
	ck_assert_int_eq(share(3, bare), E_FORM);
	bare = decide(1, VERDICT_KEEP, 9);
	bare.relied = S("");	/* and no document either */
	ck_assert_int_eq(share(3, bare), E_FORM);
	ck_assert_int_eq(share(3, decide(1, VERDICT_PART, 0)), E_FORM);
	ck_assert_int_eq(share(3, decide(1, VERDICT_PART, 27)), E_FORM);
	ck_assert_int_eq(share(3, decide(1, VERDICT_PART, 9)), E_FORM);
	ck_assert_int_eq(share(3, decide(1, VERDICT_KEEP, 18)), E_FORM);
	ck_assert_int_eq(share(3, decide(1, VERDICT_ACCEPT, 9)), E_FORM);
	ck_assert_int_eq(share(3, decide(1, VERDICT_ACCEPT, 18)), OK);
	ck_assert_int_eq(share(3, decide(1, VERDICT_ACCEPT, 18)), E_CONFLICT);
}
END_TEST

/* What the worker gave, the reviewer cannot take back. */
START_TEST(a_review_cannot_make_it_worse)
{
	ck_assert_int_eq(challenge(1, 1, 1, 27), OK);
	ck_assert_int_eq(share(3, decide(1, VERDICT_PART, 18)), OK);
	ck_assert_int_eq(confirm(4), OK);
	ck_assert_int_eq(contest(1, 1, POINTS_NONE), OK);
	see();
	ck_assert_int_eq(review(db, 5, decide(1, VERDICT_KEEP, 9)), E_FORM);
	ck_assert_int_eq(review(db, 5, decide(1, VERDICT_PART, 9)), E_FORM);
	ck_assert_int_eq(review(db, 5, decide(1, VERDICT_KEEP, 18)), OK);
	ck_assert_int_eq(s.scores.v[2].total.n, 117);
}
END_TEST

/* The plan was agreed for less than the score now gives: it is fitted again. */
START_TEST(a_raised_score_opens_the_agreed_plan)
{
	run("INSERT INTO planning (casefile, state, moved) VALUES (1, 20, '2026-02-02')");
	ck_assert_int_eq(challenge(1, 1, 1, 27), OK);
	ck_assert_int_eq(share(3, decide(1, VERDICT_KEEP, 9)), OK);
	ck_assert_int_eq(confirm(4), OK);
	ck_assert_int_eq(s.d.facts.plan, PLAN_AGREED);	/* the figure has not moved */
	ck_assert_ptr_null(step_of(STEP_FIT_PLAN));
	ck_assert_int_eq(contest(2, 1, POINTS_NONE), OK);
	see();
	ck_assert_int_eq(review(db, 5, decide(1, VERDICT_ACCEPT, 27)), OK);
	ck_assert_int_eq(s.scores.v[2].yearly.pence, 150000);
	ck_assert_int_eq(s.d.facts.plan, PLAN_FITTING);
	ck_assert_int_eq(step_of(STEP_FIT_PLAN)->person, 3);
	ck_assert_int_eq(date_diff(today, step_of(STEP_FIT_PLAN)->due), 21);
}
END_TEST

START_TEST(nobody_acts_out_of_turn)
{
	struct doing m = by(4);

	ck_assert_int_eq(challenge(3, 1, 1, 27), E_NOT_FOUND);
	ck_assert_int_eq(challenge(1, 1, 1, 9), E_FORM);	/* asks for nothing */
	ck_assert_int_eq(challenge(1, 1, 1, 27), OK);
	ck_assert_int_eq(challenge(1, 1, 1, 27), E_CONFLICT);
	ck_assert_int_eq(share(4, decide(1, VERDICT_KEEP, 9)), E_NOT_FOUND);
	ck_assert_int_eq(share(3, decide(1, VERDICT_KEEP, 9)), OK);
	ck_assert_int_eq(confirm(5), E_NOT_FOUND);	/* did not approve it */
	ck_assert_int_eq(confirm(3), E_NOT_FOUND);
	ck_assert_int_eq(confirm(4), OK);
	ck_assert_int_eq(contest(3, 1, POINTS_NONE), E_NOT_FOUND);
	ck_assert_int_eq(contest(1, 1, POINTS_NONE), OK);
	see();
	ck_assert_int_eq(review(db, 4, decide(1, VERDICT_KEEP, 9)), E_NOT_FOUND);
	ck_assert_int_eq(store_reviewer_name(db, &m, &c, &s, 6, S("x")), E_NOT_FOUND);
}
END_TEST

START_TEST(withdrawn_and_taken_up_again)
{
	struct doing mother = by(1), father = by(2);
	int moved;

	ck_assert_int_eq(challenge(1, 1, 3, 27), OK);
	ck_assert_int_eq(share(3, decide(2, VERDICT_ACCEPT, 27)), OK);
	see();
	ck_assert_int_eq(store_withdraw(db, &father, &c, &s, 1, &moved), E_NOT_FOUND);
	ck_assert_int_eq(store_withdraw(db, &mother, &c, &s, 1, &moved), OK);
	ck_assert_int_eq(store_withdraw(db, &mother, &c, &s, 1, &moved), E_CONFLICT);
	see();
	ck_assert_int_eq(store_withdraw(db, &mother, &c, &s, 0, &moved), OK);
	ck_assert_int_eq(moved, 2);
	ck_assert_ptr_null(step_of(STEP_RECONSIDER));
	ck_assert_int_eq(step_of(STEP_CONFIRM_TOTAL)->person, 4);
	ck_assert_int_eq(confirm(4), OK);	/* what was given stands */
	ck_assert_int_eq(s.scores.v[1].total.n, 126);
	ck_assert_int_eq(dispute_item(&s.d, 2)->state, ITEM_LEFT_ANSWERED);
	ck_assert_int_eq(store_return(db, &father, &c, &s, 3), E_NOT_FOUND);
	ck_assert_int_eq(store_return(db, &mother, &c, &s, 3), OK);
	ck_assert_int_eq(step_of(STEP_RECONSIDER)->person, 3);
	ck_assert_int_eq(date_diff(today, step_of(STEP_RECONSIDER)->due), 14);
	ck_assert_int_eq(dispute_item(&s.d, 3)->state, ITEM_WITH_WORKER);
}
END_TEST

START_TEST(a_reviewer_of_another_team_is_named)
{
	struct doing manager = by(7);

	run("UPDATE person SET active = FALSE WHERE id = 5");
	ck_assert_int_eq(db_end(db, true), OK);
	to_review();
	ck_assert_ptr_null(step_of(STEP_REVIEW));
	ck_assert_ptr_nonnull(step_of(STEP_NAME_REVIEWER));
	struct date due = step_of(STEP_NAME_REVIEWER)->due;
	ck_assert_int_eq(store_reviewer_name(db, &manager, &c, &s, 6, S("")), E_FORM);
	ck_assert_int_eq(store_reviewer_name(db, &manager, &c, &s, 6, S("none here")), OK);
	ck_assert_ptr_null(step_of(STEP_NAME_REVIEWER));
	ck_assert_int_eq(step_of(STEP_REVIEW)->person, 6);
	ck_assert_int_eq(step_of(STEP_REVIEW)->due.days, due.days);
	ck_assert_int_eq(review(db, 6, decide(1, VERDICT_ACCEPT, 27)), OK);
}
END_TEST

/* Both have read the same; one commits, the other changes nothing. */
START_TEST(of_two_who_decide_at_once_one_wins)
{
	struct db *other = test_open(&config);
	struct score_now theirs;

	to_review();
	ck_assert_int_eq(store_score_read(other, a, &c, today, STAMP_ALL, &theirs), OK);
	see();
	ck_assert_int_eq(review(db, 5, decide(1, VERDICT_KEEP, 9)), OK);
	ck_assert_int_eq(db_end(db, true), OK);
	s = theirs;
	enum err late = review(other, 5, decide(1, VERDICT_ACCEPT, 27));
	ck_assert_msg(late == E_BUSY || late == E_CONFLICT, "%d", late);
	ck_assert_int_eq(db_end(other, true), late);
	/* run again, as the dispatcher does, they are told */
	ck_assert_int_eq(store_score_read(other, a, &c, today, STAMP_ALL, &s), OK);
	ck_assert_int_eq(review(other, 5, decide(1, VERDICT_ACCEPT, 27)), E_CONFLICT);
	ck_assert_int_eq(db_end(other, false), OK);
	see();
	ck_assert_int_eq(score_given(&s, 1, TIER_REVIEWER)->points.n, 9);
	ck_assert_uint_eq(s.scores.n, 3);
	db_close(other);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("store_dispute");
	TCase *t = tcase_create("score");

	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_whole_chain);
	tcase_add_test(t, a_decision_lies_between_and_has_its_reason);
	tcase_add_test(t, a_review_cannot_make_it_worse);
	tcase_add_test(t, a_raised_score_opens_the_agreed_plan);
	tcase_add_test(t, nobody_acts_out_of_turn);
	tcase_add_test(t, withdrawn_and_taken_up_again);
	tcase_add_test(t, a_reviewer_of_another_team_is_named);
	tcase_add_test(t, of_two_who_decide_at_once_one_wins);
	suite_add_tcase(suite, t);
	return suite;
}

int
main(void)
{
	return tap_main("store_dispute", suite());
}
