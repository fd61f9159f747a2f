#include "sql/db_parts.h"

struct fit {
	const char *words;
	int type;
	bool unsign;
};

static const struct fit fits[DB_TYPES] = {
	[DB_ID] = { "BIGINT", SEEN_LONGLONG, false },
	[DB_INT] = { "TINYINT, SMALLINT or INT", SEEN_LONG, false },
	[DB_BOOL] = { "TINYINT(1)", SEEN_TINY, false },
	[DB_ENUM] = { "TINYINT UNSIGNED", SEEN_TINY, true },
	[DB_POINTS] = { "SMALLINT", SEEN_SHORT, false },
	[DB_MONEY] = { "BIGINT", SEEN_LONGLONG, false },
	[DB_DATE] = { "DATE", SEEN_DATE, false },
	[DB_STAMP] = { "DATETIME(6)", SEEN_DATETIME, false },
	[DB_TEXT] = { "text", SEEN_VARCHAR, false },
	[DB_BYTES] = { "bytes", SEEN_VARCHAR, false },
	[DB_PID] = { "BINARY(16)", SEEN_VARCHAR, false },
};

static bool
is_one_of(int type, const int *types, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (types[i] == type)
			return true;
	return false;
}

static bool
fits_number(enum db_type type, const struct db_seen_col *seen)
{
	static const int numbers[] = { SEEN_TINY, SEEN_SHORT, SEEN_INT24, SEEN_LONG,
	    SEEN_LONGLONG };

	if (seen->computed)	/* the server makes sums as wide as it pleases */
		return is_one_of(seen->type, numbers, COUNT(numbers));
	if (type != DB_INT)
		return seen->type == fits[type].type && seen->unsign == fits[type].unsign;
	return is_one_of(seen->type, numbers, COUNT(numbers) - 1) &&
	    !(seen->type == SEEN_LONG && seen->unsign);
}

static bool
fits_bytes(enum db_type type, const struct db_seen_col *seen)
{
	static const int strings[] = { SEEN_CHAR, SEEN_VARCHAR, SEEN_BLOB };

	return is_one_of(seen->type, strings, COUNT(strings)) &&
	    seen->binary == (type != DB_TEXT) &&
	    (type != DB_PID || seen->length == sizeof(struct pid));
}

static bool
fits_type(enum db_type type, const struct db_seen_col *seen)
{
	switch (value_wire(type)) {
	case WIRE_INT: return fits_number(type, seen);
	case WIRE_DATE: return seen->type == SEEN_DATE;
	case WIRE_STAMP: return seen->type == SEEN_DATETIME && seen->decimals == 6;
	case WIRE_TEXT:
	case WIRE_BYTES: return fits_bytes(type, seen);
	}
	return false;
}

static bool
check(struct out *o, bool fit, const char *const words[5])
{
	for (size_t i = 0; !fit && i < 5; i++)
		out_str(o, str_of(words[i]));
	if (!fit)
		out_char(o, '\n');
	return fit;
}

static bool
check_column(const char *query, const struct db_col *col,
    const struct db_seen_col *seen, struct out *o)
{
	bool named = str_eq_nocase(str_of(col->name), str_of(seen->name));
	bool typed = fits_type(col->type, seen);
	bool nulls = col->null || seen->not_null;

	named = check(o, named, (const char *const[]){ query, ": ", col->name,
	    " stands where the statement has ", seen->name });
	typed = check(o, typed, (const char *const[]){ query, ": ", col->name,
	    " is not ", fits[col->type].words });
	nulls = check(o, nulls, (const char *const[]){ query, ": ", col->name,
	    " may be NULL", "" });
	return named && typed && nulls;
}

bool
db_check_query(struct db *db, struct arena *a, const struct db_query *q, struct out *o)
{
	struct db_seen_col *seen = ARENA_ARRAY(a, q->n_out, struct db_seen_col);
	enum err e = db_columns(db, q, seen);
	bool fit = check(o, e == OK, (const char *const[]){ q->name,
	    ": cannot be prepared, see the log", "", "", "" });
	for (size_t i = 0; e == OK && i < q->n_out; i++)
		fit = check_column(q->name, &q->out[i], &seen[i], o) && fit;
	return db_end(db, false) == OK && fit;
}
