/*
 * Bounded output: the one thing in Accord that grows. It is told its greatest
 * size when it is made; past that it takes nothing more and says so once, at
 * the end, when out_ok() is asked. So printing needs no check per call.
 *
 * out_*() print a value in its one way, without escaping. html_*() in
 * web/html.h escape. print(o, v) picks by type; an enum or a double does not
 * compile.
 */
#ifndef CORE_BASE_OUT_H
#define CORE_BASE_OUT_H

#include "core/base/types.h"

struct arena;

struct out {
	char *p;
	size_t n;		/* bytes written */
	size_t cap;
	size_t limit;
	bool over;		/* something did not fit */
	struct arena *a;
};

void	out_init(struct out *, struct arena *, size_t limit);
bool	out_ok(const struct out *);
struct str out_str_of(const struct out *);	/* what was written */

void	out_bytes(struct out *, const void *, size_t);
void	out_char(struct out *, char);
void	out_str(struct out *, struct str);
void	out_int(struct out *, int64_t);
struct str int_words(struct arena *, int64_t);	/* only the number */
void	out_int_pad(struct out *, int64_t, int digits);	/* 07 */
void	out_hex(struct out *, const void *, size_t);
void	out_points(struct out *, struct points);	/* 118 */
void	out_money(struct out *, struct money);		/* £1,500 or £16.29 */
void	out_date(struct out *, struct date);		/* 3 March 2026 */
void	out_date_iso(struct out *, struct date);	/* 2026-03-03 */
void	out_stamp(struct out *, struct stamp);	/* 3 March 2026 at 2:05pm, London */
void	out_stamp_iso(struct out *, struct stamp);	/* 2026-03-03T14:05:00Z */
void	out_pid(struct out *, struct pid);
#define out_lit(o, literal) out_bytes((o), "" literal "", sizeof(literal) - 1)

#define print(o, v) _Generic((v),		\
	struct str: out_str,			\
	int: out_int,				\
	int64_t: out_int,			\
	struct points: out_points,		\
	struct money: out_money,		\
	struct date: out_date,			\
	struct stamp: out_stamp)((o), (v))

#endif
