/*
 * Working days in England, and the clocks of a disagreement that run on them.
 *
 * A working day is Monday to Friday and no bank holiday. The bank holidays are
 * data of the policy and handed in; whoever asks beyond their last year gets
 * weekends only, and the linter of the policy says so in time.
 *
 * A clock starts the working day after a letter can be read, two working days
 * later when it goes on paper (P15). The day it starts is its first day: a
 * letter that can be read on Monday 2 March with an aim of 5 days starts on
 * Tuesday 3 March and is due on Monday 9 March. It is late from the day after.
 */
#ifndef CORE_CALENDAR_H
#define CORE_CALENDAR_H

#include "core/base/types.h"

struct bank_holiday {
	struct date date;
	struct str name;
};

struct bank_holidays {		/* in any order */
	struct bank_holiday *v;
	size_t n;
};

enum weekday {			/* stored: never renumber */
	WEEKDAY_NONE = 0,
	MONDAY = 1, TUESDAY = 2, WEDNESDAY = 3, THURSDAY = 4,
	FRIDAY = 5, SATURDAY = 6, SUNDAY = 7,
};

struct sending_hours {		/* when decisions go out on one day of the week */
	enum weekday weekday;
	int from, to;		/* whole hours by a clock in London: from <= t < to */
};

struct sending_week {
	struct sending_hours *v;
	size_t n;
};

enum weekday weekday_of(struct date);
struct str weekday_name(enum weekday);			/* "Monday" */

bool	is_working_day(const struct bank_holidays *, struct date);

/*
 * The n-th working day after d (n > 0) or before it (n < 0). With n = 0 it is
 * d itself, working day or not.
 */
struct date working_days_add(const struct bank_holidays *, struct date d, int n);

/* Working days after from, up to and with to; negative where to comes first. */
int	working_days_between(const struct bank_holidays *, struct date from,
	    struct date to);

/* The first day of a clock; paper_days is 0 for a letter that is not printed. */
struct date clock_starts(const struct bank_holidays *, struct date available,
	    int paper_days);

/* The day a clock of so many working days is due. days >= 1. */
struct date clock_due(const struct bank_holidays *, struct date available,
	    int paper_days, int days);

/*
 * The earliest instant, now or later, at which a decision may go out: a working
 * day within the hours of its weekday. None where the week has no hours.
 */
struct stamp sending_time(const struct sending_week *,
	    const struct bank_holidays *, struct stamp now);

#endif
