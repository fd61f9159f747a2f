/*
 * The pages of the meeting with a practice lead and of the discussion with an
 * operations manager: the same page for both, and for all who see the case.
 */
#ifndef FCGI_PAGES_MEETING_H
#define FCGI_PAGES_MEETING_H

#include "fcgi/pages/moves.h"
#include "sql/store_meeting.h"
#include "web/meeting.h"

/* The page of one kind of meeting, whole: also after a form with errors. */
MUST_CHECK enum err meeting_page(struct req *, enum meeting_kind);

/* The page of that kind. */
struct url meeting_url(struct req *, enum meeting_kind);

/* The note as the page shows it. */
void	meeting_note_view(struct meeting_view *, const struct meeting *);

#endif
