/*
 * What a move of a procedure brings about, besides its new state. A set of
 * bits; sql/store_* makes rows of the outbox, the letters and the steps of it,
 * in the transaction of the move.
 */
#ifndef CORE_EFFECT_H
#define CORE_EFFECT_H

enum effect {
	NO_EFFECT = 0,
	START_CLOCK = 1 << 0,	/* the step that opens has its full aim */
	KEEP_CLOCK = 1 << 1,	/* it counts from where the step before it began */
	WRITE_LETTER = 1 << 2,	/* the decision is put in writing */
	NOTIFY_FAMILY = 1 << 3,
	NOTIFY_HOLDER = 1 << 4,	/* whoever has to act next, or need no longer act */
	RECALCULATE = 1 << 5,	/* total, band and figure from what is decided now;
				 * a higher sum runs from the first score letter */
	SAY_WHO_REVIEWS = 1 << 6,	/* the family is told who, and why */
	SAY_CHAIRED = 1 << 7,	/* the letter says: chaired the panel on this case */
};

#endif
