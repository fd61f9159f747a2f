#include "sql/store_allocation.h"

#include "core/base/civil.h"
#include "core/money.h"

struct sum_now
sum_of_parts(const struct sum_parts *p)
{
	return (struct sum_now){
		.assessment = p->assessment, .policy = p->policy, .total = p->total,
		.known = is_set(p->figure),
		.now = allocation_of(p->figure, money_add(money_add(p->plans, p->meetings),
		    money_add(p->points, p->panel))),
		.from = is_set(p->first) && !stamp_is_held(p->first) ?
		    stamp_london_date(p->first) : DATE_NONE,
	};
}

enum err
store_allocation(struct db *db, struct arena *a, int64_t casefile, struct stamp until,
    struct sum_now *sum)
{
	struct sum_parts p;

	TRY(sum_parts_of(db, a, casefile, until, &p));
	*sum = sum_of_parts(&p);
	return OK;
}
