/*
 * What the allocation of a child is, and from when it runs: asked here by every
 * page, letter and rule that needs it, and nowhere else.
 */
#ifndef SQL_STORE_ALLOCATION_H
#define SQL_STORE_ALLOCATION_H

#include "core/allocation.h"
#include "gen/q_standing.h"
#include "sql/db.h"

struct sum_now {
	int64_t assessment;	/* or ID_NONE */
	int64_t policy;		/* it was scored under; or ID_NONE */
	struct points total;	/* of the last score; none: there is none, or not yet */
	bool known;		/* there is a figure, and it may be known */
	struct allocation now;	/* the figure, and what was agreed above it */
	struct date from;	/* the first score letter; none: there is none yet,
				 * or it waits for the form a family needs */
};

/* Of what a query has read. */
struct sum_now sum_of_parts(const struct sum_parts *);

/*
 * until: what could be read by then counts; STAMP_ALL for the council, which
 * sees a decision at once. Of a case without a score the figure is what the
 * assessment concluded, or 0.
 */
MUST_CHECK enum err store_allocation(struct db *, struct arena *, int64_t casefile,
	    struct stamp until, struct sum_now *);

#endif
