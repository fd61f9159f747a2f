/*
 * The letters about a support plan, made from what was recorded. Kept apart
 * from the pages, so that nothing but the facts goes into one. The desk's person
 * is whose decision it is: who confirms, takes back, ends.
 */
#ifndef FCGI_PAGES_PLAN_LETTER_H
#define FCGI_PAGES_PLAN_LETTER_H

#include "fcgi/letter/facts.h"
#include "fcgi/pages/evidence.h"
#include "sql/store_plan.h"

/* The documents before the answer to a plan, and who writes it. */
struct evidence plan_evidence(const struct plan *, int64_t writer);

/*
 * The answer to the plan sent last, as it would go out if it were confirmed by
 * the desk's person now. Needs the answer passed on.
 */
MUST_CHECK enum err plan_letter_answer(const struct plan_move *,
	    const struct letter_desk *, struct out *);

/* The family took the plan back, or ended the case: what stands, how to return. */
MUST_CHECK enum err plan_letter_back(const struct letter_desk *, struct out *);
MUST_CHECK enum err plan_letter_end(const struct letter_desk *, struct out *);

#endif
