/*
 * What the pages and letters about a support plan show.
 */
#ifndef WEB_PLAN_H
#define WEB_PLAN_H

#include "core/base/types.h"
#include "web/delivery.h"
#include "web/parts/view.h"

struct plan_said {		/* a decision, in words */
	struct str title, words;
};

struct plan_saids {
	struct plan_said *v;
	size_t n;
};

struct plan_line_view {
	int no;			/* in the family's order, from 1 */
	bool first, last;
	struct url change, up, down, remove;	/* of a draft */
	struct str what;
	struct str outcome;	/* which it serves; none: not said */
	struct str provider;	/* none: not said */
	struct str cost;	/* "2 hours a week for 48 weeks a year, at …" */
	struct money yearly;
	struct str warning;	/* what the policy says of it; none: nothing */
	struct str why;		/* the family's words to that */
	struct str reach;	/* does the money reach it, in words */
	bool ends_before, ends_after;	/* the money ends here */
	struct str verdict;	/* the answer; none: not (yet) answered */
	struct str reason;
	struct str instead;	/* which other way, where, from when */
	bool whole;		/* all of it is agreed */
	struct money agreed;	/* of it; or fitted, in the plan that is signed */
	struct plan_saids said;	/* what was decided of it; answered: by points */
	struct str fit_reason;	/* why it has another amount; none: it has not */
	bool no_reason;		/* and nobody has said why */
};

struct plan_line_views {
	struct plan_line_view *v;
	size_t n;
};

struct line_reach {		/* before money is added for it */
	int no;
	struct str what;
	struct money planned, agreed;
	struct money reached;	/* by the sum, beyond what was agreed */
	struct money missing;
};

struct line_reaches {
	const struct line_reach *v;
	size_t n;
};

struct plan_outcome_view {
	struct str words;
	struct str written;	/* by whoever helps, and when; or none */
	struct url change, remove;
};

struct plan_outcome_views {
	struct plan_outcome_view *v;
	size_t n;
};

struct plan_file_view {
	struct url to;
	struct str name, purpose;
	struct stamp sent;
	bool picture;		/* the child's own */
};

struct plan_file_views {
	struct plan_file_view *v;
	size_t n;
};

struct plan_view {		/* one version */
	int no;			/* 0: a draft */
	struct str state;
	struct stamp sent;
	struct str sent_by, entered_by;
	struct date received;
	struct plan_outcome_views outcomes;
	struct str called;
	struct str child_words;	/* none: not written */
	struct str own_view;	/* at 16 and 17; none: not said */
	struct str need_and_risk;	/* assessed where it differs; none: it is not shown */
	struct str surprises;	/* none: not said */
	struct plan_line_views lines;
	struct money cost, sum, missing, left, agreed;
	struct money refused;	/* answered: of the cost, what is not agreed */
	bool reaches;		/* the sum is shown, and how far it goes */
	struct str nights;	/* a warning; none: nothing */
	bool answered;		/* the answer may be shown */
	struct money becomes;	/* the sum, once the answer is confirmed; none: it is */
	bool later;		/* more was decided after it, and stands above */
	struct str answer, reason, confirmed_by;
	struct stamp confirmed;
	struct str signed_by;	/* who has signed; none: nobody */
	struct plan_file_views files;	/* that belong to the plan */
	size_t papers;		/* of them, without the child's own pictures */
	bool fitted;		/* agreed is what stands in the signed plan */
	struct money over, unused;	/* agreed: above the sum, or left of it */
	bool much;		/* a good part of the sum is unused */
	struct str unused_reason;	/* why; none: not said */
};

struct plan_version_view {
	struct url to;
	int no;
	struct str state, words;
	struct stamp sent;
	struct money cost;
};

struct plan_version_views {
	struct plan_version_view *v;
	size_t n;
};

struct plan_button {
	struct url to;
	struct str words, hint;
};

struct plan_buttons {
	struct plan_button *v;
	size_t n;
};

struct plan_page {		/* /cases/#/plan */
	struct url back;
	struct str called;
	struct str stands;	/* where it stands, in a sentence */
	const struct status_view *status;	/* who has the case */
	const struct sum_view *now;	/* to plan with; NULL: a plan says it */
	struct str wait;	/* the answer can be read from; none: no wait */
	struct plan_view *plan;	/* sent last, or NULL */
	struct plan_saids since;	/* what came after its answer */
	const struct delivery_view *delivery;	/* or NULL */
	struct plan_buttons next;	/* links for the reader, first is the main one */
	struct next_choice choose;	/* the family's three buttons */
	struct url end, come_back;
	struct url letter;	/* of the answer; none: not to be read yet */
	bool may_end, ended;
	bool writer;		/* may write a draft */
	bool draft;		/* there is one */
	struct url draft_url;
	struct plan_version_views versions;
};

struct plan_task {
	struct url to;
	struct str title, hint, status, colour;
};

struct plan_tasks {
	struct plan_task *v;
	size_t n;
};

struct plan_letter {		/* what only the answer to a plan says */
	const struct plan_view *plan;
	struct money before;	/* the sum, before this decision */
	struct str writer;		/* with the title */
	struct str relied, not_decisive;	/* evidence; or none */
};

#endif
