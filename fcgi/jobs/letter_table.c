#include "fcgi/jobs/letter_table.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

struct column {
	double word, line;	/* width of its longest word, its longest line */
	double wish;		/* how much wider than a word it would be */
	double x, w;
	bool numbers;		/* set to the right */
};

struct row {
	const struct letter_node *node;
	struct pdf_text *cell;
	double height;
};

struct table {
	struct row *row;
	size_t rows, columns;
	struct column column[LETTER_COLUMNS_MAX];
	bool head;		/* the first row is all headings */
};

static size_t
children(const struct letter_node *node)
{
	size_t n = 0;

	for (node = node->first; node != NULL; node = node->next)
		n++;
	return n;
}

static bool
is_head_row(const struct letter_node *row)
{
	for (const struct letter_node *c = row->first; c != NULL; c = c->next)
		if (c->kind != LETTER_TH)
			return false;
	return true;
}

static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!str_has(S("0123456789,.+-£%"), s.p[i]))
			return false;
	return s.n > 0;
}

static struct pdf_words
cell_words(const struct sheet *s, const struct letter_node *cell)
{
	return (struct pdf_words){ .s = cell->text, .strong = cell->strong,
		.bold = cell->kind == LETTER_TH, .size = s->look->cell };
}

static void
column_measure(struct sheet *s, struct column *c, const struct letter_node *cell)
{
	struct pdf_words words = cell_words(s, cell);
	double line, word;

	pdf_measure(s->pdf, &words, &line, &word);
	if (line > c->line)
		c->line = line;
	if (word > c->word)
		c->word = word;
}

static void
table_measure(struct sheet *s, struct table *t)
{
	for (size_t i = 1; i < t->columns; i++)
		t->column[i].numbers = t->rows > (t->head ? 1 : 0);
	for (size_t r = 0; r < t->rows; r++) {
		const struct letter_node *c = t->row[r].node->first;
		for (size_t i = 0; i < t->columns; i++, c = c->next) {
			column_measure(s, &t->column[i], c);
			if ((r > 0 || !t->head) && !is_number(c->text))
				t->column[i].numbers = false;
		}
	}
}

/* Beyond so many whole lines a text claims no more of the width. */
#define LINES 3

/*
 * Every column gets the width of its longest word; what is left is shared by
 * how much longer their lines are. False: the words alone are too wide, or
 * a column would be a thread of many short lines.
 */
static bool
columns_share(const struct sheet *s, struct table *t)
{
	double words = 0, wish = 0, x = 0, pad = s->look->pad;
	double w = sheet_width(s) - 2 * pad * (double)t->columns;

	for (size_t i = 0; i < t->columns; i++) {
		struct column *c = &t->column[i];
		c->wish = (c->line < LINES * w ? c->line : LINES * w) - c->word;
		words += c->word;
		wish += c->wish;
	}
	if (words > w)
		return false;
	for (size_t i = 0; i < t->columns; i++) {
		struct column *c = &t->column[i];
		double part = wish > 0 ? c->wish / wish : 1 / (double)t->columns;
		c->w = c->word + (w - words) * part;
		c->x = x + pad;
		x += c->w + 2 * pad;
		if (c->line > s->look->longest * c->w)
			return false;
	}
	return true;
}

static void
row_set(struct sheet *s, const struct table *t, struct row *row)
{
	const struct letter_node *c = row->node->first;

	row->cell = ARENA_ARRAY(s->a, t->columns, struct pdf_text);
	for (size_t i = 0; i < t->columns; i++, c = c->next) {
		struct pdf_words words = cell_words(s, c);
		words.right = t->column[i].numbers;
		row->cell[i] = pdf_text(s->pdf, &words, t->column[i].w);
		double height = row->cell[i].height + 2 * s->look->pad;
		if (height > row->height)
			row->height = height;
	}
}

/* False: it cannot stand as a table, so let its rows be items of a list. */
static bool
table_make(struct sheet *s, const struct letter_node *node, struct table *t)
{
	const struct letter_node *r = node->first;

	*t = (struct table){ .rows = children(node), .columns = children(r) };
	t->row = ARENA_ARRAY(s->a, t->rows, struct row);
	for (size_t i = 0; i < t->rows; i++, r = r->next)
		t->row[i].node = r;
	t->head = is_head_row(node->first);
	table_measure(s, t);
	if (!columns_share(s, t))
		return false;
	for (size_t i = 0; i < t->rows; i++) {
		row_set(s, t, &t->row[i]);
		if (t->row[i].height > sheet_full(s) / 2)
			return false;
	}
	return true;
}

/*
 * A heading that stands there again on a new page has no tags: it is no part
 * of the text.
 */
static void
row_put(struct sheet *s, const struct table *t, const struct row *row,
    bool again)
{
	const struct letter_node *c = row->node->first;

	if (row == t->row && t->head)
		pdf_shade(s->pdf, s->look->side, s->y, sheet_width(s), row->height);
	if (!again)
		pdf_tag(s->pdf, "TR");
	for (size_t i = 0; i < t->columns; i++, c = c->next) {
		const char *tag = c->kind == LETTER_TH ? "TH" : "TD";
		if (!again)
			pdf_tag(s->pdf, tag);
		pdf_draw(s->pdf, &row->cell[i], 0, row->cell[i].n,
		    s->look->side + t->column[i].x, s->y + s->look->pad, PDF_BLACK);
		if (!again)
			pdf_tag_end(s->pdf, tag);
	}
	if (!again)
		pdf_tag_end(s->pdf, "TR");
	s->y += row->height;
	pdf_rule(s->pdf, s->look->side, s->y, sheet_width(s));
}

static void
row_draw(struct sheet *s, const struct table *t, const struct row *row)
{
	if (row->height > sheet_room(s)) {
		sheet_page(s);
		if (t->head && row != t->row)
			row_put(s, t, &t->row[0], true);
	}
	row_put(s, t, row, false);
}

static struct letter_strong *
strong_new(struct arena *a, size_t from, size_t to, struct letter_strong *next)
{
	struct letter_strong *b = ARENA_NEW(a, struct letter_strong);

	*b = (struct letter_strong){ from, to, next };
	return b;
}

static struct pdf_text
stacked_cell(struct sheet *s, const struct letter_node *head,
    const struct letter_node *cell)
{
	struct letter_strong *strong = NULL;
	struct out o;

	out_init(&o, s->a, LETTER_HTML_MAX);
	if (head != NULL && head->text.n > 0) {
		out_str(&o, head->text);
		out_lit(&o, ": ");
	}
	for (struct letter_strong *b = cell->strong; b != NULL; b = b->next)
		strong = strong_new(s->a, o.n + b->from, o.n + b->to, strong);
	strong = strong_new(s->a, 0, o.n, strong);
	out_str(&o, cell->text);
	const struct pdf_words words = { .s = out_str_of(&o), .strong = strong,
		.bold = cell->kind == LETTER_TH, .size = s->look->body };
	return pdf_text(s->pdf, &words, sheet_width(s));
}

static void
stacked_row(struct sheet *s, const struct letter_node *head,
    const struct letter_node *row)
{
	struct pdf_text cell[LETTER_COLUMNS_MAX];
	double between = 0.2 * s->look->body, height = 2 * s->look->pad;
	size_t n = 0;

	for (const struct letter_node *c = row->first; c != NULL; c = c->next) {
		cell[n] = stacked_cell(s, head, c);
		height += cell[n++].height + between;
		head = head == NULL ? NULL : head->next;
	}
	sheet_need(s, height <= sheet_full(s) ? height : sheet_lines(s, 5));
	pdf_rule(s->pdf, s->look->side, s->y, sheet_width(s));
	s->y += s->look->pad;
	pdf_tag(s->pdf, "LI");
	pdf_tag(s->pdf, "LBody");
	for (size_t i = 0; i < n; i++) {
		sheet_flow(s, "P", &cell[i], s->look->side);
		s->y += between;
	}
	pdf_tag_end(s->pdf, "LBody");
	pdf_tag_end(s->pdf, "LI");
	s->y += s->look->pad;
}

static void
stacked(struct sheet *s, const struct table *t)
{
	const struct letter_node *head = t->head ? t->row[0].node->first : NULL;

	pdf_tag(s->pdf, "L");
	for (size_t r = t->head ? 1 : 0; r < t->rows; r++)
		stacked_row(s, head, t->row[r].node);
	pdf_rule(s->pdf, s->look->side, s->y, sheet_width(s));
	pdf_tag_end(s->pdf, "L");
}

void
table_set(struct sheet *s, const struct letter_node *node)
{
	struct table t;

	if (node->first == NULL)
		return;
	if (!table_make(s, node, &t)) {
		stacked(s, &t);
		sheet_gap(s, 0.4 * s->look->body);
		return;
	}
	if (t.head && t.rows > 1)
		sheet_need(s, t.row[0].height + t.row[1].height);
	pdf_tag(s->pdf, "Table");
	for (size_t r = 0; r < t.rows; r++)
		row_draw(s, &t, &t.row[r]);
	pdf_tag_end(s->pdf, "Table");
	s->y += 0.4 * s->look->body;
}

double
table_lead(struct sheet *s, const struct letter_node *node)
{
	double few = sheet_lines(s, 5), height;
	struct table t;

	if (node->first == NULL || !table_make(s, node, &t))
		return few;
	height = t.row[0].height + (t.rows > 1 ? t.row[1].height : 0);
	return height < sheet_full(s) / 2 ? height : few;
}
