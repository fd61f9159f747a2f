/*
 * A click of somebody on a disagreement as a whole: admitted by the rows of
 * core/dispute.h, and written down.
 */
#ifndef SQL_STORE_MOVE_H
#define SQL_STORE_MOVE_H

#include "sql/doing.h"
#include "sql/store_dispute.h"

/*
 * Makes the move that the facts of `d` allow: d->facts.whole and above_limit
 * are the caller's to set before. Steps that open count from received and are
 * `person`'s, or, with ID_NONE, of whoever usually has them. E_NOT_FOUND: this
 * person may not; E_CONFLICT: not as things stand now; E_FORM: not complete.
 */
MUST_CHECK enum err store_move(struct db *, const struct doing *, const struct casefile *,
	    struct dispute_now *d, enum event, int64_t person);

/* The same, with steps that count from the day a letter can be read. */
MUST_CHECK enum err store_move_letter(struct db *, const struct doing *,
	    const struct casefile *, struct dispute_now *d, enum event, int64_t person,
	    struct stamp available);

#endif
