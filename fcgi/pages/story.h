/*
 * The record, told to people: one row of the record, one sentence.
 */
#ifndef FCGI_PAGES_STORY_H
#define FCGI_PAGES_STORY_H

#include "fcgi/req.h"
#include "web/rows.h"

struct policy;

/* What a person of this role may read of a record. */
enum audience story_audience(enum role);

void	story_of(struct req *, const struct policy *, const struct record_rows *,
	    struct story_rows *);

/*
 * What one person did bit by bit on one day becomes one row, "Questions 1 to 12",
 * where the last bit stands. At most so many rows are left. story: of record.
 */
void	story_fold(struct req *, const struct record_rows *record, size_t most,
	    struct story_rows *story);

/* What an action is called once it is done. */
struct str story_title(struct arena *, const struct policy *, int action);

#endif
