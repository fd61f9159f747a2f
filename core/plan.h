/*
 * The support plan against the money (P7, P15): what each line costs, what the
 * money reaches, and what an answer to a plan must have.
 *
 * A plan may cost more than the sum. Its lines stand in the family's order, so
 * what falls below the money is what it does not reach: the line where it ends
 * is reached in part, and every line after it not at all, however cheap.
 */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include "core/base/types.h"

struct plan_cost {
	struct money rate;	/* for one unit */
	int quantity;		/* hundredths of a unit a week: 2½ hours are 250 */
	int weeks;		/* in a year; 1 for what is bought once */
	struct money most;	/* what the budget contributes, or none (P7) */
};

/*
 * What the line costs the budget in a year: rate x quantity x weeks to the
 * nearest penny, and not above most. All parts are 0 or more.
 */
struct money plan_line_total(const struct plan_cost *);

enum reach {
	REACH_NONE = 0,		/* not worked out */
	REACHED = 1,
	REACHED_IN_PART = 2,
	NOT_REACHED = 3,
};

struct plan_line {
	struct money total;	/* in the family's order, first what matters most */
	enum reach reach;	/* filled in … */
	struct money missing;	/* … with what the money leaves open */
};

struct plan_lines {
	struct plan_line *v;
	size_t n;
};

struct plan_sums {
	struct money cost;	/* of all lines */
	struct money reached;	/* of it, by the money */
	struct money missing;	/* cost - reached */
	struct money left;	/* money no line asks for */
};

/* Works out reach and missing of every line. available is 0 or more. */
struct plan_sums plan_reach(struct plan_lines *, struct money available);

/* ---- the answer to a plan ---- */

enum plan_answer {	/* stored */
	PLAN_ANSWER_NONE = 0,
	PLAN_AT_ITS_COST = 1,	/* agreed, whatever the allocation was */
	PLAN_WITHIN = 2,	/* agreed within the allocation */
	PLAN_NOT_AGREED = 3,	/* the higher sum cannot be agreed */
};

struct line_answer {
	struct money total;	/* as planned */
	struct money agreed;	/* 0 to total; none: not answered */
	struct str reason;	/* wherever agreed is less than total */
};

struct line_answers {
	const struct line_answer *v;
	size_t n;
};

enum plan_fault {
	PLAN_FINE = 0,
	PLAN_NO_ANSWER,		/* one of the three was not chosen */
	PLAN_LINE_OPEN,		/* a line is not answered */
	PLAN_LINE_AMOUNT,	/* more than was planned, or less than nothing */
	PLAN_LINE_REASON,	/* a line is cut without a reason */
	PLAN_CUT,		/* "at its cost", and yet a line is cut */
	PLAN_TOO_MUCH,		/* "within the allocation", and yet above it */
	PLAN_NOTHING_CUT,	/* "cannot be agreed", and yet no line is cut */
	PLAN_ABOVE_AUTHORITY,	/* above what whoever confirms it may agree */
	PLAN_FAULT_COUNT
};

/* What is still wrong with an answer: the first thing, and in which line. */
struct plan_check {
	enum plan_fault fault;
	size_t line;		/* from 0; of the faults of a line */
	struct money agreed;	/* the sum of what is agreed */
};
struct plan_check plan_answer_check(enum plan_answer, const struct line_answers *,
    struct money allocation, struct money authority);

struct str plan_answer_words(enum plan_answer);
struct str plan_fault_words(enum plan_fault);	/* for whoever writes the answer */

#endif
