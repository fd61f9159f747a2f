/*
 * The values Accord computes with. Each is a struct of its own, so that the
 * compiler refuses to add pence to points or to print a date as a number.
 *
 * Every type has one value that means "none": it is what a NULL in the
 * database becomes and what an optional field left empty holds.
 */
#ifndef CORE_BASE_TYPES_H
#define CORE_BASE_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct str {		/* a slice: not terminated, never freed by its reader */
	const char *p;	/* NULL: none */
	size_t n;
};

struct money {		/* an amount, signed */
	int64_t pence;
};

struct points {		/* points of the questionnaire (P5: 0 to 324) */
	int16_t n;
};

struct date {		/* a civil day */
	int32_t days;	/* since 1 January 1970 */
};

struct stamp {		/* an instant, UTC */
	int64_t us;	/* microseconds since 1 January 1970 */
};

struct pid {		/* the random public id that stands in a URL */
	uint8_t b[16];
};

struct url {		/* a link within Accord; only url_*() makes one */
	struct str s;
};

#define STR_NONE	((struct str){ NULL, 0 })
#define MONEY_NONE	((struct money){ INT64_MIN })
#define POINTS_NONE	((struct points){ INT16_MIN })
#define DATE_NONE	((struct date){ INT32_MIN })
#define STAMP_NONE	((struct stamp){ INT64_MIN })
#define STAMP_ALL	((struct stamp){ INT64_C(7000000000000000) })	/* after all */
#define STAMP_OPEN	((struct stamp){ INT64_C(5500000000000000) })	/* from here on:
				 * a moment that is not fixed yet; core/base/civil.h */
#define PID_NONE	((struct pid){ { 0 } })
#define INT_NONE	INT32_MIN	/* of an optional int */
#define ID_NONE		0		/* of an optional internal key */

bool	pid_is_none(struct pid);

/* is_set(v): does the value hold something other than its "none"? */
static inline bool is_set_str(struct str s) { return s.p != NULL; }
static inline bool is_set_money(struct money m) { return m.pence != INT64_MIN; }
static inline bool is_set_points(struct points p) { return p.n != INT16_MIN; }
static inline bool is_set_date(struct date d) { return d.days != INT32_MIN; }
static inline bool is_set_stamp(struct stamp t) { return t.us != INT64_MIN; }
static inline bool is_set_pid(struct pid p) { return !pid_is_none(p); }
static inline bool is_set_int(int n) { return n != INT_NONE; }
static inline bool is_set_id(int64_t id) { return id != ID_NONE; }

#define is_set(v) _Generic((v),			\
	struct str: is_set_str,			\
	struct money: is_set_money,		\
	struct points: is_set_points,		\
	struct date: is_set_date,		\
	struct stamp: is_set_stamp,		\
	struct pid: is_set_pid,			\
	int: is_set_int,			\
	int64_t: is_set_id)(v)

#endif
