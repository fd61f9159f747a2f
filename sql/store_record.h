/*
 * The record of a case: what was done, by whom, chained by a keyed hash.
 * Written by the dispatcher in the transaction of the change itself.
 */
#ifndef SQL_STORE_RECORD_H
#define SQL_STORE_RECORD_H

#include "core/audit.h"
#include "gen/q_casefile.h"
#include "sql/db.h"

/*
 * Adds a row to the record of a case that this transaction has locked, with the
 * fingerprint of the letter or document it names, and moves the case's own copy
 * of the chain's end on, so that a second row of the same request follows the
 * first.
 */
MUST_CHECK enum err store_record(struct db *, struct arena *, const struct key *,
	    struct casefile *, struct audit_row *);

#endif
