#include "sql/store_fit.h"

#include "core/money.h"
#include "sql/store_delivery.h"

struct point
decided_point_of(const struct decided_point *d)
{
	return (struct point){
		.asked = d->asked, .answer = d->answer, .reason = d->reason,
		.part = d->part, .which = d->which, .from = d->from_day, .price = d->price,
	};
}

static size_t
line_of(const struct plan_whole *w, struct pid line)
{
	const struct plan_row *r = is_set(line) ? plan_row_by(w, line) : NULL;

	return r == NULL ? NO_LINE : (size_t)(r - w->rows.v);
}

/* A round finds what the answer, and the rounds before it, had left open. */
static void
points_apply(struct line_stands *stands, struct line_point *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct decided_point *d = v[i].p;
		struct point p = decided_point_of(d);
		if (i == 0 || d->round != v[i - 1].p->round)
			fit_missing(stands, d->sum_before);
		v[i].adds = fit_point_adds(&p, d->recommended, d->point_by_panel);
		if (v[i].line != NO_LINE && is_set(v[i].adds))
			v[i].within = fit_grant(&stands->v[v[i].line], &p, v[i].adds);
	}
}

enum err
store_fit_read(struct db *db, struct arena *a, int64_t casefile, struct stamp until,
    const struct plan_whole *w, struct money sum, struct fit_now *now)
{
	bool answered = is_set(w->plan.confirmed) && w->plan.readable.us <= until.us;
	struct decided_points decided;

	TRY(decided_points(db, a, casefile, until, &decided));
	struct line_stand *stands = ARENA_ARRAY(a, w->rows.n + 1, struct line_stand);
	struct line_point *points = ARENA_ARRAY(a, decided.n + 1, struct line_point);
	for (size_t i = 0; i < w->rows.n; i++) {
		struct point p = plan_point_of(&w->rows.v[i]);
		stands[i].total = p.asked;
		stands[i].agreed = answered ? plan_line_agreed(&p) : MONEY_NONE;
	}
	for (size_t i = 0; i < decided.n; i++)
		points[i] = (struct line_point){
			.p = &decided.v[i], .line = line_of(w, decided.v[i].plan_line) };
	now->stands = (struct line_stands){ stands, w->rows.n };
	now->points = (struct line_points){ points, decided.n };
	points_apply(&now->stands, points, decided.n);
	fit_missing(&now->stands, sum);
	return OK;
}

struct fit_lines
fit_lines_of(struct arena *a, const struct plan_whole *w, const struct fit_now *now)
{
	struct fit_line *v = ARENA_ARRAY(a, w->rows.n + 1, struct fit_line);

	for (size_t i = 0; i < w->rows.n; i++) {
		const struct plan_row *r = &w->rows.v[i];
		const struct line_stand *stand = &now->stands.v[i];
		v[i] = (struct fit_line){ *stand,
			is_set(r->fitted) ? r->fitted : fit_start(stand), r->fit_reason };
	}
	return (struct fit_lines){ v, w->rows.n };
}

/* ---- the council's side ---- */

static enum err
standing_fit(const struct plan_move *m, struct plan_whole *w, struct sum_now *sum,
    struct fit_now *now)
{
	TRY(store_plan_standing(m, w));
	TRY(store_allocation(m->db, m->a, m->c->id, STAMP_ALL, sum));
	return store_fit_read(m->db, m->a, m->c->id, STAMP_ALL, w, sum->now.sum, now);
}

enum err
store_fit_line(const struct plan_move *m, struct pid line, struct money fitted,
    struct str reason)
{
	struct plan_whole w;
	struct sum_now sum;
	struct fit_now now;
	bool may;
	int64_t n;

	TRY(store_plan_may(m, EV_SIGN_FOR_COUNCIL, &may));
	if (!may)
		return E_CONFLICT;
	TRY(standing_fit(m, &w, &sum, &now));
	size_t i = line_of(&w, line);
	if (i == NO_LINE)
		return E_NOT_FOUND;
	struct fit_line l = { now.stands.v[i], fitted, reason };
	if (fit_line_check(&l) != FIT_FINE)
		return E_FORM;
	TRY(plan_line_fit(m->db, w.plan.id, w.rows.v[i].id, fitted,
	    fit_departs(&l) ? reason : S(""), &n));
	return only_one(n);
}

enum err
store_plan_sign_council(const struct plan_move *m, struct str why_unused)
{
	struct delivery_now delivery;
	struct plan_whole w;
	struct sum_now sum;
	struct fit_now now;
	int64_t n;

	TRY(standing_fit(m, &w, &sum, &now));
	struct fit_lines lines = fit_lines_of(m->a, &w, &now);
	struct fit f = fit_check(&lines, sum.now.sum,
	    policy_limit(m->by.policy, LIMIT_CONTINGENCY_MOST), why_unused);
	TRY(store_delivery_read(m->db, m->a, w.plan.id, &delivery));
	bool whole = f.fault == FIT_FINE &&
	    delivery_check(&delivery.parts, f.total) == DELIVERY_FINE;
	TRY(store_plan_move(m, EV_SIGN_FOR_COUNCIL, whole,
	    (struct clock_from){ .available = m->by.today }));
	for (size_t i = 0; i < lines.n; i++)
		TRY(plan_line_fit(m->db, w.plan.id, w.rows.v[i].id, lines.v[i].fitted,
		    lines.v[i].reason, &n));
	TRY(plan_sign_council(m->db, w.plan.id, m->by.now, m->by.who.id,
	    f.much ? why_unused : S(""), &n));
	return only_one(n);
}
