/*
 * The one judge of text that comes from outside.
 */
#ifndef CORE_BASE_UTF8_H
#define CORE_BASE_UTF8_H

#include "core/base/types.h"

/* Well-formed UTF-8 (RFC 3629: shortest form, no surrogates), without NUL. */
bool	utf8_ok(struct str);

/* How many characters (code points) a well-formed text has. */
size_t	utf8_len(struct str);

/*
 * Text a person may type: no control characters except, where lines is set,
 * tab and newline; no direction overrides (U+202A-202E, U+2066-2069), which
 * can make a sentence read as its opposite.
 */
bool	utf8_plain(struct str, bool lines);

#endif
