/*
 * What was late in a case and who took a step over, as sentences of a letter.
 */
#ifndef FCGI_LETTER_LATE_H
#define FCGI_LETTER_LATE_H

#include "fcgi/letter/facts.h"

/*
 * Steps of the council that were late since the assessment was opened: those the
 * calendar found, and those that are late on the day the letter is made, whether
 * or not it has found them.
 */
MUST_CHECK enum err letter_late_of(const struct letter_desk *, const struct score_now *,
	    struct lines *);

/* Who handed over what, to whom, with which date and for which reason. */
MUST_CHECK enum err letter_handovers_of(const struct letter_desk *,
	    const struct score_now *, struct lines *);

#endif
