/*
 * What happened to an account, in the transaction in which it happened.
 */
#ifndef SQL_STORE_ACCOUNT_H
#define SQL_STORE_ACCOUNT_H

#include "core/account.h"
#include "core/audit.h"
#include "sql/db.h"

/* The key of the accounts' chains, from that of the record. */
struct key account_key(const struct key *audit);

/*
 * Adds to the chain of a person. audit: the key of the record. actor: who did
 * it, ID_NONE for the service. E_BUSY: another event of theirs came first.
 */
MUST_CHECK enum err store_account_event(struct db *, struct arena *,
	    const struct key *audit, int64_t actor, struct stamp now,
	    int64_t person, enum account_event, struct str note);

/* The row that is hashed; the same when it is written and when it is checked. */
struct audit_row account_row(int64_t person, struct stamp at, int64_t actor,
    int event, struct str note);

#endif
