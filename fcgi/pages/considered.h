/*
 * Which decisions considered a document, and what each said of it: for receipts.
 */
#ifndef FCGI_PAGES_CONSIDERED_H
#define FCGI_PAGES_CONSIDERED_H

#include "fcgi/req.h"
#include "gen/q_document.h"
#include "web/parts/view.h"

struct considered_by {
	struct considereds said;	/* of challenged questions, by who decided */
	struct read_befores read;	/* with a plan, before its answer */
};

/* Of all documents of the case, as the family may know it by now. */
MUST_CHECK enum err considered_by(struct req *, struct considered_by *);

struct lines considered_lines(struct arena *, const struct considered_by *,
	    struct pid document);

#endif
