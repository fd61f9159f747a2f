/*
 * Names with values, as a query, a form and cookies bring them: in the order
 * they came, a repeated name kept as often as it stands there.
 *
 * What goes in is text: UTF-8 without NUL, lines ending in LF only (browsers
 * send CRLF). Nothing further on has to check that again.
 */
#ifndef FCGI_REQUEST_PAIRS_H
#define FCGI_REQUEST_PAIRS_H

#include "core/base/err.h"
#include "core/base/str.h"
#include "core/form.h"

struct arena;

#define PAIRS_MAX 200

struct pairs {
	struct pair *v;
	size_t n;
	size_t max;		/* room in v */
};

/* Room for max pairs; E_BAD_REQUEST if that is more than PAIRS_MAX. */
MUST_CHECK enum err pairs_init(struct arena *, size_t max, struct pairs *);

/* E_BAD_REQUEST: no room, no name, or not text. */
MUST_CHECK enum err pairs_add(struct arena *, struct pairs *, struct str name,
	    struct str value);

/* The value of a name that stands there exactly once; else none. */
struct str pairs_get(const struct pairs *, struct str name);

#endif
