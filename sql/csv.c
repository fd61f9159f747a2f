/*
 * The text is fed to libcsv line by line, so that we know on which line a row
 * began. libcsv keeps one cell at a time in memory of its own, given back
 * before we return.
 */
#include "sql/csv.h"

#include <csv.h>

#include "core/base/arena.h"
#include "core/base/str.h"
#include "core/base/utf8.h"

struct csv_state {
	struct arena *a;
	struct csv_rows rows;
	struct str cell[CSV_CELLS];	/* of the row being read */
	size_t cells;
	int line;			/* being read */
	int row_line;			/* where the row began */
	bool too_wide;
};

static void
take_cell(void *p, size_t n, void *state)
{
	struct csv_state *s = state;
	struct str cell = n == 0 ? S("") : (struct str){ p, n };

	if (s->cells == CSV_CELLS)
		s->too_wide = true;
	else
		s->cell[s->cells++] = str_dup(s->a, cell);
}

static void
take_row(int end, void *state)
{
	struct csv_state *s = state;

	(void)end;
	if (s->cells > 0) {
		struct str *cell = ARENA_ARRAY(s->a, s->cells, struct str);
		memcpy(cell, s->cell, s->cells * sizeof *cell);
		s->rows.v[s->rows.n++] = (struct csv_row){
			s->row_line, cell, s->cells,
		};
	}
	s->cells = 0;
	s->row_line = s->line + 1;
}

/* A row needs a character to end it, so there are no more rows than those. */
static size_t
count_rows(struct str text)
{
	size_t n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n' || text.p[i] == '\r';
	return n;
}

static bool
parse_lines(struct csv_parser *parser, struct csv_state *s, struct str text)
{
	while (text.n > 0) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end == NULL ? text.n : (size_t)(end - text.p) + 1;
		s->line++;
		if (csv_parse(parser, text.p, n, take_cell, take_row, s) != n ||
		    s->too_wide)
			return false;
		text = str_skip(text, n);
	}
	return csv_fini(parser, take_cell, take_row, s) == 0 && !s->too_wide;
}

static bool
read_text(struct csv_state *s, struct str text)
{
	unsigned char options = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL;
	struct csv_parser parser;

	if (csv_init(&parser, options) != 0)
		abort();
	bool ok = parse_lines(&parser, s, text);
	if (csv_error(&parser) == CSV_ENOMEM)
		abort();
	csv_free(&parser);
	return ok;
}

/* The line on which the first bad character stands. */
static int
bad_line(struct str text)
{
	int line = 0;

	while (is_set(text)) {
		line++;
		if (!utf8_ok(str_cut(&text, '\n')))
			break;
	}
	return line;
}

bool
csv_read(struct arena *a, struct str text, struct csv_rows *rows,
    struct csv_fault *fault)
{
	struct csv_state s = { .a = a, .row_line = 1 };

	*rows = (struct csv_rows){ 0 };
	if (str_starts(text, S("\xef\xbb\xbf")))
		text = str_skip(text, 3);
	if (!utf8_ok(text)) {
		*fault = (struct csv_fault){ bad_line(text), S("a character cannot "
		    "be read. Save the file as \"CSV UTF-8\"") };
		return false;
	}
	s.rows.v = ARENA_ARRAY(a, count_rows(text), struct csv_row);
	if (!read_text(&s, text)) {
		*fault = (struct csv_fault){ s.line, s.too_wide ?
		    S("there are more than 32 cells in this row") :
		    S("a quotation mark is not closed, or stands within a cell "
		    "that does not begin with one") };
		return false;
	}
	*rows = s.rows;
	return true;
}
