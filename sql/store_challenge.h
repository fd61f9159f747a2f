/*
 * The contested score, from the challenge to the letter of the review: all that
 * was said of each question, and the moves on it, each one transaction's work.
 *
 * Whoever calls has locked the case (casefile_take) and read it with
 * store_score_read. A move returns, beside the errors of the database,
 *	E_NOT_FOUND	this person may not
 *	E_CONFLICT	not as things stand now: somebody was quicker
 *	E_FORM		what was sent is not complete, or not between the score
 *			and what the family asks
 */
#ifndef SQL_STORE_CHALLENGE_H
#define SQL_STORE_CHALLENGE_H

#include "core/ras.h"
#include "gen/q_assessment.h"
#include "gen/q_document.h"
#include "gen/q_entry.h"
#include "sql/doing.h"
#include "sql/store_dispute.h"

/* A score, with everything that was said of it. */
struct score_now {
	struct dispute_now d;
	struct answer_nows answers;	/* as scored, and as they count now */
	struct item_answers given;	/* by worker and reviewer */
	struct item_contests contests;
	struct told_fors told;		/* what staff entered for the family */
	struct document_marks marks;	/* what was said of the evidence */
	struct scores scores;
};

/* at: from when an answer counts; STAMP_ALL for staff, who see it at once. */
MUST_CHECK enum err store_score_read(struct db *, struct arena *,
	    const struct casefile *, struct date today, struct stamp at,
	    struct score_now *);

/* NULL where there is none. */
const struct answer_now *score_answer(const struct score_now *, int question);
const struct item_answer *score_given(const struct score_now *, int question,
	    enum tier);
const struct item_contest *score_contest(const struct score_now *, int question);

/* What counts on a question, shared answers included (core's item_points_now). */
struct points score_points(const struct score_now *, int question);

/* The answers as they count now, for core/ras. */
struct ras_answers score_answers(struct arena *, const struct score_now *);

/* Between what counts and what is asked lies what may be decided. */
bool	score_decision_ok(const struct score_now *, const struct question *,
	    enum item_verdict, struct points);

/* ---- moves ---- */

struct challenged {
	int question;
	struct points proposed;
	struct str why, evidence;
};
struct challenged_list {
	const struct challenged *v;
	size_t n;
};
MUST_CHECK enum err store_challenge(struct db *, const struct doing *,
	    const struct casefile *, struct score_now *, const struct challenged_list *);

struct decision {
	int question;
	enum item_verdict verdict;
	struct points points;
	struct str reason;
	struct str relied;	/* beside documents; may be empty */
};
struct decisions {
	const struct decision *v;
	size_t n;
};
/* The worker shares answers; what they come to counts once it is confirmed. */
MUST_CHECK enum err store_answers_share(struct db *, const struct doing *,
	    const struct tool *, const struct casefile *, struct score_now *,
	    const struct decisions *);

/*
 * The practice lead confirms the total, which counts from `available`, when the
 * family may read the letter. p: the policy of the score.
 */
MUST_CHECK enum err store_total_confirm(struct db *, struct arena *,
	    const struct doing *, const struct policy *p, const struct casefile *,
	    struct score_now *, struct stamp available);

struct contested {
	int question;
	struct str words, evidence;
	struct points proposed;		/* none: as before */
};
MUST_CHECK enum err store_contest(struct db *, const struct doing *,
	    const struct casefile *, struct score_now *, const struct contested *);
MUST_CHECK enum err store_accept(struct db *, const struct doing *,
	    const struct casefile *, struct score_now *, int question);

/* One decision for each question that is contested: the score is settled. */
MUST_CHECK enum err store_review(struct db *, struct arena *, const struct doing *,
	    const struct policy *p, const struct tool *, const struct casefile *,
	    struct score_now *, const struct decisions *, struct stamp available);

MUST_CHECK enum err store_reviewer_name(struct db *, const struct doing *,
	    const struct casefile *, struct score_now *, int64_t reviewer,
	    struct str reason);

/*
 * question 0: all that are open and this person's own. *moved: how many. Only
 * who challenged a question withdraws it or comes back to it.
 */
MUST_CHECK enum err store_withdraw(struct db *, const struct doing *,
	    const struct casefile *, struct score_now *, int question, int *moved);
MUST_CHECK enum err store_return(struct db *, const struct doing *,
	    const struct casefile *, struct score_now *, int question);

#endif
