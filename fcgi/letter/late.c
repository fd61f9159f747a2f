#include "fcgi/letter/late.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/titled.h"
#include "sql/store_late.h"

#define WORDS ((size_t)2000)

struct late {			/* one step that was late */
	enum step step;
	struct date due;
	int days;		/* working days; INT_NONE: it is not known */
};

struct lates {
	struct late *v;
	size_t n;
};

/* Once for each step and date; the days late as soon as one source knows them. */
static void
add(struct lates *all, struct late late)
{
	for (size_t i = 0; i < all->n; i++) {
		struct late *had = &all->v[i];
		if (had->step != late.step || had->due.days != late.due.days)
			continue;
		if (is_set(late.days) && (!is_set(had->days) || late.days > had->days))
			had->days = late.days;
		return;
	}
	all->v[all->n++] = late;
}

/* The answers to questions, each with the date of its step. */
static void
add_answers(const struct letter_desk *d, const struct score_now *s, struct lates *all)
{
	for (size_t i = 0; i < s->given.n; i++) {
		const struct item_answer *g = &s->given.v[i];
		enum step step = g->tier == TIER_WORKER ? STEP_RECONSIDER : STEP_REVIEW;
		int days = step_days_late(d->policy, step, g->due,
		    stamp_london_date(g->decided));
		if (days > 0)
			add(all, (struct late){ step, g->due, days });
	}
}

/* What waits today past its date: this letter is perhaps what ends it. */
static void
add_open(const struct letter_desk *d, const struct score_now *s, struct lates *all)
{
	struct date today = stamp_london_date(d->now);

	for (size_t i = 0; i < s->d.steps.n; i++) {
		const struct open_step *o = &s->d.steps.v[i];
		int days = step_days_late(d->policy, o->step, o->due, today);
		if (days > 0)
			add(all, (struct late){ o->step, o->due, days });
	}
}

/* "Review the contested scores: due by 3 March 2026, and 4 working days late." */
static struct str
late_words(const struct letter_desk *d, const struct late *l)
{
	struct out o;

	out_init(&o, d->a, WORDS);
	out_titled(&o, d->policy, step_rule(l->step)->words);
	out_lit(&o, ": due by ");
	out_date(&o, l->due);
	if (!is_set(l->days)) {
		out_lit(&o, ", and not done by then.");
		return out_str_of(&o);
	}
	out_lit(&o, ", and ");
	out_int(&o, l->days);
	out_str(&o, l->days == 1 ? S(" working day late.") : S(" working days late."));
	return out_str_of(&o);
}

/* Since when a letter tells: since the assessment, or the case, was opened. */
static struct stamp
since(const struct letter_desk *d, const struct score_now *s)
{
	struct stamp opened = s->d.standing.opened;

	return s->d.standing.assessment != ID_NONE && is_set(opened)
	    ? opened : stamp_of_london(d->c->opened, 0, 0);
}

enum err
letter_late_of(const struct letter_desk *d, const struct score_now *s, struct lines *lines)
{
	struct late_steps found;
	struct lates all;

	TRY(late_steps_of(d->db, d->a, d->c->id, stamp_london_date(since(d, s)), &found));
	all = (struct lates){
		ARENA_ARRAY(d->a, found.n + s->given.n + s->d.steps.n + 1, struct late), 0
	};
	for (size_t i = 0; i < found.n; i++)
		add(&all, (struct late){ found.v[i].step, found.v[i].due, INT_NONE });
	add_answers(d, s, &all);
	add_open(d, s, &all);
	*lines = (struct lines){ ARENA_ARRAY(d->a, all.n + 1, struct line), 0 };
	for (size_t i = 0; i < all.n; i++)
		lines->v[lines->n++] = (struct line){ late_words(d, &all.v[i]) };
	return OK;
}

/* ---- handed over ---- */

/* "Decide the points …: Margaret Lowe passed it to Samuel Finch on 3 March 2026.
 * It was due by 2 March 2026; the new date is 9 March 2026. The reason: …" */
static struct str
handover_words(const struct letter_desk *d, const struct handover_row *h)
{
	bool confirmed = is_set(h->from_name) && str_eq(h->from_name, h->to_name);
	struct out o;

	out_init(&o, d->a, WORDS);
	out_titled(&o, d->policy, step_rule(h->step)->words);
	out_lit(&o, ": ");
	if (confirmed)
		out_lit(&o, "it stayed with ");
	else if (is_set(h->from_name)) {
		out_str(&o, h->from_name);
		out_lit(&o, " passed it to ");
	} else
		out_lit(&o, "it went to ");
	out_str(&o, h->to_name);
	out_lit(&o, " on ");
	out_date(&o, stamp_london_date(h->at));
	if (is_set(h->by_name)) {
		out_lit(&o, ", as decided by ");
		out_str(&o, h->by_name);
	}
	if (is_set(h->new_due)) {
		bool moved = is_set(h->old_due) && h->old_due.days != h->new_due.days;
		out_str(&o, moved ? S(". It was due by ") : S(". It is due by "));
		out_date(&o, moved ? h->old_due : h->new_due);
		if (moved) {
			out_lit(&o, "; the new date is ");
			out_date(&o, h->new_due);
		}
	}
	out_lit(&o, ". The reason: ");
	out_str(&o, late_reason_words(d->policy, h->reason));
	out_char(&o, '.');
	return out_str_of(&o);
}

static struct str
reviewer_words(const struct letter_desk *d, const struct reviewer_named *r)
{
	struct out o;

	out_init(&o, d->a, WORDS);
	out_str(&o, r->named_by);
	out_lit(&o, " named ");
	out_str(&o, r->name);
	out_lit(&o, " of the ");
	out_str(&o, r->team_name);
	out_lit(&o, " to review the score, on ");
	out_date(&o, stamp_london_date(r->at));
	out_lit(&o, ". The reason: ");
	out_str(&o, r->reason);
	return out_str_of(&o);
}

enum err
letter_handovers_of(const struct letter_desk *d, const struct score_now *s,
    struct lines *lines)
{
	struct stamp from = since(d, s);
	struct reviewer_nameds named;
	struct handover_rows all;

	TRY(handovers_of(d->db, d->a, d->c->id, &all));
	TRY(reviewers_named(d->db, d->a, s->d.standing.assessment, &named));
	*lines = (struct lines){ ARENA_ARRAY(d->a, all.n + named.n + 1, struct line), 0 };
	for (size_t i = 0; i < named.n; i++)
		lines->v[lines->n++] = (struct line){ reviewer_words(d, &named.v[i]) };
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].at.us >= from.us)
			lines->v[lines->n++] = (struct line){
				handover_words(d, &all.v[i]) };
	return OK;
}
