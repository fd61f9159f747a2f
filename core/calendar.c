#include "core/calendar.h"

#include "core/base/civil.h"
#include "core/base/str.h"

/* Longer than any run of days on which nothing may go out. */
#define SENDING_HORIZON 31
#define MONDAY_1970 4		/* 5 January, in days */

enum weekday
weekday_of(struct date d)
{
	return (enum weekday)(date_weekday(d) + 1);
}

struct str
weekday_name(enum weekday day)
{
	static const struct str names[] = {
		[MONDAY] = S_INIT("Monday"), [TUESDAY] = S_INIT("Tuesday"),
		[WEDNESDAY] = S_INIT("Wednesday"), [THURSDAY] = S_INIT("Thursday"),
		[FRIDAY] = S_INIT("Friday"), [SATURDAY] = S_INIT("Saturday"),
		[SUNDAY] = S_INIT("Sunday"),
	};

	return (size_t)day < COUNT(names) ? names[day] : STR_NONE;
}

static bool
is_bank_holiday(const struct bank_holidays *h, struct date d)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->v[i].date.days == d.days)
			return true;
	return false;
}

bool
is_working_day(const struct bank_holidays *h, struct date d)
{
	return weekday_of(d) < SATURDAY && !is_bank_holiday(h, d);
}

struct date
working_days_add(const struct bank_holidays *h, struct date d, int n)
{
	int step = n < 0 ? -1 : 1;

	while (n != 0) {
		d = date_add(d, step);
		if (is_working_day(h, d))
			n -= step;
	}
	return d;
}

/* Mondays to Fridays from some Monday long ago to this day, both counted. */
static int
weekdays_until(struct date d)
{
	int weekday = date_weekday(d), monday = d.days - weekday;

	return (monday - MONDAY_1970) / 7 * 5 + (weekday < 5 ? weekday + 1 : 5);
}

int
working_days_between(const struct bank_holidays *h, struct date from, struct date to)
{
	if (to.days < from.days)
		return -working_days_between(h, to, from);
	int n = weekdays_until(to) - weekdays_until(from);
	for (size_t i = 0; i < h->n; i++) {
		struct date d = h->v[i].date;
		n -= d.days > from.days && d.days <= to.days && weekday_of(d) < SATURDAY;
	}
	return n;
}

struct date
clock_starts(const struct bank_holidays *h, struct date available, int paper_days)
{
	return working_days_add(h, available, 1 + paper_days);
}

struct date
clock_due(const struct bank_holidays *h, struct date available, int paper_days,
    int days)
{
	return working_days_add(h, available, paper_days + days);
}

static const struct sending_hours *
hours_of(const struct sending_week *week, enum weekday day)
{
	for (size_t i = 0; i < week->n; i++)
		if (week->v[i].weekday == day)
			return &week->v[i];
	return NULL;
}

struct stamp
sending_time(const struct sending_week *week, const struct bank_holidays *h,
    struct stamp now)
{
	struct date day = stamp_london_date(now);

	for (int i = 0; i < SENDING_HORIZON; i++, day = date_add(day, 1)) {
		const struct sending_hours *hours = hours_of(week, weekday_of(day));
		if (hours == NULL || !is_working_day(h, day))
			continue;
		struct stamp opens = stamp_of_london(day, hours->from, 0);
		if (now.us < opens.us)
			return opens;
		if (now.us < stamp_of_london(day, hours->to, 0).us)
			return now;
	}
	return STAMP_NONE;
}
