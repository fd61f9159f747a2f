/*
 * The sum of a letter, stage by stage: what each decision made of it and who decided,
 * from which day each part of it runs, and what that makes this year.
 */
#ifndef FCGI_LETTER_STAGES_H
#define FCGI_LETTER_STAGES_H

#include "fcgi/letter/facts.h"

/* f->runs_from is known already; now: what this letter's own decision adds, or NULL. */
MUST_CHECK enum err letter_stages(const struct letter_desk *, const struct score_now *,
	    const struct letter_change *now, struct letter_facts *f);

#endif
