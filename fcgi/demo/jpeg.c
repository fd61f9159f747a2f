/*
 * A photograph of the demonstration as a JPEG of the plainest kind: no colour is
 * halved, all is divided by one number, and the codes of each of its two tables
 * are of one length, so that a code is the place of its symbol. Whole numbers
 * only. Width and height are multiples of eight.
 */
#include <stdarg.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/demo/paper.h"

#define SIDE 8			/* of a block */
#define CELLS (SIDE * SIDE)
#define DIVISOR 24
#define JPEG_MAX ((size_t)1024 * 1024)
#define DC_SYMBOLS 12		/* how many bits a step of the mean takes */
#define DC_BITS 4
#define SIZES 10		/* of any other number, in bits */
#define AC_SYMBOLS (2 + 16 * SIZES)
#define AC_BITS 8
#define END_OF_BLOCK 0
#define SIXTEEN_ZEROS 1

struct bits {
	struct out *o;
	unsigned held;
	int n;
};

static const unsigned char zigzag[CELLS] = {
	0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48,
	41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15,
	23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
};

static void
put(struct bits *b, unsigned value, int n)
{
	while (n-- > 0) {
		b->held = b->held << 1 | (value >> n & 1);
		if (++b->n < 8)
			continue;
		out_char(b->o, (char)b->held);
		if ((b->held & 0xff) == 0xff)	/* else it would begin a marker */
			out_char(b->o, 0);
		b->held = 0;
		b->n = 0;
	}
}

static int
size_of(int value)
{
	int n = 0;

	for (int rest = value < 0 ? -value : value; rest > 0; rest >>= 1)
		n++;
	return n;
}

/* The number in so many bits; one below zero counts from the smallest. */
static void
put_number(struct bits *b, int value, int size)
{
	put(b, (unsigned)(value < 0 ? value + (1 << size) - 1 : value), size);
}

/* 2048 cos(k pi/16); the first of a row is smaller by the root of two. */
static int
wave(int u, int x)
{
	static const int quarter[] = { 2048, 2009, 1892, 1703, 1448, 1138, 784, 400, 0 };
	int k = (2 * x + 1) * u % 32;

	if (u == 0)
		return 1448;
	if (k > 16)
		k = 32 - k;
	return k > 8 ? -quarter[16 - k] : quarter[k];
}

static int
frequency(const int block[CELLS], int u, int v)
{
	int64_t sum = 0;

	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++)
			sum += (int64_t)block[y * SIDE + x] * wave(u, x) * wave(v, y);
	return (int)(sum / (4096 * 4096) / DIVISOR);
}

static void
put_block(struct bits *b, const int block[CELLS], int *mean)
{
	int now = frequency(block, 0, 0), zeros = 0;

	put(b, (unsigned)size_of(now - *mean), DC_BITS);
	put_number(b, now - *mean, size_of(now - *mean));
	*mean = now;
	for (int i = 1; i < CELLS; i++) {
		int value = frequency(block, zigzag[i] % SIDE, zigzag[i] / SIDE);
		if (value == 0) {
			zeros++;
			continue;
		}
		for (; zeros >= 16; zeros -= 16)
			put(b, SIXTEEN_ZEROS, AC_BITS);
		put(b, (unsigned)(2 + zeros * SIZES + size_of(value) - 1), AC_BITS);
		put_number(b, value, size_of(value));
		zeros = 0;
	}
	if (zeros > 0)
		put(b, END_OF_BLOCK, AC_BITS);
}

/* Brightness, blue and red of a pixel, each around zero. */
static int
part(const unsigned char *rgb, int which)
{
	int light = (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]) / 1000;

	if (which == 0)
		return light - 128;
	return which == 1 ? (rgb[2] - light) * 564 / 1000 : (rgb[0] - light) * 713 / 1000;
}

static void
scan(struct out *o, const struct pixels *p)
{
	struct bits b = { o, 0, 0 };
	int mean[3] = { 0 }, block[CELLS];

	for (int y = 0; y < p->height; y += SIDE)
		for (int x = 0; x < p->width; x += SIDE)
			for (int which = 0; which < 3; which++) {
				for (int i = 0; i < CELLS; i++)
					block[i] = part(p->v + 3 * ((y + i / SIDE) * p->width +
					    x + i % SIDE), which);
				put_block(&b, block, &mean[which]);
			}
	put(&b, 0x7f, 7);
}

static void
bytes(struct out *o, int n, ...)
{
	va_list all;

	va_start(all, n);
	while (n-- > 0)
		out_char(o, (char)va_arg(all, int));
	va_end(all);
}

/* So many symbols, all of the same length. */
static void
table(struct out *o, int class, int symbols, int length)
{
	bytes(o, 5, 0xff, 0xc4, 0, 19 + symbols, class);
	for (int n = 1; n <= 16; n++)
		out_char(o, (char)(n == length ? symbols : 0));
}

static void
tables(struct out *o)
{
	bytes(o, 5, 0xff, 0xdb, 0, 67, 0);
	for (int i = 0; i < CELLS; i++)
		out_char(o, DIVISOR);
	table(o, 0x00, DC_SYMBOLS, DC_BITS);
	for (int i = 0; i < DC_SYMBOLS; i++)
		out_char(o, (char)i);
	table(o, 0x10, AC_SYMBOLS, AC_BITS);
	bytes(o, 2, 0x00, 0xf0);
	for (int zeros = 0; zeros < 16; zeros++)
		for (int size = 1; size <= SIZES; size++)
			out_char(o, (char)(zeros << 4 | size));
}

struct str
demo_jpeg(struct arena *a, const struct pixels *p)
{
	struct out o;

	out_init(&o, a, JPEG_MAX);
	bytes(&o, 2, 0xff, 0xd8);
	bytes(&o, 18, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
	tables(&o);
	bytes(&o, 10, 0xff, 0xc0, 0, 17, 8, p->height >> 8, p->height & 0xff,
	    p->width >> 8, p->width & 0xff, 3);
	bytes(&o, 9, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0);
	bytes(&o, 14, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0);
	scan(&o, p);
	bytes(&o, 2, 0xff, 0xd9);
	return out_str_of(&o);
}
