/*
 * What mkquery.c and mkquery_sql.c have read and mkquery_write.c writes.
 */
#ifndef SQL_MKQUERY_H
#define SQL_MKQUERY_H

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define FIELDS_MAX ((size_t)64)
#define MARKS_MAX ((size_t)128)
#define FILE_LIMIT ((size_t)1024 * 1024)

struct type {
	struct str name, c, db;
	bool no_none;		/* has no value to stand for NULL */
};

struct field {
	const struct type *type;
	struct str tag;		/* of an enum */
	struct str name;
	bool null;
	bool used;		/* of a parameter: it stands in the SQL */
};

struct fields {
	struct field v[FIELDS_MAX];
	size_t n;
};

struct record {
	struct str name;
	struct fields fields;
	struct record *next;
};

struct verb {
	struct str name, kind;
	const char *result;	/* the last parameter; $: name of the row */
	struct str first[3];	/* words its SQL may begin with */
	struct str taken;	/* name of that parameter */
	const char *body;	/* of the function; $: its name */
	bool row;		/* gives rows: takes an arena */
};

/* Some SQL to its semicolon, and where it begins. */
struct sql_text {
	struct str text;
	int line;
};

/* SQL of more than one query. */
struct part {
	struct str name;
	struct sql_text sql;
	bool used;
	struct part *next;
};

struct query {
	const struct verb *verb;
	const struct record *record;
	struct str name;
	struct fields params;
	bool begun;			/* its first word was seen */
	struct out sql;
	size_t marks[MARKS_MAX], n_marks;	/* which parameter each ? is */
};

struct mk {
	struct arena *a;
	struct str rest;		/* of the file */
	int line;
	struct str comment;		/* just before the directive */
	struct str head;		/* of the whole file */
	struct record *records;
	struct part *parts;
	struct out uses, h, c, all;	/* all: the list of the statements */
	struct out *why;
	struct str path;
	jmp_buf failed;			/* where to go from an error */
};

/* Never comes back: says where and what, each $ replaced by about. */
_Noreturn void fail(struct mk *, const char *pattern, struct str about);
char	peek(const struct mk *);
struct str step(struct mk *, size_t n);
struct str word(struct mk *);
void	end_of_line(struct mk *);
/* NULL: there is none. */
struct field *find(struct fields *, struct str name);
struct part *part_named(struct mk *, struct str name);

struct sql_text sql_text(struct mk *, struct str name);
/* Reads the SQL of a query. */
void	statement(struct mk *, struct query *);

/* NULL: there is none. */
const struct type *type_named(struct str);
const struct verb *verb_named(struct str);

/* Prints the pattern with each $ replaced by the next struct str. */
void	emit(struct out *, const char *pattern, ...);

void	write_record(struct mk *, const struct record *);
void	write_query(struct mk *, const struct query *);
/* Puts the parts together: *h and *c are the two files. */
void	write_files(struct mk *, struct str stem, struct out *h, struct out *c);
/* The list of the statements of all these files. */
void	write_list(const struct str *stems, size_t n, struct out *c);

#endif
