/* A score as if it had been decided: for a look at the letter. */
#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/score_view.h"

#define WORDS ((size_t)4096)

static void
set_points(struct score_now *s, const struct decision *v, enum tier tier)
{
	for (size_t i = 0; i < s->d.items.n; i++) {
		struct item *item = &s->d.items.v[i];
		if (item->question != v->question)
			continue;
		if (tier == TIER_WORKER)
			item->worker = v->points;
		else
			item->reviewer = v->points;
		if (tier == TIER_REVIEWER)
			item->state = ITEM_SETTLED;
	}
}

static void
copy_rows(struct arena *a, const struct score_now *from, size_t more, struct score_now *s)
{
	*s = *from;
	s->d.items.v = ARENA_ARRAY(a, from->d.items.n + 1, struct item);
	s->given.v = ARENA_ARRAY(a, from->given.n + more + 1, struct item_answer);
	s->scores.v = ARENA_ARRAY(a, from->scores.n + 2, struct score);
	for (size_t i = 0; i < from->d.items.n; i++)
		s->d.items.v[i] = from->d.items.v[i];
	for (size_t i = 0; i < from->given.n; i++)
		s->given.v[i] = from->given.v[i];
	for (size_t i = 0; i < from->scores.n; i++)
		s->scores.v[i] = from->scores.v[i];
}

static struct date
due_in(const struct score_now *s, enum tier tier)
{
	enum step step = tier == TIER_WORKER ? STEP_RECONSIDER : STEP_REVIEW;

	for (size_t i = 0; i < s->d.steps.n; i++)
		if (s->d.steps.v[i].step == step)
			return s->d.steps.v[i].due;
	return DATE_NONE;
}

static struct points
total_of(const struct score_now *s)
{
	int total = 0;

	for (size_t i = 0; i < s->answers.n; i++)
		total += score_points(s, s->answers.v[i].question).n;
	return (struct points){ (int16_t)total };
}

/* Whose shared answers are confirmed now; title: the own one, if it is one person. */
static struct str
answered_by(struct arena *a, const struct score_now *s, struct str *title)
{
	struct out o;

	*title = STR_NONE;
	out_init(&o, a, WORDS);
	for (size_t i = 0; i < s->given.n; i++) {
		const struct item_answer *g = &s->given.v[i];
		bool named = is_set(g->counts) || g->tier != TIER_WORKER;
		for (size_t k = 0; k < i; k++)
			named = named || (!is_set(s->given.v[k].counts) &&
			    s->given.v[k].decided_by == g->decided_by);
		if (named)
			continue;
		*title = o.n > 0 ? STR_NONE : g->own_title;
		if (o.n > 0)
			out_lit(&o, ", ");
		out_str(&o, g->decider);
	}
	return out_str_of(&o);
}

struct score_now
score_with(struct arena *a, const struct policy *p, const struct score_now *from,
    const struct decisions *list, enum tier tier, const struct actor *who,
    struct stamp now, struct stamp available)
{
	struct score_now s;

	copy_rows(a, from, list->n, &s);
	for (size_t i = 0; i < list->n; i++) {
		const struct decision *v = &list->v[i];
		s.given.v[s.given.n++] = (struct item_answer){
			.question = v->question, .tier = tier, .verdict = v->verdict,
			.points = v->points, .reason = v->reason, .relied = v->relied,
			.decided_by = who->id,
			.decider = who->name, .role = who->role, .own_title = who->title,
			.decided = now, .due = due_in(from, tier), .shared = available,
			.counts = available, .confirmer = STR_NONE,
		};
		set_points(&s, v, tier);
	}
	struct ras_score score = ras_score(p, total_of(&s));
	struct str by = STR_NONE, title = STR_NONE;
	if (tier == TIER_WORKER)
		by = answered_by(a, &s, &title);
	s.scores.v[s.scores.n] = (struct score){
		.no = (int)s.scores.n + 1,
		.stage = tier == TIER_WORKER ? SCORED_RECONSIDERED : SCORED_REVIEWED,
		.total = score.total,
		.yearly = score.step != NULL ? score.step->yearly : (struct money){ 0 },
		.at = now, .told = available, .name = who->name, .role = who->role,
		.own_title = who->title, .answered_by = by, .answered_title = title,
	};
	s.scores.n++;
	return s;
}
