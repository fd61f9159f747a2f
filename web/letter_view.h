/*
 * Letters, as their pages show them.
 */
#ifndef WEB_LETTER_VIEW_H
#define WEB_LETTER_VIEW_H

#include "core/base/types.h"

struct letter_line {		/* one of a list */
	struct url to;
	struct str title;	/* "Letter 3: your score" */
	struct str hint;	/* "Sent on 3 March 2026" */
	struct str state;	/* "New" */
	struct str colour;	/* of the tag the state stands in */
};

struct letter_lines {
	struct letter_line *v;
	size_t n;
};

struct letter_view {		/* what stands around a letter */
	struct url back, pdf, large;
	struct stamp sent;
	bool waits;		/* the family may not read it yet */
	struct str name;	/* "10001-W, letter 3" */
	struct str fingerprint;	/* in groups of four */
};

#endif
