#include "sql/store_challenge.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/money.h"

enum err
store_score_read(struct db *db, struct arena *a, const struct casefile *c,
    struct date today, struct stamp at, struct score_now *s)
{
	*s = (struct score_now){ .answers.n = 0 };
	TRY(store_dispute_read(db, a, c, today, at, &s->d));
	int64_t assessment = s->d.standing.assessment;
	if (assessment == ID_NONE || !is_set(s->d.standing.total))
		return OK;
	TRY(answers_now(db, a, assessment, at, &s->answers));
	TRY(item_answers(db, a, assessment, &s->given));
	TRY(item_contests(db, a, assessment, &s->contests));
	TRY(told_for_family(db, a, c->id, &s->told));
	TRY(document_marks(db, a, c->id, &s->marks));
	return scores_of(db, a, assessment, &s->scores);
}

const struct answer_now *
score_answer(const struct score_now *s, int question)
{
	for (size_t i = 0; i < s->answers.n; i++)
		if (s->answers.v[i].question == question)
			return &s->answers.v[i];
	return NULL;
}

const struct item_answer *
score_given(const struct score_now *s, int question, enum tier tier)
{
	for (size_t i = 0; i < s->given.n; i++)
		if (s->given.v[i].question == question && s->given.v[i].tier == tier)
			return &s->given.v[i];
	return NULL;
}

const struct item_contest *
score_contest(const struct score_now *s, int question)
{
	for (size_t i = 0; i < s->contests.n; i++)
		if (s->contests.v[i].question == question)
			return &s->contests.v[i];
	return NULL;
}

struct points
score_points(const struct score_now *s, int question)
{
	const struct item *item = dispute_item(&s->d, question);
	const struct answer_now *a = score_answer(s, question);

	if (item == NULL)
		return a != NULL ? a->original : POINTS_NONE;
	return item_points_now(&(struct item_points){
		item->original, item->proposed, item->worker, item->reviewer });
}

struct ras_answers
score_answers(struct arena *a, const struct score_now *s)
{
	struct ras_answer *v = ARENA_ARRAY(a, s->answers.n + 1, struct ras_answer);

	for (size_t i = 0; i < s->answers.n; i++)
		v[i] = (struct ras_answer){ s->answers.v[i].question,
			s->answers.v[i].counted, false };
	return (struct ras_answers){ v, s->answers.n };
}

bool
score_decision_ok(const struct score_now *s, const struct question *q,
    enum item_verdict verdict, struct points points)
{
	const struct item *item = dispute_item(&s->d, q->number);
	struct points now = score_points(s, q->number);

	if (item == NULL || !is_set(points))
		return false;
	switch (verdict) {
	case VERDICT_ACCEPT:
		return points.n == item->asked.n;
	case VERDICT_KEEP:
		return points.n == now.n;
	case VERDICT_PART:
		return points.n != now.n && points.n != item->asked.n &&
		    ras_decision_ok(q, now, item->asked, points);
	case VERDICT_NONE:
		break;
	}
	return false;
}

/* ---- moves ---- */

static enum err
move(const struct doing *m, const struct score_now *s, enum event event, int question,
    bool whole, struct move_result *r)
{
	struct dispute_facts f = dispute_facts_for(&s->d, question);

	f.whole = whole;
	return dispute_move(&f, event, m->who.role, m->relations, m->acted, r);
}

static enum err
apply(struct db *db, const struct doing *m, const struct casefile *c,
    struct score_now *s, int question, const struct move_result *r,
    struct clock_from from)
{
	return store_dispute_apply(db, m->policy, m->now, c, &s->d, question, r,
	    from, (struct holder){ ID_NONE });
}

/* What was sent counts from the day it was received. */
static struct clock_from
received(const struct doing *m)
{
	return (struct clock_from){ .available = m->received };
}

static enum err
move_one(struct db *db, const struct doing *m, const struct casefile *c,
    struct score_now *s, enum event event, int question, bool whole)
{
	struct move_result r;

	TRY(move(m, s, event, question, whole, &r));
	return apply(db, m, c, s, question, &r, received(m));
}

static struct date
due_of(const struct score_now *s, enum step step)
{
	for (size_t i = 0; i < s->d.steps.n; i++)
		if (s->d.steps.v[i].step == step)
			return s->d.steps.v[i].due;
	return DATE_NONE;
}

enum err
store_challenge(struct db *db, const struct doing *m, const struct casefile *c,
    struct score_now *s, const struct challenged_list *list)
{
	int64_t id;

	if (list->n == 0)
		return E_FORM;
	for (size_t i = 0; i < list->n; i++) {
		const struct challenged *v = &list->v[i];
		const struct answer_now *a = score_answer(s, v->question);
		struct move_result r;
		if (a == NULL || dispute_item(&s->d, v->question) != NULL)
			return E_CONFLICT;
		TRY(move(m, s, EV_CHALLENGE, v->question, v->why.n > 0 &&
		    is_set(v->proposed) && v->proposed.n != a->original.n, &r));
		TRY(item_add(db, s->d.standing.assessment, v->question,
		    ITEM_WITH_WORKER, a->original, v->proposed, v->why, v->evidence,
		    m->who.id, m->now, &id));
		TRY(apply(db, m, c, s, v->question, &r, received(m)));
	}
	return OK;
}

static enum err
answer_add(struct db *db, const struct doing *m, const struct score_now *s,
    const struct decision *v, enum tier tier, enum step step, struct stamp shared,
    struct stamp counts)
{
	int64_t id;

	return item_answer_add(db, dispute_item(&s->d, v->question)->id, tier, v->verdict,
	    v->points, v->reason, v->relied, m->who.id, m->now,
	    due_of(s, step), shared, counts, &id);
}

/* On what its decider wrote, or on a document. */
static bool
rests(const struct doing *m, const struct score_now *s, const struct decision *v,
    enum tier tier)
{
	const struct item *item = dispute_item(&s->d, v->question);

	for (size_t i = 0; item != NULL && i < s->marks.n; i++) {
		const struct document_mark *k = &s->marks.v[i];
		if (k->what == tier_weighs(tier) && k->decision == item->id &&
		    k->person == m->who.id && k->said == SAID_RELIED)
			return true;
	}
	return v->relied.n > 0;
}

static bool
decision_whole(const struct doing *m, const struct score_now *s, const struct tool *tool,
    const struct decision *v, enum tier tier)
{
	const struct question *q = tool_question(tool, v->question);

	return q != NULL && v->reason.n > 0 && rests(m, s, v, tier) &&
	    score_decision_ok(s, q, v->verdict, v->points);
}

enum err
store_answers_share(struct db *db, const struct doing *m, const struct tool *tool,
    const struct casefile *c, struct score_now *s, const struct decisions *list)
{
	if (list->n == 0)
		return E_FORM;
	for (size_t i = 0; i < list->n; i++) {
		const struct decision *v = &list->v[i];
		struct move_result r;
		TRY(move(m, s, EV_SHARE_ANSWER, v->question,
		    decision_whole(m, s, tool, v, TIER_WORKER), &r));
		TRY(answer_add(db, m, s, v, TIER_WORKER, STEP_RECONSIDER, m->now,
		    STAMP_NONE));
		TRY(apply(db, m, c, s, v->question, &r, received(m)));
	}
	TRY(store_step_close(db, c, STEP_READ_ANSWER));
	return store_step_open_until(db, m->now, c, STEP_READ_ANSWER, DATE_NONE,
	    (struct holder){ ID_NONE });
}

/* What the score comes to with these decisions. */
static struct points
total_of(const struct score_now *s, const struct decisions *decided)
{
	int total = 0;

	for (size_t i = 0; i < s->answers.n; i++) {
		int question = s->answers.v[i].question;
		struct points points = score_points(s, question);
		for (size_t k = 0; k < decided->n; k++)
			if (decided->v[k].question == question)
				points = decided->v[k].points;
		total += points.n;
	}
	return (struct points){ (int16_t)total };
}

/* Does it give more money than before? Then an agreed plan is fitted again. */
static bool
is_higher(const struct policy *p, const struct score_now *s,
    const struct decisions *decided)
{
	const struct funding_step *step = ras_step(p, total_of(s, decided));

	return step != NULL && is_set(s->d.standing.yearly) &&
	    money_cmp(step->yearly, s->d.standing.yearly) > 0;
}

/* The score as it is now, and which decision made it so. */
static enum err
stage_write(struct db *db, const struct doing *m, const struct policy *p,
    const struct score_now *s, const struct decisions *decided, enum score_stage stage, struct stamp told)
{
	struct points sum = total_of(s, decided);
	const struct funding_step *step = ras_step(p, sum);
	int64_t id;

	if (step == NULL)
		return E_INTERNAL;
	return score_add(db, s->d.standing.assessment, (int)s->scores.n + 1, stage, sum,
	    step->yearly, m->now, told, m->who.id, &id);
}

enum err
store_total_confirm(struct db *db, struct arena *a, const struct doing *m,
    const struct policy *p, const struct casefile *c, struct score_now *s,
    struct stamp available)
{
	const struct decisions none = { NULL, 0 };
	struct move_result r;
	int64_t counted;

	s->d.facts.higher = is_higher(p, s, &none);
	TRY(move(m, s, EV_CONFIRM_TOTAL, 0, true, &r));
	TRY(store_step_close(db, c, STEP_READ_ANSWER));	/* its letter takes over */
	TRY(item_answers_count(db, s->d.standing.assessment, m->who.id, m->now,
	    available, &counted));
	TRY(stage_write(db, m, p, s, &none, SCORED_RECONSIDERED, available));
	TRY(apply(db, m, c, s, 0, &r, clock_from_letter(available, c->by_post)));
	return store_score_read(db, a, c, m->today, STAMP_ALL, s);
}

enum err
store_contest(struct db *db, const struct doing *m, const struct casefile *c,
    struct score_now *s, const struct contested *v)
{
	const struct item *item = dispute_item(&s->d, v->question);
	struct move_result r;
	int64_t id;

	if (item == NULL)
		return E_CONFLICT;
	struct points asked = is_set(v->proposed) ? v->proposed : item->asked;
	TRY(move(m, s, EV_CONTEST, v->question, true, &r));
	if (asked.n == score_points(s, v->question).n)
		return E_FORM;
	TRY(item_contest_add(db, item->id, m->now, m->who.id, v->words, v->proposed,
	    v->evidence, &id));
	return apply(db, m, c, s, v->question, &r, received(m));
}

enum err
store_accept(struct db *db, const struct doing *m, const struct casefile *c,
    struct score_now *s, int question)
{
	return move_one(db, m, c, s, EV_ACCEPT, question, true);
}

static bool
decided(const struct decisions *list, int question)
{
	int n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += list->v[i].question == question;
	return n == 1;
}

/* A decision for each contested question, and for no other. */
static bool
review_whole(const struct doing *m, const struct score_now *s, const struct tool *tool,
    const struct decisions *list)
{
	size_t contested = 0;

	for (size_t i = 0; i < s->d.items.n; i++) {
		const struct item *item = &s->d.items.v[i];
		if (item->state != ITEM_CONTESTED)
			continue;
		contested++;
		if (!decided(list, item->question))
			return false;
	}
	for (size_t i = 0; i < list->n; i++)
		if (!decision_whole(m, s, tool, &list->v[i], TIER_REVIEWER))
			return false;
	return contested == list->n;
}

enum err
store_review(struct db *db, struct arena *a, const struct doing *m,
    const struct policy *p, const struct tool *tool, const struct casefile *c,
    struct score_now *s, const struct decisions *list, struct stamp available)
{
	struct move_result r;

	s->d.facts.higher = is_higher(p, s, list);
	TRY(move(m, s, EV_REVIEW, 0, review_whole(m, s, tool, list), &r));
	for (size_t i = 0; i < list->n; i++)
		TRY(answer_add(db, m, s, &list->v[i], TIER_REVIEWER, STEP_REVIEW,
		    available, available));
	TRY(stage_write(db, m, p, s, list, SCORED_REVIEWED, available));
	TRY(apply(db, m, c, s, 0, &r, clock_from_letter(available, c->by_post)));
	return store_score_read(db, a, c, m->today, STAMP_ALL, s);
}

enum err
store_reviewer_name(struct db *db, const struct doing *m, const struct casefile *c,
    struct score_now *s, int64_t reviewer, struct str reason)
{
	struct move_result r;
	int64_t id;

	TRY(move(m, s, EV_NAME_REVIEWER, 0, reason.n > 0, &r));
	TRY(reviewer_named_add(db, s->d.standing.assessment, m->now, reviewer,
	    m->who.id, reason, &id));
	return store_dispute_apply(db, m->policy, m->now, c, &s->d, 0, &r,
	    received(m), (struct holder){ reviewer });
}

static bool
can_be_withdrawn(enum item_state state)
{
	return state == ITEM_WITH_WORKER || state == ITEM_SHARED ||
	    state == ITEM_ANSWERED || state == ITEM_CONTESTED;
}

enum err
store_withdraw(struct db *db, const struct doing *m, const struct casefile *c,
    struct score_now *s, int question, int *moved)
{
	*moved = 0;
	for (size_t i = 0; i < s->d.items.n; i++) {
		const struct item *item = &s->d.items.v[i];
		if (question != 0 && item->question != question)
			continue;
		if (item->challenged_by != m->who.id) {
			if (question != 0)
				return E_NOT_FOUND;
			continue;
		}
		if (question == 0 && !can_be_withdrawn(item->state))
			continue;
		TRY(move_one(db, m, c, s, EV_WITHDRAW, item->question, true));
		++*moved;
	}
	return *moved > 0 ? OK : E_CONFLICT;
}

enum err
store_return(struct db *db, const struct doing *m, const struct casefile *c,
    struct score_now *s, int question)
{
	const struct item *item = dispute_item(&s->d, question);

	if (item == NULL || item->challenged_by != m->who.id)
		return E_NOT_FOUND;
	return move_one(db, m, c, s, EV_RETURN, question, true);
}
