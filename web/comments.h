/*
 * What staff note beside a case.
 */
#ifndef WEB_COMMENTS_H
#define WEB_COMMENTS_H

#include "core/base/types.h"

struct comment_view {
	int no;
	struct stamp at;
	struct str who;		/* name and title */
	struct str words;
};

struct comment_views {
	struct comment_view *v;
	size_t n;
};

struct comments_view {
	struct comment_views rows;	/* newest first */
	int older;			/* those before this number are left; 0: none */
	struct url here, send, back;
};

#endif
