#include "sql/db_parts.h"

#define DAY_US ((int64_t)86400 * 1000000)
#define FIRST_DAY (-25567)	/* 1 January 1900, as in core/base/civil.h */
#define LAST_DAY 84005		/* 31 December 2199 */

/* A number, or a struct of one number; size 0: bytes. */
struct shape {
	enum db_wire wire;
	size_t size;
	int64_t min, max;
	int64_t none;
};

static const struct shape shapes[DB_TYPES] = {
	[DB_ID] = { WIRE_INT, 8, INT64_MIN, INT64_MAX, ID_NONE },
	[DB_INT] = { WIRE_INT, 4, INT32_MIN + 1, INT32_MAX, INT_NONE },
	[DB_BOOL] = { WIRE_INT, 1, 0, 1, -1 },
	[DB_ENUM] = { WIRE_INT, 4, 0, UINT8_MAX, 0 },
	[DB_POINTS] = { WIRE_INT, 2, INT16_MIN + 1, INT16_MAX, INT16_MIN },
	[DB_MONEY] = { WIRE_INT, 8, INT64_MIN + 1, INT64_MAX, INT64_MIN },
	[DB_DATE] = { WIRE_DATE, 4, FIRST_DAY, LAST_DAY, INT32_MIN },
	[DB_STAMP] = { WIRE_STAMP, 8, FIRST_DAY * DAY_US,
	    (LAST_DAY + 1) * DAY_US - 1, INT64_MIN },
	[DB_TEXT] = { WIRE_TEXT, 0, 0, 0, 0 },
	[DB_BYTES] = { WIRE_BYTES, 0, 0, 0, 0 },
	[DB_PID] = { WIRE_BYTES, 0, 0, 0, 0 },
};

static const char no_value[] = "has no value and is not declared as optional";
static const char no_range[] = "is out of range";

enum db_wire
value_wire(enum db_type type)
{
	return shapes[type].wire;
}

static int64_t
load(const void *p, size_t size)
{
	union { int8_t n1; int16_t n2; int32_t n4; int64_t n8; } v = { .n8 = 0 };

	memcpy(&v, p, size);
	return size == 1 ? v.n1 : size == 2 ? v.n2 : size == 4 ? v.n4 : v.n8;
}

static void
store(void *p, size_t size, int64_t n)
{
	union { int8_t n1; int16_t n2; int32_t n4; int64_t n8; } v = { .n8 = 0 };

	switch (size) {
	case 1: v.n1 = (int8_t)n; break;
	case 2: v.n2 = (int16_t)n; break;
	case 4: v.n4 = (int32_t)n; break;
	default: v.n8 = n;
	}
	memcpy(p, &v, size);
}

static struct str
load_bytes(enum db_type type, const void *value)
{
	const struct pid *id = value;
	const struct str *s = value;

	return type == DB_PID ? (struct str){ (const char *)id->b, sizeof id->b } : *s;
}

static void
give_time(enum db_wire wire, struct db_cell *cell)
{
	int64_t us = wire == WIRE_DATE ? cell->n * DAY_US : cell->n;
	int64_t days = us / DAY_US - (us % DAY_US < 0);
	unsigned second = (unsigned)((us - days * DAY_US) / 1000000);

	cell->day = date_ymd((struct date){ (int32_t)days });
	cell->hour = second / 3600;
	cell->minute = second / 60 % 60;
	cell->second = second % 60;
	cell->n = (us - days * DAY_US) % 1000000;
}

const char *
value_give(const struct db_col *col, const void *value, struct db_cell *cell)
{
	const struct shape *f = &shapes[col->type];

	*cell = (struct db_cell){ .null = false };
	if (f->size == 0) {
		cell->s = load_bytes(col->type, value);
		bool none = col->type == DB_PID ? !is_set(*(const struct pid *)value) :
		    cell->s.p == NULL;
		cell->null = none && (col->null || col->type != DB_PID);
		return cell->null && !col->null ? no_value : NULL;
	}
	cell->n = load(value, f->size);
	cell->null = col->null && cell->n == f->none;
	if (cell->null)
		return NULL;
	if (cell->n < f->min || cell->n > f->max)
		return cell->n == f->none ? no_value : no_range;
	if (f->wire != WIRE_INT)
		give_time(f->wire, cell);
	return NULL;
}

static const char *
take_bytes(enum db_type type, struct str s, void *field)
{
	if (type != DB_PID) {
		*(struct str *)field = s;
		return NULL;
	}
	struct pid *id = field;
	*id = PID_NONE;
	if (s.p != NULL && s.n != sizeof id->b)
		return no_range;
	if (s.p != NULL)
		memcpy(id->b, s.p, s.n);
	return NULL;
}

const char *
value_take(const struct db_col *col, const struct db_cell *cell, void *field)
{
	const struct shape *f = &shapes[col->type];
	int64_t n = cell->n;

	if (cell->null && !col->null)
		return "is NULL and is not declared as optional";
	if (f->size == 0)
		return take_bytes(col->type, cell->null ? STR_NONE : cell->s, field);
	if (cell->null) {
		store(field, f->size, f->none);
		return NULL;
	}
	if (f->wire != WIRE_INT && !ymd_ok(cell->day))
		return no_range;	/* 0000-00-00 */
	if (f->wire == WIRE_DATE)
		n = date_of(cell->day).days;
	else if (f->wire == WIRE_STAMP)
		n += stamp_of_utc(date_of(cell->day), (int)cell->hour, (int)cell->minute,
		    (int)cell->second).us;
	if (n < f->min || n > f->max)
		return no_range;
	store(field, f->size, n);
	return NULL;
}

void
value_none(const struct db_col *col, void *field)
{
	const struct shape *f = &shapes[col->type];
	bool counts = !col->null && (col->type == DB_INT || col->type == DB_BOOL);

	if (f->size == 0)
		(void)take_bytes(col->type, STR_NONE, field);	/* nothing is never wrong */
	else
		store(field, f->size, counts ? 0 : f->none);
}
