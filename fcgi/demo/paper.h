/*
 * The papers and pictures of the demonstration, made when they are sent: so that
 * they are real files which the inspection reads like any other, and none has to
 * be kept beside the source.
 */
#ifndef FCGI_DEMO_PAPER_H
#define FCGI_DEMO_PAPER_H

#include "fcgi/demo/demo.h"
#include "fcgi/request/multipart.h"

/* papers.csv: a file's name, its kind, a title, and words; | begins a paragraph. */
enum paper_cell { PAPER_NAME, PAPER_KIND, PAPER_TITLE, PAPER_WORDS, PAPER_CELLS };

/* The file of this name, as a browser would send it. E_NOT_FOUND: no such row. */
MUST_CHECK enum err demo_paper(struct arena *, const struct demo_table *, struct str name,
	    struct http_file *);

/* ---- pictures ---- */

struct pixels {			/* red, green, blue; line by line from the top */
	int width, height;
	unsigned char *v;
};

/* A photograph of the garden; or what a child has drawn. */
struct pixels demo_photo(struct arena *);
struct pixels demo_drawing(struct arena *);

struct str demo_png(struct arena *, const struct pixels *);
struct str demo_jpeg(struct arena *, const struct pixels *);

#endif
