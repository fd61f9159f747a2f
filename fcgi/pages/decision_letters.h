/*
 * What the letters of meetings and outcomes are made of. The preview and the
 * letter that is sent come from the same facts and the same template.
 */
#ifndef FCGI_PAGES_DECISION_LETTERS_H
#define FCGI_PAGES_DECISION_LETTERS_H

#include "fcgi/pages/moves.h"
#include "sql/store_letter.h"
#include "web/meeting.h"

#define LETTER_LIMIT ((size_t)1024 * 1024)

/* The steps that were late since a day, each as a sentence. */
MUST_CHECK enum err late_lines(struct req *, struct date since, struct late_lines *);

/* When a higher sum begins to run: with the first score letter (P15). */
MUST_CHECK enum err first_letter_day(struct req *, const struct moving *, struct date *);

/* A page around a letter that is not sent yet: call between the two the letter. */
void	preview_begin(struct req *, struct str title, const struct meeting_check *,
	    struct str who);
MUST_CHECK enum err preview_end(struct req *, const struct meeting_check *);

/* Who may ring about a letter: whoever wrote it. */
MUST_CHECK enum err own_phone(struct req *, struct str *telephone);

#endif
