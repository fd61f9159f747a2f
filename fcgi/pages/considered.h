/*
 * Which decisions considered a document, and what each said of it: for receipts, and
 * for the copy of the case.
 */
#ifndef FCGI_PAGES_CONSIDERED_H
#define FCGI_PAGES_CONSIDERED_H

#include "fcgi/req.h"
#include "gen/q_document.h"
#include "web/parts/view.h"

/* "The score after the review, question 3, Owen Hughes, 3 March 2026 at 2:05pm: …" */
void	considered_out(struct out *, const struct considered *);

/* Of one document of the case. */
struct lines considered_lines(struct arena *, const struct considereds *,
	    struct pid document);

#endif
