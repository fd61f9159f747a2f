#include "sql/db_parts.h"

/* What a page then prints of it must not look like something that happened. */
static enum err
no_row(const struct db_query *q, void *row)
{
	for (size_t i = 0; i < q->n_out; i++)
		value_none(&q->out[i], (char *)row + q->out[i].at);
	return E_NOT_FOUND;
}

enum err
db_one(struct db *db, struct arena *a, const struct db_query *q,
    const void *const *args, void *row)
{
	size_t n;

	TRY(db_send(db, q, args));
	TRY(db_result(db, &n));
	if (n == 0)
		return no_row(q, row);
	if (n > 1)
		return db_wrong(db, q, "found", "more than one row");
	return db_row(db, a, row);
}

enum err
db_many(struct db *db, struct arena *a, const struct db_query *q,
    const void *const *args, void **rows, size_t *n)
{
	size_t count;

	*rows = NULL;
	*n = 0;
	TRY(db_send(db, q, args));
	TRY(db_result(db, &count));
	char *v = arena_array(a, count, q->row_size);
	for (size_t i = 0; i < count; i++)
		TRY(db_row(db, a, v + i * q->row_size));
	*rows = v;
	*n = count;
	return OK;
}

enum err
db_exec(struct db *db, const struct db_query *q, const void *const *args,
    int64_t *changed)
{
	*changed = 0;
	TRY(db_send(db, q, args));
	*changed = db_found(db);
	return OK;
}

enum err
db_insert(struct db *db, const struct db_query *q, const void *const *args, int64_t *id)
{
	*id = ID_NONE;
	TRY(db_send(db, q, args));
	if (db_found(db) == 0)
		return E_NOT_FOUND;
	*id = db_new_id(db);
	return OK;
}
