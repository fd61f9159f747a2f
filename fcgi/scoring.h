/*
 * Approving a questionnaire, whole: the score, the letter and the news of it,
 * in the caller's transaction. The page and the demonstration both come here.
 */
#ifndef FCGI_SCORING_H
#define FCGI_SCORING_H

#include "sql/store_assessment.h"
#include "sql/store_letter.h"

struct config;

MUST_CHECK enum err scoring_approve(struct db *, struct arena *, const struct config *,
	    const struct ras_doing *, struct ras_moved *, struct letter_made *);

/* The letter as it would be if it were approved now: the same, from the same. */
MUST_CHECK enum err scoring_letter(struct db *, struct arena *, const struct config *,
	    const struct ras_doing *, struct out *html);

/* The record of an approval that came to no points begins with it. */
#define UNSCORED_APPROVED "The assessment was approved."

#endif
