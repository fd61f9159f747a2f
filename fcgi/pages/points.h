/*
 * What the pages of points and of their outcome share.
 */
#ifndef FCGI_PAGES_POINTS_H
#define FCGI_PAGES_POINTS_H

#include "fcgi/pages/moves.h"
#include "sql/store_points.h"
#include "web/outcome.h"

/*
 * The points of a round with what was decided on each, as pages and letters
 * show them. decided->points may be shorter than the round: the rest is open.
 */
struct point_lines round_lines(struct req *, const struct round *, const struct decided *);

/* The round as it was decided, from what was sent. */
MUST_CHECK enum err round_decided(struct req *, const struct moving *,
	    const struct round *, struct decided *);

/* What the family could raise beside what it has written already. */
MUST_CHECK enum err suggestions_of(struct req *, const struct moving *,
	    const struct point_rows *drafts, struct suggestions *);

/* What they have written and not sent, and whose it is. */
MUST_CHECK enum err points_drafts(struct req *, const struct moving *, int64_t *owner,
	    struct point_rows *);

/* Points are written as long as none are with the council. */
bool	points_may_write(const struct req *, const struct moving *);

#endif
