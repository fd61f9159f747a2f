/*
 * What a decision rests on, and what was received and did not decide it, and why: in
 * its decider's words, and document by document as they said. Pages, letters and
 * previews print the same words.
 */
#ifndef FCGI_EVIDENCE_WORDS_H
#define FCGI_EVIDENCE_WORDS_H

#include "core/letter.h"
#include "gen/q_document.h"

struct weighing {			/* of which decision, and whose */
	enum weighed_for what;
	int64_t decision, person;
};

/* The mark of a decision on a document; NULL: nothing was said of it. */
const struct document_mark *evidence_mark(const struct document_marks *,
    const struct weighing *, int64_t document);

/* "received 3 March 2026"; of several of one name "number 2 of that name, received 3 March
 * 2026 at 2:05pm". alike: 0, or its number among them. */
struct str document_came(struct arena *, int alike, struct stamp came);

/* One sentence for each document of which this was said, after the decider's own. */
struct str evidence_words(struct arena *, const struct document_marks *,
    const struct weighing *, enum document_said, struct str own);

struct evidence_told {
	struct str relied, not_decisive;	/* or empty */
};

/* Of a decision that is not on a challenged question. */
MUST_CHECK enum err evidence_told(struct db *, struct arena *, int64_t casefile,
	    const struct weighing *, struct evidence_told *);

/* Words as a sentence, so that another can follow it. */
void	out_sentence(struct out *, struct str);

#endif
