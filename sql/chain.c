#include "sql/chain.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "gen/q_chain.h"
#include "sql/store_account.h"

#define AT_A_TIME 500

struct rows {
	struct audit_row *v;
	size_t n;
};

struct key
chain_key(const struct key *audit, enum chain kind)
{
	return kind == CHAIN_ACCOUNT ? account_key(audit) : *audit;
}

static struct hash32
mac_of(struct str bytes)
{
	struct hash32 mac = { { 0 } };

	if (bytes.n == sizeof mac.b)
		memcpy(mac.b, bytes.p, bytes.n);
	return mac;
}

static enum err
read_case(struct db *db, struct arena *a, const struct audit_tail *from,
    struct rows *rows)
{
	struct chain_rows got;

	TRY(chain_of_record(db, a, from->chain, (int)from->no, AT_A_TIME, &got));
	*rows = (struct rows){ ARENA_ARRAY(a, got.n + 1, struct audit_row), got.n };
	for (size_t i = 0; i < got.n; i++) {
		const struct chain_row *r = &got.v[i];
		rows->v[i] = (struct audit_row){
			.chain = from->chain,
			.no = r->no,
			.at = r->at,
			.actor = r->actor,
			.entered_by = r->entered_by,
			.role = r->role,
			.action = r->action,
			.audience = (enum audience)r->audience,
			.thing = r->thing,
			.detail = r->note,
			.request = r->request,
			.fingerprint = r->fingerprint,
			.mac = mac_of(r->mac),
		};
	}
	return OK;
}

static enum err
read_account(struct db *db, struct arena *a, const struct audit_tail *from,
    struct rows *rows)
{
	struct chain_events got;

	TRY(chain_of_account(db, a, from->chain, (int)from->no, AT_A_TIME, &got));
	*rows = (struct rows){ ARENA_ARRAY(a, got.n + 1, struct audit_row), got.n };
	for (size_t i = 0; i < got.n; i++) {
		const struct chain_event *r = &got.v[i];
		rows->v[i] = account_row(from->chain, r->at, r->actor, r->action, r->note);
		rows->v[i].no = r->no;
		rows->v[i].mac = mac_of(r->mac);
	}
	return OK;
}

static enum err
read_rows(struct db *db, struct arena *a, enum chain kind,
    const struct audit_tail *from, struct rows *rows)
{
	return kind == CHAIN_CASE ? read_case(db, a, from, rows) :
	    read_account(db, a, from, rows);
}

/* The rows after the tail: are they good, and is the anchored one among them? */
static void
check_rows(struct arena *a, const struct key *key, const struct audit_tail *anchor,
    const struct rows *rows, struct chain_checked *c)
{
	bool anchored = anchor->no > c->tail.no;

	c->verdict = audit_verify(a, key, &c->tail, rows->v, rows->n);
	if (c->verdict.fault == AUDIT_GOOD && anchored && anchor->no <= c->tail.no)
		c->verdict = audit_against(anchor, rows->v, rows->n);
}

enum err
chain_check(struct db *db, struct arena *a, const struct key *audit, enum chain kind,
    int64_t id, const struct audit_tail *anchor, struct chain_checked *c)
{
	struct key key = chain_key(audit, kind);
	struct rows rows;

	*c = (struct chain_checked){ .tail = audit_tail_new(id) };
	do {
		struct arena_mark mark = arena_mark(a);
		TRY(read_rows(db, a, kind, &c->tail, &rows));
		check_rows(a, &key, anchor, &rows, c);
		arena_reset(a, mark);
	} while (rows.n == AT_A_TIME && c->verdict.fault == AUDIT_GOOD);
	if (c->verdict.fault == AUDIT_GOOD && anchor->no > c->tail.no)
		c->verdict = (struct audit_verdict){ AUDIT_CUT, anchor->no };
	return OK;
}
