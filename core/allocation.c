#include "core/allocation.h"

#include "core/base/civil.h"
#include "core/money.h"

struct allocation
allocation_of(struct money figure, struct money agreed)
{
	struct allocation a = {
		.figure = is_set(figure) ? figure : (struct money){ 0 },
		.agreed = agreed,
	};

	a.sum = money_add(a.figure, a.agreed);
	return a;
}

static struct money
beyond(struct money a, struct money b)
{
	return money_cmp(a, b) > 0 ? money_sub(a, b) : (struct money){ 0 };
}

struct money
authority_left(struct money limit, struct money agreed)
{
	return beyond(limit, agreed);
}

struct money
plan_asks(struct money cost, struct money sum, struct money refused, struct money given)
{
	struct money above = beyond(cost, sum), open = beyond(refused, given);

	return money_cmp(above, open) > 0 ? above : open;
}

struct money
asked_more(struct money scores, struct money plan, struct money points)
{
	struct money most = money_cmp(scores, plan) > 0 ? scores : plan;

	return money_cmp(points, most) > 0 ? points : most;
}

/* The first of April on or before a day. */
static struct date
year_begins(struct date d)
{
	struct ymd ymd = date_ymd(d);

	return date_of((struct ymd){ ymd.month >= 4 ? ymd.year : ymd.year - 1, 4, 1 });
}

struct year_share
allocation_this_year(struct money yearly, struct date from, struct date in)
{
	struct date begins = year_begins(in);
	struct ymd next = date_ymd(begins);
	struct date ends = date_add(date_of((struct ymd){ next.year + 1, 4, 1 }), -1);
	struct date first = from.days > begins.days ? from : begins;
	int all = date_diff(begins, ends) + 1;
	int days = first.days <= ends.days ? date_diff(first, ends) + 1 : 0;

	return (struct year_share){ ends, money_times(yearly, days, all) };
}

void
run_parts_add(struct run_parts *parts, struct date from, struct money yearly)
{
	size_t i = 0;

	while (i < parts->n && parts->v[i].from.days != from.days)
		i++;
	if (i == parts->n)
		parts->v[parts->n++] = (struct run_part){ from, { 0 } };
	parts->v[i].yearly = money_add(parts->v[i].yearly, yearly);
}
