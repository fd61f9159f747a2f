#include "core/base/out.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/str.h"

#define FIRST_CAP ((size_t)4096)

void
out_init(struct out *o, struct arena *a, size_t limit)
{
	*o = (struct out){ .a = a, .limit = limit };
}

bool
out_ok(const struct out *o)
{
	return !o->over;
}

struct str
out_str_of(const struct out *o)
{
	return (struct str){ o->p == NULL ? "" : o->p, o->n };
}

static bool
out_room(struct out *o, size_t n)
{
	if (n > o->limit - o->n) {
		o->over = true;
		return false;
	}
	if (n <= o->cap - o->n)
		return true;
	size_t first = o->limit < FIRST_CAP ? o->limit : FIRST_CAP;
	size_t cap = o->cap == 0 ? first : o->cap;
	while (cap < o->n + n)
		cap *= 2;
	char *p = arena_alloc(o->a, cap);
	if (o->n > 0)
		memcpy(p, o->p, o->n);
	o->p = p;
	o->cap = cap;
	return true;
}

void
out_bytes(struct out *o, const void *p, size_t n)
{
	if (n == 0 || !out_room(o, n))
		return;
	memcpy(o->p + o->n, p, n);
	o->n += n;
}

void
out_char(struct out *o, char c)
{
	out_bytes(o, &c, 1);
}

void
out_str(struct out *o, struct str s)
{
	out_bytes(o, s.p, s.n);
}

void
out_int_pad(struct out *o, int64_t v, int digits)
{
	char buf[24];
	size_t at = sizeof buf;
	uint64_t u = v < 0 ? -(uint64_t)v : (uint64_t)v;

	do {
		buf[--at] = (char)('0' + u % 10);
		u /= 10;
		digits--;
	} while ((u > 0 || digits > 0) && at > 1);
	if (v < 0)
		buf[--at] = '-';
	out_bytes(o, buf + at, sizeof buf - at);
}

void
out_int(struct out *o, int64_t v)
{
	out_int_pad(o, v, 1);
}

struct str
int_words(struct arena *a, int64_t v)
{
	struct out o;

	out_init(&o, a, 24);
	out_int(&o, v);
	return out_str_of(&o);
}

void
out_hex(struct out *o, const void *p, size_t n)
{
	const unsigned char *b = p;

	for (size_t i = 0; i < n; i++) {
		out_char(o, "0123456789abcdef"[b[i] >> 4]);
		out_char(o, "0123456789abcdef"[b[i] & 15]);
	}
}

void
out_points(struct out *o, struct points p)
{
	if (is_set(p))
		out_int(o, p.n);
}

static void
out_thousands(struct out *o, int64_t v)
{
	if (v >= 1000) {
		out_thousands(o, v / 1000);
		out_char(o, ',');
		out_int_pad(o, v % 1000, 3);
	} else {
		out_int(o, v);
	}
}

void
out_money(struct out *o, struct money m)
{
	if (!is_set(m))
		return;
	int64_t pence = m.pence < 0 ? -m.pence : m.pence;

	if (m.pence < 0)
		out_lit(o, "-");
	out_lit(o, "£");
	out_thousands(o, pence / 100);
	if (pence % 100 != 0) {
		out_char(o, '.');
		out_int_pad(o, pence % 100, 2);
	}
}

static void
out_ymd(struct out *o, struct ymd d)
{
	out_int(o, d.day);
	out_char(o, ' ');
	out_str(o, month_name(d.month));
	out_char(o, ' ');
	out_int(o, d.year);
}

static void
out_ymd_iso(struct out *o, struct ymd d)
{
	out_int_pad(o, d.year, 4);
	out_char(o, '-');
	out_int_pad(o, d.month, 2);
	out_char(o, '-');
	out_int_pad(o, d.day, 2);
}

void
out_date(struct out *o, struct date d)
{
	if (is_set(d))
		out_ymd(o, date_ymd(d));
}

void
out_date_iso(struct out *o, struct date d)
{
	if (is_set(d))
		out_ymd_iso(o, date_ymd(d));
}

void
out_stamp(struct out *o, struct stamp t)
{
	if (!is_set(t))
		return;
	if (stamp_is_held(t)) {
		out_lit(o, "the day it is ready");
		return;
	}
	struct clock c = stamp_london(t);

	out_ymd(o, c.day);
	out_lit(o, " at ");
	out_int(o, c.hour % 12 == 0 ? 12 : c.hour % 12);
	out_char(o, ':');
	out_int_pad(o, c.minute, 2);
	out_str(o, c.hour < 12 ? S("am") : S("pm"));
}

void
out_stamp_iso(struct out *o, struct stamp t)
{
	if (!is_set(t))
		return;
	int64_t day_us = (int64_t)86400 * 1000000;
	int64_t days = t.us / day_us - (t.us % day_us < 0);
	int64_t s = (t.us - days * day_us) / 1000000;

	out_ymd_iso(o, date_ymd((struct date){ (int32_t)days }));
	out_char(o, 'T');
	out_int_pad(o, s / 3600, 2);
	out_char(o, ':');
	out_int_pad(o, s / 60 % 60, 2);
	out_char(o, ':');
	out_int_pad(o, s % 60, 2);
	out_char(o, 'Z');
}

void
out_pid(struct out *o, struct pid id)
{
	out_str(o, pid_print(o->a, id));
}
