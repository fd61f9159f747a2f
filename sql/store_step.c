#include "sql/store_step.h"

enum err
store_step_open_until(struct db *db, struct stamp now, const struct casefile *c,
    enum step step, struct date due, struct holder holder)
{
	enum role role = step_rule(step)->holder;
	int64_t person = holder.person, team = ID_NONE, id;

	if (person == ID_NONE && role == WORKER)
		person = c->worker;
	if (person == ID_NONE && (role == PRACTICE_LEAD || role == WORKER))
		team = c->team;
	return step_add(db, c->id, step, person, team, role, now, due, &id);
}

enum err
store_step_open(struct db *db, const struct policy *p, struct stamp now,
    const struct casefile *c, enum step step, struct clock_from from,
    struct holder holder)
{
	struct stamp since = from.told.us > now.us ? from.told : now;

	return store_step_open_until(db, since, c, step, step_due(p, step, from), holder);
}

enum err
store_step_close(struct db *db, const struct casefile *c, enum step step)
{
	int64_t closed;

	return step_drop(db, c->id, step, &closed);
}
