/*
 * A family's plan, written, sent, answered, taken back: for the tests of plans.
 */
#ifndef TESTS_SQL_PLAN_FACTS_H
#define TESTS_SQL_PLAN_FACTS_H

#include "core/money.h"
#include "sql/store_plan.h"
#include "tests/sql/meeting_facts.h"

static inline struct plan_move
move_by(int person)
{
	return (struct plan_move){ db, a, &c, by(person) };
}

static inline struct plan_whole
draft_by(int person)
{
	struct plan_move m = move_by(person);
	struct plan_whole w;

	assert_ok(store_plan_draft(db, a, c.id, &m.by, &w));
	return w;
}

static inline struct plan_whole
draft(void)
{
	return draft_by(MARIA);
}

static inline struct plan_whole
version(int no)
{
	struct plan_whole w;

	assert_ok(store_plan_version(db, a, c.id, no, &w));
	return w;
}

static inline void
outcome(const char *words)
{
	struct doing maria = by(MARIA);
	struct plan_whole w;
	int64_t id;

	assert_ok(store_plan_begin(db, a, &maria, c.id, &w));
	assert_ok(plan_outcome_add(db, pid_new(), w.plan.id, 1, str_of(words),
	    ID_NONE, now, &id));
}

/* A line that is bought once, at so many pounds. */
static inline void
line(const char *what, int pounds)
{
	struct doing maria = by(MARIA);
	struct plan_whole w;
	struct plan_row r = { .what = str_of(what), .provider = S(""), .rate_name = S(""),
		.rate_key = S(""), .rate = money_of_pounds(pounds), .unit = BUY_ONCE,
		.quantity = 100, .weeks = 1, .most = MONEY_NONE, .why = S("") };

	assert_ok(store_plan_begin(db, a, &maria, c.id, &w));
	assert_ok(store_plan_line(db, &w, &r));
}

static inline enum err
send_plan(void)
{
	struct plan_move m = move_by(MARIA);

	return store_plan_send(&m);
}

static inline struct point
point(enum point_answer answer, int pounds)
{
	struct point p = { .answer = answer, .reason = S("Because"), .which = S("There"),
		.part = MONEY_NONE, .from = today, .price = MONEY_NONE };

	if (answer == POINT_IN_PART)
		p.part = money_of_pounds(pounds);
	if (answer == POINT_MET_FOR_LESS)
		p.price = money_of_pounds(pounds);
	return p;
}

static inline enum err
say(int person, size_t row, struct point p)
{
	struct plan_move m = move_by(person);

	return store_plan_answer_line(&m, version(PLAN_LAST).rows.v[row].pid, &p);
}

static inline enum err
pass(int person, enum plan_answer kind)
{
	struct plan_move m = move_by(person);

	return store_plan_pass(&m, kind, S("As the lines say"));
}

static inline enum err
confirm(int person)
{
	struct plan_move m = move_by(person);
	struct letter_made made;
	struct out letter;

	out_init(&letter, a, 1000);
	out_lit(&letter, "<p>Letter</p>");
	return store_plan_confirm(&m, &letter, &made);
}

static inline int64_t
sum(void)
{
	struct sum_now now_;

	assert_ok(store_allocation(db, a, c.id, STAMP_ALL, &now_));
	return now_.now.sum.pence;
}

static inline enum plan_state
state(void)
{
	return seen()->facts.plan;
}

static inline void
sent(void)
{
	outcome("Friends");
	line("Club", 800);
	line("Weekends", 4000);
	assert_ok(send_plan());
}

static inline struct out
a_letter(void)
{
	struct out letter;

	out_init(&letter, a, 1000);
	out_lit(&letter, "<p>Letter</p>");
	return letter;
}

static inline enum err
back(void)
{
	struct plan_move m = move_by(MARIA);
	struct out letter = a_letter();
	struct letter_made made;

	return store_plan_take_back(&m, &letter, &made);
}

static inline enum err
end(void)
{
	struct plan_move m = move_by(MARIA);
	struct out letter = a_letter();
	struct letter_made made;

	return store_plan_end(&m, &letter, &made);
}

static inline enum err
click(enum event event)
{
	struct plan_move m = move_by(MARIA);

	return store_plan_move(&m, event, true,
	    (struct clock_from){ .available = today });
}

static inline struct plan_whole
standing(void)
{
	return version(PLAN_STANDING);
}

#endif
