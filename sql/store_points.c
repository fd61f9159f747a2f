#include "sql/store_points.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "core/crypt.h"

enum err
store_points_owner(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, int64_t *owner)
{
	struct point_owner by;

	*owner = m->staff != ID_NONE ? m->staff : m->who.id;
	if (m->who.role != SUPPORTER)
		return OK;
	TRY(point_owner_of(db, a, c->id, m->who.id, m->now, &by));
	*owner = by.named_by;
	return OK;
}

enum err
store_round(struct db *db, struct arena *a, const struct casefile *c, struct round *r)
{
	r->points = (struct point_rows){ NULL, 0 };
	enum err e = outcome_last(db, a, c->id, &r->outcome);
	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	return points_of_round(db, a, c->id, r->outcome.round, &r->points);
}

/* ---- the family ---- */

enum err
store_points_send(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, enum meeting_way way)
{
	struct point_rows drafts;
	struct round before;
	int64_t owner, n;

	TRY(store_points_owner(db, a, m, c, &owner));
	TRY(points_draft(db, a, c->id, owner, &drafts));
	TRY(store_round(db, a, c, &before));
	d->facts.whole = drafts.n > 0 && way != WAY_NONE;
	d->facts.in_writing = way == WAY_IN_WRITING;
	TRY(store_move(db, m, c, d, EV_RAISE_POINTS, ID_NONE));
	int round = before.outcome.round + 1;
	for (size_t i = 0; i < drafts.n; i++) {
		TRY(point_send(db, drafts.v[i].id, round, (int)i + 1, &n));
		TRY(only_one(n));
	}
	TRY(outcome_add(db, pid_new(), c->id, d->standing.assessment, round, m->now,
	    m->who.id, &n));
	TRY(planning_in_writing(db, c->id, way == WAY_IN_WRITING, &n));
	return way == WAY_IN_WRITING ? OK : store_discussion_ask(db, m, c, d, way);
}

enum err
store_points_in_writing(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d)
{
	struct meeting_now now;
	int64_t n;

	TRY(store_move(db, m, c, d, EV_IN_WRITING, ID_NONE));
	TRY(planning_in_writing(db, c->id, true, &n));
	TRY(store_meeting_read(db, a, c, MEET_OPS_MANAGER, &now));
	TRY(meeting_offers_close(db, now.m.id, &n));
	return meeting_end(db, now.m.id, m->now, &n);
}

enum err
store_points_close(struct db *db, struct arena *a, const struct casefile *c,
    struct stamp now, int64_t drafts_of)
{
	struct round r;
	int64_t n;

	TRY(store_round(db, a, c, &r));
	TRY(outcome_take_back(db, r.outcome.id, now, &n));
	for (size_t i = 0; n > 0 && i < r.points.n; i++) {
		const struct point_row *p = &r.points.v[i];
		int64_t id;
		TRY(point_add(db, pid_new(), c->id, drafts_of, p->words, p->asked,
		    p->question, p->plan_line, now, &id));
	}
	return OK;
}

enum err
store_points_take_back(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, struct stamp available)
{
	struct meeting_now now;
	int64_t n;

	TRY(store_move_letter(db, m, c, d, EV_TAKE_BACK_POINTS, ID_NONE, available));
	TRY(store_points_close(db, a, c, m->now, m->who.id));
	TRY(store_meeting_read(db, a, c, MEET_OPS_MANAGER, &now));
	if (!is_set(now.m.id) || is_set(now.m.held))
		return OK;
	TRY(meeting_offers_close(db, now.m.id, &n));
	return meeting_end(db, now.m.id, m->now, &n);
}

/* ---- deciding ---- */

static const struct point_decision *
decision_on(const struct point_decisions *all, int64_t point)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].point == point)
			return &all->v[i];
	return NULL;
}

static struct point
point_of(const struct point_row *row, const struct point_decision *d)
{
	struct point p = {
		.asked = row->asked, .part = MONEY_NONE, .from = DATE_NONE,
		.price = MONEY_NONE,
	};

	if (d == NULL)
		return p;
	p.answer = d->answer;
	p.reason = d->reason;
	p.part = d->part;
	p.which = d->which;
	p.from = d->from_day;
	p.price = d->price;
	return p;
}

void
store_points_decided(struct arena *a, const struct policy *p, const struct round *r,
    const struct point_decisions *all, const struct allocation *before, struct decided *d)
{
	struct point *points = ARENA_ARRAY(a, r->points.n + 1, struct point);

	for (size_t i = 0; i < r->points.n; i++)
		points[i] = point_of(&r->points.v[i], decision_on(all, r->points.v[i].id));
	d->by_panel = NULL;
	d->points = (struct points_raised){ points, r->points.n };
	d->outcome = outcome_of(&d->points, before,
	    policy_limit_money(p, LIMIT_OPS_MANAGER));
}

enum err
store_points_decide(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, const struct outcome_words *w,
    struct pid letter, struct stamp available)
{
	struct sum_now before;
	struct point_decisions drafts;
	struct decided decided;
	struct round r;
	int64_t n;

	TRY(store_round(db, a, c, &r));
	TRY(decisions_draft(db, a, c->id, r.outcome.round, m->who.id, &drafts));
	TRY(store_allocation(db, a, c->id, STAMP_ALL, &before));
	store_points_decided(a, m->policy, &r, &drafts, &before.now, &decided);
	const struct outcome *o = &decided.outcome;
	d->facts.above_limit = o->above_limit;
	d->facts.whole = o->undecided == 0 && outcome_words_check(w, o->above_limit,
	    is_set(before.from) ? before.from : m->received, m->received) == WORDS_FINE;
	TRY(store_move_letter(db, m, c, d, EV_DECIDE_POINTS, ID_NONE, available));
	/* The letter about the panel counts from its day. */
	if (o->above_limit)
		TRY(store_step_again(db, m->now, c, STEP_PANEL, step_due(m->policy,
		    STEP_PANEL, (struct clock_from){ .available = w->panel }), ID_NONE));
	TRY(decisions_send(db, c->id, r.outcome.round, m->who.id, m->now, &n));
	if (w->chaired)
		TRY(panel_chair_add(db, c->id, m->who.id, m->now, &n));
	TRY(outcome_decide(db, r.outcome.id, before.assessment, before.now.figure,
	    before.now.agreed, o->added,
	    o->above_limit, o->above_limit ? w->panel : DATE_NONE, w->chaired,
	    w->chaired_on, w->runs_from, w->why_from, w->covers_not, w->next_step,
	    m->now, m->who.id, letter, &n));
	return only_one(n);
}

enum err
store_panel_parts(struct db *db, struct arena *a, const struct casefile *c,
    const struct round *r, struct panel_points *points)
{
	struct point_decisions sent;

	TRY(decisions_sent(db, a, c->id, r->outcome.round, &sent));
	*points = (struct panel_points){
		ARENA_ARRAY(a, r->points.n + 1, struct panel_point), 0 };
	for (size_t i = 0; i < r->points.n; i++) {
		const struct point_row *row = &r->points.v[i];
		struct point p = point_of(row, decision_on(&sent, row->id));
		if (point_amount(&p).pence > 0)
			points->v[points->n++] = (struct panel_point){
				row->id, row->no, row->words, point_amount(&p) };
	}
	return OK;
}

enum err
store_points_panel(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, const struct panel_note *p,
    struct pid letter, struct stamp available)
{
	struct panel_points rows;
	struct sum_now before;
	struct round r;
	size_t point;
	int64_t n;

	TRY(store_round(db, a, c, &r));
	TRY(store_allocation(db, a, c->id, STAMP_ALL, &before));
	TRY(store_panel_parts(db, a, c, &r, &rows));
	panel_fill(p);
	d->facts.whole = p->parts.n == rows.n &&
	    panel_check(p, r.outcome.panel, m->received, &point) == PANEL_FINE;
	TRY(store_move_letter(db, m, c, d, EV_NOTE_PANEL, ID_NONE, available));
	if (p->chaired)
		TRY(panel_chair_add(db, c->id, m->who.id, m->now, &n));
	for (size_t i = 0; i < rows.n && p->answer != PANEL_ONE_SUM; i++)
		TRY(panel_given_add(db, rows.v[i].point, p->parts.v[i].agreed, &n));
	TRY(outcome_panel(db, r.outcome.id, before.assessment, before.now.figure,
	    before.now.agreed, p->answer, panel_amount(p), p->reasons, m->now,
	    m->who.id, letter, &n));
	return only_one(n);
}
