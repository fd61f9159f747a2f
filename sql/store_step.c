#include "sql/store_step.h"

/* Whose it is: of one by name, or (ID_NONE) of whoever has the role in a team. */
static void
usual_holder(const struct casefile *c, enum role role, int64_t *person, int64_t *team)
{
	*team = ID_NONE;
	if (*person == ID_NONE && role == WORKER)
		*person = c->worker;
	if (*person == ID_NONE && (role == PRACTICE_LEAD || role == WORKER))
		*team = c->team;
}

enum err
store_step_open_until(struct db *db, struct stamp now, const struct casefile *c,
    enum step step, struct date due, struct holder holder)
{
	enum role role = step_rule(step)->holder;
	int64_t person = holder.person, team, id;

	usual_holder(c, role, &person, &team);
	return step_add(db, c->id, step, person, team, role, now, due, &id);
}

enum err
store_step_again(struct db *db, struct stamp now, const struct casefile *c, enum step step,
    struct date due, int64_t person)
{
	int64_t holder = person, team, n;

	usual_holder(c, step_rule(step)->holder, &holder, &team);
	TRY(step_seen_to(db, c->id, step, &n));
	TRY(step_again(db, c->id, step, holder, team, now, due, &n));
	return n > 0 ? OK :
	    store_step_open_until(db, now, c, step, due, (struct holder){ person });
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
