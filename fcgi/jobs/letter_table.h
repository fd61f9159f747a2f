/*
 * A table of a letter. Rows stay whole, the heading stands again on every
 * page. Where the columns do not fit side by side, or only as threads of short
 * lines (large print, long reasons), every row becomes an item of a list,
 * heading and value one under the other.
 */
#ifndef FCGI_JOBS_LETTER_TABLE_H
#define FCGI_JOBS_LETTER_TABLE_H

#include "fcgi/jobs/letter_sheet.h"
#include "fcgi/letter/html.h"

void	table_set(struct sheet *, const struct letter_node *);

/* How much of it must stand on one page with the heading before it. */
double	table_lead(struct sheet *, const struct letter_node *);

#endif
