/*
 * What was decided of each line of a plan, what that leaves open, and the plan
 * fitted to the sum from there (P7, P15).
 *
 * A line has what the answer to the plan and the points about it agreed. Money
 * that was given to no line (what the score gives beyond them, what a meeting or
 * the panel agreed) reaches what is open in the family's order. What neither
 * reaches is missing: exactly that a family has still to ask for.
 */
#ifndef CORE_FIT_H
#define CORE_FIT_H

#include "core/outcome.h"
#include "core/plan.h"

struct line_stand {
	struct money total;	/* as planned */
	struct money agreed;	/* by decisions about it; none: there were none */
	struct money missing;	/* filled in by fit_missing() */
};

struct line_stands {		/* in the family's order */
	struct line_stand *v;
	size_t n;
};

/* Works out what is missing of every line, with such a sum a year. */
void	fit_missing(struct line_stands *, struct money sum);

/*
 * A point about this line was decided and adds so much to the sum. What is added
 * stands on what the line had when it was asked for: what was agreed of it and
 * what the sum reached beyond that; less, where more was asked than was missing.
 * A refusal changes nothing. missing must be as it was when the point was raised.
 * Gives how much of the sum there was already the line may use with it.
 */
struct money fit_grant(struct line_stand *, const struct point *, struct money adds);

/*
 * What a point adds: the agreed amount; where it was recommended, what the panel
 * gave for this point. None: the panel has not said so of each point.
 */
struct money fit_point_adds(const struct point *, bool recommended, struct money by_panel);

/* What the decisions about the lines leave of the sum; 0 where they use all of it. */
struct money fit_unused(const struct line_stands *, struct money sum);

/* How much of an added amount is above what is missing. */
struct money fit_not_missing(struct money missing, struct money added);

/* What a line has at first: what was decided of it; where nothing was, what the
 * sum reaches of it. */
struct money fit_start(const struct line_stand *);

/* ---- the plan as it will be signed ---- */

struct fit_line {
	struct line_stand stand;
	struct money fitted;	/* 0 to total */
	struct str reason;	/* where that is not what was decided */
};

struct fit_lines {
	const struct fit_line *v;
	size_t n;
};

enum fit_fault {
	FIT_FINE = 0,
	FIT_NO_LINES,
	FIT_AMOUNT,		/* less than nothing, or more than was planned */
	FIT_REASON,		/* departs from what was decided, without a reason */
	FIT_OVER,		/* the lines come to more than the sum */
	FIT_UNUSED,		/* a good part of the sum is left, and nobody says why */
	FIT_FAULT_COUNT
};

bool	fit_departs(const struct fit_line *);
enum fit_fault fit_line_check(const struct fit_line *);

struct fit {
	enum fit_fault fault;	/* the first */
	size_t line;		/* from 0; of a fault of a line */
	struct money total;	/* of all lines, fitted */
	struct money over;	/* above the sum; 0 */
	struct money unused;	/* of the sum; 0 */
	bool much;		/* unused is more than may be kept for surprises */
};

struct money fit_total(const struct fit_lines *);

/* spare: per cent of the sum that may be left without a word. */
struct fit fit_check(const struct fit_lines *, struct money sum, int spare,
    struct str why_unused);
struct str fit_fault_words(enum fit_fault);

#endif
