/*
 * What the pages of a plan show of its delivery.
 */
#ifndef FCGI_PAGES_PLAN_DELIVER_H
#define FCGI_PAGES_PLAN_DELIVER_H

#include "fcgi/pages/plan.h"
#include "web/delivery.h"

/*
 * How the version is delivered, as this reader may see and do: the family
 * once the council has signed. *v is NULL where there is nothing to show; where
 * there is, it says what may stay in the account, and the plan no longer does.
 */
MUST_CHECK enum err plan_delivery_view(struct req *, const struct plan *,
	    struct plan_view *, const struct delivery_view **v);

#endif
