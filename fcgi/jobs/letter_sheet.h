/*
 * The pages of a letter while they fill: where the next thing goes, when a
 * page is full, and how a text flows from one to the next. Used by
 * letter_pdf.c and letter_table.c only.
 */
#ifndef FCGI_JOBS_LETTER_SHEET_H
#define FCGI_JOBS_LETTER_SHEET_H

#include "core/base/types.h"
#include "fcgi/jobs/pdf.h"

struct arena;

struct look {
	double body, h1, h2;		/* type, in points */
	double cell, small;		/* in tables and facts; in head and foot */
	double side, top, bottom;	/* margins */
	double pad;			/* within a cell */
	double longest;			/* lines of a cell, before a table stacks */
};

struct sheet {
	struct arena *a;
	struct pdf *pdf;
	const struct look *look;
	struct str council, reference;	/* in the running head */
	int page, pages;	/* pages is 0 while they are being counted */
	double y;		/* where the next thing goes */
};

double	sheet_width(const struct sheet *);	/* between the margins */
double	sheet_room(const struct sheet *);	/* left on this page */
double	sheet_full(const struct sheet *);	/* room of an empty page */
bool	sheet_fresh(const struct sheet *);	/* nothing on this page yet */
double	sheet_lines(const struct sheet *, int n);	/* height of n lines */

void	sheet_page(struct sheet *);		/* goes to a new page */
void	sheet_need(struct sheet *, double height); /* unless it fits here */
void	sheet_gap(struct sheet *, double height);  /* not at the top of one */
void	sheet_end(struct sheet *);		/* ends the last page */

/* Sets a text as one element `tag`, over as many pages as it takes. */
void	sheet_flow(struct sheet *, const char *tag, const struct pdf_text *,
    double x);
/* Does its beginning fit here, without a line left alone? */
bool	sheet_takes(const struct sheet *, const struct pdf_text *);

#endif
