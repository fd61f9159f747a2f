#include "fcgi/jobs/pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "fcgi/letter/html.h"

#define FONT "Liberation Sans, DejaVu Sans"

struct owned {
	PangoLayout *layout;
	struct owned *next;
};

struct pdf {
	struct arena *a;
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *context;
	struct owned *owned;
};

static cairo_status_t
keep(void *to, const unsigned char *p, unsigned n)
{
	struct out *o = to;

	out_bytes(o, p, n);
	return out_ok(o) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void
say(struct pdf *p, cairo_pdf_metadata_t what, struct str s)
{
	cairo_pdf_surface_set_metadata(p->surface, what, str_cstr(p->a, s));
}

/* On paper no letter is moved to meet a pixel. */
static void
for_print(PangoContext *context)
{
	cairo_font_options_t *o = cairo_font_options_create();

	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, o);
	pango_context_set_round_glyph_positions(context, FALSE);
	cairo_font_options_destroy(o);
}

struct pdf *
pdf_open(struct arena *a, struct out *to, const struct pdf_about *about)
{
	struct pdf *p = ARENA_NEW(a, struct pdf);
	struct out made;

	p->a = a;
	p->surface = cairo_pdf_surface_create_for_stream(keep, to, PDF_WIDTH,
	    PDF_HEIGHT);
	p->cr = cairo_create(p->surface);
	p->context = pango_cairo_create_context(p->cr);
	for_print(p->context);
	out_init(&made, a, 100);
	out_stamp_iso(&made, about->made);
	say(p, CAIRO_PDF_METADATA_TITLE, about->title);
	say(p, CAIRO_PDF_METADATA_AUTHOR, about->author);
	say(p, CAIRO_PDF_METADATA_CREATE_DATE, out_str_of(&made));
	say(p, CAIRO_PDF_METADATA_MOD_DATE, out_str_of(&made));
	return p;
}

enum err
pdf_close(struct pdf *p, struct str *why)
{
	cairo_status_t status = cairo_status(p->cr);

	for (struct owned *o = p->owned; o != NULL; o = o->next)
		g_object_unref(o->layout);
	g_object_unref(p->context);
	cairo_destroy(p->cr);
	cairo_surface_finish(p->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(p->surface);
	cairo_surface_destroy(p->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		return OK;
	*why = str_of(cairo_status_to_string(status));
	return E_INTERNAL;
}

void
pdf_page(struct pdf *p)
{
	cairo_show_page(p->cr);
}

void
pdf_tag(struct pdf *p, const char *name)
{
	cairo_tag_begin(p->cr, name, NULL);
}

void
pdf_tag_end(struct pdf *p, const char *name)
{
	cairo_tag_end(p->cr, name);
}

static void
ink(struct pdf *p, enum pdf_ink i)
{
	static const double grey[] = {
		[PDF_BLACK] = 0.07, [PDF_GREY] = 0.33, [PDF_RULE] = 0.72,
		[PDF_SHADE] = 0.95,
	};

	cairo_set_source_rgb(p->cr, grey[i], grey[i], grey[i]);
}

void
pdf_rule(struct pdf *p, double x, double y, double w)
{
	ink(p, PDF_RULE);
	cairo_set_line_width(p->cr, 0.75);
	cairo_move_to(p->cr, x, y);
	cairo_rel_line_to(p->cr, w, 0);
	cairo_stroke(p->cr);
}

void
pdf_shade(struct pdf *p, double x, double y, double w, double h)
{
	ink(p, PDF_SHADE);
	cairo_rectangle(p->cr, x, y, w, h);
	cairo_fill(p->cr);
}

static void
add_bold(PangoAttrList *list, size_t from, size_t to)
{
	PangoAttribute *bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);

	bold->start_index = (guint)from;
	bold->end_index = (guint)to;
	pango_attr_list_insert(list, bold);
}

static PangoLayout *
layout_of(struct pdf *p, const struct pdf_words *w)
{
	struct owned *own = ARENA_NEW(p->a, struct owned);
	PangoLayout *layout = pango_layout_new(p->context);
	PangoFontDescription *font = pango_font_description_from_string(FONT);
	PangoAttrList *list = pango_attr_list_new();

	*own = (struct owned){ layout, p->owned };
	p->owned = own;
	pango_font_description_set_absolute_size(font, w->size * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	for (const struct letter_strong *b = w->strong; b != NULL; b = b->next)
		add_bold(list, b->from, b->to);
	if (w->bold)
		add_bold(list, 0, w->s.n);
	pango_layout_set_attributes(layout, list);
	pango_attr_list_unref(list);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	if (w->right)
		pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
	pango_layout_set_text(layout, w->s.n > 0 ? w->s.p : "", (int)w->s.n);
	return layout;
}

/*
 * Pango makes the space at which it breaks a line into no glyph, and cairo
 * then notes it as a mark of its own within the element, which trips readers
 * that do not expect one there. A space of no width does as well.
 */
static void
keep_space(PangoLayoutLine *line, const char *text)
{
	for (GSList *l = line->runs; l != NULL; l = l->next) {
		const PangoGlyphItem *run = l->data;
		hb_font_t *font = pango_font_get_hb_font(run->item->analysis.font);
		for (int i = 0; i < run->glyphs->num_glyphs; i++) {
			PangoGlyphInfo *g = &run->glyphs->glyphs[i];
			int at = run->item->offset + run->glyphs->log_clusters[i];
			if (g->glyph == PANGO_GLYPH_EMPTY && text[at] == ' ')
				hb_font_get_nominal_glyph(font, ' ', &g->glyph);
		}
	}
}

/* A line is as high as its type asks for; letters of other fonts may be higher. */
static struct pdf_line
line_of(PangoLayoutLine *line, const struct pdf_words *words, double top)
{
	PangoRectangle box;

	pango_layout_line_get_extents(line, NULL, &box);
	double own = pango_units_to_double(box.height);
	double height = PDF_LEADING * words->size;
	if (height < own)
		height = own;
	return (struct pdf_line){
		.top = top,
		.bottom = top + height,
		.base = top + (height - own) / 2 - pango_units_to_double(box.y),
	};
}

static double
layout_width(PangoLayout *layout)
{
	int w, h;

	pango_layout_get_size(layout, &w, &h);
	return pango_units_to_double(w);
}

struct pdf_text
pdf_text(struct pdf *p, const struct pdf_words *words, double w)
{
	PangoLayout *layout = layout_of(p, words);
	struct pdf_text t = { .layout = layout };

	pango_layout_set_width(layout, pango_units_from_double(w));
	t.n = (size_t)pango_layout_get_line_count(layout);
	t.line = ARENA_ARRAY(p->a, t.n, struct pdf_line);
	PangoLayoutIter *it = pango_layout_get_iter(layout);
	for (size_t i = 0; i < t.n; i++, pango_layout_iter_next_line(it)) {
		PangoLayoutLine *line = pango_layout_iter_get_line(it);
		PangoRectangle box;
		keep_space(line, pango_layout_get_text(layout));
		pango_layout_iter_get_line_extents(it, NULL, &box);
		t.line[i] = line_of(line, words, t.height);
		t.line[i].x = pango_units_to_double(box.x);
		t.height = t.line[i].bottom;
	}
	pango_layout_iter_free(it);
	t.width = layout_width(layout);
	return t;
}

void
pdf_measure(struct pdf *p, const struct pdf_words *words, double *line,
    double *word)
{
	PangoLayout *layout = layout_of(p, words);

	*line = layout_width(layout) + 0.5;
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
	pango_layout_set_width(layout, 0);
	*word = layout_width(layout) + 0.5;
}

void
pdf_draw(struct pdf *p, const struct pdf_text *t, size_t from, size_t to,
    double x, double y, enum pdf_ink i)
{
	ink(p, i);
	for (size_t n = from; n < to; n++) {
		cairo_move_to(p->cr, x + t->line[n].x,
		    y + t->line[n].base - t->line[from].top);
		pango_cairo_show_layout_line(p->cr,
		    pango_layout_get_line_readonly(t->layout, (int)n));
	}
}
