/*
 * The record of who did what. Every row carries a keyed hash of itself and of
 * the row before it, one chain per case; the key is not in the database. So
 * whoever can write the database can neither change, remove, reorder nor
 * insert a row unseen. Only the end of a chain could be cut off; the anchors
 * kept outside the database show that.
 */
#ifndef CORE_AUDIT_H
#define CORE_AUDIT_H

#include "core/base/types.h"
#include "core/crypt.h"

struct arena;

enum audience {			/* stored: who may read the row */
	AUDIENCE_RECORD = 1,	/* auditors */
	AUDIENCE_STAFF = 2,	/* and the staff of the case */
	AUDIENCE_FAMILY = 3,	/* and the family: it stands on their page */
};

enum view_what {			/* stored: what somebody looked at */
	VIEW_PAGE = 1,		/* counted once an hour */
	VIEW_THING = 2,		/* a letter or document, each time */
};

struct audit_row {
	int64_t chain;		/* internal key of the case; 0: of no case */
	int64_t no;		/* 1, 2, 3 … within the chain, no gap */
	struct stamp at;
	int64_t actor;		/* person; ID_NONE: the service itself */
	int64_t entered_by;	/* staff who typed it for them, or ID_NONE */
	int role;		/* enum role the actor had then */
	int action;		/* enum action; numbers are never reused */
	enum audience audience;
	struct pid thing;	/* the letter, document … it is about, or none */
	struct str detail;	/* what changed, in plain words; may be none */
	struct str request;	/* id of the request, as in the log */
	struct str fingerprint;	/* of the thing, or none */
	struct hash32 mac;
};

struct audit_tail {		/* how far a chain has come */
	int64_t chain;
	int64_t no;		/* 0: nothing yet */
	struct hash32 mac;	/* zeros: nothing yet */
};

/* The end of a chain in which nothing has happened yet. */
struct audit_tail audit_tail_new(int64_t chain);

/*
 * Adds a row: gives it chain, number and mac, and moves the tail on. The other
 * fields are the caller's. The tail must have been read under the lock of the
 * case.
 */
void	audit_add(struct arena *, const struct key *, struct audit_tail *,
    struct audit_row *);

enum audit_fault {
	AUDIT_GOOD,
	AUDIT_MISSING,		/* before this row at least one was taken out */
	AUDIT_ORDER,		/* this row stands where it does not belong */
	AUDIT_ALTERED,		/* this row is not as it was written */
	AUDIT_CUT,		/* the chain ends before its anchor */
	AUDIT_REPLACED,		/* not the row the anchor saw */
};

struct audit_verdict {
	enum audit_fault fault;
	int64_t no;		/* the row it shows at; 0 if good */
};

struct str audit_fault_words(enum audit_fault);

/*
 * Checks rows that follow *tail, in the order read, and moves the tail to the
 * last good one; long chains are checked piece by piece.
 */
struct audit_verdict audit_verify(struct arena *, const struct key *,
    struct audit_tail *, const struct audit_row *, size_t n);

/* Does a chain, verified up to here, still hold what an anchor saw? */
struct audit_verdict audit_against(const struct audit_tail *anchor,
    const struct audit_row *, size_t n);

/*
 * What an anchor signs: one hash over the tails of all chains, in the order of
 * their keys. Begin with zeros.
 */
struct hash32 audit_root_add(struct arena *, const struct key *,
    const struct hash32 *root, const struct audit_tail *);

#endif
