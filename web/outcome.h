/*
 * What the pages and letters of points of disagreement show, in ready words.
 */
#ifndef WEB_OUTCOME_H
#define WEB_OUTCOME_H

#include "core/base/types.h"
#include "web/meeting.h"

/* Beside the answer "met for less", to a line of a plan and to a point. */
#define FOR_LESS_HINT S_INIT("Say where, and the price a year there. Nothing is added: " \
	"to agree that price, choose “Agreed in part” with it")

struct point_line {			/* one point, as far as it has come */
	int no;
	struct str words;
	struct money asked;		/* 0: not about money */
	struct url change, remove;	/* none: it is sent */
	struct url decide;		/* none: not for this reader */
	bool decided;
	bool to_look_at;		/* documents came in since, for who decides it */
	struct str answer, reason;	/* the decision */
	struct str how;			/* which other way, where for less */
	struct money amount;		/* what it adds, or is recommended to add */
	bool recommended;		/* … to the panel */
	struct money by_panel;		/* what the panel gave for it; none: not said */
	bool of_line;			/* it is about a line of the plan */
	struct str warning;		/* more is added than its line lacks; or none */
	struct str relied, not_decisive;	/* evidence; or none */
	int question;			/* it comes from; 0: none */
};

struct point_lines {
	const struct point_line *v;
	size_t n;
};

struct panel_ask {			/* what the panel gave for a point */
	int field;
	struct str label, hint;
};

struct panel_asks {
	struct panel_ask *v;
	size_t n;
};

struct suggestion {			/* what could become a point */
	struct str words;		/* of a question with why; of a line without */
	struct str why;			/* a line is needed, as the plan says; or empty */
	struct str rest;		/* what is asked where no money is; or empty */
	struct money asked;
	struct str question;		/* its number; empty: none */
	struct pid line;		/* of the plan; none: not of the plan */
	struct url write;		/* where a line’s why is written */
};

struct suggestions {
	struct suggestion *v;
	size_t n;
};

struct points_view {
	struct url back, add, check, meeting;
	bool may_write;
	struct str stands;
	const struct status_view *status;	/* who has the case */
	struct url go;			/* where what comes first or next is; or none */
	struct str go_words;
	struct money total;		/* asked by the drafts */
	struct str sent;		/* of the last round: by whom and when */
	bool decided;
	struct money figure, before, added;
	struct money counts;		/* of it, in the sum by now */
	struct money sum;		/* figure + before + counts */
	struct str recommended;		/* above the limit; none: it is not */
	bool waits;			/* for the panel */
	bool early;			/* the panel has not met yet */
	struct date from;
	struct str panel;		/* what the panel said; none: nothing yet */
	struct url letter, panel_letter;	/* that say so */
	struct url discussion, take_back, in_writing, decide, panel_note;
};

struct known {				/* about a point, while it is decided */
	struct str title;
	struct str words;
};

struct knowns {
	struct known *v;
	size_t n;
};

struct decide_view {
	struct str title;
	struct url back, check, save, next;
	size_t left;			/* points still to decide */
	int no;
	struct str words;
	struct money asked;
	int question;			/* it comes from; 0: none */
	struct money figure, before, added, sum, limit;
	struct money unused;		/* of the sum there is, by what is agreed */
	bool above;
	struct date first;		/* day of the first score letter */
	struct date chaired_on;		/* the panel they are recorded to have chaired; or none */
	struct str others;		/* who else decides them; none: nobody */
};

struct outcome_letter {			/* what only this letter says */
	struct str by;
	struct date raised;
	struct str discussed;		/* how and when, or in writing only */
	struct money figure, before, sum;
	bool recommended;
	struct date panel;
	bool chaired;			/* a panel on this case, before */
	struct date chaired_on;
	struct str why_from;
};

struct panel_letter {
	struct str by;
	struct date panel;
	struct str answer, reasons, relied, not_decisive;
	struct money figure, before, recommended, added, sum;
	bool chaired;
	bool one_sum;			/* for all points */
};

#endif
