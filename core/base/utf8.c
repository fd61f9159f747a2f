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
is_in(uint32_t c, const struct range *ranges, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return true;
	return false;
}

static bool
is_plain(uint32_t c, bool lines)
{
	static const struct range refused[] = {
		{ 0x00, 0x08 }, { 0x0b, 0x1f }, { 0x7f, 0x9f },
		{ 0x2028, 0x2029 }, { 0x202a, 0x202e }, { 0x2066, 0x2069 },
		{ 0xfff9, 0xfffb }, { 0xfffe, 0xffff },
	};
	static const struct range shapeless[] = {
		{ 0xad, 0xad }, { 0x200b, 0x200b }, { 0x2060, 0x2060 },
		{ 0xfeff, 0xfeff }, { 0xe0000, 0xe007f },
	};

	if (c == '\t' || c == '\n')
		return lines;
	return !is_in(c, refused, COUNT(refused)) &&
	    (lines || !is_in(c, shapeless, COUNT(shapeless)));
}

/* Does every character of a well-formed text pass? */
static bool
all_of(struct str s, bool (*passes)(uint32_t c, bool lines), bool lines)
{
	for (size_t i = 0, n; i < s.n; i += n) {
		uint32_t c;
		n = utf8_next((struct str){ s.p + i, s.n - i }, &c);
		if (n == 0 || !passes(c, lines))
			return false;
	}
	return true;
}

bool
utf8_plain(struct str s, bool lines)
{
	return all_of(s, is_plain, lines);
}

static bool
is_unseen(uint32_t c, bool lines)
{
	static const struct range unseen[] = {
		{ 0x00, 0x20 }, { 0x7f, 0xa0 }, { 0xad, 0xad }, { 0x34f, 0x34f },
		{ 0x61c, 0x61c }, { 0x115f, 0x1160 }, { 0x1680, 0x1680 },
		{ 0x17b4, 0x17b5 }, { 0x180b, 0x180f }, { 0x2000, 0x200f },
		{ 0x2028, 0x202f }, { 0x205f, 0x206f }, { 0x2800, 0x2800 },
		{ 0x3000, 0x3000 }, { 0x3164, 0x3164 }, { 0xfe00, 0xfe0f },
		{ 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb },
		{ 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff },
	};

	(void)lines;
	return is_in(c, unseen, COUNT(unseen));
}

bool
utf8_visible(struct str s)
{
	return !all_of(s, is_unseen, true);
}

static bool
is_one_way(uint32_t c, bool lines)
{
	(void)lines;
	return c != 0x61c && c != 0x200e && c != 0x200f;
}

bool
utf8_one_way(struct str s)
{
	return all_of(s, is_one_way, true);
}

struct str
utf8_head(struct str s, size_t n)
{
	if (n >= s.n)
		return s;
	for (int back = 0; back < 3 && n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80; back++)
		n--;
	return (struct str){ s.p, n };
}
