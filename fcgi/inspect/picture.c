#include "fcgi/inspect/picture.h"

#include "core/base/arena.h"
#include "core/base/str.h"

#define ORIENTATION 0x0112	/* TIFF tag */
#define SHORT 3
#define ENTRY ((size_t)12)	/* bytes of one in a directory */

bool
picture_fits(uint64_t width, uint64_t height)
{
	return width > 0 && height > 0 && width <= SIDE && height <= SIDE &&
	    width * height <= PIXELS;
}

static bool
is_on_its_side(int orientation)
{
	return orientation >= 5;
}

void
picture_begin(struct arena *a, struct picture *p, int width, int height,
    int channels, int orientation)
{
	bool side = is_on_its_side(orientation);

	*p = (struct picture){
		.width = side ? height : width,
		.height = side ? width : height,
		.channels = channels,
		.pixel = arena_array(a, (size_t)width * (size_t)height,
		    (size_t)channels),
	};
}

/*
 * Where a row goes: the place of its first pixel, and the step to the next one,
 * in pixels.
 */
static void
line_of(int orientation, int64_t w, int64_t h, int64_t y, int64_t *at, int64_t *step)
{
	switch (orientation) {
	case 2:
		*at = y * w + w - 1;
		*step = -1;
		return;
	case 3:
		*at = (h - 1 - y) * w + w - 1;
		*step = -1;
		return;
	case 4:
		*at = (h - 1 - y) * w;
		*step = 1;
		return;
	case 5:
		*at = y;
		*step = h;
		return;
	case 6:
		*at = h - 1 - y;
		*step = h;
		return;
	case 7:
		*at = (w - 1) * h + h - 1 - y;
		*step = -h;
		return;
	case 8:
		*at = (w - 1) * h + y;
		*step = -h;
		return;
	default:
		*at = y * w;
		*step = 1;
	}
}

void
picture_put(struct picture *p, int orientation, int width, int height, int y,
    const unsigned char *row)
{
	size_t channels = (size_t)p->channels;
	int64_t at, step;

	line_of(orientation, width, height, y, &at, &step);
	for (int x = 0; x < width; x++, at += step)
		memcpy(p->pixel + (size_t)at * channels, row + (size_t)x * channels,
		    channels);
}

const unsigned char *
picture_row(const struct picture *p, int y)
{
	return p->pixel + (size_t)y * (size_t)p->width * (size_t)p->channels;
}

static unsigned
number(struct str s, size_t at, size_t n, bool little)
{
	unsigned v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | (unsigned char)s.p[at + (little ? n - 1 - i : i)];
	return v;
}

int
exif_orientation(struct str s)
{
	bool little = str_starts(s, S("II*"));

	if (s.n < 8 || (!little && !str_starts(s, S("MM"))))
		return 1;
	size_t at = number(s, 4, 4, little);
	if (at > s.n || s.n - at < 2)
		return 1;
	size_t entries = number(s, at, 2, little);
	for (at += 2; entries > 0 && s.n - at >= ENTRY; entries--, at += ENTRY) {
		if (number(s, at, 2, little) != ORIENTATION)
			continue;
		unsigned value = number(s, at + 8, 2, little);
		bool good = number(s, at + 2, 2, little) == SHORT &&
		    value >= 1 && value <= 8;
		return good ? (int)value : 1;
	}
	return 1;
}
