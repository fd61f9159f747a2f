#include "fcgi/jobs/letter_sheet.h"

#include "core/base/arena.h"
#include "core/base/out.h"

double
sheet_width(const struct sheet *s)
{
	return PDF_WIDTH - 2 * s->look->side;
}

double
sheet_room(const struct sheet *s)
{
	return PDF_HEIGHT - s->look->bottom - s->y;
}

double
sheet_full(const struct sheet *s)
{
	return PDF_HEIGHT - s->look->bottom - s->look->top;
}

bool
sheet_fresh(const struct sheet *s)
{
	return s->y <= s->look->top;
}

double
sheet_lines(const struct sheet *s, int n)
{
	return n * PDF_LEADING * s->look->body;
}

/* Above or below the letter: no part of its own text. */
static void
small_line(struct sheet *s, struct str text, bool right, double y)
{
	const struct pdf_words words = { .s = text, .size = s->look->small, .right = right };
	struct pdf_text t = pdf_text(s->pdf, &words, sheet_width(s) * (right ? 1 : 0.6));

	pdf_draw(s->pdf, &t, 0, 1, s->look->side, y, PDF_GREY);
}

/* From the second page on: on the first the letter says whose it is. */
static void
running_head(struct sheet *s)
{
	double y = s->look->top - 2.2 * s->look->small;

	if (s->page == 1)
		return;
	small_line(s, s->council, false, y);
	small_line(s, s->reference, true, y);
}

static void
footer(struct sheet *s)
{
	struct out o;

	out_init(&o, s->a, 200);
	out_lit(&o, "Page ");
	out_int(&o, s->page);
	out_lit(&o, " of ");
	out_int(&o, s->pages);
	small_line(s, out_str_of(&o), true,
	    PDF_HEIGHT - s->look->bottom + 2.2 * s->look->small);
}

void
sheet_end(struct sheet *s)
{
	running_head(s);
	footer(s);
	pdf_page(s->pdf);
}

void
sheet_page(struct sheet *s)
{
	sheet_end(s);
	s->page++;
	s->y = s->look->top;
}

void
sheet_need(struct sheet *s, double height)
{
	if (height > sheet_room(s) && !sheet_fresh(s))
		sheet_page(s);
}

void
sheet_gap(struct sheet *s, double height)
{
	if (!sheet_fresh(s))
		s->y += height;
}

static double
lines_height(const struct pdf_text *t, size_t from, size_t to)
{
	return to > from ? t->line[to - 1].bottom - t->line[from].top : 0;
}

static size_t
lines_in(const struct pdf_text *t, size_t from, double height)
{
	size_t to = from;

	while (to < t->n && lines_height(t, from, to + 1) <= height)
		to++;
	return to - from;
}

/* How many lines to put here so that no line stands alone on either page. */
static size_t
lines_here(const struct sheet *s, const struct pdf_text *t, size_t from)
{
	size_t left = t->n - from, fit = lines_in(t, from, sheet_room(s));

	if (fit >= left)
		return left;
	if (left - fit == 1 && fit > 1)
		fit--;
	if (fit < 2 && !sheet_fresh(s))
		return 0;
	return fit > 0 ? fit : 1;
}

bool
sheet_takes(const struct sheet *s, const struct pdf_text *t)
{
	return lines_here(s, t, 0) > 0;
}

static void
flow_parts(struct sheet *s, const struct pdf_text *t, double x)
{
	for (size_t i = 0, n; i < t->n; i += n) {
		n = lines_here(s, t, i);
		pdf_tag(s->pdf, "Span");
		pdf_draw(s->pdf, t, i, i + n, x, s->y, PDF_BLACK);
		pdf_tag_end(s->pdf, "Span");
		s->y += lines_height(t, i, i + n);
		if (i + n < t->n)
			sheet_page(s);
	}
}

void
sheet_flow(struct sheet *s, const char *tag, const struct pdf_text *t, double x)
{
	if (!sheet_takes(s, t))
		sheet_page(s);
	pdf_tag(s->pdf, tag);
	if (t->height <= sheet_room(s)) {
		pdf_draw(s->pdf, t, 0, t->n, x, s->y, PDF_BLACK);
		s->y += t->height;
	} else {
		flow_parts(s, t, x);
	}
	pdf_tag_end(s->pdf, tag);
}
