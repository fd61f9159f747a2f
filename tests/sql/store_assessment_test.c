/*
 * The questionnaire in the tables: its moves with their guards on both edges,
 * the steps they open and close, what a change of a shared answer takes away,
 * and what approval fixes.
 */
#include "core/base/civil.h"
#include "core/crypt.h"
#include "gen/q_setup.h"
#include "gen/q_dispute.h"
#include "gen/q_policy.h"
#include "sql/migrate.h"
#include "sql/policy_csv.h"
#include "sql/store_assessment.h"
#include "tests/sql/test_db.h"
#include "tests/tap.h"

static struct db *db;
static struct arena *a;
static struct policy *policy;
static int64_t policy_key, team;
static struct actor worker, family, lead, second;
static struct pid child;
static struct casefile c;
static struct ras_doing d;
static struct str zeros;
static int children;

#define MUST(call) ck_assert_msg((call) == OK, "%s: %s", #call, test_log)

static struct date
day(int month, int n)
{
	return date_of((struct ymd){ 2026, month, n });
}

static struct actor
add(const char *name, enum role role)
{
	struct actor who = { .role = role, .team = role == FAMILY ? ID_NONE : team,
	    .name = str_of(name) };
	struct out email;

	out_init(&email, a, 100);
	out_str(&email, who.name);
	out_lit(&email, "@store.example");
	MUST(person_add(db, pid_new(), out_str_of(&email), who.name, S("01632 960 001"),
	    role, who.team, true, (struct stamp){ 0 }, &who.id));
	return who;
}

/* Another child of so many years, with nothing done yet. */
static void
new_child(int years, enum school school)
{
	struct ymd born = { 2026 - years, 1, 15 };
	int64_t id, n;
	struct out ref;
	out_init(&ref, a, 20);
	out_lit(&ref, "S-");
	out_int(&ref, ++children);
	child = pid_new();
	MUST(casefile_add(db, child, out_str_of(&ref), S("Child"), S("Child"), S("Kite"),
	    date_of(born), SEX_NOT_SAID, (int)school, team, worker.id, S(""), day(3, 2), zeros, &id));
	MUST(family_add(db, id, family.id, false, (struct stamp){ 0 }, &n));
}

/* Takes the case as somebody, on a day of 2026 at noon. */
static void
as(const struct actor *who, unsigned relations, struct date on)
{
	struct stamp now = stamp_of_utc(on, 12, 0, 0);
	MUST(casefile_take(db, a, child, who->id, who->team, now, now, &c));
	d = (struct ras_doing){ .c = &c, .by = { .who = *who, .relations = relations, .now = now,
		.today = on, .policy = policy } };
}

#define as_worker(on) as(&worker, REL_ASSIGNED, (on))
#define as_family(on) as(&family, REL_OWN, (on))
#define as_lead(on) as(&lead, REL_TEAM, (on))

static enum err
move(enum ras_event event)
{
	struct ras_moved m;
	return store_ras_move(db, a, &d, event, S("Look again"), &m);
}

static struct ras_given
given(int question, int points, const char *reason)
{
	return (struct ras_given){
		{ question, { (int16_t)points }, false }, false, str_of(reason), S("Seen"),
	};
}

static enum err
answer(int question, int points)
{
	struct ras_given g = given(question, points, "Because");
	return store_ras_answer(db, &d, &g);
}

static struct answer
stored(int question)
{
	struct answers all;

	MUST(answers_of(db, a, c.questionnaire, true, &all));
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].question == question)
			return all.v[i];
	ck_abort_msg("question %d has no answer", question);
}

static struct ras
read_ras(int64_t id)
{
	struct ras r;
	MUST(ras_by_id(db, a, id, &r));
	return r;
}

/* Begins and answers all but so many questions: q4 alone differs from 0. */
static void
begin(int total, int left)
{
	int64_t id;

	as_worker(day(3, 2));
	MUST(store_ras_open(db, a, &d, policy_key, &id));
	for (int n = 1; n <= QUESTIONS - left; n++) {
		int most = n == 12 ? total : total - total % 9;
		int p = total <= 0 ? 0 : most > 27 ? 27 : most;
		MUST(answer(n, p));
		total -= p;
	}
	ck_assert_int_eq(total > 0 && left == 0, 0);
}

static void
complete(void)
{
	MUST(store_ras_person(db, &d, S("Maria"), S("mother"), day(3, 2)));
	MUST(store_ras_child(db, &d, S("Trains")));
}

static bool
step_is_open(enum step step, struct date *due)
{
	struct open_steps all;

	MUST(open_steps(db, a, c.id, &all));
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].step == step) {
			if (due != NULL)
				*due = all.v[i].due;
			return true;
		}
	return false;
}

static struct db_config config;

/* The tables, once; each test then works in a transaction that is rolled back. */
static void
tables(void)
{
	struct arena *own = arena_new((size_t)256 * 1024 * 1024);

	config = test_config();
	test_database(&config, "assessment");
	struct db *maker = test_open(&config);
	MUST(migrate(maker, own, "sql/schema", (struct stamp){ 0 }));
	db_close(maker);
	arena_free(own);
}

static void
set_up(void)
{
	struct out problems;

	crypt_start();
	a = arena_new((size_t)256 * 1024 * 1024);
	test_log_clear();
	db = test_open(&config);
	zeros = (struct str){ arena_alloc(a, 32), 32 };
	out_init(&problems, a, 65536);
	MUST(policy_read_csv(a, "sql/policy/reference", &policy, &problems));
	MUST(policy_add(db, policy->version.label, policy->version.valid_from, true, zeros,
	    (struct stamp){ 0 }, &policy_key));
	MUST(team_add(db, pid_new(), S("Store team"), &team));
	worker = add("worker", WORKER);
	family = add("family", FAMILY);
	lead = add("lead", PRACTICE_LEAD);
	second = add("second", PRACTICE_LEAD);
}

static void
tear_down(void)
{
	MUST(db_end(db, false));
	db_close(db);
	arena_free(a);
}

START_TEST(the_questionnaire_fits_the_age)
{
	static const struct { int years; enum school school; enum tool_kind tool; } t[] = {
		{ 6, SCHOOL_PRIMARY, TOOL_UNDER_7 }, { 7, SCHOOL_PRIMARY, TOOL_KS2 },
		{ 11, SCHOOL_PRIMARY, TOOL_KS2 }, { 11, SCHOOL_SECONDARY, TOOL_KS3_4 },
		{ 17, SCHOOL_SECONDARY, TOOL_KS3_4 },
	};
	int64_t id;

	for (size_t i = 0; i < COUNT(t); i++) {
		new_child(t[i].years, t[i].school);
		as_worker(day(3, 2));
		MUST(store_ras_open(db, a, &d, policy_key, &id));
		ck_assert_int_eq(read_ras(id).tool, t[i].tool);
		ck_assert_int_eq(read_ras(id).policy, policy_key);
		ck_assert(step_is_open(STEP_FILL_IN, NULL));
		ck_assert_int_eq(store_ras_open(db, a, &d, policy_key, &id), E_CONFLICT);
	}
	new_child(18, SCHOOL_SECONDARY);
	as_worker(day(3, 2));
	ck_assert_int_eq(store_ras_open(db, a, &d, policy_key, &id), E_CONFLICT);
}
END_TEST

START_TEST(an_answer_is_one_statement_and_of_the_table)
{
	static const struct { int question, points; enum err e; } t[] = {
		{ 1, 0, OK }, { 1, 27, OK }, { 1, 28, E_CONFLICT }, { 1, 10, E_CONFLICT },
		{ 4, 10, OK }, { 4, 27, OK }, { 4, 28, E_CONFLICT }, { 13, 0, E_CONFLICT },
		{ 0, 0, E_CONFLICT }, { 5, INT16_MIN, E_CONFLICT },
	};

	new_child(9, SCHOOL_PRIMARY);
	begin(0, 0);
	for (size_t i = 0; i < COUNT(t); i++) {
		unsigned before = db_statements(db);
		ck_assert_int_eq(answer(t[i].question, t[i].points), t[i].e);
		ck_assert_uint_eq(db_statements(db) - before, t[i].e == OK ? 1 : 0);
	}
	struct ras_given none = given(2, 0, "It does not fit");
	none.answer.not_applicable = true;
	MUST(store_ras_answer(db, &d, &none));
	ck_assert(stored(2).not_applicable);
	none.answer.points.n = 9;
	ck_assert_int_eq(store_ras_answer(db, &d, &none), E_CONFLICT);
}
END_TEST

START_TEST(a_change_of_a_shared_answer_takes_the_view_away)
{
	new_child(9, SCHOOL_PRIMARY);
	begin(100, 0);
	MUST(store_ras_share_one(db, &d, 1));
	ck_assert_int_eq(store_ras_share_one(db, &d, 1), E_CONFLICT);
	ck_assert_int_eq(store_ras_view(db, &d, 2, RAS_SAME, S("")), E_NOT_FOUND);
	MUST(store_ras_view(db, &d, 1, RAS_DIFFERENT, S("More")));
	MUST(answer(1, 27));		/* the same again */
	ck_assert_int_eq(stored(1).view, RAS_DIFFERENT);
	ck_assert(is_set(stored(1).shared));
	MUST(answer(1, 18));
	ck_assert_int_eq(stored(1).view, RAS_UNSAID);
	ck_assert(!is_set(stored(1).shared));
	ck_assert_int_eq((int)stored(1).said_before.n, 0);	/* it was never sent */
}
END_TEST

START_TEST(sharing_waits_for_the_last_thing)
{
	struct date due;

	new_child(9, SCHOOL_PRIMARY);
	begin(100, 1);
	complete();
	ck_assert_int_eq(move(RAS_SHARE), E_CONFLICT);
	MUST(answer(12, 1));
	struct ras_given bare = given(12, 1, "");
	MUST(store_ras_answer(db, &d, &bare));
	ck_assert_int_eq(move(RAS_SHARE), E_CONFLICT);
	MUST(answer(12, 1));
	MUST(move(RAS_SHARE));
	ck_assert_int_eq(read_ras(c.questionnaire).state, RAS_SHARED);
	ck_assert(!step_is_open(STEP_FILL_IN, NULL));
	ck_assert(step_is_open(STEP_SEE_ANSWERS, &due));
	ck_assert_int_eq(due.days, day(3, 9).days);	/* Monday + 5 working days */
	ck_assert(is_set(stored(12).shared));
	ck_assert_int_eq(answer(1, 0), E_CONFLICT);
	ck_assert_int_eq(move(RAS_SHARE), E_CONFLICT);
}
END_TEST

/* Shared on Monday 2 March; the family's last day is the 9th. */
static void
shared(int total)
{
	new_child(9, SCHOOL_PRIMARY);
	begin(total, 0);
	complete();
	MUST(move(RAS_SHARE));
}

START_TEST(the_last_day_is_still_the_familys)
{
	static const struct actor nobody = { .role = ROLE_NONE };

	shared(120);
	as_lead(day(3, 9));
	ck_assert_int_eq(move(RAS_APPROVE), E_CONFLICT);
	as(&nobody, REL_NONE, day(3, 9));
	ck_assert_int_eq(move(RAS_TIME_OVER), E_CONFLICT);
	as(&nobody, REL_NONE, day(3, 10));
	MUST(move(RAS_TIME_OVER));
	ck_assert(step_is_open(STEP_APPROVE, NULL) && step_is_open(STEP_SEE_ANSWERS, NULL));
	as_family(day(3, 10));
	MUST(move(RAS_SAY));		/* later is still heard */
	ck_assert(!step_is_open(STEP_SEE_ANSWERS, NULL));
	ck_assert_int_eq(read_ras(c.questionnaire).state, RAS_VIEWED);
	ck_assert(step_is_open(STEP_APPROVE, NULL));
}
END_TEST

START_TEST(approval_notices_by_itself_that_the_days_are_over)
{
	shared(120);
	as_lead(day(3, 10));
	MUST(move(RAS_APPROVE));
	ck_assert(!step_is_open(STEP_SEE_ANSWERS, NULL));
}
END_TEST

START_TEST(a_view_is_the_familys_until_sent)
{
	shared(120);
	as_family(day(3, 3));
	MUST(store_ras_view(db, &d, 3, RAS_DIFFERENT, S("Harder")));
	ck_assert_int_eq(stored(3).said, RAS_UNSAID);
	ck_assert_int_eq(read_ras(c.questionnaire).differences, 0);
	MUST(move(RAS_SAY));
	ck_assert_int_eq(stored(3).said, RAS_DIFFERENT);
	as_lead(day(3, 4));
	ck_assert_int_eq(store_ras_reply(db, &d, 2, S("No")), E_CONFLICT);
	ck_assert_int_eq(move(RAS_APPROVE), E_CONFLICT);
	MUST(store_ras_reply(db, &d, 3, S("The diary")));
	as_family(day(3, 4));
	MUST(store_ras_view(db, &d, 3, RAS_DIFFERENT, S("Harder, every night")));
	MUST(move(RAS_SAY));		/* the reply was to other words */
	as_lead(day(3, 4));
	ck_assert_int_eq(move(RAS_APPROVE), E_CONFLICT);
	MUST(store_ras_reply(db, &d, 3, S("The diary says four")));
	as_family(day(3, 4));
	MUST(move(RAS_SAY));		/* the same words: the reply stands */
	as_lead(day(3, 4));
	MUST(move(RAS_APPROVE));
}
END_TEST

START_TEST(a_return_and_a_second_round)
{
	shared(120);
	as_family(day(3, 3));
	MUST(store_ras_view(db, &d, 1, RAS_DIFFERENT, S("Other")));
	MUST(store_ras_view(db, &d, 2, RAS_SAME, S("")));
	MUST(move(RAS_SAY));
	as_lead(day(3, 4));
	MUST(move(RAS_RETURN));
	ck_assert(step_is_open(STEP_FILL_IN, NULL) && !step_is_open(STEP_APPROVE, NULL));
	as_worker(day(3, 5));
	MUST(answer(1, 18));
	ck_assert_int_eq(stored(1).said, RAS_UNSAID);
	ck_assert(str_eq(stored(1).said_before, S("Other")));
	ck_assert_int_eq(stored(2).said, RAS_SAME);
	MUST(move(RAS_SHARE));
	ck_assert_int_eq(c.ras_state, RAS_SHARED);
}
END_TEST

START_TEST(who_may_not)
{
	shared(120);
	as_worker(day(3, 10));
	ck_assert_int_eq(move(RAS_APPROVE), E_NOT_FOUND);
	as_family(day(3, 10));
	ck_assert_int_eq(move(RAS_APPROVE), E_NOT_FOUND);
	ck_assert_int_eq(move(RAS_SHARE), E_NOT_FOUND);
	as(&lead, REL_NONE, day(3, 10));	/* of another team */
	ck_assert_int_eq(move(RAS_APPROVE), E_NOT_FOUND);
	as(&second, REL_TEAM, day(3, 10));
	c.scoring = true;			/* had scored it as a worker */
	ck_assert_int_eq(move(RAS_APPROVE), E_NOT_FOUND);
	ck_assert_int_eq(move(RAS_RETURN), E_NOT_FOUND);
}
END_TEST

START_TEST(approval_fixes_band_and_sum)
{
	static const struct { int total; int64_t pounds; } t[] = {
		{ 0, 0 }, { 99, 0 }, { 100, 1000 }, { 101, 1000 }, { 121, 1000 },
		{ 122, 1500 }, { 285, 15000 }, { 286, 20000 }, { 324, 20000 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct scores scores;
		struct date due;
		shared(t[i].total);
		as_lead(day(3, 10));
		int64_t id = c.questionnaire;
		MUST(move(RAS_APPROVE));
		as_lead(day(3, 10));
		ck_assert_int_eq(c.assessment, id);
		ck_assert(!is_set(c.questionnaire) && c.approved && !c.scored);
		ck_assert_int_eq(read_ras(id).total.n, t[i].total);
		ck_assert_int_eq(read_ras(id).yearly.pence, t[i].pounds * 100);
		MUST(scores_of(db, a, id, &scores));
		ck_assert_uint_eq(scores.n, 1);
		ck_assert_int_eq(scores.v[0].total.n, t[i].total);
		ck_assert(step_is_open(STEP_CHALLENGE, &due) && step_is_open(STEP_PLAN, NULL));
		/* told on Tuesday the 10th; 20 working days with Easter in them */
		ck_assert_int_eq(due.days, day(4, 9).days);
		ck_assert_int_eq(move(RAS_APPROVE), E_NOT_FOUND);
	}
}
END_TEST

START_TEST(under_7_there_is_nothing_to_challenge)
{
	struct planning plan;
	int64_t id;

	new_child(5, SCHOOL_PRIMARY);
	as_worker(day(3, 2));
	MUST(store_ras_open(db, a, &d, policy_key, &id));
	ck_assert_int_eq(answer(1, 9), E_CONFLICT);
	for (int n = 1; n <= QUESTIONS; n++)
		MUST(answer(n, INT16_MIN));
	complete();
	MUST(move(RAS_SHARE));
	as_lead(day(3, 10));
	MUST(move(RAS_APPROVE));
	ck_assert(!is_set(read_ras(id).total) && !is_set(read_ras(id).yearly));
	ck_assert(!step_is_open(STEP_CHALLENGE, NULL) && step_is_open(STEP_PLAN, NULL));
	MUST(planning_of(db, a, c.id, &plan));
	ck_assert_int_eq(plan.state, PLAN_OPEN);
}
END_TEST

START_TEST(a_newer_one_takes_the_place_of_the_former)
{
	int64_t former;

	shared(120);
	as_lead(day(3, 10));
	former = c.questionnaire;
	MUST(move(RAS_APPROVE));
	begin(150, 0);
	complete();
	ck_assert_int_eq(read_ras(former).state, RAS_APPROVED);
	MUST(move(RAS_SHARE));
	as_lead(day(3, 10));
	MUST(move(RAS_APPROVE));
	ck_assert_int_eq(read_ras(former).state, RAS_SUPERSEDED);
	as_lead(day(3, 10));
	ck_assert_int_ne(c.assessment, former);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("store_assessment");
	TCase *t = tcase_create("store_assessment");

	tcase_set_timeout(t, 120);
	tcase_add_unchecked_fixture(t, tables, NULL);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, the_questionnaire_fits_the_age);
	tcase_add_test(t, an_answer_is_one_statement_and_of_the_table);
	tcase_add_test(t, a_change_of_a_shared_answer_takes_the_view_away);
	tcase_add_test(t, sharing_waits_for_the_last_thing);
	tcase_add_test(t, the_last_day_is_still_the_familys);
	tcase_add_test(t, approval_notices_by_itself_that_the_days_are_over);
	tcase_add_test(t, a_view_is_the_familys_until_sent);
	tcase_add_test(t, a_return_and_a_second_round);
	tcase_add_test(t, who_may_not);
	tcase_add_test(t, approval_fixes_band_and_sum);
	tcase_add_test(t, under_7_there_is_nothing_to_challenge);
	tcase_add_test(t, a_newer_one_takes_the_place_of_the_former);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("store_assessment", suite());
}
