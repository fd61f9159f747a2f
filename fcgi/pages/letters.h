/*
 * What the pages of letters share.
 */
#ifndef FCGI_PAGES_LETTERS_H
#define FCGI_PAGES_LETTERS_H

#include "fcgi/req.h"
#include "gen/q_letter.h"

/*
 * The letter of the path: found in this case, readable now, and still what was
 * stored. E_INTERNAL: it is not.
 */
MUST_CHECK enum err letter_load(struct req *, struct letter *);

/* Are these the bytes that were stored? Logs it where they are not. */
MUST_CHECK enum err letter_whole(int64_t id, struct str html, struct str hash);

/* May it be read by whoever asks: the family from its time on, staff before? */
bool	letter_may_read(const struct req *, struct stamp available);

/* The row in which this letter is the earlier one, or the later one; or NULL. */
const struct letter_again *letter_replaced(const struct letter_agains *, int64_t letter);
const struct letter_again *letter_replacing(const struct letter_agains *, int64_t letter);

/* "Letter 3: What came of our meeting" */
struct str letter_numbered(struct arena *, int no, struct str title);

#endif
