/*
 * What somebody sent and we could not take: shown to them again, whole.
 */
#ifndef WEB_AGAIN_H
#define WEB_AGAIN_H

#include "core/base/types.h"
#include "web/url.h"

struct sent_row {
	struct str name;	/* of the input */
	struct str words;	/* for people; none: it is not shown */
	struct str value;	/* as it was typed */
};

struct sent_rows {
	struct sent_row *v;
	size_t n;
	size_t shown;		/* how many have words and a value */
};

struct kept_view {		/* what they cannot send here any more, to be copied */
	const struct sent_rows *rows;
	bool sent;		/* now; else it was typed and kept */
	bool file;		/* with a file, which is not kept */
	struct url drop;	/* where what was kept is deleted; none: nothing was */
	struct str page;	/* of which page */
};

#endif
