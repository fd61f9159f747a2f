/*
 * Where a plan and the points of disagreement meet: what the answer to a plan
 * left open can be put to the operations manager with one click.
 */
#include "core/money.h"
#include "fcgi/pages/plan.h"

#define WORDS ((size_t)4000)

static bool
is_a_point(const struct point_rows *drafts, struct pid line)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (pid_eq(drafts->v[i].plan_line, line))
			return true;
	return false;
}

static struct str
words_of(struct arena *a, const struct plan_row *r, int no, struct money agreed)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_lit(&o, "Line ");
	out_int(&o, no);
	out_lit(&o, " of our plan, ");
	out_str(&o, r->what);
	out_lit(&o, ": ");
	out_money(&o, agreed);
	out_lit(&o, " of ");
	out_money(&o, r->yearly);
	out_lit(&o, " a year was agreed.");
	return out_str_of(&o);
}

enum err
plan_suggestions(struct req *rq, const struct point_rows *drafts, struct suggestions *all)
{
	struct plan_whole w;

	TRY(store_plan_version(rq->db, rq->a, rq->subject->id, PLAN_LAST, &w));
	if (!is_set(w.plan.confirmed) || rq->now.us < w.plan.readable.us)
		return OK;
	struct suggestion *v = ARENA_ARRAY(rq->a, all->n + w.rows.n + 1, struct suggestion);
	for (size_t i = 0; i < all->n; i++)
		v[i] = all->v[i];
	all->v = v;
	for (size_t i = 0; i < w.rows.n; i++) {
		const struct plan_row *r = &w.rows.v[i];
		struct point p = plan_point_of(r);
		struct money agreed = plan_line_agreed(&p);
		if (!is_set(agreed) || money_cmp(agreed, r->yearly) >= 0 ||
		    is_a_point(drafts, r->pid))
			continue;
		v[all->n++] = (struct suggestion){ words_of(rq->a, r, (int)i + 1, agreed),
			money_sub(r->yearly, agreed), S(""), pid_print(rq->a, r->pid) };
	}
	return OK;
}
