/*
 * A PDF being written: tagged text, rules and shades on A4 pages. Lengths are
 * points of 1/72 inch, from the top left corner. What goes where is decided
 * in letter_sheet.h and those who use it.
 *
 * Texts live as long as their PDF; nobody frees them.
 */
#ifndef FCGI_JOBS_PDF_H
#define FCGI_JOBS_PDF_H

#include "core/base/err.h"
#include "core/base/types.h"

struct arena;
struct letter_strong;
struct out;
struct pdf;

#define PDF_WIDTH 595.276	/* A4 */
#define PDF_HEIGHT 841.890
#define PDF_LEADING 1.4		/* height of a line, in sizes of its type */

struct pdf_about {
	struct str title, author;
	struct stamp made;	/* stands in the file; no clock is read */
};

/* Writes into *to, which must outlast it. */
struct pdf *pdf_open(struct arena *, struct out *to, const struct pdf_about *);
/* Must be called once. E_INTERNAL: something did not go well; *why tells. */
MUST_CHECK enum err pdf_close(struct pdf *, struct str *why);

void	pdf_page(struct pdf *);		/* ends a page and begins the next */

/*
 * Structure elements: Document H1 H2 P L LI Lbl LBody Table TR TH TD Span.
 * One that holds text directly ends on the page it began on; one that goes on
 * to the next page holds a Span for each part. What is drawn outside any is no
 * part of the text: rules, shades, page numbers.
 */
void	pdf_tag(struct pdf *, const char *name);
void	pdf_tag_end(struct pdf *, const char *name);

enum pdf_ink { PDF_BLACK, PDF_GREY, PDF_RULE, PDF_SHADE };

void	pdf_rule(struct pdf *, double x, double y, double w);
void	pdf_shade(struct pdf *, double x, double y, double w, double h);

struct pdf_words {
	struct str s;		/* UTF-8; '\n' begins a paragraph */
	const struct letter_strong *strong;
	bool bold;		/* all of it */
	bool right;		/* set to the right */
	double size;
};

struct pdf_line {
	double top, bottom;	/* from the top of its text */
	double base, x;		/* where it is drawn */
};

struct pdf_text {		/* words broken into lines */
	struct pdf_line *line;
	size_t n;		/* at least 1 */
	double height;
	double width;		/* of the longest line */
	void *layout;
};

struct pdf_text pdf_text(struct pdf *, const struct pdf_words *, double w);
/* How wide the words are in one line, and how wide the longest is. */
void	pdf_measure(struct pdf *, const struct pdf_words *, double *line,
    double *word);
/* Draws lines from..to, the first with its top at y. */
void	pdf_draw(struct pdf *, const struct pdf_text *, size_t from, size_t to,
    double x, double y, enum pdf_ink);

#endif
