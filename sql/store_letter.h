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

/*
 * When a decision made now goes out to this family: within the sending hours;
 * or, where it needs another form, a held moment until somebody has made that.
 */
struct stamp store_sending(const struct policy *, const struct casefile *, struct stamp now);

/* The same as if no other form were needed: the day that stands on the letter. */
struct stamp store_sending_at_best(const struct policy *, struct stamp now);

struct letter_made {
	int64_t id;
	struct pid pid;
	struct stamp available;	/* when the family may read it: sending hours */
};

/*
 * Stores the fragment a letter template printed, with its SHA-256, and asks
 * for it in print; for who wants letters by post it waits to be printed; one that
 * is held is a task for the worker first, and is set in print when it goes out.
 * html must have come out whole (out_ok).
 */
MUST_CHECK enum err store_letter(struct db *, struct arena *, const struct policy *,
	    int64_t made_by, struct stamp now, const struct casefile *,
	    enum letter_kind, const struct out *html, struct letter_made *);

/* The same, and for whom it is printed is the caller's to say. */
MUST_CHECK enum err store_letter_unposted(struct db *, struct arena *,
	    const struct policy *, int64_t made_by, struct stamp now,
	    const struct casefile *, enum letter_kind, const struct out *html,
	    struct letter_made *);

#endif
