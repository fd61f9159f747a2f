/*
 * Which decisions considered a document, and what each said of it: for receipts, and
 * for the copy of the case.
 */
#ifndef FCGI_PAGES_CONSIDERED_H
#define FCGI_PAGES_CONSIDERED_H

#include "fcgi/req.h"
#include "gen/q_document.h"
#include "web/parts/view.h"

struct considered_by {
	struct considereds said;	/* by who decided */
	struct read_befores read;	/* letters on a plan that said no more */
};

/* Of all documents of the case, as the family may know it by now. */
MUST_CHECK enum err considered_by(struct req *, struct considered_by *);

/* "The score after the review, question 3, Owen Hughes, 3 March 2026 at 2:05pm: …" */
void	considered_out(struct out *, const struct considered *);

struct lines considered_lines(struct arena *, const struct considered_by *,
	    struct pid document);

#endif
