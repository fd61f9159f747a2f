/*
 * What the pages of a disagreement share: who moves it, which buttons there
 * are, and which policy holds today.
 */
#ifndef FCGI_PAGES_MOVES_H
#define FCGI_PAGES_MOVES_H

#include "fcgi/req.h"
#include "sql/store_letter.h"
#include "sql/store_move.h"
#include "web/parts/view.h"

struct moving {
	const struct policy *policy;
	struct dispute_now d;
	struct moves open;		/* the buttons of whoever asks */
	struct doing by;
};

/* Reads where the case stands; E_NOT_FOUND where there is nothing to plan yet. */
MUST_CHECK enum err moving_of(struct req *, struct moving *);

bool	has_move(const struct moving *, enum event);

/* The link, if this move is open to whoever asks; else none. */
struct url url_if(const struct moving *, enum event, struct url);

/* What is decided counts for the council at once, for a family from the moment
 * it may read it. */
struct stamp told_until(const struct req *);

/* What the family can choose after an answer in writing; none where it cannot now. */
struct next_choice next_choice(struct req *, const struct moving *);

/* May whoever asks know what was told from then on? none: nothing was decided. */
bool	is_told(const struct req *, struct stamp told);

/* "It is decided. The letter can be read from …" */
struct str sealed_words(struct req *, struct stamp told);

/* Typed words as they are stored: empty, never none. */
struct str typed(struct str);

/*
 * Tells the family by e-mail, within the sending hours of the policy; and of
 * today's, where the page has none at hand. News of a letter go out with it:
 * tell_letter().
 */
MUST_CHECK enum err tell_family(struct req *, const struct policy *, struct str what,
	    struct date by);
MUST_CHECK enum err tell_news(struct req *, struct str what, struct date by);
MUST_CHECK enum err tell_letter(struct req *, const struct letter_made *, struct str what);

/* "Tuesday 3 March 2026 at 2:05pm, London" */
struct str weekday_time(struct arena *, struct stamp);

#endif
