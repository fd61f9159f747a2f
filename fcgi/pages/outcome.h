/*
 * What the pages that decide the points share with the letter about them.
 */
#ifndef FCGI_PAGES_OUTCOME_H
#define FCGI_PAGES_OUTCOME_H

#include "fcgi/pages/evidence.h"
#include "fcgi/pages/points.h"

/* All that deciding needs: the round, what the reader has decided, the sums. */
struct deciding_points {
	struct moving m;
	struct round r;
	struct point_decisions own;
	struct decided decided;
	struct date first;	/* day of the first score letter; today without one */
	struct str others;	/* who else decides them, in words; none: nobody */
	struct evidence_now evidence;
	struct resteds rested;	/* what earlier answers to its points rest on */
	struct unlooked unlooked;	/* of it, for all points together */
	size_t left;		/* points to decide, or with documents to look at */
};

/* E_CONFLICT: the points are not the reader's to decide now. */
MUST_CHECK enum err outcome_deciding(struct req *, struct deciding_points *);

/* The page for a GET that came too early or too late; e otherwise. */
MUST_CHECK enum err outcome_not_now(struct req *, enum err e);

/* What the case holds about a point: need, evidence and history, not pounds. */
MUST_CHECK enum err point_known_of(struct req *, const struct deciding_points *,
	    const struct point_row *, struct knowns *);

/* The day of the panel on this case that the reader chaired; none: it is not recorded. */
MUST_CHECK enum err outcome_panel_before(struct req *, struct date *day);

/* What the reader has written for the letter besides; saved none: nothing yet. */
MUST_CHECK enum err outcome_own_words(struct req *, const struct deciding_points *,
	    struct outcome_draft *);

#endif
