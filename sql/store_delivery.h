/*
 * How the version of a plan that stands is delivered, and the consent to a direct
 * payment: while the plan is fitted, or when a payment has stopped, staff say how; before the family signs, who
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
	struct stamp stopped;		/* when they withdrew it; none: they have not */
};

MUST_CHECK enum err store_delivery_read(struct db *, struct arena *, int64_t plan,
	    struct delivery_now *);

/* Has this person withdrawn their consent, and not given it again? */
bool	store_delivery_withdrawn(const struct delivery_now *, int64_t person);

/* recipient: an internal key, or ID_NONE. It closes the step of arranging the support
 * another way. E_CONFLICT: it is not being fitted, and no payment has stopped. */
MUST_CHECK enum err store_deliver(const struct plan_move *, const struct delivery_parts *,
	    struct str third_name, int64_t recipient);

/* E_CONFLICT: there is none to consent to, it is not theirs, or it is given. */
MUST_CHECK enum err store_consent(const struct plan_move *, struct str words);

/* The payment stops, and the worker has the step of arranging the support another
 * way. E_CONFLICT: there is no consent of theirs. */
MUST_CHECK enum err store_consent_withdraw(const struct plan_move *);

/* The family comes back to a case it ended; a payment that had stopped is to be
 * arranged again. */
MUST_CHECK enum err store_plan_come_back(const struct plan_move *);

#endif
