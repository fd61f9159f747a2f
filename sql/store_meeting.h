/*
 * The meeting with a practice lead, and the discussion of the points with an
 * operations manager: asked for, offered, chosen, held or missed; the note, the
 * family's correction, the written answer (P15). Each function is one click,
 * made under the lock of the case and in one transaction with its record.
 */
#ifndef SQL_STORE_MEETING_H
#define SQL_STORE_MEETING_H

#include "core/meeting.h"
#include "gen/q_meeting.h"
#include "sql/store_allocation.h"
#include "sql/store_move.h"

struct meeting_now {
	struct meeting m;		/* id 0: there was none yet */
	struct meeting_offers offers;	/* open ones, soonest first */
};

/* The last one of a kind in the case. */
MUST_CHECK enum err store_meeting_read(struct db *, struct arena *, const struct casefile *,
	    enum meeting_kind, struct meeting_now *);

/*
 * Asks for a meeting, or for other times than those offered. Where the family
 * has excused every practice lead of the team, the operations managers are
 * asked to hand the step to somebody of another team.
 */
MUST_CHECK enum err store_meeting_ask(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *);

/* The discussion of a round of points that is being sent. */
MUST_CHECK enum err store_discussion_ask(struct db *, const struct doing *,
	    const struct casefile *, const struct dispute_now *, enum meeting_way);

/* Asks for other times for it than those offered. */
MUST_CHECK enum err store_discussion_other(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *);

/* What the family needs for it. May be said at any time before it is held. */
MUST_CHECK enum err store_meeting_needs(struct db *, struct arena *, const struct casefile *,
	    enum meeting_kind, const struct meeting_needs *);

/* The family does without the meeting. */
MUST_CHECK enum err store_meeting_decline(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *);

/* The case is ended: no meeting is held and none that was held is answered. */
MUST_CHECK enum err store_meetings_close(struct db *, const struct casefile *,
	    struct stamp now);

/* The family asks that somebody leaves the meeting to another practice lead. */
MUST_CHECK enum err store_meeting_excuse(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, const struct dispute_now *, struct pid person);

struct time_offer {
	struct stamp at;
	struct str place;
};

struct time_offers {
	const struct time_offer *v;
	size_t n;
};

/*
 * Offers times instead of those offered before; E_FORM without any, or where one
 * leaves the family too little time (core/meeting.h).
 */
MUST_CHECK enum err store_meeting_offer(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *, enum meeting_kind,
	    const struct time_offers *);

/* Chooses one of the open offers; E_FORM where it is none any more, or is over. */
MUST_CHECK enum err store_meeting_choose(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *, enum meeting_kind,
	    struct pid offer);

/*
 * It did not take place: it is asked for anew by itself, against nobody. E_FORM
 * before the time that was fixed.
 */
MUST_CHECK enum err store_meeting_missed(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *, enum meeting_kind);

/*
 * Every time that was offered is over: it is asked for anew by itself, with a new
 * clock. Raised by the clock, as a click is; E_CONFLICT while one is to come.
 */
MUST_CHECK enum err store_meeting_times_over(struct db *, struct arena *,
	    const struct doing *, const struct casefile *, struct dispute_now *,
	    enum meeting_kind);

/*
 * It was held: the note is shared. Of a meeting, the family has the days of the
 * policy to correct it; of a discussion it stands as it is. E_FORM without a
 * note, before the time that was fixed, or where it would have been held after
 * today or before it was asked for.
 */
MUST_CHECK enum err store_meeting_held(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *, enum meeting_kind,
	    struct date held, struct str note);

/* The family says that the note is right, or what is not. */
MUST_CHECK enum err store_meeting_correct(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *, bool right, struct str words);

/* The days to correct the note are over. Raised by the clock, as a click is. */
MUST_CHECK enum err store_meeting_note_over(struct db *, struct arena *,
	    const struct doing *, const struct casefile *, struct dispute_now *);

/*
 * The written answer with its letter, which the caller has stored. E_CONFLICT
 * above the limit of authority.
 */
MUST_CHECK enum err store_meeting_answer(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, struct dispute_now *, const struct meeting_reply *,
	    struct pid letter, struct stamp available);

#endif
