#include "fcgi/contact.h"

#include "core/base/civil.h"
#include "fcgi/score_view.h"

/* ---- who has the case ---- */

bool
waits_ahead(const struct waits *w, const struct case_todo *t)
{
	return t->since.us > w->now.us;
}

bool
plan_is_at_rest(enum plan_state plan)
{
	return plan == PLAN_AGREED || plan == PLAN_ENDED;
}

const struct case_todo *
waits_pressing(const struct waits *w)
{
	const struct case_todo *first = NULL;

	for (size_t i = 0; i < w->todos.n; i++) {
		const struct case_todo *t = &w->todos.v[i];
		if (waits_ahead(w, t) || step_is_beside(t->step) ||
		    step_is_open_ended(t->step))
			continue;
		if (first == NULL || (first->role == FAMILY && t->role != FAMILY))
			first = t;
	}
	return first;
}

static const struct case_todo *
of_step(const struct waits *w, enum step step)
{
	for (size_t i = 0; i < w->todos.n; i++)
		if (w->todos.v[i].step == step)
			return &w->todos.v[i];
	return NULL;
}

/* What the family may do at any time; the plan goes on from the challenge. */
static const struct case_todo *
open_ended(const struct waits *w)
{
	const struct case_todo *plan = of_step(w, STEP_PLAN);
	const struct case_todo *challenge = of_step(w, STEP_CHALLENGE);

	return challenge != NULL ? challenge : plan;
}

static const struct case_todo *
ahead_of(const struct waits *w)
{
	for (size_t i = 0; i < w->todos.n; i++)
		if (waits_ahead(w, &w->todos.v[i]))
			return &w->todos.v[i];
	return NULL;
}

const struct case_todo *
who_has(const struct waits *w)
{
	const struct case_todo *t = waits_pressing(w);

	if (t == NULL)
		t = of_step(w, STEP_MAKE_FORM);
	if (t == NULL)
		t = ahead_of(w);
	if (t == NULL && !plan_is_at_rest(w->plan))
		t = of_step(w, STEP_REACH_FAMILY);
	return t != NULL ? t : open_ended(w);
}

/* ---- whom to ring ---- */

/* Who holds the step, unless that is the reader or a family, or nobody can yet. */
static bool
holder_in(const struct waits *w, const struct case_todo *t)
{
	return t != NULL && !t->mine && !t->own_phone && t->role != FAMILY && is_set(t->ring) &&
	    (!waits_ahead(w, t) || t->step == STEP_MAKE_FORM);
}

struct contact
contact_council(const struct policy *p)
{
	struct contact c = { .name = S("the council"), .words = S("the council") };

	if (p != NULL) {
		c.phone = p->council.telephone;
		c.hours = p->council.hours;
	}
	return c;
}

struct contact
contact_of(struct arena *a, const struct policy *p, const struct waits *w)
{
	const struct case_todo *t = who_has(w);
	struct person_in in = w->in;

	if (holder_in(w, t))
		in = (struct person_in){ .name = t->ring, .role = t->ring_role,
			.own_title = t->ring_title, .phone = t->phone };
	if (!is_set(in.name))
		return contact_council(p);
	return (struct contact){ in.name, person_words(a, p, in.name, in.role, in.own_title),
	    in.phone, STR_NONE, in.reader };
}

enum err
contact_read(struct db *db, struct arena *a, const struct policy *p, struct pid casefile,
    struct stamp now, struct contact *contact)
{
	struct waits w = { .now = now };
	struct date today = stamp_london_date(now);
	struct case_in in;

	TRY(case_in(db, a, casefile, today, &in));
	w.plan = in.plan;
	w.in = (struct person_in){ .name = in.worker, .role = in.worker_role,
		.own_title = in.worker_title, .phone = in.worker_phone };
	TRY(case_todos(db, a, in.id, ID_NONE, today, &w.todos));
	*contact = contact_of(a, p, &w);
	return OK;
}
