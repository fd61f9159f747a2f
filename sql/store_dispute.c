#include "sql/store_dispute.h"

#include "core/base/arena.h"

static bool
is_open(const struct dispute_now *d, enum step step)
{
	for (size_t i = 0; i < d->steps.n; i++)
		if (d->steps.v[i].step == step)
			return true;
	return false;
}

static void
facts_of(struct dispute_now *d, struct date today, struct stamp now)
{
	struct dispute_facts *f = &d->facts;
	bool scored = is_set(d->standing.total);

	*f = (struct dispute_facts){
		.plan = d->planning.state,
		.rest = d->planning.rest,
		.in_force = d->standing.state == RAS_APPROVED,
		.plan_was_answered = d->planning.plan_was_answered,
		.plan_stands = d->planning.stands,
		.sealed = is_set(d->planning.told) && d->planning.told.us > now.us,
		.score_sealed = is_set(d->planning.scored) &&
		    d->planning.scored.us > now.us,
		.figure = d->standing.yearly,
		.reviewer_free = d->standing.reviewers > 0 || is_open(d, STEP_REVIEW),
		.in_writing = d->planning.in_writing,
		.note_due = d->planning.note_due,
		.today = today,
	};
	if (scored)
		f->items[ITEM_NONE] = QUESTIONS - (int)d->items.n;
	for (size_t i = 0; i < d->items.n; i++)
		f->items[d->items.v[i].state]++;
}

enum err
store_dispute_read(struct db *db, struct arena *a, const struct casefile *c,
    struct date today, struct stamp now, struct dispute_now *d)
{
	*d = (struct dispute_now){ .planning = { .note_due = DATE_NONE,
	    .told = STAMP_NONE, .scored = STAMP_NONE } };
	d->standing.total = POINTS_NONE;
	d->standing.yearly = MONEY_NONE;
	enum err e = standing_of(db, a, c->id, &d->standing);
	if (e == OK)
		e = items_of(db, a, d->standing.assessment, &d->items);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	e = planning_of(db, a, c->id, &d->planning);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	TRY(open_steps(db, a, c->id, &d->steps));
	facts_of(d, today, now);
	return OK;
}

const struct item *
dispute_item(const struct dispute_now *d, int question)
{
	for (size_t i = 0; i < d->items.n; i++)
		if (d->items.v[i].question == question)
			return &d->items.v[i];
	return NULL;
}

struct dispute_facts
dispute_facts_for(const struct dispute_now *d, int question)
{
	const struct item *item = dispute_item(d, question);
	struct dispute_facts f = d->facts;

	f.item = item != NULL ? item->state : ITEM_NONE;
	return f;
}

/* A question that was not challenged has no row yet: its maker adds it. */
static enum err
items_apply(struct db *db, struct stamp now, const struct dispute_now *d, int question,
    const struct move_result *r)
{
	int64_t changed;

	for (size_t i = 0; i < r->changes; i++) {
		const struct item_change *c = &r->change[i];
		if (c->from == ITEM_NONE)
			continue;
		if (r->all_items) {
			TRY(items_move(db, d->standing.assessment, c->from, c->to,
			    now, &changed));
			continue;
		}
		TRY(item_move(db, d->standing.assessment, question, c->from, c->to,
		    now, &changed));
		TRY(only_one(changed));
	}
	return OK;
}

static enum err
plan_apply(struct db *db, struct stamp now, const struct casefile *c,
    const struct dispute_now *d, const struct dispute_facts *after)
{
	int64_t changed;

	if (after->plan == d->facts.plan &&
	    after->plan_was_answered == d->facts.plan_was_answered)
		return OK;
	if (d->facts.plan == PLAN_NONE)
		return planning_add(db, c->id, after->plan, now, &changed);
	TRY(planning_move(db, c->id, d->facts.plan, after->plan, after->rest,
	    after->plan_was_answered, now, &changed));
	return only_one(changed);
}

/* The date of the step that is being taken over from. */
static struct date
due_kept(const struct dispute_now *d, uint64_t closes)
{
	for (size_t i = 0; i < d->steps.n; i++)
		if ((closes & STEP_BIT(d->steps.v[i].step)) != 0)
			return d->steps.v[i].due;
	return DATE_NONE;
}

/*
 * Who reconsiders scored it, who confirms the total approved it, and where only
 * one practice lead of the team may review, it is theirs by name.
 */
static struct holder
holder_for(const struct dispute_now *d, enum step step, struct holder holder)
{
	if (step == STEP_RECONSIDER)
		return (struct holder){ d->standing.worker };
	if (step == STEP_CONFIRM_TOTAL)
		return (struct holder){ d->standing.approver };
	if (step == STEP_REVIEW && holder.person == ID_NONE)
		return (struct holder){ d->standing.only_reviewer };
	return holder;
}

static enum err
steps_apply(struct db *db, const struct policy *p, struct stamp now,
    const struct casefile *c, const struct dispute_now *d, const struct move_result *r,
    struct clock_from from, struct holder holder)
{
	for (int step = STEP_NONE + 1; step < STEP_COUNT; step++)
		if ((r->closes & STEP_BIT(step)) != 0)
			TRY(store_step_close(db, c, (enum step)step));
	for (int step = STEP_NONE + 1; step < STEP_COUNT; step++) {
		if ((r->opens & STEP_BIT(step)) == 0)
			continue;
		struct holder h = holder_for(d, (enum step)step, holder);
		if ((r->effects & KEEP_CLOCK) != 0)
			TRY(store_step_open_until(db, now, c, (enum step)step,
			    due_kept(d, r->closes), h));
		else
			TRY(store_step_open(db, p, now, c, (enum step)step, from, h));
	}
	return OK;
}

enum err
store_dispute_apply(struct db *db, const struct policy *p, struct stamp now,
    const struct casefile *c, struct dispute_now *d, int question,
    const struct move_result *r, struct clock_from from, struct holder holder)
{
	db_promise(db, r->effects & (WRITE_LETTER | NOTIFY_FAMILY));
	TRY(items_apply(db, now, d, question, r));
	TRY(plan_apply(db, now, c, d, &r->after));
	TRY(steps_apply(db, p, now, c, d, r, from, holder));
	d->facts = r->after;
	return OK;
}
