/*
 * Those who help a family, on its page and on the page of an invitation.
 */
#ifndef WEB_SUPPORTER_H
#define WEB_SUPPORTER_H

#include "core/base/types.h"

struct supporter_view {
	struct str name, email;
	struct str may;		/* "can see everything in this case" */
	struct stamp since;
	struct stamp until;	/* none: until it is ended */
	struct date last_day;
	bool helps;		/* now; otherwise it has ended */
	struct url opened, end;
};

struct supporter_views {
	struct supporter_view *v;
	size_t n;
};

struct waiting_view {		/* an invitation nobody has answered yet */
	struct str email, may;
	struct stamp named, expires;
	struct url end;
};

struct waiting_views {
	struct waiting_view *v;
	size_t n;
};

struct opened_view {
	struct stamp at;
	struct str what;
};

struct opened_views {
	struct opened_view *v;
	size_t n;
};

#endif
