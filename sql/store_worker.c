#include "sql/store_worker.h"

#include "core/base/civil.h"
#include "core/base/str.h"
#include "sql/store_late.h"

#define MOST_DAYS 183

static const struct str faults[GIVE_FAULT_COUNT] = {
	[GIVE_FINE] = S_INIT(""),
	[GIVE_NO_TAKER] = S_INIT("Choose who is to have the case"),
	[GIVE_HAS_IT] = S_INIT("They have this case already. Choose somebody else"),
	[GIVE_BAD_DAY] = S_INIT("Enter today, or a day within the next six months"),
	[GIVE_NO_REASON] = S_INIT("Choose the reason"),
};

struct str
give_fault_words(enum give_fault fault)
{
	return faults[fault];
}

enum err
store_worker_choices(struct db *db, struct arena *a, const struct actor *who,
    struct worker_choices *all)
{
	return worker_choices(db, a, who->role == PRACTICE_LEAD ? who->team : ID_NONE, all);
}

/* ---- carrying it out ---- */

static bool
goes_along(const struct casefile *c, const struct open_step *s, const struct case_given *g)
{
	if (step_rule(s->step)->holder != WORKER)
		return false;
	if (s->person != ID_NONE && s->person != c->worker)
		return false;	/* somebody else's by name */
	return s->step != STEP_RECONSIDER || g->scores_too;
}

/* A late step keeps its task for the next tier: it still needs a new date. */
static enum err
pass_step(struct db *db, const struct policy *p, struct stamp now, const struct casefile *c,
    const struct open_step *s, const struct case_given *g)
{
	int64_t n;

	TRY(step_give(db, c->id, s->step, g->to_person, s->due, &n));
	if (step_days_late(p, s->step, s->due, stamp_london_date(now)) == 0)
		TRY(step_seen_to(db, c->id, s->step, &n));
	return handover_add(db, c->id, s->step, s->person, g->to_person, s->due, s->due,
	    g->reason, g->given_by, now, &n);
}

static enum err
carry_out(struct db *db, struct arena *a, const struct policy *p, struct stamp now,
    struct casefile *c, const struct case_given *g)
{
	struct open_steps steps;
	int64_t n;

	TRY(open_steps(db, a, c->id, &steps));
	TRY(case_given_end(db, c->id, true, now, &n));
	if (g->team != c->team)
		TRY(case_steps_team(db, c->id, c->team, g->team, &n));
	for (size_t i = 0; i < steps.n; i++)
		if (goes_along(c, &steps.v[i], g))
			TRY(pass_step(db, p, now, c, &steps.v[i], g));
	c->worker = g->to_person;
	c->team = g->team;
	return OK;
}

enum err
store_case_given(struct db *db, struct arena *a, const struct policy *p, struct stamp now,
    struct casefile *c, struct case_given *g)
{
	enum err e = case_given_of(db, a, c->id, g);

	if (e == E_NOT_FOUND || (e == OK && g->first_day.days > stamp_london_date(now).days))
		return E_CONFLICT;
	TRY(e);
	return carry_out(db, a, p, now, c, g);
}

/* ---- giving it ---- */

static enum give_fault
check(const struct doing *m, const struct casefile *c, const struct give *g,
    const struct worker_choice *to)
{
	int64_t ahead = g->first_day.days - m->today.days;

	if (to == NULL)
		return GIVE_NO_TAKER;
	if (to->id == c->worker)
		return GIVE_HAS_IT;
	if (ahead < 0 || ahead > MOST_DAYS)
		return GIVE_BAD_DAY;
	return late_reason_for(m->policy, g->reason, FOR_GIVING) != NULL ? GIVE_FINE :
	    GIVE_NO_REASON;
}

enum err
store_case_give(struct db *db, struct arena *a, const struct doing *m, struct casefile *c,
    const struct give *g, enum give_fault *fault, struct case_given *given)
{
	const struct worker_choice *to = NULL;
	struct worker_choices all;
	int64_t n;

	TRY(store_worker_choices(db, a, &m->who, &all));
	for (size_t i = 0; i < all.n; i++)
		if (pid_eq(all.v[i].pid, g->to))
			to = &all.v[i];
	*fault = check(m, c, g, to);
	if (*fault != GIVE_FINE)
		return E_FORM;
	TRY(case_given_end(db, c->id, false, m->now, &n));
	TRY(case_given_add(db, c->id, c->worker, to->id, g->first_day, g->reason,
	    g->scores_too, m->who.id, m->now, &n));
	TRY(case_given_of(db, a, c->id, given));
	return g->first_day.days > m->today.days ? OK :
	    carry_out(db, a, m->policy, m->now, c, given);
}
