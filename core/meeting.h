/*
 * The meeting with a practice lead and the discussion with an operations
 * manager (P15): how it takes place, what the family needs for it, and what
 * the written answer to a meeting must have.
 *
 * A missed meeting is offered again and counts against nobody.
 */
#ifndef CORE_MEETING_H
#define CORE_MEETING_H

#include "core/base/types.h"

struct bank_holidays;

enum meeting_kind {	/* stored */
	MEET_NOBODY = 0,
	MEET_PRACTICE_LEAD = 1,		/* the meeting */
	MEET_OPS_MANAGER = 2,		/* the discussion of the points */
};

#define MEETING_WAY_LIST(X)				\
	X(WAY_IN_PERSON, 1, "in person")		\
	X(WAY_TELEPHONE, 2, "by telephone")		\
	X(WAY_VIDEO, 3, "by video")			\
	X(WAY_IN_WRITING, 4, "in writing only")

enum meeting_way {	/* stored */
	WAY_NONE = 0,
#define WAY_ENUM(name, value, words) name = value,
	MEETING_WAY_LIST(WAY_ENUM)
#undef WAY_ENUM
};
struct str meeting_way_words(enum meeting_way);

/* What the family needs to take part. Nothing of it is asked for twice. */
struct meeting_needs {
	enum meeting_way way;
	struct str interpreter;		/* which language, or BSL */
	struct str adjustments;
	struct str comes;		/* who comes along */
	struct str about;
};

/*
 * A time is offered on a day after this one: a whole working day is left, in which
 * a family can find care for the child, time off work and who comes along.
 */
struct date meeting_notice(const struct bank_holidays *, struct date today);

/* The day it was held: from when it was asked for until today. */
bool	meeting_day_ok(struct date held, struct date asked, struct date today);

/* ---- the written answer ---- */

enum meeting_answer {	/* stored */
	MEETING_UNDECIDED = 0,
	MEETING_AGREED = 1,
	MEETING_IN_PART = 2,
	MEETING_CANNOT_AGREE = 3,
};
struct str meeting_answer_words(enum meeting_answer);

struct meeting_reply {
	enum meeting_answer answer;
	struct money amount;	/* agreed above the score's figure, a year */
	struct str reasons;
	struct str next_step;
};

enum meeting_fault {
	MEETING_FINE = 0,
	MEETING_NO_ANSWER,
	MEETING_NO_AMOUNT,	/* agreed, all or in part: how much? 0 is an amount */
	MEETING_NOT_ASKED,	/* cannot agree, and yet an amount */
	MEETING_ABOVE_LIMIT,	/* above the authority of whoever answers */
	MEETING_NO_REASONS,
	MEETING_NO_NEXT_STEP,
	MEETING_FAULT_COUNT
};

/* The first thing that is wrong; authority: the most that may still be agreed. */
enum meeting_fault meeting_check(const struct meeting_reply *, struct money authority);
struct str meeting_fault_words(enum meeting_fault);	/* for whoever answers */

/* What the answer adds to the score's figure. */
struct money meeting_amount(const struct meeting_reply *);

/* ---- times of day ---- */

/*
 * What a person types: 14:30  9.05  2pm  2:30 pm. Hours without am or pm are
 * those of a clock of 24. Minutes since midnight; false leaves *minutes alone.
 */
bool	daytime_parse(struct str, int *minutes);

#endif
