/*
 * Those who help a family: asked by e-mail, helping once they have said yes,
 * until it ends. One invitation of a case and address is open at a time: a new
 * one, a yes and an end each close all others, so that no older link brings
 * anybody back.
 */
#ifndef SQL_STORE_SUPPORTER_H
#define SQL_STORE_SUPPORTER_H

#include "gen/q_supporter.h"
#include "sql/db.h"

struct invitation_new {
	int64_t casefile;
	struct str email;
	struct str hash;	/* of the code in the link */
	bool may_draft;
	struct stamp until;	/* the help ends then; none: until it is ended */
	int64_t named_by;
	struct stamp expires;	/* the link does */
};

/* Whoever has the address: no account is looked up before they say yes. */
MUST_CHECK enum err store_invite(struct db *, const struct invitation_new *,
	    struct stamp now);

/* E_CONFLICT: the link was used meanwhile. */
MUST_CHECK enum err store_help_begin(struct db *, const struct invited *,
	    int64_t person, struct stamp now);

/* Only who named somebody ends it. E_NOT_FOUND: nobody helps so. */
MUST_CHECK enum err store_help_end(struct db *, struct arena *, int64_t casefile,
	    struct pid helper, int64_t named_by, struct stamp now);

#endif
