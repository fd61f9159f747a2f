/*
 * Points of disagreement and what comes of them (P15).
 *
 * Each point asks for something with a yearly amount and is answered by itself:
 * agreed, in part with an amount, or not agreed because of one of three things.
 * The allocation is the score's figure plus the agreed amounts. Nobody types it,
 * so the letter cannot say another sum than the decisions.
 */
#ifndef CORE_OUTCOME_H
#define CORE_OUTCOME_H

#include "core/allocation.h"

enum point_answer {	/* stored */
	POINT_OPEN = 0,			/* not decided yet */
	POINT_AGREED = 1,
	POINT_IN_PART = 2,		/* an amount */
	POINT_NOT_ASSESSED = 3,		/* not an assessed need */
	POINT_MET_ANOTHER_WAY = 4,	/* which, from when */
	POINT_MET_FOR_LESS = 5,		/* where, at which price */
	/* The last three are reasons not to agree: nothing is added. Who means to
	 * pay the lower price elsewhere agrees that part. */
};

struct point {
	struct money asked;	/* a year; 0 where the point is not about money */
	enum point_answer answer;
	struct str reason;	/* always */
	struct money part;	/* in part: between 0 and asked */
	struct str which;	/* met another way: which; for less: where */
	struct date from;	/* met another way */
	struct money price;	/* met for less: there; below asked, and not added */
};

struct points_raised {
	const struct point *v;
	size_t n;
};

enum point_fault {
	POINT_FINE = 0,
	POINT_UNDECIDED,
	POINT_NO_REASON,
	POINT_BAD_PART,		/* none, 0, or not below what was asked */
	POINT_NO_WAY,		/* met another way: which? */
	POINT_NO_FROM,		/* met another way: from when? */
	POINT_NO_PLACE,		/* met for less: where? */
	POINT_BAD_PRICE,	/* none, or not below what was asked */
	POINT_FAULT_COUNT
};

/* The first thing that is missing in an answer. */
enum point_fault point_check(const struct point *);
struct str point_fault_words(enum point_fault);	/* for whoever decides */
struct str point_answer_words(enum point_answer);
/* Above the limit of authority: what is agreed is recommended to the panel. */
struct str point_recommended_words(enum point_answer);

/* What an answer adds to the score's figure: 0 unless agreed or in part. */
struct money point_amount(const struct point *);

struct outcome {
	size_t undecided;	/* points with a fault */
	struct allocation before;	/* the sum these points are added to */
	struct money added;	/* agreed amounts */
	struct money sum;	/* both: the allocation */
	struct money limit;	/* up to which sum whoever decides may agree */
	bool above_limit;	/* it reads "recommended to the panel of …" */
};

/*
 * The outcome of the points, for somebody with authority over so much above the
 * score's figure, all that was agreed before included. What is there already
 * needs no authority: without an added amount the sum is never above the limit.
 */
struct outcome outcome_of(const struct points_raised *, const struct allocation *before,
    struct money authority);

/* What the letter says besides the points. */
struct outcome_words {
	struct date panel;		/* above the limit: of which panel */
	bool chaired;			/* a panel on this case, before */
	struct date chaired_on;
	struct date runs_from;
	struct str why_from;		/* if not from the first score letter */
	struct str covers_not, next_step;
};

enum words_fault {
	WORDS_FINE = 0,
	WORDS_NO_PANEL, WORDS_PANEL_PAST,
	WORDS_NO_TICK,		/* the day of a panel, and not that they chaired it */
	WORDS_NO_CHAIRED, WORDS_CHAIRED_AHEAD,
	WORDS_NO_FROM, WORDS_NO_WHY,
	WORDS_FAULT_COUNT
};
/* first: the day of the first score letter; none, as without one: today. */
enum words_fault outcome_words_check(const struct outcome_words *, bool above_limit,
    struct date first, struct date today);
struct str words_fault_words(enum words_fault);

/* What the panel made of a sum that was recommended to it (P4). */
enum panel_answer {	/* stored */
	PANEL_OPEN = 0,
	PANEL_AGREED = 1,	/* the whole recommended amount */
	PANEL_IN_PART = 2,	/* an amount for each point */
	PANEL_NOT_AGREED = 3,
	PANEL_ONE_SUM = 4,	/* one amount for all points, and no more was decided */
};
struct str panel_answer_words(enum panel_answer);

struct panel_part {		/* a point with money recommended for it */
	struct money recommended;
	struct money agreed;	/* 0 to recommended; none: not said */
};

struct panel_parts {
	struct panel_part *v;
	size_t n;
};

struct panel_note {
	enum panel_answer answer;
	struct panel_parts parts;	/* in the order of the points */
	struct money one_sum;		/* between 0 and all that was recommended */
	struct str reasons;
	bool chaired;
};

/* What the panel gives for each point; none of each where it gave one sum. */
void	panel_fill(const struct panel_note *);

/* What the note adds to the figure, once it is filled. */
struct money panel_amount(const struct panel_note *);

enum panel_fault {
	PANEL_FINE = 0,
	PANEL_EARLY,		/* it has not met yet */
	PANEL_UNDECIDED,
	PANEL_BAD_PART,		/* of a point: none, or above what was recommended */
	PANEL_NO_CUT,		/* in part, and yet every point has all of it */
	PANEL_NO_PART,		/* in part, and yet no point has anything */
	PANEL_BAD_SUM,		/* none, 0, or not below what was recommended */
	PANEL_NO_REASONS,
	PANEL_FAULT_COUNT
};
/* The first thing wrong with a note; meets: the day of the panel. point: from 0, of
 * a bad part. */
enum panel_fault panel_check(const struct panel_note *, struct date meets,
    struct date today, size_t *point);
struct str panel_fault_words(enum panel_fault);

/*
 * What decided points have added to the sum so far. Above the limit of authority
 * that is nothing until the panel has decided, and then what the panel agreed.
 */
struct money points_count(struct money added, bool recommended, struct money by_panel);

#endif
