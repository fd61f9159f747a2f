/*
 * How the version of a plan that stands is delivered, and the consent to a direct
 * payment: while the plan is fitted staff say how; before the family signs, who
 * receives a direct payment consents, and can withdraw that at any time.
 */
#ifndef SQL_STORE_DELIVERY_H
#define SQL_STORE_DELIVERY_H

#include "core/delivery.h"
#include "gen/q_delivery.h"
#include "sql/store_plan.h"

struct delivery_now {
	struct delivery d;		/* plan ID_NONE: nothing was said */
	struct delivery_parts parts;
	struct consents consents;	/* the oldest first */
	const struct consent *consent;	/* of the recipient, in force; or NULL */
};

MUST_CHECK enum err store_delivery_read(struct db *, struct arena *, int64_t plan,
	    struct delivery_now *);

/* recipient: an internal key, or ID_NONE. E_CONFLICT: it is not being fitted. */
MUST_CHECK enum err store_deliver(const struct plan_move *, const struct delivery_parts *,
	    struct str third_name, int64_t recipient);

/* E_CONFLICT: there is none to consent to, it is not theirs, or it is given. */
MUST_CHECK enum err store_consent(const struct plan_move *, struct str words);
MUST_CHECK enum err store_consent_withdraw(const struct plan_move *);

#endif
