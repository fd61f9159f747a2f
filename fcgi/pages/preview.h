/*
 * A letter before it is sent: the fragment itself, who will see it, and only then
 * the button. Every letter that staff decide on is looked at here. What stands
 * between begin and end is printed into rq->out by the function that prints the
 * letter when it is sent, from the same facts; nothing of it is stored. Its
 * fingerprint goes with the button: a letter that has changed since is shown again.
 */
#ifndef FCGI_PAGES_PREVIEW_H
#define FCGI_PAGES_PREVIEW_H

#include "fcgi/letter/facts.h"
#include "fcgi/req.h"
#include "web/letter_view.h"

struct preview {
	struct letter_ready v;	/* the page: back, send, button, available */
	size_t from;		/* where the letter begins in rq->out */
};

MUST_CHECK enum err preview_begin(struct req *, struct preview *);
MUST_CHECK enum err preview_end(struct req *, struct preview *);

/* Is this still the letter that was looked at? Else nothing may be sent, and the
 * handler answers with its preview. */
bool	preview_kept(struct req *, const struct out *html);

#endif
