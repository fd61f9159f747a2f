/*
 * Who has a case now, or from a day on: the words the family and the record read.
 */
#ifndef FCGI_GIVEN_H
#define FCGI_GIVEN_H

#include "core/policy.h"
#include "gen/q_worker.h"

/* "Your worker is now Tom Ellery, telephone 0191 498 0112. The reason: …" */
struct str given_words(struct arena *, const struct policy *, const struct case_given *,
	    struct date today);

#endif
