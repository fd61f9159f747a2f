/*
 * What the pages of the questionnaire and the score letter show, in ready
 * words. Made by fcgi/ras_view.c and the handlers; a struct str that is none,
 * and a struct url that is none, is not shown.
 */
#ifndef WEB_RAS_H
#define WEB_RAS_H

#include "core/base/types.h"
#include "core/form.h"
#include "web/parts/view.h"

struct ras_line {		/* one question with its answer */
	int number;
	struct str title, text, guidance;
	struct url to;
	struct str status, colour;	/* for the reader, as a tag */
	bool answered;		/* and the reader may see it */
	struct str level;	/* "Significant", "Does not apply" */
	struct str described;	/* what that level means */
	struct points points, most;
	bool two_carers;
	struct str reason, evidence;
	struct str said;	/* "The family sees it differently" */
	struct str said_words, said_by;
	struct str said_before;	/* of an earlier answer to the question */
	struct str reply, replied_by;
	struct str changed;	/* the decision that made it so; none: as approved */
};

struct ras_lines {
	struct ras_line *v;
	size_t n;
};

struct ras_person {		/* who took part */
	struct str name, who;
	struct date day;
	struct url remove;	/* none: the reader may not */
};

struct ras_people {
	struct ras_person *v;
	size_t n;
};

struct ras_missing {		/* what has to be there before it can be shared */
	struct str words;
	struct url to;
};

struct ras_missings {
	struct ras_missing *v;
	size_t n;
};

struct ras_page {		/* the task list, and the page that checks it */
	struct str called;
	struct url back;	/* the case */
	struct url self, check, people_at, child_at, worked_out;
	struct str tool, about;	/* its name and a sentence */
	bool scored;		/* it gives points */
	struct str stands;	/* where it stands, one sentence */
	struct str to_do;	/* what the reader does here */
	const struct status_view *status;	/* who has the case; NULL: it is approved */
	struct str returned_because;
	struct ras_lines lines;
	struct ras_people people;
	struct str people_status, people_colour;
	struct str child_status, child_colour;
	struct str child_said;
	bool may_fill;		/* the reader may change answers now */
	struct url begin;	/* none: there is one already, or not theirs */
	struct ras_missings missing;
	struct url share, say, give_back, letter;
	int unseen;		/* answers the family has said nothing about */
	int unanswered;		/* differences without a reply */
	bool shows_sum;		/* after the reasons: points, band, pounds */
	struct points total, highest;
	struct str band;
	struct money yearly;
	const struct form_view *give_back_form;
};

struct question_view {		/* the page of one question */
	struct str called;
	struct ras_line line;
	int of;			/* how many questions there are */
	struct url list, before, after;
	bool scored, any_score;
	bool may_fill, may_share, may_view, may_reply;
	struct level_views levels;
	struct url save, share, view, reply;
	const struct form_view *answer_form, *view_form, *reply_form;
};

struct stage_row {		/* what the score came to at one stage */
	struct str what, who;
	struct stamp at;
	struct points total;
	struct money yearly;
};

struct stage_rows {
	struct stage_row *v;
	size_t n;
};

struct agreed_row {		/* what one decision agreed above the score */
	struct str what, who;
	struct stamp at;
	struct money added;
};

struct agreed_rows {
	struct agreed_row *v;
	size_t n;
};

struct worked_out_view {
	struct str called, ref;
	struct date today;	/* the day it is read, or printed */
	struct url back, questionnaire;
	struct url challenge;	/* of who may: none for others */
	bool own;		/* the family reads it */
	bool scored;
	struct stamp not_before;	/* of the family, before the letter is out */
	struct points total, highest;
	struct money yearly;
	struct str band, band_note, step_note, next;
	struct ras_lines lines;
	size_t same, unsaid, two_carers;	/* of the lines: seen so; nothing said; … */
	struct ras_people people;
	struct str child_said;
	struct band_views bands;
	struct step_views steps;
	struct stage_rows stages;
	struct str worker, approver;
	struct stamp approved;
	struct agreed_rows agreed;	/* above the score */
	struct money sum;		/* with them */
	struct str policy;		/* which version of the tables */
	struct str guidance;		/* and of planning guidance, rates and limits */
};

struct score_letter {		/* what only the letter of the score says */
	bool scored;
	struct points total, highest;
	struct money yearly;
	struct str band, band_note, next;
	struct ras_lines lines;
	struct ras_people people;
	struct str child_said;
	struct str worker;
	struct str worked, approved;	/* who, each with the title */
	size_t same, unsaid;		/* answers the family sees so; said nothing of */
	bool replaces;			/* a score before it gives way */
	bool ends_challenge;		/* and a challenge of that was open */
};

#endif
