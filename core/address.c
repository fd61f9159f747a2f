#include "core/address.h"

#include "core/base/str.h"

#define LINE_LEAST 5	/* "1 Elm" */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
at(struct str s, size_t i)
{
	return i < s.n ? s.p[i] : '\0';
}

/* One or two letters, a digit, perhaps one more; a space or none; 9AA. */
static bool
is_postcode(struct str s)
{
	size_t i = 0;

	while (i < 2 && is_letter(at(s, i)))
		i++;
	if (i == 0 || !is_digit(at(s, i++)))
		return false;
	for (size_t more = 0; more < 2; more++) {
		size_t k = i + more;
		if (more == 1 && !is_digit(at(s, i)) && !is_letter(at(s, i)))
			break;
		if (at(s, k) == ' ')
			k++;
		if (is_digit(at(s, k)) && is_letter(at(s, k + 1)) && is_letter(at(s, k + 2)) &&
		    !is_letter(at(s, k + 3)) && !is_digit(at(s, k + 3)))
			return true;
	}
	return false;
}

bool
address_has_postcode(struct str words)
{
	for (size_t i = 0; i < words.n; i++)
		if ((i == 0 || (!is_letter(words.p[i - 1]) && !is_digit(words.p[i - 1]))) &&
		    is_postcode(str_skip(words, i)))
			return true;
	return false;
}

static bool
has(struct str words, struct str part)
{
	for (size_t i = 0; i + part.n <= words.n; i++)
		if (str_eq_nocase(str_head(str_skip(words, i), part.n), part))
			return true;
	return false;
}

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_digit(s.p[i]))
			return true;
	return false;
}

bool
address_stands_in(struct str words, struct str known)
{
	while (is_set(known)) {
		struct str line = str_cut(&known, '\n');
		while (is_set(line)) {
			struct str part = str_trim(str_cut(&line, ','));
			if (part.n >= LINE_LEAST && has_digit(part) && has(words, part))
				return true;
		}
	}
	return address_has_postcode(words);
}
