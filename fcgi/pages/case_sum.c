/*
 * The points, the band and the indicative allocation of a child: on the first
 * pages, with the way to how they were worked out.
 */
#include "core/ras.h"
#include "fcgi/pages/status.h"
#include "fcgi/service.h"
#include "sql/store_allocation.h"

static enum err
sum_shown(struct req *rq, const struct sum_now *sum, struct pid pid, enum plan_state plan,
    struct sum_view *view)
{
	const struct policy *p;

	*view = (struct sum_view){ .year = MONEY_NONE };
	if (!sum->known)
		return OK;
	*view = (struct sum_view){ sum->now.sum, sum->total, S("no band"),
	    plan == PLAN_AGREED, url_worked_out_show(rq->a, pid) };
	if (!is_set(sum->total))
		return OK;
	TRY(service_policy(rq->app, rq->db, rq->a, sum->policy, &p));
	struct ras_score score = ras_score(p, sum->total);
	if (score.band != NULL)
		view->band = score.band->name;
	return OK;
}

enum err
case_sum(struct req *rq, int64_t casefile, struct pid pid, struct stamp until,
    enum plan_state plan, struct sum_view *view)
{
	struct sum_now sum;

	TRY(store_allocation(rq->db, rq->a, casefile, until, &sum));
	return sum_shown(rq, &sum, pid, plan, view);
}

enum err
front_sum(struct req *rq, const struct case_front *f, struct sum_view *view)
{
	struct sum_now sum = sum_of_parts(&(struct sum_parts){ f->assessment, f->policy, f->total,
	    f->figure, f->first, f->plans, f->meetings, f->points, f->panel });

	return sum_shown(rq, &sum, rq->subject->pid, f->plan, view);
}
