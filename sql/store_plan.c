#include "sql/store_plan.h"

#include "core/crypt.h"
#include "core/money.h"
#include "sql/store_points.h"

/* ---- reading ---- */

/* What hangs on a version; nothing where there is none. */
static enum err
whole_of(struct db *db, struct arena *a, int64_t casefile, enum err found,
    struct plan_whole *w)
{
	w->outcomes = (struct plan_outcomes){ NULL, 0 };
	w->rows = (struct plan_rows){ NULL, 0 };
	w->files = (struct plan_files){ NULL, 0 };
	w->fit = NULL;
	if (found == E_NOT_FOUND)
		return OK;
	TRY(found);
	TRY(plan_outcomes_of(db, a, w->plan.id, &w->outcomes));
	TRY(plan_rows_of(db, a, w->plan.id, &w->rows));
	return plan_files_of(db, a, casefile, &w->files);
}

enum err
store_plan_draft(struct db *db, struct arena *a, int64_t casefile,
    const struct doing *by, struct plan_whole *w)
{
	return whole_of(db, a, casefile, plan_draft(db, a, casefile, by->writer,
	    by->staff, &w->plan), w);
}

enum err
store_plan_version(struct db *db, struct arena *a, int64_t casefile, int no,
    struct plan_whole *w)
{
	if (no == PLAN_LAST)
		return whole_of(db, a, casefile, plan_last(db, a, casefile, &w->plan), w);
	if (no == PLAN_STANDING)
		return whole_of(db, a, casefile, plan_standing(db, a, casefile,
		    &w->plan), w);
	return whole_of(db, a, casefile, plan_version(db, a, casefile, no, &w->plan),
	    w);
}

const struct plan_row *
plan_row_by(const struct plan_whole *w, struct pid pid)
{
	for (size_t i = 0; i < w->rows.n; i++)
		if (pid_eq(w->rows.v[i].pid, pid))
			return &w->rows.v[i];
	return NULL;
}

const struct plan_outcome *
plan_outcome_by(const struct plan_whole *w, struct pid pid)
{
	for (size_t i = 0; i < w->outcomes.n; i++)
		if (pid_eq(w->outcomes.v[i].pid, pid))
			return &w->outcomes.v[i];
	return NULL;
}

struct plan_cost
plan_cost_of(const struct plan_row *r)
{
	return (struct plan_cost){ r->rate, r->quantity, r->weeks, r->most };
}

struct point
plan_point_of(const struct plan_row *r)
{
	return (struct point){
		.asked = r->yearly,
		.answer = r->verdict,
		.reason = is_set(r->reason) ? r->reason : S(""),
		.part = r->part,
		.which = is_set(r->way) ? r->way : S(""),
		.from = r->starts,
		.price = r->price,
	};
}

struct plan_lines
plan_lines_of(struct arena *a, const struct plan_rows *rows)
{
	struct plan_lines lines = { ARENA_ARRAY(a, rows->n + 1, struct plan_line), rows->n };

	for (size_t i = 0; i < rows->n; i++)
		lines.v[i].total = rows->v[i].yearly;
	return lines;
}

struct line_answers
plan_answers_of(struct arena *a, const struct plan_rows *rows)
{
	struct line_answer *v = ARENA_ARRAY(a, rows->n + 1, struct line_answer);

	for (size_t i = 0; i < rows->n; i++) {
		struct point p = plan_point_of(&rows->v[i]);
		v[i] = (struct line_answer){ p.asked, plan_line_agreed(&p), p.reason };
	}
	return (struct line_answers){ v, rows->n };
}

/* ---- the draft ---- */

static enum err
outcomes_copy(struct db *db, const struct plan_outcomes *from, struct stamp now,
    int64_t plan, int64_t *ids)
{
	for (size_t i = 0; i < from->n; i++)
		TRY(plan_outcome_add(db, pid_new(), plan, from->v[i].no,
		    from->v[i].words, ID_NONE, now, &ids[i]));
	return OK;
}

static enum err
line_add(struct db *db, int64_t plan, int position, const struct plan_row *r,
    int64_t outcome)
{
	struct plan_cost cost = plan_cost_of(r);
	int64_t id;

	return plan_line_add(db, pid_new(), plan, position, r->what, outcome,
	    r->provider, r->rate_name, r->rate_key, r->rate, r->unit, r->quantity,
	    r->weeks, r->most, plan_line_total(&cost), r->prohibited, r->why, &id);
}

static enum err
copy_into(struct db *db, struct arena *a, const struct plan_whole *last, struct stamp now,
    int64_t plan)
{
	int64_t *ids = ARENA_ARRAY(a, last->outcomes.n + 1, int64_t);

	TRY(outcomes_copy(db, &last->outcomes, now, plan, ids));
	for (size_t i = 0; i < last->rows.n; i++) {
		const struct plan_row *r = &last->rows.v[i];
		int64_t outcome = ID_NONE;
		for (size_t k = 0; k < last->outcomes.n; k++)
			if (last->outcomes.v[k].id == r->outcome)
				outcome = ids[k];
		TRY(line_add(db, plan, r->position, r, outcome));
	}
	return OK;
}

enum err
store_plan_begin(struct db *db, struct arena *a, const struct doing *by,
    int64_t casefile, struct plan_whole *w)
{
	struct plan_whole last;
	int64_t id, n;

	TRY(store_plan_draft(db, a, casefile, by, w));
	if (w->plan.id != ID_NONE)
		return OK;
	TRY(store_plan_version(db, a, casefile, PLAN_LAST, &last));
	TRY(plan_add(db, pid_new(), casefile, VERSION_DRAFT,
	    is_set(last.plan.child_words) ? last.plan.child_words : S(""),
	    last.plan.contingency, by->now, by->writer, by->staff, &id));
	if (last.plan.own_view != OWN_VIEW_NOT_SAID)
		TRY(plan_say_view(db, id, last.plan.own_view, &n));
	TRY(copy_into(db, a, &last, by->now, id));
	return store_plan_draft(db, a, casefile, by, w);
}

enum err
store_plan_line(struct db *db, const struct plan_whole *w, const struct plan_row *r)
{
	struct plan_cost cost = plan_cost_of(r);
	int64_t n;

	if (r->id != ID_NONE)
		return plan_line_change(db, w->plan.id, r->id, r->what, r->outcome,
		    r->provider, r->rate_name, r->rate_key, r->rate, r->unit,
		    r->quantity, r->weeks, r->most, plan_line_total(&cost),
		    r->prohibited, r->why, &n);
	int last = w->rows.n > 0 ? w->rows.v[w->rows.n - 1].position : 0;
	return line_add(db, w->plan.id, last + 1, r, r->outcome);
}

enum err
store_plan_surprises(struct db *db, const struct policy *p, const struct plan_whole *w,
    int percent)
{
	int64_t n;

	if (!plan_surprises_within(percent, policy_limit(p, LIMIT_CONTINGENCY_LEAST),
	    policy_limit(p, LIMIT_CONTINGENCY_MOST)))
		return E_FORM;
	return plan_put_by(db, w->plan.id, percent, &n);
}

enum err
store_plan_line_up(struct db *db, const struct plan_whole *w, struct pid line, bool up)
{
	const struct plan_row *r = plan_row_by(w, line);
	int64_t n;

	if (r == NULL)
		return E_NOT_FOUND;
	size_t at = (size_t)(r - w->rows.v);
	if (up ? at == 0 : at + 1 == w->rows.n)
		return OK;
	const struct plan_row *other = up ? r - 1 : r + 1;
	TRY(plan_line_place(db, w->plan.id, r->id, other->position, &n));
	return plan_line_place(db, w->plan.id, other->id, r->position, &n);
}

/* ---- moving ---- */

static enum err
ask(const struct plan_move *m, struct dispute_now *d, enum event event, bool whole,
    struct move_result *r)
{
	TRY(store_dispute_read(m->db, m->a, m->c, m->by.today, m->by.now, d));
	d->facts.whole = whole;
	return dispute_move(&d->facts, event, m->by.who.role, m->by.relations,
	    m->by.acted, r);
}

enum err
store_plan_move(const struct plan_move *m, enum event event, bool whole,
    struct clock_from from)
{
	struct dispute_now d;
	struct move_result r;
	struct holder usual = { ID_NONE };

	TRY(ask(m, &d, event, whole, &r));
	return store_dispute_apply(m->db, m->by.policy, m->by.now, m->c, &d, 0, &r, from, usual);
}

enum err
store_plan_may(const struct plan_move *m, enum event event, bool *may)
{
	struct dispute_now d;
	struct move_result r;
	enum err e = ask(m, &d, event, true, &r);

	*may = e == OK;
	return e == E_CONFLICT || e == E_NOT_FOUND ? OK : e;
}

enum err
store_plan_standing(const struct plan_move *m, struct plan_whole *w)
{
	TRY(store_plan_version(m->db, m->a, m->c->id, PLAN_STANDING, w));
	return w->plan.id != ID_NONE ? OK : E_CONFLICT;
}

static struct clock_from
from_today(const struct plan_move *m)
{
	return (struct clock_from){ .available = m->by.received };
}

enum err
store_plan_send(const struct plan_move *m)
{
	struct plan_whole draft, last;
	struct sum_now sum;
	int64_t n;

	TRY(store_plan_draft(m->db, m->a, m->c->id, &m->by, &draft));
	TRY(store_plan_version(m->db, m->a, m->c->id, PLAN_LAST, &last));
	TRY(store_allocation(m->db, m->a, m->c->id, STAMP_ALL, &sum));
	bool whole = draft.rows.n > 0 && draft.outcomes.n > 0;
	TRY(store_plan_move(m, EV_SEND_PLAN, whole, from_today(m)));
	TRY(plan_number(m->db, draft.plan.id, last.plan.no + 1, VERSION_SENT,
	    sum.assessment, m->by.now, m->by.who.id, m->by.received,
	    sum.now.sum, &n));
	return only_one(n);
}

/* A letter that tells what the family itself has done. */
static enum err
letter_after(const struct plan_move *m, enum letter_kind kind, const struct out *letter,
    struct letter_made *made)
{
	return store_letter(m->db, m->a, m->by.policy, m->by.who.id, m->by.now, m->c,
	    kind, letter, made);
}

/* What was drafted of an answer goes with the plan. */
static enum err
version_back(const struct plan_move *m, const struct plan *p)
{
	int64_t n;

	TRY(plan_line_answers_drop(m->db, p->id, &n));
	TRY(plan_answer_drop(m->db, p->id, &n));
	TRY(plan_become(m->db, p->id, VERSION_SENT, VERSION_TAKEN_BACK, &n));
	return only_one(n);
}

enum err
store_plan_take_back(const struct plan_move *m, const struct out *letter,
    struct letter_made *made)
{
	struct plan_whole last;

	TRY(store_plan_move(m, EV_TAKE_BACK_PLAN, true, from_today(m)));
	TRY(store_plan_version(m->db, m->a, m->c->id, PLAN_LAST, &last));
	TRY(version_back(m, &last.plan));
	return letter_after(m, LETTER_PLAN_BACK, letter, made);
}

enum err
store_plan_end(const struct plan_move *m, const struct out *letter,
    struct letter_made *made)
{
	struct plan_whole last;

	TRY(store_plan_move(m, EV_END, true, from_today(m)));
	TRY(store_plan_version(m->db, m->a, m->c->id, PLAN_LAST, &last));
	if (last.plan.state == VERSION_SENT)
		TRY(version_back(m, &last.plan));
	TRY(store_points_close(m->db, m->a, m->c, m->by.now, m->by.who.id));
	TRY(store_meetings_close(m->db, m->c, m->by.now));
	TRY(store_step_close(m->db, m->c, STEP_ARRANGE));
	return letter_after(m, LETTER_ENDED, letter, made);
}
