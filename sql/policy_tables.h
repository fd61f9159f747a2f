/*
 * The tables of a policy as data: the columns of each file, and where in a row
 * of core/policy.h the value of each goes.
 */
#ifndef SQL_POLICY_TABLES_H
#define SQL_POLICY_TABLES_H

#include "core/policy.h"

enum column_kind {
	COLUMN_TEXT,		/* struct str */
	COLUMN_INT,		/* int */
	COLUMN_POINTS,		/* struct points */
	COLUMN_MONEY,		/* struct money */
	COLUMN_DATE,		/* struct date */
	COLUMN_YES_NO,		/* bool */
	COLUMN_WORD,		/* an enum, by its words */
};

struct policy_column {
	struct str name;
	enum column_kind kind;
	size_t at;		/* offset in the row */
	int max;		/* characters, or the greatest number; pounds */
	const struct words *words;
	bool optional;		/* may be empty or absent: none, 0 or no */
};

struct policy_table {
	struct str file;	/* "bands.csv" */
	const struct policy_column *column;
	size_t n;
	size_t keys;		/* the first of them together occur once */
	size_t row_size;
	bool one_row;
	bool every;		/* each word of the first column has a row */
	void (*keep)(struct policy *, void *rows, size_t n);
};

extern const struct policy_table policy_tables[];
extern const size_t policy_tables_n;

#endif
