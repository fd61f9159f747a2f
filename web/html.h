/*
 * Values as they stand in HTML. Only what the template compiler makes calls
 * these; it knows where a value stands and picks the one that fits.
 *
 * html(o, v) prints a value for a reader, html_iso(o, v) for a machine (the
 * attributes datetime, min and max): a day is "3 March 2026" or "2026-03-03".
 * Both pick by type. A bool, an enum or a double does not compile, and nothing
 * but a struct url is taken for an address.
 */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "core/base/out.h"

/* Escapes & < > " and ': right in text and between quotes. */
void	html_str(struct out *, struct str);
void	html_url(struct out *, struct url);

#define html(o, v) _Generic((v),		\
	struct str: html_str,			\
	int: out_int,				\
	int64_t: out_int,			\
	size_t: html_count,			\
	struct points: out_points,		\
	struct money: out_money,		\
	struct date: out_date,			\
	struct stamp: out_stamp,		\
	struct pid: out_pid)((o), (v))

#define html_iso(o, v) _Generic((v),		\
	struct str: html_str,			\
	int: out_int,				\
	int64_t: out_int,			\
	struct points: out_points,		\
	struct date: out_date_iso,		\
	struct stamp: out_stamp_iso)((o), (v))

void	html_count(struct out *, size_t);	/* the .n of a list */

#endif
