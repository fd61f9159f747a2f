#include "core/base/str.h"

#include "core/base/arena.h"

bool
pid_is_none(struct pid p)
{
	return pid_eq(p, PID_NONE);
}

struct str
str_of(const char *cstr)
{
	return cstr == NULL ? STR_NONE : (struct str){ cstr, strlen(cstr) };
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_head(s, prefix.n), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_skip(s, s.n - suffix.n), suffix);
}

bool
str_has(struct str s, char c)
{
	return s.n > 0 && memchr(s.p, c, s.n) != NULL;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_space(s.p[0]))
		s = str_skip(s, 1);
	while (s.n > 0 && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str
str_skip(struct str s, size_t n)
{
	if (n == 0)
		return s;
	if (n > s.n)
		n = s.n;
	return (struct str){ s.p + n, s.n - n };
}

struct str
str_head(struct str s, size_t n)
{
	return (struct str){ s.p, n < s.n ? n : s.n };
}

struct str
str_cut(struct str *rest, char sep)
{
	struct str all = *rest;
	const char *at = all.n > 0 ? memchr(all.p, sep, all.n) : NULL;

	if (at == NULL) {
		*rest = STR_NONE;
		return all;
	}
	size_t n = (size_t)(at - all.p);
	*rest = str_skip(all, n + 1);
	return str_head(all, n);
}

int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
str_int(struct str s, int64_t max, int64_t *n)
{
	int64_t v = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int digit = s.p[i] - '0';
		if (digit < 0 || digit > 9 || digit > max || v > (max - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	*n = v;
	return true;
}

struct str
str_dup(struct arena *a, struct str s)
{
	return s.p == NULL ? STR_NONE : (struct str){ str_cstr(a, s), s.n };
}

char *
str_cstr(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return p;
}

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

#define PID_LETTERS 22	/* 16 bytes, six bits a letter */

struct str
pid_print(struct arena *a, struct pid id)
{
	char *p = arena_alloc(a, PID_LETTERS);

	for (size_t i = 0; i < PID_LETTERS; i++) {
		unsigned six = 0;
		for (size_t bit = i * 6; bit < i * 6 + 6; bit++) {
			unsigned byte = bit < 128 ? id.b[bit / 8] : 0;
			unsigned on = byte >> (7 - bit % 8) & 1;
			six = six << 1 | on;
		}
		p[i] = alphabet[six];
	}
	return (struct str){ p, PID_LETTERS };
}

bool
pid_parse(struct str s, struct pid *id)
{
	struct pid v = PID_NONE;

	if (s.n != PID_LETTERS)
		return false;
	for (size_t i = 0; i < PID_LETTERS; i++) {
		const char *at = memchr(alphabet, s.p[i], sizeof alphabet - 1);
		if (at == NULL)
			return false;
		unsigned six = (unsigned)(at - alphabet);
		for (size_t bit = i * 6; bit < i * 6 + 6; bit++, six <<= 1) {
			bool on = six & 32u;
			if (on && bit >= 128)
				return false;	/* not as we write it */
			if (on)
				v.b[bit / 8] |= (uint8_t)(128u >> bit % 8);
		}
	}
	*id = v;
	return true;
}

bool
pid_eq(struct pid a, struct pid b)
{
	return memcmp(a.b, b.b, sizeof a.b) == 0;
}
