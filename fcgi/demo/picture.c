/*
 * Pictures of the demonstration: shapes from a table, painted one over the other,
 * and written as a PNG whose pixels are not packed.
 */
#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/demo/paper.h"

#define WIDTH 480
#define HEIGHT 360
#define GRAIN 14		/* of a photograph: how far two pixels may differ */

enum brush { BOX, DISC, ROOF, RING, STICK };

struct shape {
	enum brush brush;
	int x, y, w, h;		/* its box; a STICK leads from one corner to the other */
	unsigned colour;	/* 0xRRGGBB */
};

static const struct shape garden[] = {
	{ BOX, 0, 0, 480, 150, 0xa9cbe6 }, { BOX, 0, 110, 480, 60, 0xc3dbea },
	{ DISC, 380, 30, 50, 50, 0xfff3c4 }, { DISC, -140, 110, 420, 300, 0x7d9b68 },
	{ DISC, 170, 130, 520, 320, 0x6c8f5a }, { BOX, 0, 215, 480, 145, 0x5d8549 },
	{ BOX, 40, 130, 110, 100, 0xb98f6d }, { ROOF, 25, 80, 140, 52, 0x7f4b3e },
	{ BOX, 85, 175, 28, 55, 0x5c4433 }, { BOX, 55, 150, 24, 24, 0xdfe9ee },
	{ BOX, 330, 90, 16, 150, 0x5e4634 }, { DISC, 275, 30, 130, 110, 0x476f3a },
	{ DISC, 245, 70, 90, 80, 0x4f7a40 }, { DISC, 345, 65, 90, 80, 0x416636 },
	{ STICK, 262, 140, 3, 120, 0x3a3a3a }, { STICK, 302, 140, 3, 120, 0x3a3a3a },
	{ BOX, 256, 258, 54, 8, 0xb4392f }, { DISC, 180, 290, 44, 44, 0xc9583b },
};

static const struct shape crayons[] = {
	{ BOX, 0, 0, 480, 360, 0xfdfbf4 }, { RING, 20, 20, 80, 80, 0xf2b705 },
	{ STICK, 100, 60, 50, 4, 0xf2b705 }, { STICK, 60, 100, 4, 45, 0xf2b705 },
	{ STICK, 92, 92, 34, 34, 0xf2b705 }, { ROOF, 250, 60, 190, 80, 0xc0392b },
	{ BOX, 265, 140, 160, 130, 0xe8c39e }, { BOX, 325, 200, 44, 70, 0x4a69bd },
	{ BOX, 285, 160, 30, 30, 0x82ccdd }, { RING, 110, 150, 50, 50, 0x2c3e50 },
	{ STICK, 132, 200, 5, 70, 0x2c3e50 }, { STICK, 100, 225, 70, 5, 0x2c3e50 },
	{ STICK, 135, 268, 30, 45, 0x2c3e50 }, { RING, 195, 190, 36, 36, 0x8e44ad },
	{ STICK, 211, 226, 5, 50, 0x8e44ad }, { STICK, 170, 240, 70, 5, 0x8e44ad },
	{ BOX, 0, 315, 480, 14, 0x27ae60 }, { BOX, 0, 337, 480, 8, 0x2ecc71 },
};

static int
square(int n)
{
	return n * n;
}

/* Twice the distance from the middle, so that halves stay whole. */
static bool
in_disc(const struct shape *s, int x, int y, int smaller)
{
	int64_t w = s->w - smaller, h = s->h - smaller;
	int64_t dx = 2 * (x - s->x) - s->w, dy = 2 * (y - s->y) - s->h;

	return dx * dx * h * h + dy * dy * w * w <= w * w * h * h;
}

static bool
in_stick(const struct shape *s, int x, int y)
{
	int along = (x - s->x) * s->h - (y - s->y) * s->w;
	int wide = 5 * (s->w > s->h ? s->w : s->h);

	return square(along) <= square(wide);
}

static bool
inside(const struct shape *s, int x, int y)
{
	if (x < s->x || x >= s->x + s->w || y < s->y || y >= s->y + s->h)
		return false;
	switch (s->brush) {
	case BOX:
		return true;
	case DISC:
		return in_disc(s, x, y, 0);
	case RING:
		return in_disc(s, x, y, 0) && !in_disc(s, x, y, 12);
	case ROOF:
		return (y - s->y) * s->w >= (2 * (x - s->x) - s->w) * s->h &&
		    (y - s->y) * s->w >= (s->w - 2 * (x - s->x)) * s->h;
	case STICK:
		return in_stick(s, x, y);
	}
	return false;
}

static unsigned char
channel(unsigned colour, int shift, int grain)
{
	int v = (int)(colour >> shift & 255) + grain;

	return (unsigned char)(v < 0 ? 0 : v > 255 ? 255 : v);
}

/* A different shade for each pixel, the same every time. */
static int
grain_at(int x, int y)
{
	uint32_t n = (uint32_t)x * 2654435761u ^ (uint32_t)y * 2246822519u;

	n = (n ^ n >> 15) * 2246822519u;
	return (int)((n >> 16) % (2 * GRAIN + 1)) - GRAIN;
}

static struct pixels
paint(struct arena *a, const struct shape *shapes, size_t n, bool photo)
{
	struct pixels p = { WIDTH, HEIGHT,
	    ARENA_ARRAY(a, (size_t)WIDTH * HEIGHT * 3, unsigned char) };

	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++) {
			unsigned char *to = p.v + ((size_t)y * WIDTH + (size_t)x) * 3;
			unsigned colour = 0;
			for (size_t i = 0; i < n; i++)
				if (inside(&shapes[i], x, y))
					colour = shapes[i].colour;
			int grain = photo ? grain_at(x, y) : 0;
			for (int c = 0; c < 3; c++)
				to[c] = channel(colour, 16 - 8 * c, grain);
		}
	return p;
}

struct pixels
demo_photo(struct arena *a)
{
	return paint(a, garden, COUNT(garden), true);
}

struct pixels
demo_drawing(struct arena *a)
{
	return paint(a, crayons, COUNT(crayons), false);
}

/* ---- PNG ---- */

static void
put_word(struct out *o, uint32_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		out_char(o, (char)(n >> shift & 255));
}

static uint32_t
crc(struct str s)
{
	uint32_t n = UINT32_MAX;

	for (size_t i = 0; i < s.n; i++) {
		n ^= (unsigned char)s.p[i];
		for (int bit = 0; bit < 8; bit++)
			n = (n & 1) != 0 ? n >> 1 ^ 0xedb88320u : n >> 1;
	}
	return ~n;
}

static void
put_chunk(struct arena *a, struct out *o, struct str type, struct str data)
{
	struct out body;

	out_init(&body, a, data.n + type.n);
	out_str(&body, type);
	out_str(&body, data);
	put_word(o, (uint32_t)data.n);
	out_str(o, out_str_of(&body));
	put_word(o, crc(out_str_of(&body)));
}

/* zlib's own format, each line of the picture a block that is stored as it is. */
static struct str
stored(struct arena *a, const struct pixels *p)
{
	size_t line = (size_t)p->width * 3 + 1;		/* with the filter: none */
	uint32_t low = 1, high = 0;
	struct out o;

	out_init(&o, a, (line + 5) * (size_t)p->height + 16);
	out_lit(&o, "\x78\x01");
	for (int y = 0; y < p->height; y++) {
		const unsigned char *v = p->v + (size_t)y * (line - 1);
		out_char(&o, y == p->height - 1);
		out_char(&o, (char)(line & 255));
		out_char(&o, (char)(line >> 8));
		out_char(&o, (char)(~line & 255));
		out_char(&o, (char)(~line >> 8 & 255));
		out_char(&o, 0);
		high = (high + low) % 65521;
		for (size_t i = 0; i < line - 1; i++) {
			out_char(&o, (char)v[i]);
			low = (low + v[i]) % 65521;
			high = (high + low) % 65521;
		}
	}
	put_word(&o, high << 16 | low);
	return out_str_of(&o);
}

struct str
demo_png(struct arena *a, const struct pixels *p)
{
	struct str pixels = stored(a, p);
	struct out head, o;

	out_init(&head, a, 32);
	put_word(&head, (uint32_t)p->width);
	put_word(&head, (uint32_t)p->height);
	out_str(&head, (struct str){ "\x08\x02\0\0\0", 5 });
	out_init(&o, a, pixels.n + 200);
	out_lit(&o, "\x89PNG\r\n\x1a\n");
	put_chunk(a, &o, S("IHDR"), out_str_of(&head));
	put_chunk(a, &o, S("IDAT"), pixels);
	put_chunk(a, &o, S("IEND"), S(""));
	return out_str_of(&o);
}
