/*
 * What the letters of meetings and outcomes are made of. The preview and the
 * letter that is sent come from the same facts and the same template.
 */
#ifndef FCGI_PAGES_DECISION_LETTERS_H
#define FCGI_PAGES_DECISION_LETTERS_H

#include "fcgi/letter/facts.h"
#include "fcgi/pages/moves.h"
#include "gen/q_meeting.h"
#include "sql/store_letter.h"
#include "web/meeting.h"

/* The desk of whoever asks; and the facts of a letter that they write at it. */
MUST_CHECK enum err desk_of(struct req *, const struct policy *, struct letter_desk *);
MUST_CHECK enum err own_letter_facts(struct req *, const struct policy *,
	    const struct letter_change *, struct letter_facts *);

/* With whom the family met, as the note says: "Samuel Finch (operations manager)". */
struct str talked_with(struct arena *, const struct policy *, const struct meeting *);

#endif
