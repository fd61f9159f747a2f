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
 * can make a sentence read as its opposite. In one line neither letters without
 * a shape (soft hyphen, zero-width space, word joiner, byte order mark, tags),
 * which make two names look alike.
 */
bool	utf8_plain(struct str, bool lines);

/* Is there one character a reader can see? Spaces and joiners are none. */
bool	utf8_visible(struct str);

/* Do letters go one way: no mark that turns a name's direction (U+200E, U+200F)? */
bool	utf8_one_way(struct str);

/* Its first bytes, at most n, ending where a character ends. */
struct str utf8_head(struct str, size_t n);

#endif
