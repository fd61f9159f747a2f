/*
 * Before somebody adds money: how far the sum there is reaches already, line by
 * line of the plan that stands (core/fit.h).
 */
#ifndef FCGI_PAGES_LINE_REACH_H
#define FCGI_PAGES_LINE_REACH_H

#include "fcgi/req.h"
#include "sql/store_fit.h"
#include "web/plan.h"

struct reach_now {
	struct plan_whole w;		/* no rows: no plan stands */
	struct fit_now fit;
	struct money unused;		/* of the sum, by what is agreed */
	struct money missing;		/* of all lines */
};

MUST_CHECK enum err reach_now(struct req *, struct reach_now *);

/* A line as it stands; NULL where it is none of the plan that stands. */
const struct line_reach *reach_of_line(struct arena *, const struct reach_now *, struct pid line);

/* The lines that were not agreed in full. */
struct line_reaches reach_of_lines(struct arena *, const struct reach_now *);

/* A warning where more is added than is missing; none: it is not so. */
struct str reach_warning(struct arena *, const struct reach_now *, struct money missing,
    struct money added);

#endif
