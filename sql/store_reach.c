#include "sql/store_reach.h"

#include "core/base/civil.h"
#include "core/base/str.h"
#include "gen/q_step.h"

enum err
store_held(struct db *db, struct arena *a, const struct casefile *c,
    struct letter_helds *all)
{
	return letters_held(db, a, c->id, STAMP_OPEN, all);
}

/* What was decided with it, by the moment it was held under. */
static enum err
tell_decision(struct db *db, const struct casefile *c, struct stamp held, struct stamp told)
{
	int64_t n;

	TRY(assessment_told(db, c->id, held, told, &n));
	TRY(score_told(db, c->id, held, told, &n));
	TRY(answers_shared(db, c->id, held, told, &n));
	TRY(answers_counted(db, c->id, held, told, &n));
	return plan_answer_told(db, c->id, held, told, &n);
}

/* The steps a letter opened count from when it can be read. */
static enum err
begin_steps(struct db *db, struct arena *a, const struct policy *p,
    const struct casefile *c, struct stamp held, struct stamp told)
{
	struct clock_from from = clock_from_letter(told, c->by_post);
	struct open_steps steps;
	int64_t n;

	TRY(open_steps(db, a, c->id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		if (steps.v[i].since.us == held.us)
			TRY(step_told(db, c->id, steps.v[i].step, held, told,
			    step_due(p, steps.v[i].step, from), &n));
	return OK;
}

enum err
store_letter_release(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, const struct letter_held *l, const struct reached *r,
    struct stamp *available)
{
	struct letter_helds left;
	int64_t n;

	*available = store_sending_at_best(m->policy, m->now);
	TRY(letter_release(db, l->id, l->available, *available, m->now, m->who.id, r->how,
	    r->note, r->document, &n));
	if (n != 1)
		return E_CONFLICT;
	TRY(letter_pdf_ask(db, l->id, false, &n));
	TRY(letter_pdf_ask(db, l->id, true, &n));
	TRY(tell_decision(db, c, l->available, *available));
	TRY(begin_steps(db, a, m->policy, c, l->available, *available));
	TRY(store_held(db, a, c, &left));
	return left.n > 0 ? OK : store_step_close(db, c, STEP_MAKE_FORM);
}

struct stamp
store_chase_before(const struct policy *p, struct date today)
{
	int days = policy_days(p, CLOCK_LETTER_UNOPENED);
	struct date first = working_days_add(&p->bank_holidays, today, -days);

	return stamp_of_london(first, 0, 0);
}

/* A task for the worker, unless it is there already. */
static enum err
ask_worker(struct db *db, struct arena *a, const struct policy *p, struct stamp now,
    const struct casefile *c, enum step step)
{
	struct open_steps steps;

	TRY(open_steps(db, a, c->id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		if (steps.v[i].step == step)
			return OK;
	return store_step_open(db, p, now, c, step,
	    (struct clock_from){ .available = stamp_london_date(now) },
	    (struct holder){ ID_NONE });
}

enum err
store_letter_chase(struct db *db, struct arena *a, const struct policy *p,
    struct stamp now, const struct casefile *c, int64_t letter)
{
	int64_t n;

	TRY(letter_chase(db, c->id, letter, now, &n));
	return n != 1 ? E_CONFLICT : ask_worker(db, a, p, now, c, STEP_REACH_FAMILY);
}

static enum err
mark_address(struct db *db, const struct casefile *c, int64_t person, struct stamp now)
{
	int64_t n;

	TRY(undelivered_again(db, c->id, person, &n));
	return n > 0 ? OK : undelivered_add(db, c->id, person, now, &n);
}

enum err
store_undelivered(struct db *db, struct arena *a, const struct policy *p,
    struct stamp now, const struct casefile *c, struct str address, struct str *name)
{
	struct relatives family;

	*name = STR_NONE;
	TRY(family_of(db, a, c->id, &family));
	for (size_t i = 0; i < family.n; i++)
		if (str_eq(family.v[i].email, address)) {
			*name = family.v[i].name;
			TRY(mark_address(db, c, family.v[i].id, now));
		}
	return is_set(*name) ? ask_worker(db, a, p, now, c, STEP_UNDELIVERED) : OK;
}

/* The family's days count from the day a letter was posted, if that was later. */
static enum err
count_from_post(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct stamp told, struct date posted)
{
	struct clock_from post = { .available = posted, .paper = true };
	struct open_steps steps;
	int64_t n;

	TRY(open_steps(db, a, c->id, &steps));
	for (size_t i = 0; i < steps.n; i++) {
		const struct open_step *s = &steps.v[i];
		struct date due = step_due(m->policy, s->step, post);
		if (s->since.us == told.us && step_rule(s->step)->holder == FAMILY &&
		    is_set(due) && is_set(s->due) && due.days > s->due.days)
			TRY(step_told(db, c->id, s->step, told, told, due, &n));
	}
	return OK;
}

enum err
store_letters_reached(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, const struct reached *r)
{
	struct letter_chaseds all;
	int64_t n, messages;

	TRY(letters_chased(db, a, c->id, &all));
	TRY(undelivered_reached(db, c->id, m->now, &messages));
	if (all.n == 0 && messages == 0)
		return E_CONFLICT;
	for (size_t i = 0; i < all.n; i++) {
		TRY(letter_reached(db, all.v[i].id, m->now, m->who.id, r->how, r->note,
		    &n));
		if (r->how == MADE_POSTED)
			TRY(count_from_post(db, a, m, c, all.v[i].available, m->today));
	}
	TRY(store_step_close(db, c, STEP_UNDELIVERED));
	return store_step_close(db, c, STEP_REACH_FAMILY);
}

enum err
store_letter_posted(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, const struct letter *l, struct date day)
{
	int64_t n;

	TRY(letter_post_done(db, l->id, day, m->who.id, m->now, &n));
	if (n == 0)
		return E_CONFLICT;
	return count_from_post(db, a, m, c, l->available, day);
}
