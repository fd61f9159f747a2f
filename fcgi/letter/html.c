#include "fcgi/letter/html.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/base/utf8.h"

#define DEPTH 5			/* root, table, tr, td, and one to spare */
#define IN(kind) (1u << (kind))
#define IN_TEXT (IN(LETTER_H1) | IN(LETTER_H2) | IN(LETTER_P) \
	| IN(LETTER_LI) | IN(LETTER_TH) | IN(LETTER_TD))
#define IN_LINES (IN(LETTER_LI) | IN(LETTER_TH) | IN(LETTER_TD))

struct element {
	struct str name;
	enum letter_element kind;
	unsigned parents;	/* where it may stand */
};

static const struct element elements[] = {
	{ S_INIT("h1"), LETTER_H1, IN(LETTER_ROOT) },
	{ S_INIT("h2"), LETTER_H2, IN(LETTER_ROOT) },
	{ S_INIT("p"), LETTER_P, IN(LETTER_ROOT) | IN_LINES },
	{ S_INIT("ul"), LETTER_UL, IN(LETTER_ROOT) },
	{ S_INIT("li"), LETTER_LI, IN(LETTER_UL) },
	{ S_INIT("table"), LETTER_TABLE, IN(LETTER_ROOT) },
	{ S_INIT("tr"), LETTER_TR, IN(LETTER_TABLE) },
	{ S_INIT("th"), LETTER_TH, IN(LETTER_TR) },
	{ S_INIT("td"), LETTER_TD, IN(LETTER_TR) },
	{ S_INIT("strong"), LETTER_STRONG, IN_TEXT },
};

static const struct {
	struct str name;
	uint32_t c;
} references[] = {
	{ S_INIT("amp"), '&' }, { S_INIT("lt"), '<' }, { S_INIT("gt"), '>' },
	{ S_INIT("quot"), '"' }, { S_INIT("apos"), '\'' },
	{ S_INIT("nbsp"), 0xa0 }, { S_INIT("pound"), 0xa3 },
	{ S_INIT("middot"), 0xb7 }, { S_INIT("times"), 0xd7 },
	{ S_INIT("ndash"), 0x2013 }, { S_INIT("mdash"), 0x2014 },
	{ S_INIT("lsquo"), 0x2018 }, { S_INIT("rsquo"), 0x2019 },
	{ S_INIT("ldquo"), 0x201c }, { S_INIT("rdquo"), 0x201d },
	{ S_INIT("hellip"), 0x2026 },
};

struct frame {
	struct letter_node *node;
	struct letter_node **end;	/* where the next child goes */
	size_t children;
	size_t columns;			/* of the first row of a table */
};

struct parser {
	struct arena *a;
	struct str s;
	size_t at;
	struct str why;			/* set: it is over */
	struct frame open[DEPTH];
	size_t depth;
	struct out text;		/* of the one text element that is open */
	bool space;			/* a space is due before the next letter */
	bool new_line;			/* or a new line is */
	bool line;			/* within a p in a cell or an item */
	struct letter_strong *strong;	/* open, or NULL */
	struct letter_strong **strong_end;
};

static void
fail(struct parser *p, struct str why)
{
	if (!is_set(p->why))
		p->why = why;
}

static struct frame *
top(struct parser *p)
{
	return &p->open[p->depth - 1];
}

static bool
holds_text(enum letter_element kind)
{
	return IN(kind) & IN_TEXT;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
give_space(struct parser *p)
{
	if (p->text.n > 0 && p->new_line)
		out_lit(&p->text, " \n");	/* read aloud, lines are nothing */
	else if (p->text.n > 0 && p->space)
		out_char(&p->text, ' ');
	p->space = p->new_line = false;
}

static void
push(struct parser *p, enum letter_element kind)
{
	struct letter_node *node = ARENA_NEW(p->a, struct letter_node);

	node->kind = kind;
	if (p->depth > 0) {
		*top(p)->end = node;
		top(p)->end = &node->next;
		top(p)->children++;
	}
	p->open[p->depth++] = (struct frame){ .node = node, .end = &node->first };
	out_init(&p->text, p->a, LETTER_HTML_MAX);
	p->space = p->new_line = false;
	p->strong_end = &node->strong;
}

/* Every row of a table has as many cells as the first. */
static void
close_row(struct parser *p)
{
	size_t cells = top(p)->children;
	struct frame *table = &p->open[p->depth - 2];

	if (table->children == 1)
		table->columns = cells;
	if (cells == 0 || cells > LETTER_COLUMNS_MAX || cells != table->columns)
		fail(p, S("the rows of a table differ, or are too wide"));
}

static void
pop(struct parser *p)
{
	struct letter_node *node = top(p)->node;

	if (node->kind == LETTER_TR)
		close_row(p);
	if (holds_text(node->kind))
		node->text = out_str_of(&p->text);
	p->depth--;
}

static void
open_strong(struct parser *p)
{
	if (p->strong != NULL) {
		fail(p, S("strong within strong"));
		return;
	}
	give_space(p);
	p->strong = ARENA_NEW(p->a, struct letter_strong);
	p->strong->from = p->text.n;
}

static void
close_strong(struct parser *p)
{
	p->strong->to = p->text.n;
	*p->strong_end = p->strong;
	p->strong_end = &p->strong->next;
	p->strong = NULL;
}

static const struct element *
element_of(struct str name)
{
	for (size_t i = 0; i < COUNT(elements); i++)
		if (str_eq(elements[i].name, name))
			return &elements[i];
	return NULL;
}

static void
open_element(struct parser *p, const struct element *e)
{
	enum letter_element around = top(p)->node->kind;

	if (!(e->parents & IN(around)) || p->depth == DEPTH)
		fail(p, S("this element may not stand here"));
	else if (e->kind == LETTER_STRONG)
		open_strong(p);
	else if (e->kind == LETTER_P && p->line)
		fail(p, S("a paragraph within a paragraph"));
	else if (e->kind == LETTER_P && (IN(around) & IN_LINES))
		p->line = p->new_line = true;
	else
		push(p, e->kind);
}

static void
close_element(struct parser *p, const struct element *e)
{
	bool closes_line = p->line && e->kind == LETTER_P;

	if (e->kind == LETTER_STRONG && p->strong != NULL) {
		close_strong(p);
	} else if (p->strong == NULL && closes_line) {
		p->line = false;
		p->new_line = true;
	} else if (p->strong == NULL && !p->line
	    && top(p)->node->kind == e->kind) {
		pop(p);
	} else {
		fail(p, S("this end has no beginning"));
	}
}

/* Passes over attributes; a > within quotes ends nothing. */
static bool
skip_attributes(struct parser *p)
{
	bool quoted = false;

	while (p->at < p->s.n) {
		char c = p->s.p[p->at++];
		if (c == '"')
			quoted = !quoted;
		else if (!quoted && c == '>')
			return true;
		else if (!quoted && (c == '<' || c == '/'))
			return false;
	}
	return false;
}

static void
read_tag(struct parser *p)
{
	bool end = p->at + 1 < p->s.n && p->s.p[p->at + 1] == '/';
	size_t from = p->at += end ? 2 : 1;

	while (p->at < p->s.n && !is_space(p->s.p[p->at]) && p->s.p[p->at] != '>')
		p->at++;
	const struct element *e = element_of(
	    (struct str){ p->s.p + from, p->at - from });

	if (e == NULL)
		fail(p, S("a letter has no such element"));
	else if (!skip_attributes(p))
		fail(p, S("this tag does not end"));
	else if (end)
		close_element(p, e);
	else
		open_element(p, e);
}

static void
put_char(struct parser *p, uint32_t c)
{
	give_space(p);
	if (c < 0x80) {
		out_char(&p->text, (char)c);
		return;
	}
	int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	out_char(&p->text, (char)(0xff00 >> (more + 1) | c >> 6 * more));
	while (more-- > 0)
		out_char(&p->text, (char)(0x80 | (c >> 6 * more & 0x3f)));
}

/* "8217" or "x2019" to a number; 0 if it is neither. */
static uint32_t
number_of(struct str s)
{
	uint32_t base = 10, c = 0;

	if (str_starts(s, S("x"))) {
		base = 16;
		s = str_skip(s, 1);
	}
	for (size_t i = 0; i < s.n; i++) {
		static const char digits[] = "0123456789abcdef0123456789ABCDEF";
		const char *d = memchr(digits, s.p[i], sizeof digits - 1);
		uint32_t v = d == NULL ? base : (uint32_t)(d - digits) % 16;
		if (v >= base || c > 0x10ffff)
			return 0;
		c = c * base + v;
	}
	return c;
}

static bool
is_letter(uint32_t c)
{
	return c >= 0x20 && !(c >= 0x7f && c < 0xa0) && c <= 0x10ffff
	    && !(c >= 0xd800 && c <= 0xdfff) && (c & 0xfffe) != 0xfffe;
}

static void
read_reference(struct parser *p)
{
	struct str rest = str_head(str_skip(p->s, p->at + 1), 12);
	struct str name = str_cut(&rest, ';');
	uint32_t c = 0;

	for (size_t i = 0; i < COUNT(references); i++)
		if (str_eq(references[i].name, name))
			c = references[i].c;
	if (str_starts(name, S("#")))
		c = number_of(str_skip(name, 1));
	if (!is_set(rest) || !is_letter(c)) {
		fail(p, S("an & that stands for nothing"));
		return;
	}
	put_char(p, c);
	p->at += name.n + 2;
}

static void
read_text(struct parser *p)
{
	char c = p->s.p[p->at];

	if (is_space(c)) {
		p->space = true;
		p->at++;
	} else if (!holds_text(top(p)->node->kind)) {
		fail(p, S("text may not stand here"));
	} else if (c == '&') {
		read_reference(p);
	} else {
		give_space(p);
		out_char(&p->text, c);
		p->at++;
	}
}

enum err
letter_parse(struct arena *a, struct str html, struct letter_node **root,
    struct str *why, size_t *at)
{
	struct parser p = { .a = a, .s = html };

	push(&p, LETTER_ROOT);
	*root = p.open[0].node;
	if (html.n > LETTER_HTML_MAX || !utf8_plain(html, true))
		fail(&p, S("the text is too long or damaged"));
	while (p.at < html.n && !is_set(p.why)) {
		if (html.p[p.at] == '<')
			read_tag(&p);
		else
			read_text(&p);
	}
	if (p.depth != 1)
		fail(&p, S("an element does not end"));
	*why = p.why;
	*at = p.at;
	return is_set(p.why) ? E_INTERNAL : OK;
}
