/*
 * What the pages of an entry share.
 */
#ifndef FCGI_PAGES_ENTRY_H
#define FCGI_PAGES_ENTRY_H

#include "fcgi/req.h"
#include "gen/q_entry.h"
#include "web/entry.h"

/* One entry as pages and letter show it, with what was done in it. */
MUST_CHECK enum err entry_view_of(struct req *, const struct entry_row *,
	    struct entry_view_page *);

#endif
