/*
 * The steps somebody has to take, the aim of each, and what happens when it is
 * late (P15). All times are aims in working days.
 *
 *	day 0		the letter can be read (or the challenge, the plan, the
 *			request has come in)
 *	day 1		the clock starts: the next working day, two later on paper
 *	day n		due
 *	then		the working day after: first notice to the family, a task
 *			for the next tier, which has 2 days to confirm the step or
 *			hand it over with a new date; with that a second notice
 *
 * What the family has to do has an aim too, for planning, but is never late.
 * A higher tier hands a late step on; it never does it itself.
 */
#ifndef CORE_DEADLINE_H
#define CORE_DEADLINE_H

#include "core/access.h"
#include "core/policy.h"

/* name, stored number, who holds it, its clock or CLOCK_NONE, what is to do */
#define STEP_LIST(X)							\
	X(STEP_SEE_ANSWERS, 1, FAMILY, CLOCK_SHARE_ANSWERS,		\
	    "Say how you see the answers")				\
	X(STEP_APPROVE, 2, PRACTICE_LEAD, CLOCK_APPROVE,		\
	    "Approve or return the questionnaire")			\
	X(STEP_FILL_IN, 3, WORKER, CLOCK_NONE,				\
	    "Fill in the questionnaire with the family")		\
	X(STEP_CHALLENGE, 4, FAMILY, CLOCK_CHALLENGE,			\
	    "Check the score, challenge it if it is wrong")		\
	X(STEP_RECONSIDER, 5, WORKER, CLOCK_RECONSIDER,			\
	    "Reconsider the challenged scores")				\
	X(STEP_CONFIRM_TOTAL, 6, PRACTICE_LEAD, CLOCK_RECONSIDER,	\
	    "Confirm the new total")					\
	X(STEP_CONTEST, 7, FAMILY, CLOCK_CONTEST,			\
	    "Accept or contest each answer")				\
	X(STEP_REVIEW, 8, PRACTICE_LEAD, CLOCK_REVIEW,			\
	    "Review the contested scores")				\
	X(STEP_PLAN, 9, FAMILY, CLOCK_NONE,				\
	    "Write the support plan")					\
	X(STEP_ANSWER_PLAN, 10, WORKER, CLOCK_ANSWER_PLAN,		\
	    "Answer the support plan")					\
	X(STEP_CONFIRM_PLAN, 11, PRACTICE_LEAD, CLOCK_ANSWER_PLAN,	\
	    "Confirm the answer to the support plan")			\
	X(STEP_AFTER_ANSWER, 12, FAMILY, CLOCK_NONE,			\
	    "Settle, or ask for a meeting or the {operations_manager}")	\
	X(STEP_OFFER_MEETING, 13, PRACTICE_LEAD, CLOCK_MEETING_OFFER,	\
	    "Offer times for the meeting")				\
	X(STEP_CHOOSE_MEETING, 14, FAMILY, CLOCK_NONE,			\
	    "Choose a time for the meeting")				\
	X(STEP_HOLD_MEETING, 15, PRACTICE_LEAD, CLOCK_MEETING_HOLD,	\
	    "Hold the meeting")						\
	X(STEP_CORRECT_NOTE, 16, FAMILY, CLOCK_NOTE_CORRECTION,		\
	    "Correct the note of the meeting")				\
	X(STEP_WRITE_MEETING, 17, PRACTICE_LEAD, CLOCK_MEETING_WRITE,	\
	    "Write what came of the meeting")				\
	X(STEP_AFTER_MEETING, 18, FAMILY, CLOCK_NONE,			\
	    "Settle, or put your points to the {operations_manager}")	\
	X(STEP_OFFER_DISCUSSION, 19, OPS_MANAGER, CLOCK_DISCUSSION_OFFER, \
	    "Offer times for the discussion")				\
	X(STEP_CHOOSE_DISCUSSION, 20, FAMILY, CLOCK_NONE,		\
	    "Choose a time for the discussion")				\
	X(STEP_HOLD_DISCUSSION, 21, OPS_MANAGER, CLOCK_DISCUSSION_HOLD,	\
	    "Hold the discussion")					\
	X(STEP_OUTCOME, 22, OPS_MANAGER, CLOCK_OUTCOME,			\
	    "Decide the points and write the letter")			\
	X(STEP_PANEL, 23, OPS_MANAGER, CLOCK_PANEL_LETTER,		\
	    "Bring the recommended sum to the panel")			\
	X(STEP_FIT_PLAN, 24, WORKER, CLOCK_AFTERWARDS,			\
	    "Fit the plan to the sum, with the family")			\
	X(STEP_SIGN_PLAN, 25, FAMILY, CLOCK_NONE,			\
	    "Sign the plan")						\
	X(STEP_NAME_REVIEWER, 26, OPS_MANAGER, CLOCK_REVIEW,		\
	    "Name a reviewer from another team")			\
	X(STEP_REACH_FAMILY, 27, WORKER, CLOCK_REACH_FAMILY,		\
	    "Ring about a letter nobody has opened, or post it")	\
	X(STEP_MAKE_FORM, 28, WORKER, CLOCK_MAKE_FORM,			\
	    "Make a letter in the form the family needs")		\
	X(STEP_UNDELIVERED, 29, WORKER, CLOCK_REACH_FAMILY,		\
	    "A message could not be delivered: ring, or send by post")	\
	X(STEP_ARRANGE, 30, WORKER, CLOCK_ARRANGE,			\
	    "Arrange the support another way: the direct payment has stopped")	\
	X(STEP_READ_LETTER, 31, FAMILY, CLOCK_NONE,			\
	    "Read the letter")						\
	X(STEP_READ_ANSWER, 32, FAMILY, CLOCK_NONE,			\
	    "Read the answers to your challenge")			\
	X(STEP_CHECK_ENTRY, 33, FAMILY, CLOCK_ENTRY_CORRECTION,		\
	    "Check what we entered for you")

enum step {		/* stored */
	STEP_NONE = 0,
#define STEP_ENUM(name, value, holder, clock, words) name = value,
	STEP_LIST(STEP_ENUM)
#undef STEP_ENUM
	STEP_COUNT
};

struct step_rule {
	enum role holder;
	enum clock_step clock;
	struct str words;	/* what is to do, for whoever has to do it */
};
const struct step_rule *step_rule(enum step);	/* of STEP_NONE: all none */

/*
 * The steps an action is the work of: a set of 1 << enum step, 0 for none. Who
 * was given one of them by name may do that action, and not the others.
 */
uint64_t action_steps(enum action);

/*
 * May somebody who stands so to the case be given a step by name, with what is
 * behind them there? Only who may do everything that is its work: nobody is given
 * a step the gate refuses them. relations: with REL_NAMED, which the step brings.
 */
bool	step_may_take(enum step, unsigned relations, unsigned acted);

/* Not where a case stands, but how its letters get on? */
bool	step_is_beside(enum step);

/* May the family do it at any time, and does nobody wait for it? */
bool	step_is_open_ended(enum step);

/* Can the family do it until its day, and not after it? */
bool	step_closes(enum step);

/* What the clock of a step counts from. */
struct clock_from {
	struct date available;	/* the letter can be read; the challenge came in;
				 * none: not known yet, and so is when it is due */
	bool paper;		/* the letter goes by post */
	struct stamp told;	/* a letter: from when the step stands on a page of
				 * the family; 0: at once */
};

/*
 * From a letter that can be read from then on, or is held (core/letter.h). by_post:
 * somebody of the family reads it on paper.
 */
struct clock_from clock_from_letter(struct stamp available, bool by_post);

/* The day a step is due; none where it has no aim. */
struct date step_due(const struct policy *, enum step, struct clock_from);

/*
 * A meeting is due by its aim, or on the day the family chose if that is later:
 * their choice makes nobody late.
 */
struct date step_due_chosen(struct date due, struct date chosen);

/*
 * Due days that are near enough to remind the family of, on this day: today to
 * *until. It is reminded of answers to accept or contest alone, and never of a
 * day that has gone by.
 */
struct date step_reminder_until(const struct policy *, struct date today);

/* Working days left: 0 on the day itself, negative after it. */
int	step_days_left(const struct policy *, struct date due, struct date today);

/* Working days late: 0 until the due day is over, and always for the family. */
int	step_days_late(const struct policy *, enum step, struct date due,
	    struct date today);

struct late_dates {
	struct date first;	/* task for the next tier, notice to the family */
	struct date answer;	/* the next tier has confirmed it or handed it over */
};
/* All none for a step of the family and for one without an aim. */
struct late_dates step_late_dates(const struct policy *, enum step, struct date due);

/* Who stands above this tier; ROLE_NONE above the head of service. */
enum role tier_above(enum role);

/* Who sees to it when a step is late; ROLE_NONE for a step of the family. */
enum role step_next_tier(enum step);

/*
 * May this role hand the step over (or confirm it)? Any tier above the holder;
 * the head of service only what the operations manager holds, or did not see to.
 * sees_to: the tier that is asked to, or ROLE_NONE. Whether they may in this case
 * at all is may(…, HAND_OVER, …).
 */
bool	step_may_hand_over(enum step, enum role, enum role sees_to);

/*
 * The latest new date: a full aim from the day of the handover. None for a step
 * without an aim. A new date is a working day after today and not beyond it.
 */
struct date step_handover_latest(const struct policy *, enum step, struct date today);
bool	step_handover_ok(const struct policy *, enum step, struct date today,
	    struct date new_due);

#endif
