#include "sql/policy_csv.h"

#include <errno.h>
#include <sys/stat.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/base/utf8.h"
#include "core/money.h"
#include "sql/csv.h"
#include "sql/policy_tables.h"

#define FILE_MAX ((size_t)1024 * 1024)

struct reader {
	struct arena *a;
	struct out *problems;
	size_t found;
	const struct policy_table *table;
	struct str path;		/* of the file being read */
};

/* Begins a problem; line 0 is about the whole file. */
static struct out *
problem(struct reader *r, int line)
{
	struct out *o = r->problems;

	if (r->found++ > 0)
		out_char(o, '\n');
	out_str(o, r->path);
	if (line > 0) {
		out_char(o, ':');
		out_int(o, line);
	}
	out_lit(o, ": ");
	return o;
}

/* ---- one cell ---- */

typedef bool cell_reader(const struct policy_column *, struct str, void *value);

static bool
read_text(const struct policy_column *c, struct str cell, void *value)
{
	*(struct str *)value = cell;
	return utf8_plain(cell, false) && utf8_len(cell) <= (size_t)c->max;
}

static bool
read_int(const struct policy_column *c, struct str cell, void *value)
{
	int64_t n;

	if (!str_int(cell, c->max, &n))
		return false;
	*(int *)value = (int)n;
	return true;
}

static bool
read_points(const struct policy_column *c, struct str cell, void *value)
{
	int64_t n;

	if (!str_int(cell, c->max, &n))
		return false;
	((struct points *)value)->n = (int16_t)n;
	return true;
}

static bool
read_money(const struct policy_column *c, struct str cell, void *value)
{
	return money_parse(cell, money_of_pounds(c->max), value);
}

static bool
read_date(const struct policy_column *c, struct str cell, void *value)
{
	(void)c;
	return date_parse_iso(cell, value);
}

static bool
read_yes_no(const struct policy_column *c, struct str cell, void *value)
{
	(void)c;
	*(bool *)value = str_eq(cell, S("yes"));
	return str_eq(cell, S("yes")) || str_eq(cell, S("no"));
}

static bool
read_word(const struct policy_column *c, struct str cell, void *value)
{
	*(int *)value = word_value(c->words, cell);	/* of an enum, int-sized */
	return *(int *)value != 0;
}

static const struct {
	cell_reader *read;
	struct str expected;	/* "… is not" this */
	bool says_max;
} kinds[] = {
	[COLUMN_TEXT] = { read_text, S_INIT("one line of text with at most "), true },
	[COLUMN_INT] = { read_int, S_INIT("a whole number from 0 to "), true },
	[COLUMN_POINTS] = { read_points, S_INIT("a whole number from 0 to "), true },
	[COLUMN_MONEY] = { read_money,
	    S_INIT("an amount of pounds, like 1500 or 16.29, up to "), true },
	[COLUMN_DATE] = { read_date, S_INIT("a date like 2026-04-01"), false },
	[COLUMN_YES_NO] = { read_yes_no, S_INIT("yes or no"), false },
	[COLUMN_WORD] = { read_word, S_INIT("one of: "), false },
};

#define SHOWN ((size_t)40)	/* characters of a wrong cell that are shown again */

/* The beginning of a cell, so that no letter is cut in two. */
static struct str
shown(struct str cell)
{
	struct str head = str_head(cell, SHOWN * 4);

	while (utf8_len(head) > SHOWN)
		head.n--;
	while (!utf8_ok(head))
		head.n--;
	return head;
}

static void
problem_cell(struct reader *r, int line, const struct policy_column *c, struct str cell)
{
	struct out *o = problem(r, line);

	out_lit(o, "column ");
	out_str(o, c->name);
	if (cell.n == 0) {
		out_lit(o, ": the cell is empty");
		return;
	}
	out_lit(o, ": \"");
	out_str(o, utf8_plain(shown(cell), false) ? shown(cell) : S("…"));
	out_lit(o, "\" is not ");
	out_str(o, kinds[c->kind].expected);
	if (kinds[c->kind].says_max)
		out_int(o, c->max);
	if (c->kind == COLUMN_TEXT)
		out_lit(o, " characters");
	for (size_t i = 0; c->kind == COLUMN_WORD && i < c->words->n; i++) {
		out_str(o, i > 0 ? S(", ") : S(""));
		out_str(o, c->words->v[i].word);
	}
}

static void
read_cell(struct reader *r, int line, const struct policy_column *c, struct str cell,
    char *row)
{
	void *value = row + c->at;

	if (c->kind == COLUMN_DATE)
		*(struct date *)value = DATE_NONE;
	if (c->optional && cell.n == 0)
		return;
	if (cell.n == 0 || !kinds[c->kind].read(c, cell, value))
		problem_cell(r, line, c, cell);
}

/* ---- one table ---- */

#define NOWHERE SIZE_MAX

/* Where each column of the table stands in the file. False: it has others. */
static bool
read_header(struct reader *r, const struct csv_row *header, size_t *where)
{
	const struct policy_table *t = r->table;
	size_t found = r->found;

	for (size_t c = 0; c < t->n; c++)
		where[c] = NOWHERE;
	for (size_t i = 0; i < header->n; i++) {
		size_t c = 0;
		while (c < t->n && !str_eq(t->column[c].name, header->cell[i]))
			c++;
		if (c < t->n && where[c] == NOWHERE) {
			where[c] = i;
			continue;
		}
		struct out *o = problem(r, header->line);
		out_str(o, c < t->n ? S("there are two columns ") :
		    S("there should be no column "));
		out_str(o, shown(header->cell[i]));
	}
	for (size_t c = 0; c < t->n; c++)
		if (where[c] == NOWHERE && !t->column[c].optional) {
			struct out *o = problem(r, header->line);
			out_lit(o, "the column ");
			out_str(o, t->column[c].name);
			out_lit(o, " is missing");
		}
	return r->found == found;
}

static bool
same_key(const struct policy_table *t, const size_t *where, const struct csv_row *x,
    const struct csv_row *y)
{
	for (size_t c = 0; c < t->keys; c++)
		if (!str_eq(x->cell[where[c]], y->cell[where[c]]))
			return false;
	return t->keys > 0;
}

static void
check_key(struct reader *r, const struct csv_rows *rows, size_t i, const size_t *where)
{
	const struct csv_row *row = &rows->v[i];

	for (size_t k = 1; k < i; k++) {
		if (rows->v[k].n != row->n ||
		    !same_key(r->table, where, row, &rows->v[k]))
			continue;
		struct out *o = problem(r, row->line);
		out_lit(o, "this row is there already, on line ");
		out_int(o, rows->v[k].line);
		return;
	}
}

/* What Accord asks for by its word must have a row. */
static void
check_words(struct reader *r, const struct csv_rows *rows, size_t where)
{
	const struct words *words = r->table->column[0].words;

	for (size_t w = 0; w < words->n; w++) {
		size_t i = 1;
		while (i < rows->n && (rows->v[i].n <= where ||
		    !str_eq(rows->v[i].cell[where], words->v[w].word)))
			i++;
		if (i < rows->n)
			continue;
		struct out *o = problem(r, 0);
		out_lit(o, "there is no row for ");
		out_str(o, words->v[w].word);
	}
}

static bool
is_empty(const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (row->cell[i].n > 0)
			return false;
	return true;
}

/* The shape of a row: as wide as the header, no empty line before it. */
static bool
check_row(struct reader *r, const struct csv_rows *rows, size_t i)
{
	const struct csv_row *row = &rows->v[i];
	size_t found = r->found;

	if (is_empty(row) || row->line > row[-1].line + 1)
		out_lit(problem(r, is_empty(row) ? row->line : row[-1].line + 1),
		    "the line is empty: delete it");
	else if (row->n != rows->v[0].n) {
		struct out *o = problem(r, row->line);
		out_lit(o, "there are ");
		out_int(o, (int64_t)row->n);
		out_lit(o, " cells, but the first line has ");
		out_int(o, (int64_t)rows->v[0].n);
	}
	return r->found == found;
}

static void
read_rows(struct reader *r, const struct csv_rows *rows, struct policy *p)
{
	const struct policy_table *t = r->table;
	size_t where[CSV_CELLS], n = rows->n - 1;

	if (!read_header(r, &rows->v[0], where))
		return;
	char *values = arena_array(r->a, n + 1, t->row_size);
	for (size_t i = 1; i <= n; i++) {
		const struct csv_row *row = &rows->v[i];
		if (!check_row(r, rows, i))
			continue;
		for (size_t c = 0; c < t->n; c++)
			read_cell(r, row->line, &t->column[c],
			    where[c] != NOWHERE ? row->cell[where[c]] : STR_NONE,
			    values + (i - 1) * t->row_size);
		check_key(r, rows, i, where);
	}
	if (t->every)
		check_words(r, rows, where[0]);
	if (t->one_row && n != 1)
		out_lit(problem(r, 0), "there must be one row below the header");
	else
		t->keep(p, values, n);
}

static bool
read_file(struct reader *r, struct str *text)
{
	FILE *f = fopen(str_cstr(r->a, r->path), "rb");
	struct stat st;

	if (f == NULL) {
		out_str(problem(r, 0), errno == ENOENT ? S("the file is missing") :
		    S("the file cannot be opened"));
		return false;
	}
	bool ok = fstat(fileno(f), &st) == 0 && S_ISREG(st.st_mode) &&
	    (size_t)st.st_size <= FILE_MAX;
	size_t n = ok ? (size_t)st.st_size : 0;
	char *p = arena_alloc(r->a, n + 1);
	ok = ok && fread(p, 1, n, f) == n;
	fclose(f);
	if (!ok)
		out_lit(problem(r, 0), "the file cannot be read, or is over 1 MB");
	*text = (struct str){ p, n };
	return ok;
}

static void
read_table(struct reader *r, struct str text, struct policy *p)
{
	struct csv_fault fault;
	struct csv_rows rows;

	if (!csv_read(r->a, text, &rows, &fault))
		out_str(problem(r, fault.line), fault.words);
	else if (rows.n == 0 || rows.v[0].line != 1)
		out_lit(problem(r, 1), "the first line must name the columns");
	else
		read_rows(r, &rows, p);
}

static struct str
path_of(struct arena *a, const char *dir, struct str file)
{
	struct out o;

	out_init(&o, a, 4096);
	out_str(&o, str_of(dir));
	out_char(&o, '/');
	out_str(&o, file);
	return out_str_of(&o);
}

enum err
policy_files_in(struct arena *a, const char *dir, struct policy_files *files,
    struct out *problems)
{
	struct reader r = { .a = a, .problems = problems };

	*files = (struct policy_files){
		ARENA_ARRAY(a, policy_tables_n, struct policy_file), policy_tables_n
	};
	for (size_t i = 0; i < policy_tables_n; i++) {
		r.path = path_of(a, dir, policy_tables[i].file);
		files->v[i].name = policy_tables[i].file;
		read_file(&r, &files->v[i].content);
	}
	return r.found > 0 ? E_FORM : OK;
}

static const struct policy_file *
file_named(const struct policy_files *files, struct str name)
{
	for (size_t i = 0; i < files->n; i++)
		if (str_eq(files->v[i].name, name))
			return &files->v[i];
	return NULL;
}

enum err
policy_read_files(struct arena *a, const struct policy_files *files,
    struct policy **policy, struct out *problems)
{
	struct reader r = { .a = a, .problems = problems };
	struct policy *p = ARENA_NEW(a, struct policy);

	*policy = NULL;
	for (size_t i = 0; i < policy_tables_n; i++) {
		r.table = &policy_tables[i];
		r.path = r.table->file;
		const struct policy_file *f = file_named(files, r.path);
		if (f != NULL)
			read_table(&r, f->content, p);
		else
			out_lit(problem(&r, 0), "the file is missing");
	}
	if (r.found > 0)
		return E_FORM;
	policy_link(p);
	*policy = p;
	return OK;
}

enum err
policy_read_csv(struct arena *a, const char *dir, struct policy **policy,
    struct out *problems)
{
	struct policy_files files;

	*policy = NULL;
	TRY(policy_files_in(a, dir, &files, problems));
	return policy_read_files(a, &files, policy, problems);
}
