#include "sql/store_move.h"

static enum err
move(struct db *db, const struct doing *m, const struct casefile *c,
    struct dispute_now *d, enum event event, int64_t person, struct clock_from from)
{
	struct move_result r;

	TRY(dispute_move(&d->facts, event, m->who.role, m->relations, m->acted, &r));
	return store_dispute_apply(db, m->policy, m->now, c, d, 0, &r,
	    from, (struct holder){ person });
}

enum err
store_move(struct db *db, const struct doing *m, const struct casefile *c,
    struct dispute_now *d, enum event event, int64_t person)
{
	return move(db, m, c, d, event, person,
	    (struct clock_from){ .available = m->received });
}

enum err
store_move_letter(struct db *db, const struct doing *m, const struct casefile *c,
    struct dispute_now *d, enum event event, int64_t person, struct stamp available)
{
	return move(db, m, c, d, event, person, clock_from_letter(available, c->by_post));
}
