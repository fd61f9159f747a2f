/*
 * A plan fitted to the sum: what was decided of each of its lines, by the answer
 * to the plan and by points, and the amounts it is signed with (core/fit.h).
 */
#ifndef SQL_STORE_FIT_H
#define SQL_STORE_FIT_H

#include "core/fit.h"
#include "sql/store_plan.h"
#include "sql/store_points.h"

struct line_point {		/* a decided point, and what it did */
	const struct decided_point *p;
	struct money adds;	/* none: the panel gave one sum for all points */
	struct money within;	/* of the sum there was already: may be used for the line */
	size_t line;		/* of the plan, from 0; NO_LINE: of none here */
};
#define NO_LINE SIZE_MAX

struct line_points {
	const struct line_point *v;
	size_t n;
};

struct fit_now {
	struct line_stands stands;	/* one for each row of the plan */
	struct line_points points;	/* all that were decided, in their order */
};

/* The point as it was decided, for core. */
struct point decided_point_of(const struct decided_point *);

/* As a reader may know it until then; sum: what there is, for what is missing. */
MUST_CHECK enum err store_fit_read(struct db *, struct arena *, int64_t casefile,
	    struct stamp until, const struct plan_whole *, struct money sum,
	    struct fit_now *);

/* The lines with what they have: as somebody has said, or what they start with. */
struct fit_lines fit_lines_of(struct arena *, const struct plan_whole *,
    const struct fit_now *);

/* Gives a line its amount in the agreed plan. E_FORM: see fit_line_check(). */
MUST_CHECK enum err store_fit_line(const struct plan_move *, struct pid line,
	    struct money fitted, struct str reason);

/* E_FORM: see fit_check(); or it is not said how the plan is delivered
 * (core/delivery.h). What was shown as a start becomes what is signed. */
MUST_CHECK enum err store_plan_sign_council(const struct plan_move *, struct str why_unused);

#endif
