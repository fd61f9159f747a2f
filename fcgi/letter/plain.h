/*
 * A letter as plain text: a line for each paragraph, item and row of a table.
 */
#ifndef FCGI_LETTER_PLAIN_H
#define FCGI_LETTER_PLAIN_H

#include "core/base/err.h"
#include "core/base/types.h"

struct arena;
struct out;

/* E_INTERNAL: the fragment is not what a letter template can have made. */
MUST_CHECK enum err letter_plain(struct arena *, struct out *, struct str html);

#endif
