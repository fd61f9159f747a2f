/*
 * The page that says who looked at a case.
 */
#ifndef WEB_VIEWS_H
#define WEB_VIEWS_H

#include "core/base/types.h"

struct view_seen {
	struct str who, role, what;
	struct stamp at;
	bool held;		/* held back from the family */
};

struct view_seens {
	struct view_seen *v;
	size_t n;
};

struct view_held {		/* somebody with views held back */
	struct pid person;
	struct str name;
};

struct view_helds {
	struct view_held *v;
	size_t n;
};

struct view_page {
	struct view_seens seen;
	struct view_helds held;
	bool may_release;
	struct url back, release;
};

#endif
