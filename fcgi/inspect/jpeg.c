/*
 * A photo is decoded and encoded again, the right way up. Where it was taken,
 * when, by which telephone, its small preview and whatever hangs behind it are
 * not carried over.
 *
 * libjpeg reports an error by not returning: each half of the work is a
 * function of its own below one setjmp, and what they share is in one struct.
 */
#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>

#include "core/base/arena.h"
#include "fcgi/inspect/inspect.h"
#include "fcgi/inspect/picture.h"

#define QUALITY 90
#define EXIF (JPEG_APP0 + 1)

struct work {
	struct jpeg_error_mgr errors;	/* first: libjpeg hands us this */
	struct jpeg_destination_mgr to;
	struct jpeg_decompress_struct in;
	struct jpeg_compress_struct out;
	struct arena *a;
	jmp_buf stop;
	enum refusal refusal;
	int orientation;
	unsigned char *kept;
};

static _Noreturn void
stop(struct work *w, enum refusal r)
{
	w->refusal = r;
	longjmp(w->stop, 1);
}

static struct work *
work_of(j_common_ptr c)
{
	return (struct work *)(void *)c->err;
}

static void
on_error(j_common_ptr c)
{
	stop(work_of(c), c->err->msg_code == JERR_OUT_OF_MEMORY ?
	    REFUSED_PIXELS : REFUSED_CUT);
}

/* A warning says that pixels are missing or made up, but for these. */
static void
on_message(j_common_ptr c, int level)
{
	static const int harmless[] = {
		JWRN_EXTRANEOUS_DATA, JWRN_ADOBE_XFORM, JWRN_JFIF_MAJOR,
	};

	if (level >= 0)
		return;
	for (size_t i = 0; i < COUNT(harmless); i++)
		if (c->err->msg_code == harmless[i])
			return;
	stop(work_of(c), REFUSED_CUT);
}

static void
on_output(j_common_ptr c)
{
	(void)c;
}

/* ---- where the new picture goes: one place, as large as a file may be ---- */

static void
to_begin(j_compress_ptr c)
{
	struct work *w = work_of((j_common_ptr)c);

	w->to.next_output_byte = w->kept;
	w->to.free_in_buffer = DOCUMENT_BYTES;
}

static boolean
to_full(j_compress_ptr c)
{
	stop(work_of((j_common_ptr)c), REFUSED_LARGE);
}

static void
to_end(j_compress_ptr c)
{
	(void)c;
}

/* ---- reading ---- */

static int
orientation_of(const struct work *w)
{
	static const char begins[] = "Exif\0";	/* and one more NUL */

	for (jpeg_saved_marker_ptr m = w->in.marker_list; m != NULL; m = m->next) {
		struct str s = { (const char *)m->data, m->data_length };
		if (m->marker == EXIF && s.n > sizeof begins &&
		    memcmp(s.p, begins, sizeof begins) == 0)
			return exif_orientation(str_skip(s, sizeof begins));
	}
	return 1;
}

static void
read_begin(struct work *w, struct str file)
{
	jpeg_create_decompress(&w->in);
	jpeg_mem_src(&w->in, (const unsigned char *)file.p, file.n);
	jpeg_save_markers(&w->in, EXIF, 0xffff);
	(void)jpeg_read_header(&w->in, TRUE);
	if (!picture_fits(w->in.image_width, w->in.image_height))
		stop(w, REFUSED_PIXELS);
	w->orientation = orientation_of(w);
	if (w->in.num_components == 4)
		w->in.out_color_space = JCS_CMYK;
	else
		w->in.out_color_space = w->in.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
	(void)jpeg_start_decompress(&w->in);
}

static int
channels_of(const struct work *w)
{
	return w->in.out_color_space == JCS_GRAYSCALE ? 1 : 3;
}

/* Inks to light. Adobe's programs store the inks the other way round. */
static void
inks_to_light(unsigned char *row, unsigned width, bool adobe)
{
	for (unsigned x = 0; x < width; x++) {
		unsigned char ink[4];
		for (size_t i = 0; i < 4; i++)
			ink[i] = adobe ? row[4 * x + i] :
			    (unsigned char)(255 - row[4 * x + i]);
		for (size_t i = 0; i < 3; i++)
			row[3 * x + i] = (unsigned char)(ink[i] * ink[3] / 255);
	}
}

static unsigned char *
read_row(struct work *w, unsigned char *row)
{
	JSAMPROW rows[1] = { row };

	(void)jpeg_read_scanlines(&w->in, rows, 1);
	if (w->in.out_color_space == JCS_CMYK)
		inks_to_light(row, w->in.output_width, w->in.saw_Adobe_marker);
	return row;
}

/* ---- writing ---- */

static void
write_begin(struct work *w, int width, int height)
{
	w->kept = arena_alloc(w->a, DOCUMENT_BYTES);
	jpeg_create_compress(&w->out);
	w->to = (struct jpeg_destination_mgr){
		.init_destination = to_begin,
		.empty_output_buffer = to_full,
		.term_destination = to_end,
	};
	w->out.dest = &w->to;
	w->out.image_width = (JDIMENSION)width;
	w->out.image_height = (JDIMENSION)height;
	w->out.input_components = channels_of(w);
	w->out.in_color_space = channels_of(w) == 1 ? JCS_GRAYSCALE : JCS_RGB;
	jpeg_set_defaults(&w->out);
	jpeg_set_quality(&w->out, QUALITY, TRUE);
	jpeg_start_compress(&w->out, TRUE);
}

static void
write_row(struct work *w, const unsigned char *row)
{
	unsigned char *r;

	memcpy(&r, &row, sizeof r);	/* the library does not say const */
	(void)jpeg_write_scanlines(&w->out, &r, 1);
}

static void
straight(struct work *w, unsigned char *row)
{
	write_begin(w, (int)w->in.output_width, (int)w->in.output_height);
	while (w->in.output_scanline < w->in.output_height)
		write_row(w, read_row(w, row));
}

static void
turned(struct work *w, unsigned char *row)
{
	int width = (int)w->in.output_width, height = (int)w->in.output_height;
	struct picture p;

	picture_begin(w->a, &p, width, height, channels_of(w), w->orientation);
	for (int y = 0; y < height; y++)
		picture_put(&p, w->orientation, width, height, y, read_row(w, row));
	write_begin(w, p.width, p.height);
	for (int y = 0; y < p.height; y++)
		write_row(w, picture_row(&p, y));
}

static void
work(struct work *w, struct str file)
{
	read_begin(w, file);
	unsigned char *row = arena_alloc(w->a, (size_t)w->in.output_width * 4);
	if (w->orientation == 1)
		straight(w, row);
	else
		turned(w, row);
	(void)jpeg_finish_decompress(&w->in);
	jpeg_finish_compress(&w->out);
}

enum refusal
jpeg_clean(struct arena *a, struct str file, struct str *clean)
{
	struct work *w = ARENA_NEW(a, struct work);

	w->a = a;
	w->in.err = w->out.err = jpeg_std_error(&w->errors);
	w->errors.error_exit = on_error;
	w->errors.emit_message = on_message;
	w->errors.output_message = on_output;
	if (setjmp(w->stop) == 0)
		work(w, file);
	if (w->refusal == REFUSED_NOT)
		*clean = (struct str){ (const char *)w->kept,
		    DOCUMENT_BYTES - w->to.free_in_buffer };
	jpeg_destroy_decompress(&w->in);
	jpeg_destroy_compress(&w->out);
	return w->refusal;
}
