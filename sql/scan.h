/*
 * Where the quoted texts and the comments of SQL end. Whoever looks for
 * something else in SQL (a parameter, a semicolon) steps over these.
 */
#ifndef SQL_SCAN_H
#define SQL_SCAN_H

#include "core/base/str.h"

#define SCAN_OPEN SIZE_MAX	/* begins here and never ends */

/* Length of the '…', "…" or `…` that begins at s; 0: none begins here. */
static inline size_t
scan_quoted(struct str s)
{
	if (s.n == 0 || !str_has(S("'\"`"), s.p[0]))
		return 0;
	for (size_t i = 1; i < s.n; i++) {
		if (s.p[i] == '\\' && s.p[0] != '`')
			i++;
		else if (s.p[i] == s.p[0] && i + 1 < s.n && s.p[i + 1] == s.p[0])
			i++;	/* doubled: the mark itself */
		else if (s.p[i] == s.p[0])
			return i + 1;
	}
	return SCAN_OPEN;
}

/*
 * Length of the comment that begins at s, without the newline that ends it;
 * 0: none begins here. Two hyphens want white space after them: a--1 is sums.
 * What the server runs though it looks like a comment is none.
 */
static inline size_t
scan_comment(struct str s)
{
	bool hyphens = str_starts(s, S("--")) &&
	    (s.n == 2 || str_has(S(" \t\r\n"), s.p[2]));

	if (hyphens || str_starts(s, S("#")))
		return str_cut(&s, '\n').n;
	if (!str_starts(s, S("/*")) || str_starts(s, S("/*!")) || str_starts(s, S("/*M!")))
		return 0;
	for (size_t i = 2; i + 1 < s.n; i++)
		if (s.p[i] == '*' && s.p[i + 1] == '/')
			return i + 2;
	return SCAN_OPEN;
}

/* Length of the white space and comments at s. */
static inline size_t
scan_gap(struct str s)
{
	size_t n = 0, more = 1;

	for (; more > 0; n += more) {
		struct str rest = str_skip(s, n);
		more = scan_comment(rest);
		if (more == SCAN_OPEN)
			return SCAN_OPEN;
		if (more == 0)
			more = rest.n > 0 && str_has(S(" \t\r\n"), rest.p[0]);
	}
	return n;
}

/* Length of the name, keyword or number at s. */
static inline size_t
scan_word(struct str s)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
	size_t n = 0;

	while (n < s.n && s.p[n] != '\0' && strchr(letters, s.p[n]) != NULL)
		n++;
	return n;
}

#endif
