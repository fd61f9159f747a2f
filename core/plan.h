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
#include "core/outcome.h"

struct out;

/* A plan is written, sent and answered in versions; a new one stands beside the
 * old. Stored. */
enum version_state {
	VERSION_NONE = 0,
	VERSION_DRAFT = 1,	/* the family's own, whoever helps with it */
	VERSION_SENT = 2,
	VERSION_TAKEN_BACK = 3,
	VERSION_ANSWERED = 4,	/* in writing, confirmed */
	VERSION_AGREED = 5,	/* fitted to the sum and signed by both */
};

struct str version_state_words(enum version_state);

/*
 * At 16 and 17 the young person's own view may prevail over their parents' (P8).
 * What the plan says of it; stored.
 */
enum own_view {
	OWN_VIEW_NOT_SAID = 0,
	OWN_VIEW_SAME = 1,
	OWN_VIEW_DIFFERS = 2,	/* need and risk are assessed with them */
};

#define OWN_RIGHT_AGE 16
#define ADULT_AGE 18

/* Is the child of an age to take part in their own right? */
bool	plan_in_own_right(struct date born, struct date today);

struct plan_cost {
	struct money rate;	/* for one unit */
	int quantity;		/* hundredths of a unit a week: 2½ hours are 250 */
	int weeks;		/* in a year; 1 for what is bought once */
	struct money most;	/* what the budget contributes to one, or none (P7) */
};

/*
 * What the line costs the budget in a year: the rate, but not above most, x
 * quantity x weeks to the nearest penny. All parts are 0 or more.
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

/* What a line is counted in. */
#define BUY_UNIT_LIST(X)						\
	X(BUY_HOUR, 1, "hour", "an hour", "hour", "hours")		\
	X(BUY_NIGHT, 2, "night", "a night", "night", "nights")		\
	X(BUY_MONTH, 3, "month", "a month", "month", "months")		\
	X(BUY_VISIT, 4, "visit", "a visit", "visit", "visits")		\
	X(BUY_ONCE, 5, "once", "each", "piece", "pieces")

enum buy_unit {		/* stored; the first three as enum rate_unit */
	BUY_NONE = 0,
#define BUY_UNIT_ENUM(name, value, word, per, one, many) name = value,
	BUY_UNIT_LIST(BUY_UNIT_ENUM)
#undef BUY_UNIT_ENUM
	BUY_UNIT_COUNT
};

struct str buy_unit_per(enum buy_unit);		/* "an hour" */

/* "2.5 hours a week for 48 weeks a year, at £16.29 an hour" */
void	plan_cost_print(struct out *, enum buy_unit, const struct plan_cost *);

/* Hundredths, as people write them: 2, 2.5, 2.50. Above 0, below 1,000. */
bool	plan_quantity_parse(struct str, int *hundredths);
void	plan_quantity_print(struct out *, int hundredths);

/* What may be kept for surprises lies within the policy's limits, in per cent. */
bool	plan_surprises_within(int percent, int least, int most);

/* Works out reach and missing of every line. available is 0 or more. */
struct plan_sums plan_reach(struct plan_lines *, struct money available);

/* ---- the answer to a plan ---- */

enum plan_answer {	/* stored */
	PLAN_ANSWER_NONE = 0,
	PLAN_AT_ITS_COST = 1,	/* agreed, whatever the allocation was */
	PLAN_WITHIN = 2,	/* agreed within the allocation */
	PLAN_NOT_AGREED = 3,	/* the higher sum cannot be agreed: it stays */
	PLAN_NOT_EVERY_LINE = 4,	/* lines are cut, but no higher sum was asked, or
					 * what is agreed of them raises it */
};

/*
 * What an answer to a line agrees of it: all, the part, or nothing, as of a
 * point. None while the line is not answered.
 */
struct money plan_line_agreed(const struct point *);

/*
 * The first thing missing in the answer to a line: as of a point, but a line
 * agreed in full needs no reason.
 */
enum point_fault plan_line_check(const struct point *);

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
	PLAN_NO_ANSWER,		/* none was chosen */
	PLAN_LINE_OPEN,		/* a line is not answered */
	PLAN_LINE_AMOUNT,	/* more than was planned, or less than nothing */
	PLAN_LINE_REASON,	/* a line is cut without a reason */
	PLAN_CUT,		/* "at its cost", and yet a line is cut */
	PLAN_RAISES,		/* the sum is to stay, and yet the lines raise it */
	PLAN_NOTHING_AGREED,	/* "within the allocation", and yet all is refused */
	PLAN_NOTHING_CUT,	/* "cannot be agreed", and yet no line is cut */
	PLAN_NOT_HIGHER,	/* "the higher sum", and yet the plan costs no more */
	PLAN_IS_HIGHER,		/* "not every line", and yet a higher sum is refused */
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

/* Does an answer as a whole say what the lines come to? A line that is not
 * answered counts as refused. */
enum plan_fault plan_answer_fits(enum plan_answer, const struct line_answers *,
    struct money allocation);

struct str plan_answer_words(enum plan_answer);
struct str plan_fault_words(enum plan_fault);	/* for whoever writes the answer */

#endif
