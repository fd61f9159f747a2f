/*
 * The support plan (P7): its draft, its versions, and every move from there to
 * a plan that both have signed. Called with the case locked.
 *
 * A draft is of who writes it and whoever they let write with them; another
 * parent writes one of their own, and what staff enter for a family is a draft
 * of its own too: nobody reads what somebody else has not sent. What was sent
 * never changes; a new version stands beside it.
 */
#ifndef SQL_STORE_PLAN_H
#define SQL_STORE_PLAN_H

#include "core/plan.h"
#include "gen/q_plan.h"
#include "sql/doing.h"
#include "sql/store_allocation.h"
#include "sql/store_dispute.h"
#include "sql/store_letter.h"
#include "sql/store_meeting.h"

struct fit_now;

struct plan_whole {		/* one version, all of it */
	struct plan plan;	/* id 0: there is none */
	struct plan_outcomes outcomes;
	struct plan_rows rows;
	struct plan_files files;	/* of the case, that belong to the plan */
	const struct fit_now *fit;	/* sql/store_fit.h; NULL: not asked for */
};

/* Their draft; plan.id is 0 where none was begun. */
MUST_CHECK enum err store_plan_draft(struct db *, struct arena *, int64_t casefile,
	    const struct doing *, struct plan_whole *);

/* The version sent last, the one that stands, or the one of this number (above 0). */
MUST_CHECK enum err store_plan_version(struct db *, struct arena *, int64_t casefile,
	    int no, struct plan_whole *);
#define PLAN_LAST 0
#define PLAN_STANDING (-1)	/* the last that was answered and not taken back */

/* The draft; if there is none, one is begun, as a copy of what was sent last. */
MUST_CHECK enum err store_plan_begin(struct db *, struct arena *,
	    const struct doing *, int64_t casefile, struct plan_whole *);

/*
 * Adds a line (row->id is 0) at the end, or changes it. The yearly cost is
 * worked out here, from rate, quantity, weeks and most.
 */
MUST_CHECK enum err store_plan_line(struct db *, const struct plan_whole *,
	    const struct plan_row *);

/* What is kept for surprises, in per cent. E_FORM: not within the policy's limits. */
MUST_CHECK enum err store_plan_surprises(struct db *, const struct policy *,
	    const struct plan_whole *, int percent);

/* Moves a line by one place; at the end of the list nothing happens. */
MUST_CHECK enum err store_plan_line_up(struct db *, const struct plan_whole *,
	    struct pid line, bool up);

/* The lines as core/plan.h works with them. */
struct plan_lines plan_lines_of(struct arena *, const struct plan_rows *);
struct line_answers plan_answers_of(struct arena *, const struct plan_rows *);
struct plan_cost plan_cost_of(const struct plan_row *);
struct point plan_point_of(const struct plan_row *);

/* The line or outcome with this public id, or NULL. */
const struct plan_row *plan_row_by(const struct plan_whole *, struct pid);
const struct plan_outcome *plan_outcome_by(const struct plan_whole *, struct pid);

/* Everything that hangs on moving a case on. */
struct plan_move {
	struct db *db;
	struct arena *a;
	const struct casefile *c;
	struct doing by;
};

/* What is fitted and signed: never what was taken back or not answered; E_CONFLICT
 * where there is none. */
MUST_CHECK enum err store_plan_standing(const struct plan_move *, struct plan_whole *);

/*
 * Makes a move of the plan strand: reads, asks core/dispute.h, writes. from is
 * what its clock counts from. Errors as of dispute_move().
 */
MUST_CHECK enum err store_plan_move(const struct plan_move *, enum event, bool whole,
	    struct clock_from from);

/* Would it be admitted now, were what is sent with it whole? */
MUST_CHECK enum err store_plan_may(const struct plan_move *, enum event, bool *may);

/* E_FORM: a plan needs an outcome and a line. */
MUST_CHECK enum err store_plan_send(const struct plan_move *);

/* A letter says what stands; its text comes from the caller. */
MUST_CHECK enum err store_plan_take_back(const struct plan_move *, const struct out *letter,
	    struct letter_made *);

/* ---- the answer ---- */

/*
 * Keeps the answer to one line. Its writer's alone until it is passed on: if
 * somebody else had begun, they begin anew. E_CONFLICT: it is no longer here
 * to be answered.
 */
MUST_CHECK enum err store_plan_answer_line(const struct plan_move *, struct pid line,
	    const struct point *);

/* What is still wrong with the answer to the last version. */
struct plan_check plan_check_of(struct arena *, const struct policy *,
    const struct plan_rows *, enum plan_answer, const struct allocation *);

MUST_CHECK enum err store_plan_pass(const struct plan_move *, enum plan_answer,
	    struct str reason);
MUST_CHECK enum err store_plan_return(const struct plan_move *, struct str because);

/*
 * Confirms the answer and puts its letter into the case. Where it agrees more
 * than the sum, that is the sum from then on.
 */
MUST_CHECK enum err store_plan_confirm(const struct plan_move *, const struct out *letter,
	    struct letter_made *);

/* ---- agreeing ---- */

/* The council fits the plan and signs it first: sql/store_fit.h. Then:
 * E_FORM: who receives a direct payment has not consented. */
MUST_CHECK enum err store_plan_sign_family(const struct plan_move *);

/*
 * The family ends the case, all of it: the plan that is with the council is taken
 * back, meetings and points that are open are closed, the points kept as drafts
 * of the family. A letter says what stands and how to come back.
 */
MUST_CHECK enum err store_plan_end(const struct plan_move *, const struct out *letter,
	    struct letter_made *);

#endif
