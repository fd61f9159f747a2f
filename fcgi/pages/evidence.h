/*
 * The documents before whoever decides a challenged question: each is said to be
 * relied on, or received and not decisive, and why. What was sent before today has
 * to be looked at; a receipt and the letters say what was said, and nothing else.
 */
#ifndef FCGI_PAGES_EVIDENCE_H
#define FCGI_PAGES_EVIDENCE_H

#include "core/letter.h"
#include "fcgi/req.h"
#include "web/contest.h"

/* The rows of the page, and in the form what this person has said of each. */
MUST_CHECK enum err evidence_before(struct req *, int64_t item, enum weighed_for,
	    struct form_view *, struct evidence_rows *);

/* Keeps what was sent, or says beside the fields what is missing. */
MUST_CHECK enum err evidence_save(struct req *, int64_t item, enum weighed_for);

#endif
