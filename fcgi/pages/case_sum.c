/*
 * The points, the band and the indicative allocation of a child: on the first
 * pages, with the way to how they were worked out.
 */
#include "core/ras.h"
#include "fcgi/pages/status.h"
#include "fcgi/service.h"
#include "sql/store_allocation.h"

enum err
case_sum(struct req *rq, int64_t casefile, struct pid pid, struct stamp until,
    struct sum_view *view)
{
	const struct policy *p;
	struct sum_now sum;

	*view = (struct sum_view){ .year = MONEY_NONE };
	TRY(store_allocation(rq->db, rq->a, casefile, until, &sum));
	if (!sum.known)
		return OK;
	*view = (struct sum_view){ sum.now.sum, sum.total, S("no band"),
	    url_worked_out_show(rq->a, pid) };
	if (!is_set(sum.total))
		return OK;
	TRY(service_policy(rq->app, rq->db, rq->a, sum.policy, &p));
	struct ras_score score = ras_score(p, sum.total);
	if (score.band != NULL)
		view->band = score.band->name;
	return OK;
}
