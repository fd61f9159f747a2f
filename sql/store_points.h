/*
 * Points of disagreement (P15): the family writes them down, each with what is
 * asked and its yearly amount, and sends them in a round; the operations
 * manager decides them one by one, and what comes of them is worked out and
 * confirmed by letter. Under the lock of the case, in one transaction with its
 * record.
 *
 * Private until sent: a point is its writer's, a decision is its writer's. A
 * supporter who may draft writes for the person who named them; what staff enter
 * for a family is the staff's, so that they never see what the family has not
 * sent.
 */
#ifndef SQL_STORE_POINTS_H
#define SQL_STORE_POINTS_H

#include "core/outcome.h"
#include "gen/q_points.h"
#include "sql/store_meeting.h"

/* Whose drafts this person writes. */
MUST_CHECK enum err store_points_owner(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, int64_t *owner);

/* The last round, with its points; id 0 and no points: there was none. */
struct round {
	struct outcome_row outcome;
	struct point_rows points;
};
MUST_CHECK enum err store_round(struct db *, struct arena *, const struct casefile *,
	    struct round *);

/*
 * Sends what the mover has written as a new round: to be discussed in a way the
 * family chooses, or in writing only. E_FORM without a point.
 */
MUST_CHECK enum err store_points_send(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *, enum meeting_way);

/* The family does it in writing only after all. */
MUST_CHECK enum err store_points_in_writing(struct db *, struct arena *,
	    const struct doing *, const struct casefile *, struct dispute_now *);

/*
 * Takes the round back, with its letter. The points stay in the record, and
 * copies of them become drafts of whoever took them back.
 */
MUST_CHECK enum err store_points_take_back(struct db *, struct arena *,
	    const struct doing *, const struct casefile *, struct dispute_now *,
	    struct stamp available);

/*
 * Closes a round that is not decided yet: the same with its points, without a
 * letter. No round, or a decided one, is no error.
 */
MUST_CHECK enum err store_points_close(struct db *, struct arena *,
	    const struct casefile *, struct stamp now, int64_t drafts_of);

/* ---- deciding ---- */

/* The points of a round with the decisions given, in the points' order. */
struct decided {
	struct points_raised points;	/* for core/outcome.h */
	struct outcome outcome;		/* what the decisions make of it */
	const struct money *by_panel;	/* of each, once it can be read; or NULL */
};

/* Works out what decisions make of a round; decisions may be missing. */
void	store_points_decided(struct arena *, const struct policy *, const struct round *,
	    const struct point_decisions *, const struct allocation *before, struct decided *);

/*
 * Sends the mover's own decisions, with the letter the caller has stored.
 * E_FORM: a point is not decided, or the words are not complete; E_CONFLICT:
 * somebody else was first.
 */
MUST_CHECK enum err store_points_decide(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *, const struct outcome_words *,
	    struct pid letter, struct stamp available);

/* The points of a decided round that money was recommended for. */
struct panel_point {
	int64_t point;
	int no;
	struct str words;
	struct money recommended;
};
struct panel_points {
	struct panel_point *v;
	size_t n;
};
MUST_CHECK enum err store_panel_parts(struct db *, struct arena *, const struct casefile *,
	    const struct round *, struct panel_points *);

/* What the panel made of the recommended sum; the note has a part for each of the
 * points above, in their order. E_FORM: see panel_check(). */
MUST_CHECK enum err store_points_panel(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *, const struct panel_note *,
	    struct pid letter, struct stamp available);

#endif
