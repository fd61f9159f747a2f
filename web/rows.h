/*
 * Rows that pages show: what handlers make of queries and rules, in ready
 * words, so that a template only has to print.
 */
#ifndef WEB_ROWS_H
#define WEB_ROWS_H

#include "core/base/types.h"

struct work_row {		/* one thing a member of staff has to do */
	struct url to;
	struct str what, child, ref;
	struct str reader;	/* of a letter to be posted; none: no column for it */
	struct str due;		/* in words; or */
	struct date since;
	bool late;
	struct str state, colour;	/* where it is not late: its tag */
};

struct work_rows {
	struct work_row *v;
	size_t n;
};

enum ask_kind {			/* how long something can be done */
	ASK_ANY_TIME,		/* there is no date */
	ASK_AIM,		/* an aim, and nothing is refused after it */
	ASK_PAST,		/* that day has gone by: it can still be done */
	ASK_UNTIL,		/* open until somebody else decides */
	ASK_UNTIL_PAST,
	ASK_LAST_DAY,		/* not after that day */
	ASK_CHOICE,		/* of times, all of them still to come */
	ASK_CHOICE_LEFT,	/* the first of them is over */
};

struct ask_row {		/* something that waits for a family, on their home */
	struct url to;
	struct str called, asks;
	struct date due;	/* none: whenever they are ready */
	struct str day;		/* of that aim, in words */
	enum ask_kind kind;
};

struct ask_rows {
	struct ask_row *v;
	size_t n;
};

struct listed_row {		/* one case of those somebody works on */
	struct url to;
	struct str child, ref, worker;
	struct str step, holder, due;	/* what is due first; none: nothing waits */
};

struct listed_rows {
	struct listed_row *v;
	size_t n;
};

struct left_row {		/* typed, kept and not sent */
	struct url to;
	struct stamp at;
};

struct left_rows {
	struct left_row *v;
	size_t n;
};

struct word_row {		/* one of a plain list */
	struct str words;
};

struct word_rows {
	struct word_row *v;
	size_t n;
};

struct story_row {		/* something that happened */
	struct str title;
	struct stamp at;
	struct str who;
	struct str text;
	struct url to;		/* the letter, document, plan … ; none: nothing to open */
	struct str to_words;	/* "Read the letter" */
};

struct story_rows {
	struct story_row *v;
	size_t n;
};

struct case_link {
	struct url to;
	struct str words;
};

struct case_links {
	struct case_link *v;
	size_t n;
};

struct status_view;
struct sum_view;

struct child_row {		/* one child, as its family sees it on their home */
	struct url to;
	struct str called;
	const struct status_view *status;	/* who has the case */
	const struct sum_view *sum;
	struct case_links also;	/* what can be done at any time besides */
};

struct child_rows {
	struct child_row *v;
	size_t n;
};

struct case_view {		/* the page of a case */
	struct str title, ref;
	bool staff;		/* the reader works for the council */
	struct str child_name, called;
	struct date born;
	int age;
	struct str team, worker, council_number;
	struct str asks, due;	/* what waits for the reader; none: nothing */
	enum ask_kind kind;	/* how long it can be done */
	struct url act;
	struct case_links also;	/* what else waits for the reader */
	const struct status_view *status;	/* who has it now */
	const struct sum_view *sum;
	struct case_links links;
	struct str undelivered;	/* whose e-mail does not arrive; none: nobody’s */
	bool may_hold;		/* own views, for a child's safety */
	struct url hold;
};

#endif
