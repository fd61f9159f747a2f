/*
 * What the pages of the questionnaire share: the questionnaire of the case as
 * this reader may see it.
 */
#ifndef FCGI_PAGES_RAS_H
#define FCGI_PAGES_RAS_H

#include "core/assessment.h"
#include "fcgi/ras_view.h"
#include "fcgi/req.h"
#include "sql/store_assessment.h"

struct ras_read {
	struct ras ras;
	const struct policy *policy;	/* the one it is scored under */
	const struct tool *tool;
	struct answers answers;		/* those the reader may see */
	struct ras_lines lines;
	struct ras_facts facts;
	struct ras_moves moves;		/* the buttons the reader has */
	bool on_its_way;		/* not yet approved */
	bool own;			/* the reader is of the family */
	bool may_fill;			/* the reader may change answers now */
};

/* E_NOT_FOUND: there is none yet. */
MUST_CHECK enum err ras_read(struct req *, struct ras_read *);

/* Is this button among those the reader has? */
bool	ras_offers(const struct ras_read *, enum ras_event);

/* For a POST: who does it, under the policy of the questionnaire on its way. */
MUST_CHECK enum err ras_doing(struct req *, struct ras_doing *);

/* "Question 5: Keeping safe", for the record; each begins with QUESTION. */
#define QUESTION "Question "

/* Of each who took part: who it was and when follows. */
#define TOOK_PART "Who took part was written down."
struct str ras_question_words(struct req *, const struct ras_doing *, int question);

#endif
