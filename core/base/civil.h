/*
 * The calendar everybody shares: civil days, instants, and the clock on a wall
 * in England. Working days and bank holidays are in core/calendar.h.
 */
#ifndef CORE_BASE_CIVIL_H
#define CORE_BASE_CIVIL_H

#include "core/base/types.h"

struct ymd {
	int year;	/* 1900 to 2199 */
	int month;	/* 1 to 12 */
	int day;	/* 1 to 31 */
};

struct clock {		/* a moment as a clock in London shows it */
	struct ymd day;
	int hour, minute, second;
	bool summer;	/* British Summer Time, one hour ahead of UTC */
};

bool	ymd_ok(struct ymd);			/* does this day exist? */
struct date date_of(struct ymd);		/* aborts if it does not */
struct ymd date_ymd(struct date);
struct date date_add(struct date, int days);
int	date_diff(struct date from, struct date to);	/* in days */
int	date_weekday(struct date);		/* 0 Monday … 6 Sunday */
int	date_years(struct date born, struct date on);	/* age; 29 February
						 * has its birthday on 1 March */
bool	date_parse_iso(struct str, struct date *);	/* 2026-03-03 */
struct str month_name(int month);		/* "March" */

struct clock stamp_london(struct stamp);
struct date stamp_london_date(struct stamp);
struct stamp stamp_of_utc(struct date, int hour, int minute, int second);
struct stamp stamp_of_london(struct date, int hour, int minute);
struct stamp stamp_add(struct stamp, int64_t seconds);
#define HOUR_S ((int64_t)3600)
#define DAY_S (24 * HOUR_S)

/*
 * What waits for something before its moment is fixed: later than any moment
 * that is, and another for each `now`, so that all that was decided together is
 * found together. It prints as "the day it is ready".
 */
struct stamp stamp_held(struct stamp now);
bool	stamp_is_held(struct stamp);

#endif
