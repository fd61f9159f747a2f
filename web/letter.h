/*
 * What every letter on a decision says, whatever was decided (P15): who, when,
 * what was said of each contested question, what the sum was at every stage, by
 * which tables, what was late, what comes next and what the reader's rights are.
 * Gathered in one place (fcgi/letter/facts.h), printed by parts that all letters
 * share, so that none of them can leave a fact out or say it in another way.
 */
#ifndef WEB_LETTER_H
#define WEB_LETTER_H

#include "core/policy.h"
#include "web/contest.h"

struct stage_line {		/* what the sum was, and which decision made it so */
	struct str what;	/* "The challenge was answered" */
	struct str who;		/* "Alice Wren, practice lead, on 3 March 2026" */
	struct str score;	/* "118 points, Low"; "as before" */
	struct str change;	/* "£1,000 a year more" */
	struct money yearly;	/* the sum from then on */
};

struct stage_lines {
	struct stage_line *v;
	size_t n;
};

struct letter_head {		/* how every letter begins and ends */
	struct str council, ref, dear;
	struct council_office office;	/* of the council; or none */
	struct str did;			/* "Decided on": what was done on that day */
	struct date decided;
	struct date day;		/* it can be read from then; none: it waits
					 * until its form is made */
	struct str signed_by, telephone;	/* of the council, with the role */
};

struct letter_facts {
	const struct policy *policy;	/* in force: sentences in the council's words */
	struct letter_head *head;
	struct str called;
	bool by_post;			/* it is printed and posted as well */
	struct str decided_by;		/* "Ruth Okafor, practice lead" */
	struct date decided;

	bool scored;			/* there is a score, with points */
	struct chain_views chains;	/* contested, with all that was said */
	struct chain_views annex;	/* the other questions */
	struct stage_lines stages;	/* the figure at every stage, in order */
	struct points total;		/* now; none without a score */
	struct str band;
	struct money figure;		/* what the score gives now */
	struct money agreed;		/* above it, with this decision */
	struct money sum;		/* both */
	bool total_stays, sum_stays;	/* as it was before this letter's decision */

	struct date runs_from;		/* the figure: the first score letter */
	struct money runs_first, runs_later;	/* of the sum: from that day; from others */
	struct lines runs;		/* what runs from another day, and why */
	struct date year_end;
	struct money this_year;		/* what the sum makes until then … */
	struct lines shares;		/* … and each part of it, if there are several */

	struct str not_covered;		/* in the decider's words; or none */
	struct lines never_covered;	/* what the policy says no budget pays */

	struct lines late;		/* steps that were late */
	struct lines handovers;		/* who took a step over, and why */

	struct str criteria;		/* which questionnaire and tables, version */
	struct str guidance;		/* which planning guidance, version */
	bool reference;

	struct str next;		/* the next step */
	struct str aim;			/* its date, and who does it */
	struct str contact, telephone;	/* whom to ask */
	struct help_lines help, rights;
	struct str format;		/* the form asked for; none: no other one */
};

#endif
