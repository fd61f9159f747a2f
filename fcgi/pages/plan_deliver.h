/*
 * What the pages of a plan show of its delivery.
 */
#ifndef FCGI_PAGES_PLAN_DELIVER_H
#define FCGI_PAGES_PLAN_DELIVER_H

#include "fcgi/pages/plan.h"
#include "web/delivery.h"

/*
 * How the version is delivered, as this reader may see and do: the family
 * once the council has signed. agreed: what its lines come to. *v is NULL where
 * there is nothing to show.
 */
MUST_CHECK enum err plan_delivery_view(struct req *, const struct plan *,
	    struct money agreed, const struct delivery_view **v);

#endif
