/*
 * How an agreed plan is delivered, as pages show it.
 */
#ifndef WEB_DELIVERY_H
#define WEB_DELIVERY_H

#include "core/base/types.h"
#include "web/parts/view.h"

struct delivery_way {
	struct str words;
	struct money sum;
};

struct delivery_ways {
	struct delivery_way v[3];
	size_t n;
};

struct consent_view {
	struct str name, words, entered_by;
	struct stamp given, withdrawn;
};

struct consent_views {
	struct consent_view *v;
	size_t n;
};

struct delivery_view {
	bool said;
	struct delivery_ways ways;
	struct str recipient;		/* none: there is no direct payment */
	struct str confirmed;		/* who confirmed the conditions, when */
	struct consent_views consents;
	struct str wanted;		/* what the reader is asked to consent to */
	struct str waits;		/* whose consent is waited for */
	struct str surprises;		/* what may stay in the account; none: nothing */
	bool stopped;			/* the direct payment: consent was withdrawn … */
	struct str arranges;		/* … and who arranges it another way, by when */
	struct str problem;		/* what is wrong with it, for staff */
	struct url change, consent, withdraw;
};

#endif
