/*
 * What somebody sent and we could not take: shown to them again, whole.
 */
#ifndef WEB_AGAIN_H
#define WEB_AGAIN_H

#include "core/base/types.h"

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

#endif
