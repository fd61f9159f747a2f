/*
 * Puts a letter into a case, in the transaction of its decision.
 */
#ifndef SQL_STORE_LETTER_H
#define SQL_STORE_LETTER_H

#include "core/letter.h"
#include "core/policy.h"
#include "gen/q_casefile.h"
#include "gen/q_letter.h"
#include "sql/db.h"

struct letter_made {
	struct pid pid;
	struct stamp available;	/* when the family may read it: sending hours */
};

/*
 * Stores the fragment a letter template printed, with its SHA-256, and asks
 * for it in print. html must have come out whole (out_ok).
 */
MUST_CHECK enum err store_letter(struct db *, struct arena *, const struct policy *,
	    int64_t made_by, struct stamp now, const struct casefile *,
	    enum letter_kind, const struct out *html, struct letter_made *);

#endif
