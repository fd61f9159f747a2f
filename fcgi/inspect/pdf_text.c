#include "fcgi/inspect/pdf_text.h"

#define NAME_MAX_ 20		/* letters of the longest below, and some */
#define AFTER_END ((size_t)1024)	/* bytes that may follow the end */
#define COMMENT ((size_t)65535)	/* a ZIP directory may be followed by */

/*
 * Only names long enough not to turn up by chance among packed bytes; the
 * short ones are looked for by qpdf.
 */
static const struct {
	struct str name;
	enum refusal why;
} forbidden[] = {
	{ S_INIT("JavaScript"), REFUSED_SCRIPT }, { S_INIT("Launch"), REFUSED_SCRIPT },
	{ S_INIT("SubmitForm"), REFUSED_SCRIPT }, { S_INIT("ImportData"), REFUSED_SCRIPT },
	{ S_INIT("EmbeddedFile"), REFUSED_INSIDE }, { S_INIT("RichMedia"), REFUSED_INSIDE },
};

static int
hex(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ?
	    c + ('a' - 'A') : c);

	return at == NULL ? -1 : (int)(at - digits);
}

static bool
ends_name(char c)
{
	return c == '\0' || strchr(" \t\r\n\f()<>[]{}/%", c) != NULL;
}

/* The name after a slash, with #4a read as J; none if it is too long for us. */
static struct str
read_name(struct str s, char to[static NAME_MAX_])
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && !ends_name(s.p[i]); i++) {
		char c = s.p[i];
		if (c == '#' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
			c = (char)(hex(s.p[i + 1]) << 4 | hex(s.p[i + 2]));
			i += 2;
		}
		if (n == NAME_MAX_)
			return STR_NONE;
		to[n++] = c;
	}
	return (struct str){ to, n };
}

enum refusal
pdf_names(struct str file)
{
	char letters[NAME_MAX_];

	while (file.n > 0) {
		const char *at = memchr(file.p, '/', file.n);
		if (at == NULL)
			break;
		file = str_skip(file, (size_t)(at - file.p) + 1);
		struct str name = read_name(file, letters);
		for (size_t i = 0; i < COUNT(forbidden); i++)
			if (is_set(name) && str_eq(name, forbidden[i].name))
				return forbidden[i].why;
	}
	return REFUSED_NOT;
}

/* Where the last of these begins; none if nowhere. */
static struct str
from_last(struct str s, struct str what)
{
	for (size_t i = s.n >= what.n ? s.n - what.n + 1 : 0; i > 0; i--)
		if (memcmp(s.p + i - 1, what.p, what.n) == 0)
			return str_skip(s, i - 1);
	return STR_NONE;
}

/* Space, and comment lines of plain letters: such as a letter of ours has. */
static bool
is_quiet(struct str s)
{
	while (s.n > 0) {
		struct str line = str_cut(&s, '\n');
		line = str_trim(line);
		while (line.n > 0 && line.p[0] == '\0')
			line = str_skip(line, 1);
		if (line.n > 0 && line.p[0] != '%')
			return false;
		for (size_t i = 0; i < line.n; i++)
			if (line.p[i] < ' ' || line.p[i] > '~')
				return false;
	}
	return true;
}

/* Would an unpacker take it for a ZIP, from its end? */
static bool
ends_as_zip(struct str file)
{
	size_t far = COMMENT + 22;
	struct str tail = file.n > far ? str_skip(file, file.n - far) : file;

	for (size_t i = 0; i + 22 <= tail.n; i++) {
		const unsigned char *u = (const unsigned char *)tail.p + i;
		if (memcmp(u, "PK\5\6", 4) == 0 &&
		    i + 22 + (size_t)(u[20] | u[21] << 8) == tail.n)
			return true;
	}
	return false;
}

enum refusal
pdf_end(struct str file)
{
	struct str end = from_last(file, S("%%EOF"));

	if (ends_as_zip(file))
		return REFUSED_TWO;
	if (!is_set(end))
		return REFUSED_CUT;
	end = str_skip(end, S("%%EOF").n);
	if (end.n <= AFTER_END && is_quiet(end))
		return REFUSED_NOT;
	/* more objects: a later version of it that was cut off */
	end = str_trim(end);
	return end.n > 0 && end.p[0] >= '0' && end.p[0] <= '9' ? REFUSED_CUT : REFUSED_TWO;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Steps back over what `is` likes; false if there was nothing. */
static bool
back_over(const char *begin, const char **at, bool (*likes)(char))
{
	const char *from = *at;

	while (*at > begin && likes((*at)[-1]))
		(*at)--;
	return *at < from;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\0';
}

int64_t
pdf_last_object(struct str file)
{
	int64_t last = 0, id;

	for (struct str s = file; s.n >= 3; ) {
		const char *at = memmem(s.p, s.n, "obj", 3);
		if (at == NULL)
			break;
		s = str_skip(s, (size_t)(at - s.p) + 3);
		if (!back_over(file.p, &at, is_space) || !back_over(file.p, &at, is_digit) ||
		    !back_over(file.p, &at, is_space))
			continue;
		const char *end = at;
		if (back_over(file.p, &at, is_digit) &&
		    str_int((struct str){ at, (size_t)(end - at) }, INT32_MAX, &id) &&
		    id > last)
			last = id;
	}
	return last;
}
