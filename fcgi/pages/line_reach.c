#include "fcgi/pages/line_reach.h"

#include "core/base/arena.h"
#include "core/money.h"
#include "sql/store_allocation.h"

static struct money
amount(struct money m)
{
	return is_set(m) ? m : (struct money){ 0 };
}

enum err
reach_now(struct req *rq, struct reach_now *r)
{
	struct sum_now sum;

	*r = (struct reach_now){ .missing = { 0 } };
	TRY(store_plan_version(rq->db, rq->a, rq->subject->id, PLAN_STANDING, &r->w));
	TRY(store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &sum));
	TRY(store_fit_read(rq->db, rq->a, rq->subject->id, STAMP_ALL, &r->w, sum.now.sum,
	    &r->fit));
	r->unused = fit_unused(&r->fit.stands, sum.now.sum);
	for (size_t i = 0; i < r->fit.stands.n; i++)
		r->missing = money_add(r->missing, r->fit.stands.v[i].missing);
	return OK;
}

static struct line_reach
view_of_line(const struct reach_now *r, size_t i)
{
	const struct line_stand *stand = &r->fit.stands.v[i];
	struct money agreed = amount(stand->agreed);

	return (struct line_reach){
		.no = (int)i + 1, .what = r->w.rows.v[i].what, .planned = stand->total,
		.agreed = agreed, .missing = stand->missing,
		.reached = money_sub(money_sub(stand->total, agreed), stand->missing),
	};
}

const struct line_reach *
reach_of_line(struct arena *a, const struct reach_now *r, struct pid line)
{
	for (size_t i = 0; i < r->w.rows.n && is_set(line); i++) {
		if (!pid_eq(r->w.rows.v[i].pid, line))
			continue;
		struct line_reach *view = ARENA_NEW(a, struct line_reach);
		*view = view_of_line(r, i);
		return view;
	}
	return NULL;
}

struct line_reaches
reach_of_lines(struct arena *a, const struct reach_now *r)
{
	struct line_reach *v = ARENA_ARRAY(a, r->w.rows.n + 1, struct line_reach);
	struct line_reaches all = { v, 0 };

	for (size_t i = 0; i < r->w.rows.n; i++) {
		struct line_reach line = view_of_line(r, i);
		if (line.agreed.pence != line.planned.pence)
			v[all.n++] = line;
	}
	return all;
}

struct str
reach_warning(struct arena *a, const struct reach_now *r, struct money missing,
    struct money added)
{
	struct money above = fit_not_missing(missing, added);
	struct out o;

	if (r->w.rows.n == 0 || above.pence == 0)
		return STR_NONE;
	out_init(&o, a, 1000);
	out_money(&o, added);
	out_lit(&o, " a year is added, and ");
	out_money(&o, missing);
	out_lit(&o, " is missing. The sum already reaches ");
	out_money(&o, above);
	out_lit(&o, " of it: ");
	out_money(&o, r->unused);
	out_lit(&o, " a year of the sum is not used now. If you mean it so, let your reason "
	    "say why.");
	return out_str_of(&o);
}
