/*
 * What the pages and the letter about an entry show: what staff typed for a
 * family, and what the family says to it.
 */
#ifndef WEB_ENTRY_H
#define WEB_ENTRY_H

#include "core/base/types.h"
#include "core/form.h"
#include "web/letter.h"
#include "web/parts/view.h"

struct entry_link {
	struct url to;
	struct str words;
};

struct entry_links {
	struct entry_link *v;
	size_t n;
};

struct entry_page {		/* /cases/#/entry */
	struct url back, begin, finish, documents, all;
	struct str open;	/* "Sarah told it by telephone on …"; none: none open */
	struct str kind, words;	/* of the open one */
	bool over;		/* begun too long ago to go on typing */
	bool sent;		/* it has had an effect */
	struct entry_links to;	/* where it is typed */
	const struct options *kinds, *who, *how, *scans;
};

struct entry_deed_view {
	struct str what, note;
};

struct entry_deed_views {
	struct entry_deed_view *v;
	size_t n;
};

struct entry_view_page {	/* one entry, with what the family says of it */
	int no;
	struct url to, back;
	struct str kind, way, relative, staff, words;
	struct date received;
	struct stamp typed;
	struct url scan, letter;	/* none: there is none */
	struct url print;		/* of the letter, for who posts it */
	struct entry_deed_views deeds;
	struct date correct_by;		/* none: no last day yet */
	struct str state, colour;
	bool right, wrong;		/* what the family says */
	struct str correction, corrected_by;
	struct stamp corrected;
	struct str heeded_words, heeded_by;
	struct stamp heeded;
	struct url correct;		/* none: not to be corrected by the reader now */
	struct url heed;		/* likewise */
};

struct entry_views_page {
	struct entry_view_page *v;
	size_t n;
};

struct entry_letter {
	struct letter_head *head;
	struct str called;
	struct entry_view_page e;
	struct date by;			/* the last day to correct it */
	struct str contact, telephone;
	struct help_lines help;
};

#endif
