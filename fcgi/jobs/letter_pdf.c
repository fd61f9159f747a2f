/*
 * Everything is set twice: once into the void, to learn how many pages there
 * are, and once for good.
 */
#include "fcgi/jobs/letter_pdf.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "fcgi/jobs/letter_sheet.h"
#include "fcgi/jobs/letter_table.h"
#include "fcgi/jobs/pdf_finish.h"
#include "fcgi/letter/html.h"

static const struct look normal = {
	.body = 12, .h1 = 17, .h2 = 13.5, .cell = 10.5, .small = 9.5,
	.side = 70, .top = 60, .bottom = 76, .pad = 4,
	.longest = 12,
};

static const struct look large = {
	.body = 18, .h1 = 25, .h2 = 20.5, .cell = 18, .small = 16,
	.side = 54, .top = 54, .bottom = 80, .pad = 5,
	.longest = 4,
};

static double
between(const struct sheet *s)
{
	return 0.6 * s->look->body;
}

static void
set_paragraph(struct sheet *s, const struct letter_node *node)
{
	const struct pdf_words words = { .s = node->text, .strong = node->strong,
		.size = s->look->body };
	struct pdf_text t = pdf_text(s->pdf, &words, sheet_width(s));

	if (t.n <= 2 && node->next != NULL && node->next->kind == LETTER_UL)
		sheet_need(s, t.height + between(s) + sheet_lines(s, 2));
	sheet_flow(s, "P", &t, s->look->side);
}

static void
set_item(struct sheet *s, const struct letter_node *node)
{
	double size = s->look->body, indent = 1.4 * size;
	const struct pdf_words bullet = { .s = S("•"), .size = size };
	const struct pdf_words words = { .s = node->text, .strong = node->strong,
		.size = size };
	struct pdf_text dot = pdf_text(s->pdf, &bullet, indent);
	struct pdf_text t = pdf_text(s->pdf, &words, sheet_width(s) - indent);

	if (!sheet_takes(s, &t))
		sheet_page(s);
	pdf_tag(s->pdf, "LI");
	pdf_tag(s->pdf, "Lbl");
	pdf_draw(s->pdf, &dot, 0, 1, s->look->side + 0.3 * size, s->y, PDF_BLACK);
	pdf_tag_end(s->pdf, "Lbl");
	sheet_flow(s, "LBody", &t, s->look->side + indent);
	pdf_tag_end(s->pdf, "LI");
	s->y += 0.35 * size;
}

static void
set_list(struct sheet *s, const struct letter_node *node)
{
	if (node->first == NULL)
		return;
	pdf_tag(s->pdf, "L");
	for (const struct letter_node *li = node->first; li != NULL; li = li->next)
		set_item(s, li);
	pdf_tag_end(s->pdf, "L");
}

/* How much of what follows a heading must stand with it on the same page. */
static double
lead(struct sheet *s, const struct letter_node *node)
{
	if (node == NULL)
		return 0;
	if (node->kind == LETTER_TABLE)
		return table_lead(s, node);
	if (node->kind == LETTER_H2)
		return sheet_lines(s, 2) + lead(s, node->next);
	return sheet_lines(s, 3);
}

static void
set_heading(struct sheet *s, const struct letter_node *node)
{
	bool first = node->kind == LETTER_H1;
	const struct pdf_words words = { .s = node->text, .strong = node->strong,
		.bold = true, .size = first ? s->look->h1 : s->look->h2 };
	struct pdf_text t = pdf_text(s->pdf, &words, sheet_width(s));

	sheet_gap(s, 0.6 * words.size);
	sheet_need(s, t.height + between(s) + lead(s, node->next));
	sheet_flow(s, first ? "H1" : "H2", &t, s->look->side);
}

static void
set_block(struct sheet *s, const struct letter_node *node)
{
	static void (*const set[])(struct sheet *, const struct letter_node *) = {
		[LETTER_H1] = set_heading, [LETTER_H2] = set_heading,
		[LETTER_P] = set_paragraph, [LETTER_UL] = set_list,
		[LETTER_TABLE] = table_set,
	};

	set[node->kind](s, node);
	sheet_gap(s, between(s));
}

static void
set_fact(struct sheet *s, const struct letter_fact *f)
{
	struct out o;

	out_init(&o, s->a, LETTER_HTML_MAX);
	out_str(&o, f->label);
	out_lit(&o, ": ");
	struct letter_strong label = { .to = o.n };
	out_str(&o, f->value);
	const struct pdf_words words = { .s = out_str_of(&o), .strong = &label,
		.size = s->look->cell };
	struct pdf_text t = pdf_text(s->pdf, &words, sheet_width(s));
	sheet_flow(s, "P", &t, s->look->side);
	s->y += 0.1 * s->look->cell;
}

/* What the letter itself does not say: it names council and reference once. */
static void
set_head(struct sheet *s, const struct letter_pdf *l)
{
	for (size_t i = 0; i < l->facts_n; i++)
		set_fact(s, &l->facts[i]);
	s->y += 0.5 * s->look->body;
	pdf_rule(s->pdf, s->look->side, s->y, sheet_width(s));
	s->y += 1.6 * s->look->body;
}

/* Sets all of it and leaves the number of its pages in *pages. */
static enum err
set_letter(struct arena *a, const struct letter_pdf *l,
    const struct letter_node *root, int *pages, struct str *pdf,
    struct str *why)
{
	const struct pdf_about about = { l->title, l->council, l->made };
	struct out o;

	out_init(&o, a, LETTER_PDF_MAX);
	struct sheet s = {
		.a = a, .pdf = pdf_open(a, &o, &about), .page = 1, .pages = *pages,
		.look = l->large ? &large : &normal,
		.council = l->council, .reference = l->reference,
	};
	s.y = s.look->top;
	pdf_tag(s.pdf, "Document");
	set_head(&s, l);
	for (const struct letter_node *n = root->first; n != NULL; n = n->next)
		set_block(&s, n);
	pdf_tag_end(s.pdf, "Document");
	sheet_end(&s);
	TRY(pdf_close(s.pdf, why));
	*pages = s.page;
	*pdf = out_str_of(&o);
	return OK;
}

enum err
letter_pdf(struct arena *a, const struct letter_pdf *l, struct str *pdf,
    struct str *why)
{
	struct letter_node *root;
	struct str set;
	size_t at;
	int pages = 0;

	TRY(letter_parse(a, l->html, &root, why, &at));
	TRY(set_letter(a, l, root, &pages, &set, why));
	TRY(set_letter(a, l, root, &pages, &set, why));
	return pdf_finish(a, set, l->lang, pdf, why);
}
