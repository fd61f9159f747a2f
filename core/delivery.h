/*
 * How an agreed plan is delivered (P6, P8): as a direct payment, organised by
 * the council, through a third party, or in parts that come to the agreed sum.
 * A direct payment has its conditions, and the consent of who receives it.
 */
#ifndef CORE_DELIVERY_H
#define CORE_DELIVERY_H

#include "core/base/types.h"

/* name, bit, what staff confirm */
#define CONDITION_LIST(X)						\
	X(SUITABLE_PERSON, 0,						\
	    "Who receives it is suitable, and the law does not exclude them") \
	X(NEED_CAN_BE_MET, 1, "The need can be met by a direct payment")	\
	X(WELFARE_SAFEGUARDED, 2,					\
	    "The child’s welfare is safeguarded and promoted by it")

enum delivery_condition {	/* stored, as a set of these bits */
	CONDITIONS_NONE = 0,
#define CONDITION_ENUM(name, bit, words) name = 1 << bit,
	CONDITION_LIST(CONDITION_ENUM)
#undef CONDITION_ENUM
	CONDITIONS_ALL = SUITABLE_PERSON | NEED_CAN_BE_MET | WELFARE_SAFEGUARDED
};

struct delivery_parts {
	struct money direct, council, third;	/* a year; 0: not this way */
	bool third_named;
	bool recipient;		/* who receives the direct payment was chosen */
	unsigned conditions;	/* set of enum delivery_condition */
	bool withdrawn;		/* and has withdrawn their consent, and not given it again */
};

enum delivery_fault {
	DELIVERY_FINE = 0,
	DELIVERY_NOTHING,	/* nothing was said yet */
	DELIVERY_SUM,		/* the parts do not come to the agreed sum */
	DELIVERY_NO_THIRD,	/* which third party? */
	DELIVERY_NO_RECIPIENT,
	DELIVERY_CONDITIONS,	/* one of a direct payment is not confirmed */
	DELIVERY_WITHDRAWN,	/* to somebody who has withdrawn their consent to it */
	DELIVERY_FAULT_COUNT
};

struct money delivery_sum(const struct delivery_parts *);

/* Nothing is paid while who was to receive it has withdrawn their consent. */
bool	delivery_stopped(const struct delivery_parts *);

/* How much of what is paid in a year may stay in the account for surprises (P7): a
 * part in a hundred of the direct payment; without one there is no account. */
struct money delivery_spare(const struct delivery_parts *, int percent);

/* The first thing that is wrong. agreed: what the lines of the plan come to. */
enum delivery_fault delivery_check(const struct delivery_parts *, struct money agreed);
struct str delivery_fault_words(enum delivery_fault);	/* for staff */

#endif
