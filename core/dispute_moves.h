/*
 * The rows of the disagreement procedure. Only dispute.c reads them, and the
 * tests.
 */
#ifndef CORE_DISPUTE_MOVES_H
#define CORE_DISPUTE_MOVES_H

#include "core/dispute.h"

struct guard {
	bool (*holds)(const struct dispute_facts *);
	struct str words;	/* "when …" */
};

enum scope {
	ONE_ITEM,		/* the question the click is about */
	ALL_ITEMS,		/* every question in that state */
	THE_PLAN,
	PLAN_TOO,		/* the plan, after a move of the questions */
};

struct move_row {
	enum scope scope;
	uint64_t from;		/* set of 1 << state */
	enum event on;
	const struct guard *when;	/* NULL: always */
	int to;			/* enum item_state or enum plan_state */
	unsigned then;		/* set of enum effect */
};

struct move_rows {
	const struct move_row *v;
	size_t n;
};

extern const struct move_rows dispute_rows;

/* States of the plan in which the family has the choice, or all is agreed. */
extern const uint64_t dispute_rests;

#endif
