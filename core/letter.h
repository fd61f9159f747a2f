/*
 * Letters. A letter is made once, from recorded facts, in the transaction of
 * the decision it tells; what is stored is never made again.
 */
#ifndef CORE_LETTER_H
#define CORE_LETTER_H

#include "core/base/types.h"

#define LETTER_LIST(X)							\
	X(LETTER_SCORE, 1, "Your score and indicative allocation")	\
	X(LETTER_ANSWER, 2, "The answers to your challenge")		\
	X(LETTER_REVIEW, 3, "The score after the review")		\
	X(LETTER_PLAN, 4, "The answer to your support plan")		\
	X(LETTER_MEETING, 5, "What came of our meeting")		\
	X(LETTER_OUTCOME, 6, "The outcome of your points of disagreement") \
	X(LETTER_WITHDRAWN, 7, "What stands after your withdrawal")	\
	X(LETTER_ENTRY, 20, "What you told us, as we entered it")

enum letter_kind {	/* stored */
	LETTER_NONE = 0,
#define LETTER_ENUM(name, value, title) name = value,
	LETTER_LIST(LETTER_ENUM)
#undef LETTER_ENUM
};

struct str letter_title(enum letter_kind);

/* Which decision changed the sum above the score's figure. */
enum sum_by {
	SUM_BY_NOTHING = 0,
	SUM_BY_PLAN = 1,
	SUM_BY_MEETING = 2,
	SUM_BY_POINTS = 3,
	SUM_BY_PANEL = 4,
	SUM_BY_COUNT
};
struct str sum_by_words(enum sum_by);	/* "The support plan was answered" */

/* Decisions whose evidence is written down beside them: what it rests on, and
 * what was received and did not decide it, and why. */
enum weighed_for {	/* stored */
	WEIGHED_NOTHING = 0,
	WEIGHED_POINT = 1,	/* of a point of disagreement */
	WEIGHED_MEETING = 2,
	WEIGHED_PLAN = 3,	/* the answer to a version of a plan */
	WEIGHED_PANEL = 4,	/* what the panel made of a round of points */
};

#endif
