/*
 * The documents before whoever decides: each is said to be relied on, or received
 * and not decisive, and why. What was sent before today has to be looked at; a
 * receipt, the letters and the copy say what was said, and nothing else.
 */
#ifndef FCGI_PAGES_EVIDENCE_H
#define FCGI_PAGES_EVIDENCE_H

#include "fcgi/evidence_words.h"
#include "fcgi/req.h"
#include "gen/q_points.h"
#include "web/contest.h"

/* A decision, and which documents of the case lie before it: those of the case as a
 * whole always. */
struct evidence {
	struct weighing by;
	int question;		/* and those of this question; or INT_NONE */
	bool plan;		/* and those of the plan */
	const struct resteds *also;	/* and these of its point; or NULL */
	bool every;		/* and all others */
	int said;		/* the form's first field of a document */
	int relied;		/* its field for what else it rests on */
	bool must;		/* it has to rest on one or the other */
	bool in_draft;		/* that field is kept with the others of the form */
};

/* What lies in the case, for several decisions. */
struct evidence_now {
	struct document_befores docs;
	struct document_marks marks;
};

MUST_CHECK enum err evidence_read(struct req *, struct evidence_now *);

struct unlooked {		/* documents nothing was said of yet: */
	size_t before;		/* sent before today, they have to be looked at; */
	size_t today;
};

/* Of n decisions together: a document counts once, for however many it lies before. */
struct unlooked evidence_unlooked(struct req *, const struct evidence_now *,
    const struct evidence *, size_t n);

/* "A document has come in and nothing is said of it yet. …"; none: all is looked at. */
struct str unlooked_words(struct arena *, struct unlooked);

/* The rows of the page, and in the form what this person has said of each. */
MUST_CHECK enum err evidence_before(struct req *, const struct evidence *,
	    struct form_view *, struct evidence_rows *);

/* Keeps what was sent, or says beside the fields what is missing. */
MUST_CHECK enum err evidence_save(struct req *, const struct evidence *);

#endif
