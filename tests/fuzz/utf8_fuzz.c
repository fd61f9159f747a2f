/* Judged by the byte ranges of RFC 3629, section 4, as they stand there. */
#include "core/base/utf8.h"

#include "core/base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const struct {
	uint8_t lead[2], second[2];
	size_t n;
} shapes[] = {
	{ { 0x01, 0x7f }, { 0, 0 }, 1 },
	{ { 0xc2, 0xdf }, { 0x80, 0xbf }, 2 },
	{ { 0xe0, 0xe0 }, { 0xa0, 0xbf }, 3 },
	{ { 0xe1, 0xec }, { 0x80, 0xbf }, 3 },
	{ { 0xed, 0xed }, { 0x80, 0x9f }, 3 },
	{ { 0xee, 0xef }, { 0x80, 0xbf }, 3 },
	{ { 0xf0, 0xf0 }, { 0x90, 0xbf }, 4 },
	{ { 0xf1, 0xf3 }, { 0x80, 0xbf }, 4 },
	{ { 0xf4, 0xf4 }, { 0x80, 0x8f }, 4 },
};

static bool
within(uint8_t b, const uint8_t *range)
{
	return b >= range[0] && b <= range[1];
}

/* The length of the character at p, 0 if there is none. */
static size_t
character(const uint8_t *p, size_t n)
{
	static const uint8_t tail[] = { 0x80, 0xbf };

	for (size_t k = 0; k < COUNT(shapes); k++) {
		if (!within(p[0], shapes[k].lead))
			continue;
		size_t i = 1;
		while (i < shapes[k].n && i < n &&
		    within(p[i], i == 1 ? shapes[k].second : tail))
			i++;
		return i == shapes[k].n ? i : 0;
	}
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct str s = { (const char *)p, n };
	size_t at = 0, characters = 0;

	for (size_t k; at < n && (k = character(p + at, n - at)) != 0; at += k)
		characters++;
	if (utf8_ok(s) != (at == n) || (at == n && utf8_len(s) != characters))
		abort();
	if ((utf8_plain(s, true) && !utf8_ok(s)) ||
	    (utf8_plain(s, false) && !utf8_plain(s, true)))
		abort();
	return 0;
}
