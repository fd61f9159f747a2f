/*
 * The decisions on a contested score that end in a letter: what they change, the
 * letter and the news of it, in the caller's transaction. The pages and the
 * demonstration both come here. A letter is made of what was just recorded; a
 * preview of the same rows by the same template.
 */
#ifndef FCGI_LETTER_SCORE_H
#define FCGI_LETTER_SCORE_H

#include "core/letter.h"
#include "fcgi/score_view.h"
#include "sql/store_letter.h"

struct config;

struct score_desk {
	struct db *db;
	struct arena *a;
	const struct config *config;
	const struct casefile *c;
	struct doing m;
	const struct policy *policy;	/* of the score */
	const struct tool *tool;
	struct score_now s;
};

/* When a letter made now can be read. */
struct stamp desk_available(const struct score_desk *);

/* The score in words, for this reader: until as in struct score_book. */
struct score_book desk_book(const struct score_desk *, struct stamp until);

/* Prints the letter that tells what stands in s now. */
MUST_CHECK enum err score_letter_print(const struct score_desk *, const struct score_now *s,
	    enum letter_kind, struct out *html);

MUST_CHECK enum err score_confirm(struct score_desk *, struct letter_made *);
MUST_CHECK enum err score_review(struct score_desk *, const struct decisions *,
	    struct letter_made *);
/* question 0: all of this person's. */
MUST_CHECK enum err score_withdraw(struct score_desk *, int question,
	    struct letter_made *);

#endif
