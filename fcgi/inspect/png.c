/*
 * A PNG is decoded and encoded again: its pixels are kept, and nothing else.
 *
 * libpng reports an error by not returning: all the work is below one setjmp.
 */
#include <png.h>

#include "core/base/arena.h"
#include "fcgi/inspect/inspect.h"
#include "fcgi/inspect/picture.h"

#define LEVEL 5			/* of packing: 50 megapixels in some seconds */
#define CHUNKS 200		/* beside the pixels */
#define CHUNK_BYTES ((png_alloc_size_t)1024 * 1024)

struct work {
	struct arena *a;
	png_structp in, out;
	png_infop about, about_out;
	jmp_buf stop;
	enum refusal refusal;
	struct str left;	/* of the file */
	int width, height, channels, orientation;
	bool interlaced;
	unsigned char *kept;
	size_t n;
};

static _Noreturn void
stop(struct work *w, enum refusal r)
{
	w->refusal = r;
	longjmp(w->stop, 1);
}

static _Noreturn void
on_error(png_structp png, png_const_charp words)
{
	(void)words;
	stop(png_get_error_ptr(png), REFUSED_CUT);
}

static void
on_warning(png_structp png, png_const_charp words)
{
	(void)png;
	(void)words;
}

static void
read_bytes(png_structp png, png_bytep to, size_t n)
{
	struct work *w = png_get_io_ptr(png);

	if (n > w->left.n)
		stop(w, REFUSED_CUT);
	memcpy(to, w->left.p, n);
	w->left = str_skip(w->left, n);
}

static void
write_bytes(png_structp png, png_bytep from, size_t n)
{
	struct work *w = png_get_io_ptr(png);

	if (n > DOCUMENT_BYTES - w->n)
		stop(w, REFUSED_LARGE);
	memcpy(w->kept + w->n, from, n);
	w->n += n;
}

static void
write_flush(png_structp png)
{
	(void)png;
}

/* ---- reading ---- */

static int
orientation_of(struct work *w)
{
	png_bytep exif = NULL;
	png_uint_32 n = 0;

	if (png_get_eXIf_1(w->in, w->about, &n, &exif) == 0 || exif == NULL)
		return 1;
	return exif_orientation((struct str){ (const char *)exif, n });
}

/* Eight bits a channel; a palette and its transparency written out. */
static void
read_begin(struct work *w)
{
	png_set_read_fn(w->in, w, read_bytes);
	png_set_user_limits(w->in, SIDE, SIDE);
	png_set_chunk_cache_max(w->in, CHUNKS);
	png_set_chunk_malloc_max(w->in, CHUNK_BYTES);
	png_read_info(w->in, w->about);
	png_uint_32 width = png_get_image_width(w->in, w->about);
	png_uint_32 height = png_get_image_height(w->in, w->about);
	if (!picture_fits(width, height))
		stop(w, REFUSED_PIXELS);
	png_set_expand(w->in);
	png_set_scale_16(w->in);
	w->interlaced = png_set_interlace_handling(w->in) > 1;
	w->orientation = orientation_of(w);
	png_read_update_info(w->in, w->about);
	w->width = (int)width;
	w->height = (int)height;
	w->channels = png_get_channels(w->in, w->about);
}

/* The whole picture as it came: needed where its rows come in seven parts. */
static void
read_interlaced(struct work *w, struct picture *p)
{
	png_bytep *rows = ARENA_ARRAY(w->a, (size_t)w->height, png_bytep);

	picture_begin(w->a, p, w->width, w->height, w->channels, 1);
	for (int y = 0; y < w->height; y++)
		rows[y] = p->pixel + (size_t)y * (size_t)w->width * (size_t)w->channels;
	png_read_image(w->in, rows);
}

/* ---- writing ---- */

static void
write_begin(struct work *w, int width, int height)
{
	static const int colours[] = {
		[1] = PNG_COLOR_TYPE_GRAY, [2] = PNG_COLOR_TYPE_GRAY_ALPHA,
		[3] = PNG_COLOR_TYPE_RGB, [4] = PNG_COLOR_TYPE_RGB_ALPHA,
	};

	w->kept = arena_alloc(w->a, DOCUMENT_BYTES);
	png_set_write_fn(w->out, w, write_bytes, write_flush);
	png_set_IHDR(w->out, w->about_out, (png_uint_32)width, (png_uint_32)height, 8,
	    colours[w->channels], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	    PNG_FILTER_TYPE_DEFAULT);
	png_set_compression_level(w->out, LEVEL);
	png_set_filter(w->out, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE | PNG_FILTER_UP);
	png_write_info(w->out, w->about_out);
}

static void
straight(struct work *w)
{
	unsigned char *row = arena_array(w->a, (size_t)w->width, (size_t)w->channels);

	write_begin(w, w->width, w->height);
	for (int y = 0; y < w->height; y++) {
		png_read_row(w->in, row, NULL);
		png_write_row(w->out, row);
	}
}

static void
turned(struct work *w)
{
	struct picture whole = { 0 }, p;
	unsigned char *row = arena_array(w->a, (size_t)w->width, (size_t)w->channels);

	if (w->interlaced)
		read_interlaced(w, &whole);
	if (w->orientation == 1) {
		p = whole;
	} else {
		picture_begin(w->a, &p, w->width, w->height, w->channels, w->orientation);
		for (int y = 0; y < w->height; y++) {
			if (!w->interlaced)
				png_read_row(w->in, row, NULL);
			picture_put(&p, w->orientation, w->width, w->height, y,
			    w->interlaced ? picture_row(&whole, y) : row);
		}
	}
	write_begin(w, p.width, p.height);
	for (int y = 0; y < p.height; y++)
		png_write_row(w->out, picture_row(&p, y));
}

static void
work(struct work *w)
{
	read_begin(w);
	if (w->orientation == 1 && !w->interlaced)
		straight(w);
	else
		turned(w);
	png_read_end(w->in, NULL);
	png_write_end(w->out, NULL);
}

enum refusal
png_clean(struct arena *a, struct str file, struct str *clean)
{
	struct work *w = ARENA_NEW(a, struct work);

	w->a = a;
	w->left = file;
	w->in = png_create_read_struct(PNG_LIBPNG_VER_STRING, w, on_error, on_warning);
	w->out = png_create_write_struct(PNG_LIBPNG_VER_STRING, w, on_error, on_warning);
	if (w->in == NULL || w->out == NULL)
		return REFUSED_HARD;
	w->about = png_create_info_struct(w->in);
	w->about_out = png_create_info_struct(w->out);
	if (w->about == NULL || w->about_out == NULL)
		return REFUSED_HARD;
	if (setjmp(w->stop) == 0)
		work(w);
	if (w->refusal == REFUSED_NOT)
		*clean = (struct str){ (const char *)w->kept, w->n };
	png_destroy_read_struct(&w->in, &w->about, NULL);
	png_destroy_write_struct(&w->out, &w->about_out);
	return w->refusal;
}
