/*
 * Rows of the contested score: what handlers make of the questions, the answers
 * and the rules, in ready words. Pages and letters print the same rows.
 */
#ifndef WEB_CONTEST_H
#define WEB_CONTEST_H

#include "web/parts/view.h"

struct chain_entry {		/* one thing said of a question, in its order */
	struct str step;	/* "Reconsidered: accepted in part" */
	struct str who;		/* "Priya Nair, social worker, on 3 March 2026" */
	struct str score;	/* "18 points, significant" */
	struct points points;	/* the same; none: no score is named */
	struct str reason;
	struct str evidence;	/* that it rests on, or that came with it */
	struct str other;	/* evidence that did not decide it, and why; or none */
};

struct chain_entries {
	struct chain_entry *v;
	size_t n;
};

struct chain_view {		/* one question */
	int number;
	struct str title;
	struct str text;	/* the question */
	struct str guidance;
	struct str state, colour;	/* how it stands, for a tag */
	struct str score;	/* what counts now: "regular, 9 points" */
	struct points points;
	struct chain_entries said;
	struct level_views levels;	/* that are named in it, lowest first */
	bool challenged;
	struct url to;		/* its page; none in a letter */
};

struct chain_views {
	struct chain_view *v;
	size_t n;
};

struct effect_side {
	struct points total;
	struct str band;
	struct money yearly;
};

struct effect_view {
	struct effect_side before, after;
	struct str words;	/* "54 points more. £1,800 a year more." */
};

struct reader_row {
	struct str name, what;
};

struct reader_rows {
	struct reader_row *v;
	size_t n;
};

struct evidence_row {		/* a document about a question */
	struct str name, purpose;
	struct url to;
	struct str came;	/* "received 3 March 2026"; none: not sent, the council does
				 * not see it */
	int said, why;		/* the fields of who decides; else not used */
};

struct evidence_rows {
	struct evidence_row *v;
	size_t n;
	struct str which;	/* documents these are, for who decides */
	bool must;		/* the decision has to rest on something */
};

struct marked_row {		/* written and not sent */
	struct str title;
	struct str change;	/* "From 9 points, regular, to 27 points, exceptional" */
	struct str words;	/* of the decision: "accepted in part"; or none */
	struct str reason, evidence, other;
	struct url to;
	bool shared;		/* sent already */
	struct str written;	/* by whoever helps, and when; or none */
	struct evidence_rows files;
	struct url add;		/* where one is added; none: not shown here */
};

struct marked_rows {
	struct marked_row *v;
	size_t n;
};

struct answer_aim {		/* of what is about to be sent */
	struct str who, telephone;
	struct date by;
};

struct dispute_row {
	struct url to;
	struct str child, ref, step, holder, due;
	bool late;
	struct money asked, agreed;	/* a year, above the first figure */
};

struct dispute_rows {
	struct dispute_row *v;
	size_t n;
};

#endif
