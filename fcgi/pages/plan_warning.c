/*
 * What the policy says of a plan, in words: prohibited kinds, nights away, large
 * purchases.
 */
#include "core/base/arena.h"
#include "core/money.h"
#include "core/titled.h"
#include "fcgi/pages/plan.h"

#define WORDS ((size_t)2000)

const struct prohibited *
plan_prohibited(const struct policy *p, int number)
{
	for (size_t i = 0; i < p->prohibited.n; i++)
		if (p->prohibited.v[i].number == number)
			return &p->prohibited.v[i];
	return NULL;
}

static void
warn_prohibited(struct out *o, const struct prohibited *k)
{
	static const struct str then[] = {
		[NEVER] = S_INIT(" A budget does not pay for this. You may still ask: "
		    "the answer comes in writing, with a reason."),
		[EXCEPTIONALLY] = S_INIT(" Say why nothing else meets the need."),
		[TO_AGREE] = S_INIT(" Say what it is for. It is then agreed in writing."),
	};

	out_str(o, k->name);
	out_lit(o, ": ");
	out_str(o, k->words);
	out_str(o, then[k->rule]);
}

static void
warn_nights(struct out *o, const struct policy *p, const struct plan_row *r)
{
	int stay = policy_limit(p, LIMIT_STAY_NIGHTS);

	if (r->unit != BUY_NIGHT || r->quantity <= stay * 100)
		return;
	out_lit(o, "More than ");
	out_int(o, stay);
	out_lit(o, " nights in one stay: the council looks at this with you first.");
}

static void
warn_purchase(struct out *o, const struct policy *p, const struct plan_row *r)
{
	struct money large = policy_limit_money(p, LIMIT_LARGE_PURCHASE);

	if (r->unit != BUY_ONCE || money_cmp(r->rate, large) <= 0)
		return;
	out_lit(o, "A single purchase above ");
	out_money(o, large);
	out_lit(o, ": it may be bought because the plan names it.");
}

struct str
plan_line_warning(struct arena *a, const struct policy *p, const struct plan_row *r)
{
	const struct prohibited *k = plan_prohibited(p, r->prohibited);
	struct out o;

	out_init(&o, a, WORDS);
	if (k != NULL)
		warn_prohibited(&o, k);
	else if (r->unit == BUY_NIGHT)
		warn_nights(&o, p, r);
	else
		warn_purchase(&o, p, r);
	return o.n > 0 ? out_str_of(&o) : STR_NONE;
}

struct str
plan_nights_warning(struct arena *a, const struct policy *p, const struct plan_rows *rows)
{
	int most = policy_limit(p, LIMIT_YEAR_NIGHTS);
	int64_t nights = 0;
	struct out o;

	for (size_t i = 0; i < rows->n; i++)
		if (rows->v[i].unit == BUY_NIGHT)
			nights += (int64_t)rows->v[i].quantity * rows->v[i].weeks;
	if (nights <= (int64_t)most * 100)
		return STR_NONE;
	out_init(&o, a, WORDS);
	out_lit(&o, "This plan has more than ");
	out_int(&o, most);
	out_titled(&o, p, S(" nights away in 12 months. That can change a child’s legal "
	    "position. Talk to the {worker} before it is agreed."));
	return out_str_of(&o);
}
