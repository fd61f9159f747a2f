#include "sql/store_delivery.h"

bool
store_delivery_withdrawn(const struct delivery_now *now, int64_t person)
{
	bool withdrawn = false;

	for (size_t i = 0; i < now->consents.n; i++)
		if (now->consents.v[i].person == person)
			withdrawn = is_set(now->consents.v[i].withdrawn);
	return withdrawn;
}

static void
in_force(struct delivery_now *now)
{
	now->consent = NULL;
	now->stopped = STAMP_NONE;
	for (size_t i = 0; i < now->consents.n; i++) {
		const struct consent *c = &now->consents.v[i];
		if (c->person != now->d.recipient)
			continue;
		now->consent = is_set(c->withdrawn) ? NULL : c;
		now->stopped = c->withdrawn;
	}
	now->parts.withdrawn = is_set(now->stopped);
}

enum err
store_delivery_read(struct db *db, struct arena *a, int64_t plan,
    struct delivery_now *now)
{
	*now = (struct delivery_now){ .consent = NULL };
	enum err e = delivery_of(db, a, plan, &now->d);
	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	now->parts = (struct delivery_parts){
		now->d.direct, now->d.council, now->d.third, now->d.third_name.n > 0,
		now->d.recipient != ID_NONE, (unsigned)now->d.conditions, false,
	};
	TRY(consents_of(db, a, plan, &now->consents));
	in_force(now);
	return OK;
}

enum err
store_deliver(const struct plan_move *m, const struct delivery_parts *d,
    struct str third_name, int64_t recipient)
{
	struct delivery_now before;
	struct plan_whole w;
	bool may;
	int64_t n;

	TRY(store_plan_may(m, EV_SIGN_FOR_COUNCIL, &may));
	TRY(store_plan_standing(m, &w));
	TRY(store_delivery_read(m->db, m->a, w.plan.id, &before));
	if (!may && !delivery_stopped(&before.parts))
		return E_CONFLICT;
	TRY(delivery_keep(m->db, w.plan.id, d->direct, d->council, d->third,
	    third_name, recipient, (int)d->conditions, m->by.now, m->by.who.id, &n));
	return store_step_close(m->db, m->c, STEP_ARRANGE);
}

enum err
store_consent(const struct plan_move *m, struct str words)
{
	struct delivery_now now;
	struct plan_whole w;
	int64_t id;

	TRY(store_plan_standing(m, &w));
	TRY(store_delivery_read(m->db, m->a, w.plan.id, &now));
	if (!is_set(w.plan.council_signed) || now.parts.direct.pence == 0 ||
	    now.d.recipient != m->by.who.id || now.consent != NULL)
		return E_CONFLICT;
	TRY(consent_add(m->db, w.plan.id, m->by.who.id, words, m->by.now,
	    m->by.staff, &id));
	return store_step_close(m->db, m->c, STEP_ARRANGE);
}

/* A payment that has stopped: the worker arranges the support another way. */
static enum err
arrange(const struct plan_move *m, int64_t plan)
{
	struct delivery_now now;

	TRY(store_delivery_read(m->db, m->a, plan, &now));
	if (!delivery_stopped(&now.parts))
		return OK;	/* it is somebody else's by now */
	return store_step_open(m->db, m->by.policy, m->by.now, m->c, STEP_ARRANGE,
	    (struct clock_from){ .available = m->by.received }, (struct holder){ ID_NONE });
}

enum err
store_consent_withdraw(const struct plan_move *m)
{
	struct plan_whole w;
	int64_t n;

	TRY(store_plan_standing(m, &w));
	TRY(consent_withdraw(m->db, w.plan.id, m->by.who.id, m->by.now, &n));
	TRY(only_one(n));
	return arrange(m, w.plan.id);
}

enum err
store_plan_come_back(const struct plan_move *m)
{
	struct plan_whole w;

	TRY(store_plan_move(m, EV_COME_BACK, true,
	    (struct clock_from){ .available = m->by.received }));
	TRY(store_plan_version(m->db, m->a, m->c->id, PLAN_STANDING, &w));
	return w.plan.id != ID_NONE ? arrange(m, w.plan.id) : OK;
}
