/*
 * Tables as spreadsheets save them: comma separated values (RFC 4180) in
 * UTF-8, with or without the mark Excel puts in front. Read with libcsv, which
 * no other file includes.
 */
#ifndef SQL_CSV_H
#define SQL_CSV_H

#include "core/base/types.h"

struct arena;

#define CSV_CELLS 32		/* in a row, at most */

struct csv_row {
	int line;		/* of the text, from 1: where the row begins */
	struct str *cell;	/* without surrounding spaces unless quoted */
	size_t n;
};

struct csv_rows {		/* lines with nothing in them are left out */
	struct csv_row *v;
	size_t n;
};

struct csv_fault {
	int line;
	struct str words;	/* what is wrong there, for people */
};

/*
 * Reads a whole text into the arena. On false *fault says where and why, and
 * *rows is empty. Memory is bounded by a small multiple of the text.
 */
bool	csv_read(struct arena *, struct str text, struct csv_rows *rows,
	    struct csv_fault *fault);

#endif
