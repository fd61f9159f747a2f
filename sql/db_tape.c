/*
 * What was sent, in records: a line `KIND LENGTH COUNT`, that many bytes, and a
 * newline.
 *
 *	r, w	the SQL of a statement on the connection that reads or writes,
 *		and how many values follow
 *	i	a number, 8 bytes
 *	d, t	a date or a time, as a MYSQL_TIME
 *	s, b	a text, bytes
 *	n	NULL
 *	R, W	the end of that connection's transaction; COUNT 1: commit
 */
#include "sql/db_parts.h"

static void
tape(struct out *o, char kind, struct str bytes, size_t count)
{
	out_char(o, kind);
	out_char(o, ' ');
	out_int(o, (int64_t)bytes.n);
	out_char(o, ' ');
	out_int(o, (int64_t)count);
	out_char(o, '\n');
	out_str(o, bytes);
	out_char(o, '\n');
}

static void
tape_value(struct out *o, enum db_wire wire, const struct db_cell *c)
{
	bool is_date = wire == WIRE_DATE;
	const struct { uint32_t part[6]; uint64_t us; uint32_t negative, type; } time = {
		{ (uint32_t)c->day.year, (uint32_t)c->day.month, (uint32_t)c->day.day,
		    c->hour, c->minute, c->second }, (uint64_t)c->n, 0, is_date ? 0 : 1
	};

	if (c->null)
		tape(o, 'n', STR_NONE, 0);
	else if (wire == WIRE_INT)
		tape(o, 'i', (struct str){ (const char *)&c->n, sizeof c->n }, 0);
	else if (is_date || wire == WIRE_STAMP)
		tape(o, is_date ? 'd' : 't',
		    (struct str){ (const char *)&time, sizeof time }, 0);
	else
		tape(o, wire == WIRE_TEXT ? 's' : 'b', c->s, 0);
}

void
tape_sent(const struct db_config *config, const struct db_query *q,
    const void *const *args)
{
	struct db_cell cell;

	if (config->tape == NULL)
		return;
	tape(config->tape, config->read_only ? 'r' : 'w', str_of(q->sql), q->n_in);
	for (size_t i = 0; i < q->n_in; i++)
		if (value_give(&q->in[i], args[q->in[i].at], &cell) == NULL)
			tape_value(config->tape, value_wire(q->in[i].type), &cell);
}

void
tape_end(const struct db_config *config, bool commit)
{
	if (config->tape != NULL)
		tape(config->tape, config->read_only ? 'R' : 'W', STR_NONE, commit);
}
