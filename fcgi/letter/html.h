/*
 * Reads the stored fragment of a letter: UTF-8 HTML of the few elements a
 * letter template may use, h1 h2 p ul li table tr th td strong, with
 * character references. A pure function of the bytes and its limits.
 *
 * Outside text only white space may stand; white space within it is one space,
 * as a browser shows it. Attributes are read and left: a letter has no style
 * of its own. A p within li, th or td starts a new line there.
 */
#ifndef FCGI_LETTER_HTML_H
#define FCGI_LETTER_HTML_H

#include "core/base/err.h"
#include "core/base/types.h"

struct arena;

enum letter_element {
	LETTER_ROOT,
	LETTER_H1,		/* text */
	LETTER_H2,		/* text */
	LETTER_P,		/* text */
	LETTER_UL,		/* of LI */
	LETTER_LI,		/* text */
	LETTER_TABLE,		/* of TR */
	LETTER_TR,		/* of TH and TD */
	LETTER_TH,		/* text */
	LETTER_TD,		/* text */
	LETTER_STRONG,		/* a range of the text around it */
};

struct letter_strong {
	size_t from, to;	/* bytes of the text */
	struct letter_strong *next;
};

struct letter_node {
	enum letter_element kind;
	struct str text;	/* UTF-8; " \n" between paragraphs, only there */
	struct letter_strong *strong;
	struct letter_node *first, *next;
};

#define LETTER_HTML_MAX ((size_t)1024 * 1024)	/* bytes */
#define LETTER_COLUMNS_MAX 8

/*
 * *root is of kind LETTER_ROOT and lives in the arena. E_INTERNAL if the
 * fragment is not what a letter template can have made; *why then says what
 * is wrong and *at where, in bytes.
 */
MUST_CHECK enum err letter_parse(struct arena *, struct str html,
    struct letter_node **root, struct str *why, size_t *at);

#endif
