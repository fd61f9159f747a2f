/*
 * Days are counted with Howard Hinnant's published algorithm: years begin in
 * March, so that the leap day comes last, in eras of 400 years.
 */
#include "core/base/civil.h"

#include "core/base/str.h"

#define DAY_US ((int64_t)86400 * 1000000)
#define HOUR_US ((int64_t)3600 * 1000000)

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool
ymd_ok(struct ymd d)
{
	return d.year >= 1900 && d.year <= 2199 && d.month >= 1 && d.month <= 12 &&
	    d.day >= 1 && d.day <= month_days(d.year, d.month);
}

struct date
date_of(struct ymd d)
{
	if (!ymd_ok(d))
		abort();
	int y = d.year - (d.month <= 2);
	int era = y / 400, of_era = y % 400;
	int of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	int day = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

	return (struct date){ era * 146097 + day - 719468 };
}

struct ymd
date_ymd(struct date date)
{
	int z = date.days + 719468;
	int era = z / 146097, day = z % 146097;
	int of_era = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
	int m = (5 * of_year + 2) / 153;
	int month = m < 10 ? m + 3 : m - 9;

	return (struct ymd){ of_era + era * 400 + (month <= 2), month,
	    of_year - (153 * m + 2) / 5 + 1 };
}

struct date
date_add(struct date d, int days)
{
	return (struct date){ d.days + days };
}

int
date_diff(struct date from, struct date to)
{
	return to.days - from.days;
}

int
date_weekday(struct date d)
{
	int w = (d.days + 3) % 7;	/* 1 January 1970 was a Thursday */

	return w < 0 ? w + 7 : w;
}

int
date_years(struct date born, struct date on)
{
	struct ymd b = date_ymd(born), d = date_ymd(on);
	bool before = d.month < b.month || (d.month == b.month && d.day < b.day);

	return d.year - b.year - before;
}

bool
date_parse_iso(struct str s, struct date *d)
{
	int64_t year, month, day;
	struct str rest = s;

	if (s.n != 10 || !str_int(str_cut(&rest, '-'), 9999, &year) ||
	    !str_int(str_cut(&rest, '-'), 99, &month) || !str_int(rest, 99, &day))
		return false;
	struct ymd ymd = { (int)year, (int)month, (int)day };
	if (s.p[4] != '-' || s.p[7] != '-' || !ymd_ok(ymd))
		return false;
	*d = date_of(ymd);
	return true;
}

struct str
month_name(int month)
{
	static const struct str names[] = {
		S_INIT("January"), S_INIT("February"), S_INIT("March"),
		S_INIT("April"), S_INIT("May"), S_INIT("June"),
		S_INIT("July"), S_INIT("August"), S_INIT("September"),
		S_INIT("October"), S_INIT("November"), S_INIT("December"),
	};

	return names[month - 1];
}

/* The last Sunday of a month, 01:00 UTC: when summer time begins and ends. */
static int64_t
last_sunday(int year, int month)
{
	struct date last = date_of((struct ymd){ year, month, 31 });
	struct date sunday = date_add(last, -((date_weekday(last) + 1) % 7));

	return sunday.days * DAY_US + HOUR_US;
}

static struct date
stamp_day(struct stamp t)
{
	int64_t days = t.us / DAY_US - (t.us % DAY_US < 0);

	return (struct date){ (int32_t)days };
}

static bool
is_summer(struct stamp t)
{
	int year = date_ymd(stamp_day(t)).year;

	return t.us >= last_sunday(year, 3) && t.us < last_sunday(year, 10);
}

struct clock
stamp_london(struct stamp t)
{
	bool summer = is_summer(t);
	struct stamp local = { t.us + (summer ? HOUR_US : 0) };
	struct date day = stamp_day(local);
	int64_t second = (local.us - day.days * DAY_US) / 1000000;

	return (struct clock){ date_ymd(day), (int)(second / 3600),
	    (int)(second / 60 % 60), (int)(second % 60), summer };
}

struct date
stamp_london_date(struct stamp t)
{
	return date_of(stamp_london(t).day);
}

struct stamp
stamp_of_utc(struct date d, int hour, int minute, int second)
{
	int64_t s = (int64_t)hour * 3600 + minute * 60 + second;

	return (struct stamp){ d.days * DAY_US + s * 1000000 };
}

struct stamp
stamp_of_london(struct date d, int hour, int minute)
{
	struct stamp t = stamp_of_utc(d, hour, minute, 0);
	struct stamp earlier = { t.us - HOUR_US };

	return is_summer(earlier) ? earlier : t;
}

struct stamp
stamp_add(struct stamp t, int64_t seconds)
{
	return (struct stamp){ t.us + seconds * 1000000 };
}

#define HELD_US INT64_C(4100000000000000)	/* 130 years */

struct stamp
stamp_held(struct stamp now)
{
	return (struct stamp){ now.us + HELD_US };
}

bool
stamp_is_held(struct stamp t)
{
	return is_set(t) && t.us >= STAMP_OPEN.us && t.us < STAMP_ALL.us;
}
