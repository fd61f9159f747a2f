/*
 * A letter as PDF: the stored fragment set on A4, tagged so that a screen
 * reader finds its headings, lists and tables. Equal input gives equal bytes,
 * as long as the fonts are the same. core/letter_seal.h puts the seal on.
 */
#ifndef FCGI_JOBS_LETTER_PDF_H
#define FCGI_JOBS_LETTER_PDF_H

#include "core/base/err.h"
#include "core/base/types.h"

struct arena;

struct letter_fact {		/* a line of the reference block */
	struct str label;	/* "Sent on" */
	struct str value;
};

struct letter_pdf {
	struct str council;	/* at the head of every page but the first, */
	struct str reference;	/* beside the reference: there the letter says both */
	const struct letter_fact *facts;	/* above the letter */
	size_t facts_n;
	struct str title;	/* of the document; not printed */
	struct str lang;	/* "en-GB" */
	struct stamp made;	/* stands in the file as its date */
	bool large;		/* 18 pt instead of 12 */
	struct str html;	/* the fragment, see letter_html.h */
};

#define LETTER_PDF_MAX ((size_t)16 * 1024 * 1024)

/* E_INTERNAL: not a fragment of ours, or it could not be set; *why tells. */
MUST_CHECK enum err letter_pdf(struct arena *, const struct letter_pdf *,
    struct str *pdf, struct str *why);

#endif
