/*
 * Letters that have to reach a family (P15): one that is held until somebody
 * has made the form the family needs, and one that nobody has opened. Under the
 * lock of the case.
 */
#ifndef SQL_STORE_REACH_H
#define SQL_STORE_REACH_H

#include "gen/q_letter.h"
#include "gen/q_post.h"
#include "gen/q_reach.h"
#include "sql/store_letter.h"
#include "sql/store_move.h"

/* How a letter was made ready, or the family was reached; note: never empty. */
struct reached {
	enum letter_made_ready how;
	struct str note;
	struct pid document;	/* the form that was made, or none */
};

/* The letters of a case that are held, and those to ring about. */
MUST_CHECK enum err store_held(struct db *, struct arena *, const struct casefile *,
	    struct letter_helds *);

/*
 * A held letter goes out, and with it all that was decided with it: the score,
 * the answers, the sum; the steps it opened begin, with full clocks. *available:
 * when it can be read. E_CONFLICT: it is not held.
 */
MUST_CHECK enum err store_letter_release(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, const struct letter_held *, const struct reached *,
	    struct stamp *available);

/*
 * A letter is still unopened when its days are over: a task for the worker.
 * E_CONFLICT: it was opened, or the task is there already.
 */
MUST_CHECK enum err store_letter_chase(struct db *, struct arena *, const struct policy *,
	    struct stamp now, const struct casefile *, int64_t letter);

/*
 * A message to a member of the family was given up: the address is marked, and the
 * worker has a task. *name: whose it is; none: nobody's of the family any more.
 */
MUST_CHECK enum err store_undelivered(struct db *, struct arena *, const struct policy *,
	    struct stamp now, const struct casefile *, struct str address,
	    struct str *name);

/* Letters available before this moment, and unopened, are chased on `today`. */
struct stamp store_chase_before(const struct policy *, struct date today);

/*
 * Somebody has rung about the unopened letters and what could not be delivered,
 * or posted them. What a posted
 * letter asks of the family counts from the post. E_CONFLICT: there is none.
 */
MUST_CHECK enum err store_letters_reached(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, const struct reached *);

/*
 * A letter was printed and posted on a day to everybody it waited for. The family's
 * days count from then, if it was later than its aim. E_CONFLICT: it waits for nobody.
 */
MUST_CHECK enum err store_letter_posted(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, const struct letter *, struct date day);

#endif
