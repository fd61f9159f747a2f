/*
 * The yearly sum a child has (P5, P15): what the score gives, and what was
 * agreed above it after meetings, by points of disagreement and by the panel.
 * It is always worked out from these and never typed.
 */
#ifndef CORE_ALLOCATION_H
#define CORE_ALLOCATION_H

#include "core/base/types.h"

struct allocation {
	struct money figure;	/* of the score; 0 where there is none */
	struct money agreed;	/* above it */
	struct money sum;	/* both */
};

/* figure may be none: without a score it is 0. */
struct allocation allocation_of(struct money figure, struct money agreed);

/*
 * What a family still asks above the sum: by contested scores, by what its plan
 * costs above it, by points of disagreement. They are three ways to ask for the
 * same pounds, so the largest counts. Each is 0 or more.
 */
struct money asked_more(struct money scores, struct money plan, struct money points);

/*
 * What a plan still asks: what it costs above the sum, or what the answer to its
 * lines refused and nobody has given since; the larger counts. A line can be in
 * dispute though the sum would reach it. refused is 0 before the answer.
 */
struct money plan_asks(struct money cost, struct money sum, struct money refused,
    struct money given);

/* How much more may be agreed by somebody who may agree so much in all. */
struct money authority_left(struct money limit, struct money agreed);

/*
 * What a yearly sum makes in the financial year of a day, from 1 April to
 * 31 March: the share of its days from `from` on, that day included. A sum that
 * began before counts in full, one that begins after makes nothing in it.
 */
struct year_share {
	struct date last;	/* of the year it is counted for */
	struct money sum;
};
struct year_share allocation_this_year(struct money yearly, struct date from,
    struct date in);

/*
 * What of a sum runs from which day. Pounds that run from one day are one part,
 * whatever they were agreed for: they are rounded once.
 */
struct run_part {
	struct date from;
	struct money yearly;
};

struct run_parts {
	struct run_part *v;	/* with room for one more */
	size_t n;
};
void	run_parts_add(struct run_parts *, struct date from, struct money yearly);

#endif
