/*
 * What the pages and letters of meetings show, in ready words. A url that is
 * none means: this reader may not do that now.
 */
#ifndef WEB_MEETING_H
#define WEB_MEETING_H

#include "core/base/types.h"
#include "web/parts/view.h"

struct meeting_view {
	struct str title;
	struct url back;
	struct str stands;		/* where it stands, a sentence or two */
	const struct status_view *status;	/* who has the case */
	bool family;			/* the reader is of the family */
	bool any;			/* one is on its way, or was held */
	struct str way, interpreter, adjustments, comes, about;
	int missed;
	struct str when, place, with;	/* fixed; none: not yet */
	bool fixed;			/* and not held yet */
	struct str excused;		/* who was */
	struct date held;
	struct str note, note_by;
	struct stamp shared;
	struct date correct_by;
	struct str correction, corrected_by;
	struct stamp corrected;
	bool note_right;
	struct str answer, answered_by;
	struct money amount;
	struct str reasons, next_step;
	struct stamp answered;
	struct url letter;		/* that answers it */
	struct next_choice next;	/* and what the family can do then */
	struct str hand_over;		/* nobody of the team may: for the next tier */

	struct url ask, needs, decline, choose, other_times, excuse, correct;
	struct str noted_from;		/* when it can be noted as held or missed */
	struct date notice;		/* times are offered for after this day */
	struct url offer, missed_it, write_note, write_answer, hand_over_to, in_writing;
};

struct meeting_check {			/* before something is sent */
	struct str title;
	struct url back, change, send;
	struct str button;
	struct str warning;		/* what to think of first; or none */
};

struct meeting_letter {			/* what only the letter of a meeting says */
	struct str met;			/* "Alice Wren (practice lead)" */
	struct date held;
	struct str way, note, correction;
	bool note_right;
	struct str answer;
	bool money;			/* an amount was agreed */
	struct money before, amount;
	struct str reasons, relied, not_decisive;
};

#endif
