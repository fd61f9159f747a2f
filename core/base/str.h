/*
 * Slices of bytes. A slice owns nothing: it is valid as long as what it points
 * into (an arena, a literal, the request).
 */
#ifndef CORE_BASE_STR_H
#define CORE_BASE_STR_H

#include "core/base/types.h"

struct arena;

/* A slice of a string literal. */
#define S(literal) ((struct str){ "" literal "", sizeof(literal) - 1 })
/* The same, where C wants a constant expression (tables). */
#define S_INIT(literal) { "" literal "", sizeof(literal) - 1 }
/* For printf: "%.*s". */
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

struct str str_of(const char *cstr);		/* NULL gives none */
bool	str_eq(struct str, struct str);
bool	str_eq_nocase(struct str, struct str);	/* ASCII only */
bool	str_starts(struct str, struct str prefix);
bool	str_ends(struct str, struct str suffix);
bool	str_has(struct str, char);
struct str str_trim(struct str);		/* ASCII white space, both ends */
struct str str_skip(struct str, size_t n);	/* without its first n bytes */
struct str str_head(struct str, size_t n);	/* its first n bytes */

/*
 * Cuts at the first sep: returns what stands before it and leaves what stands
 * after it in *rest. Without sep: returns all and leaves none.
 */
struct str str_cut(struct str *rest, char sep);

/* What a digit of sixteen stands for; -1: it is none. */
int	hex_digit(char);

/* Digits only, at most max; false and *n untouched otherwise. */
bool	str_int(struct str, int64_t max, int64_t *n);

struct str str_dup(struct arena *, struct str);
char	*str_cstr(struct arena *, struct str);	/* terminated copy */

/* Public ids as they stand in URLs: base64url, 22 letters. */
struct str pid_print(struct arena *, struct pid);
bool	pid_parse(struct str, struct pid *);
bool	pid_eq(struct pid, struct pid);

#endif
