#include "sql/store_delivery.h"

static void
in_force(struct delivery_now *now)
{
	now->consent = NULL;
	for (size_t i = 0; i < now->consents.n; i++) {
		const struct consent *c = &now->consents.v[i];
		if (c->person == now->d.recipient && !is_set(c->withdrawn))
			now->consent = c;
	}
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
		now->d.recipient != ID_NONE, (unsigned)now->d.conditions,
	};
	TRY(consents_of(db, a, plan, &now->consents));
	in_force(now);
	return OK;
}

enum err
store_deliver(const struct plan_move *m, const struct delivery_parts *d,
    struct str third_name, int64_t recipient)
{
	struct plan_whole w;
	bool may;
	int64_t n;

	TRY(store_plan_may(m, EV_SIGN_FOR_COUNCIL, &may));
	if (!may)
		return E_CONFLICT;
	TRY(store_plan_standing(m, &w));
	return delivery_keep(m->db, w.plan.id, d->direct, d->council, d->third,
	    third_name, recipient, (int)d->conditions, m->by.now, m->by.who.id, &n);
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
	return consent_add(m->db, w.plan.id, m->by.who.id, words, m->by.now,
	    m->by.staff, &id);
}

enum err
store_consent_withdraw(const struct plan_move *m)
{
	struct plan_whole w;
	int64_t n;

	TRY(store_plan_standing(m, &w));
	TRY(consent_withdraw(m->db, w.plan.id, m->by.who.id, m->by.now, &n));
	return only_one(n);
}
