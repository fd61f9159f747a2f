/*
 * A disagreement, read under the lock of its case and moved on: the facts that
 * core/dispute.h asks for, and what a move leaves in the tables.
 */
#ifndef SQL_STORE_DISPUTE_H
#define SQL_STORE_DISPUTE_H

#include "core/dispute.h"
#include "gen/q_casefile.h"
#include "gen/q_dispute.h"
#include "sql/db.h"
#include "sql/store_step.h"

struct dispute_now {
	struct standing standing;	/* the assessment; id 0: there is none */
	struct items items;		/* of it, by question */
	struct planning planning;	/* state PLAN_NONE: not begun */
	struct open_steps steps;
	struct dispute_facts facts;	/* whole, above_limit and entry are the
					 * caller's to set before a move */
};

MUST_CHECK enum err store_dispute_read(struct db *, struct arena *,
	    const struct casefile *, struct date today, struct stamp now, struct dispute_now *);

/* The row of a question, or NULL; and the facts with that question as theirs. */
const struct item *dispute_item(const struct dispute_now *, int question);
struct dispute_facts dispute_facts_for(const struct dispute_now *, int question);

/*
 * Writes what a move changed: states, and the steps it closes and opens. An
 * opened step has its full aim from `from` (or keeps the date of the one it
 * takes over from), and is `holder`'s; but who scored, approved or alone may
 * review a score has those steps by name. question: 0 where the move is not about
 * one. Moves now->facts on, so that the next question of the same click can
 * follow. The letter and the notice of its effects are promised (sql/db.h) and the
 * caller's to write. E_CONFLICT: somebody moved it in between.
 */
MUST_CHECK enum err store_dispute_apply(struct db *, const struct policy *, struct stamp,
	    const struct casefile *, struct dispute_now *now, int question,
	    const struct move_result *, struct clock_from from, struct holder);

#endif
