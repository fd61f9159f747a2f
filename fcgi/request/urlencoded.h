/*
 * application/x-www-form-urlencoded, as forms and query strings are written,
 * and the one percent-decoder.
 */
#ifndef FCGI_REQUEST_URLENCODED_H
#define FCGI_REQUEST_URLENCODED_H

#include "fcgi/request/pairs.h"

enum plus { PLUS_IS_PLUS, PLUS_IS_SPACE };

/*
 * Decodes once. Returns a slice of what came where there is nothing to decode.
 * E_BAD_REQUEST: a % without two hex digits. The result is any bytes.
 */
MUST_CHECK enum err percent_decode(struct arena *, struct str, enum plus,
	    struct str *);

/* E_BAD_REQUEST: badly encoded, an empty name, not text, or too many. */
MUST_CHECK enum err urlencoded_parse(struct arena *, struct str, struct pairs *);

#endif
