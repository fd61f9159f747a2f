/*
 * The template compiler, shared by its three parts: mkpage.c (directives),
 * mkpage_html.c (where in the HTML we are) and mkpage_c.c (expressions, and the
 * C that is written).
 */
#ifndef WEB_MKPAGE_H
#define WEB_MKPAGE_H

#include <setjmp.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define MK_LIMIT ((size_t)4 * 1024 * 1024)	/* of what one template makes */
#define MK_DEEP 32			/* blocks, names, parentheses */
#define MK_PRINTF(a, b) __attribute__((format(printf, a, b)))

struct kind {
	enum { PAGE, PART, FRAME, LETTER, TEXT } is;
	const char *word;
	const char *self, *arg;	/* the first parameter, and how it is passed on */
	const char *to;		/* where output goes */
	const char *policy;	/* which says what roles are called */
	const char *calls;	/* what it may call */
};

struct element {		/* one that is open */
	const struct element *up;
	struct str name;
};

enum use { LITERAL, SHOWN, MACHINE, ADDRESS };	/* what an attribute takes */

/* Where the next byte stands. Names point into the source: they are identities. */
struct place {
	enum { IN_TEXT, IN_TAG, IN_ATTR } where;
	enum use use;			/* of the attribute */
	const struct element *open;	/* the innermost, or NULL */
	struct str tag, attr;
	const char *value;		/* where the attribute's value begins */
};

struct block {
	bool is_each, has_else;
	const char *at;
	struct place start;
	struct str list;		/* each: its list in C, with "." or "->" */
	size_t vars;			/* how many names there were before it */
};

struct var {
	struct str name;
	bool pointer;
};

struct mk {
	struct arena *a;
	const char *file;
	const char *src, *p;		/* p: what is read next; ends in NUL */
	const struct kind *kind;	/* of the template we are in, or NULL */
	const char *began;
	struct str name, params;
	bool had_content;
	struct place here;
	bool has_method, posts;		/* of the tag we are in */
	struct block block[MK_DEEP];
	struct var var[MK_DEEP];
	size_t blocks, vars;
	struct out uses, called, h, c;	/* what is made; the first two: includes */
	struct out lit;			/* literal bytes not yet in c */
	struct out words;		/* why it was refused */
	jmp_buf refused;
};

struct expr {
	struct str c;
	bool pointer;		/* one name, that of a pointer */
	bool tested;		/* has an operator outside of calls: a truth */
};

/* Ends the compilation: "FILE:LINE: why". */
_Noreturn void mk_refuse(struct mk *, const char *at, const char *why, ...)
	    MK_PRINTF(3, 4);

/* mkpage_c.c: writing. */
void	mk_put(struct out *, const char *fmt, ...) MK_PRINTF(2, 3);
struct str mk_text(struct mk *, const char *fmt, ...) MK_PRINTF(2, 3);
int	mk_line(const struct mk *, const char *at);
void	mk_line_directive(struct mk *, struct out *, const char *at);
/* A string, in C; with the titles of the roles it names. */
struct str mk_titled(struct mk *, struct str);
/* Where C is written, after the literal bytes; at: its line (NULL: of none). */
struct out *mk_c(struct mk *, const char *at);

/* mkpage_c.c: reading. All but the first two pass over white space first. */
bool	mk_is_space(char);
bool	mk_sees(const struct mk *, const char *);	/* is it next? */
bool	mk_sign(struct mk *, const char *);	/* read it, if it is next */
void	mk_need(struct mk *, const char *);	/* read it, or refuse */
struct str mk_word(struct mk *);		/* letters and digits, perhaps none */
struct str mk_name(struct mk *);		/* a name of C, or refuse */
struct str mk_quoted(struct mk *);		/* what is between two quotes */
void	mk_var_add(struct mk *, struct str name, bool pointer);
/* Up to what cannot belong to it. */
struct expr mk_expression(struct mk *);

/* mkpage_html.c. */
/* Reads one piece of HTML, and moves on. */
void	html_step(struct mk *);
/* The function that prints a value here; refuses where none may stand. */
const char *html_printer(struct mk *, const char *at);
/* Refuses to begin or change a branch here, or to call a part. */
void	html_check_branch(struct mk *, const char *at);
void	html_check_call(struct mk *, const char *at);
/* Refuses if what is between here and start was not left as it was found. */
void	html_check_same(struct mk *, const char *at, const struct place *start,
	    const char *began);
/* In an element whose white space counts? */
bool	html_is_verbatim(const struct mk *);

#endif
