/*
 * Verifies the chains of the record as they stand in the database, a bounded
 * number of rows at a time, however long a chain is.
 */
#ifndef SQL_CHAIN_H
#define SQL_CHAIN_H

#include "core/audit.h"
#include "sql/db.h"

enum chain { CHAIN_CASE, CHAIN_ACCOUNT, CHAINS };	/* the second is a person's */

struct chain_checked {
	struct audit_tail tail;		/* of the last good row */
	struct audit_verdict verdict;	/* the first thing that is wrong */
};

/*
 * audit: the key of the record. anchor: what was seen of this chain outside
 * the database; no 0 where nothing was. The database's answers are errors,
 * what is wrong with the chain is not.
 */
MUST_CHECK enum err chain_check(struct db *, struct arena *, const struct key *audit,
	    enum chain, int64_t id, const struct audit_tail *anchor,
	    struct chain_checked *);

/* The key a chain of this kind is made with. */
struct key chain_key(const struct key *audit, enum chain);

#endif
