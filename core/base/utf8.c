#include "core/base/utf8.h"

struct range {
	uint32_t from, to;
};

/* Reads one character; returns its length, 0 if it is not well formed. */
static size_t
utf8_next(struct str s, uint32_t *c)
{
	static const struct { unsigned char mask, lead; size_t n; uint32_t min; } kind[] = {
		{ 0x80, 0x00, 1, 0x00 },
		{ 0xe0, 0xc0, 2, 0x80 },
		{ 0xf0, 0xe0, 3, 0x800 },
		{ 0xf8, 0xf0, 4, 0x10000 },
	};
	const unsigned char *p = (const unsigned char *)s.p;

	for (size_t k = 0; k < COUNT(kind); k++) {
		if ((p[0] & kind[k].mask) != kind[k].lead)
			continue;
		if (s.n < kind[k].n)
			return 0;
		*c = p[0] & (unsigned char)~kind[k].mask;
		for (size_t i = 1; i < kind[k].n; i++) {
			if ((p[i] & 0xc0) != 0x80)
				return 0;
			*c = *c << 6 | (p[i] & 0x3fu);
		}
		bool surrogate = *c >= 0xd800 && *c <= 0xdfff;
		return *c < kind[k].min || *c > 0x10ffff || surrogate ? 0 : kind[k].n;
	}
	return 0;
}

bool
utf8_ok(struct str s)
{
	for (size_t i = 0, n; i < s.n; i += n) {
		uint32_t c;
		n = utf8_next((struct str){ s.p + i, s.n - i }, &c);
		if (n == 0 || c == 0)
			return false;
	}
	return true;
}

size_t
utf8_len(struct str s)
{
	size_t len = 0;

	for (size_t i = 0; i < s.n; i++)
		len += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return len;
}

static bool
is_plain(uint32_t c, bool lines)
{
	static const struct range refused[] = {
		{ 0x00, 0x08 }, { 0x0b, 0x1f }, { 0x7f, 0x9f },
		{ 0x2028, 0x2029 }, { 0x202a, 0x202e }, { 0x2066, 0x2069 },
		{ 0xfff9, 0xfffb }, { 0xfffe, 0xffff },
	};

	if (c == '\t' || c == '\n')
		return lines;
	for (size_t i = 0; i < COUNT(refused); i++)
		if (c >= refused[i].from && c <= refused[i].to)
			return false;
	return true;
}

bool
utf8_plain(struct str s, bool lines)
{
	for (size_t i = 0, n; i < s.n; i += n) {
		uint32_t c;
		n = utf8_next((struct str){ s.p + i, s.n - i }, &c);
		if (n == 0 || !is_plain(c, lines))
			return false;
	}
	return true;
}
