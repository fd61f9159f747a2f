/*
 * The record of a case, as its page shows it.
 */
#ifndef WEB_RECORD_VIEW_H
#define WEB_RECORD_VIEW_H

#include "core/base/types.h"

struct record_check {		/* what verifying it came to */
	bool done;		/* only auditors have it done */
	int64_t rows;		/* that are good, from the first on */
	struct str fault;	/* the first thing wrong; none: nothing */
};

struct record_view {
	struct str ref;
	struct url back, here;
	struct url views;	/* who has looked; none: not for this reader */
	int older;		/* the row to go on before; 0: there is none */
	struct record_check check;
};

#endif
