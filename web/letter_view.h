/*
 * Letters, as their pages show them.
 */
#ifndef WEB_LETTER_VIEW_H
#define WEB_LETTER_VIEW_H

#include "core/base/types.h"
#include "web/contest.h"

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

struct letter_post_view {
	struct url back, send, pdf, large;
	struct str ref, title;
	struct str readers;	/* whom it waits for; none: nobody */
	struct str address;	/* said when it was sent again; none */
	struct date since;
};

struct letter_view {		/* what stands around a letter */
	struct url back, pdf, large;
	struct stamp sent;
	bool waits;		/* the family may not read it yet */
	struct str name;	/* "10001-W, letter 3" */
	struct str fingerprint;	/* in groups of four */
	struct str replaced;	/* "Replaced by letter 5, …"; none: it is not */
	struct url later;	/* that one */
	struct str replaces;	/* "It replaces letter 3, …"; none: no other */
	struct url earlier;
	struct str address;	/* where it is posted, for staff; none: nowhere */
	struct url again;	/* send it again; none: not this reader, not now */
};

struct letter_ready {		/* what stands around one that is not sent yet */
	struct url back, send;
	struct str button;
	const struct reader_rows *readers;
	struct stamp available;	/* when the family can read it */
	bool changed;		/* since it was looked at: nothing was sent */
	struct str seen;	/* fingerprint of what is shown; goes with the button */
	struct str warning;		/* what to think of first; or none */
	struct str unlooked;		/* documents that came in today; or none */
};

struct letter_again_view {	/* before it is sent again */
	struct url back, send;
	struct str name;
};

struct letter_again_facts {	/* what stands above the words of the first one */
	int no;			/* the one it replaces */
	struct date day;	/* that one was made */
	struct str goes_to, reason;
	struct str by;		/* "Priya Nair, social worker" */
	struct date today;
};

#endif
