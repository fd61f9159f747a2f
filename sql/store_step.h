/*
 * The steps that are open in a case: rows of todo, from which homes and the
 * status line are read. Written in the transaction of what caused them.
 */
#ifndef SQL_STORE_STEP_H
#define SQL_STORE_STEP_H

#include "core/deadline.h"
#include "gen/q_casefile.h"
#include "gen/q_step.h"
#include "sql/db.h"

/* Whom a step is for, if not for whoever usually has it. */
struct holder {
	int64_t person;		/* by name; ID_NONE: the usual one */
};

/*
 * Opens a step with its full aim, counted as `from` says, and since when a letter
 * that asks for it can be read. It is the worker's of the case (or, while there is
 * none, the team's), the family's, the team's practice leads' or the operations
 * managers', as its rule says; or the named person's.
 */
MUST_CHECK enum err store_step_open(struct db *, const struct policy *, struct stamp now,
	    const struct casefile *, enum step, struct clock_from, struct holder);

/* The same with a date of its own (none: no date). */
MUST_CHECK enum err store_step_open_until(struct db *, struct stamp now,
	    const struct casefile *, enum step, struct date due, struct holder);

/*
 * Gives a step another date (none: no date) and another holder (ID_NONE: the usual
 * one). While it was open it is not answered by that, but the same step.
 */
MUST_CHECK enum err store_step_again(struct db *, struct stamp now, const struct casefile *,
	    enum step, struct date due, int64_t person);

/* Closes a step for everybody; closing what is not open is no error. */
MUST_CHECK enum err store_step_close(struct db *, const struct casefile *, enum step);

#endif
