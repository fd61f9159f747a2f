#include "sql/store_account.h"

#include "core/base/str.h"
#include "gen/q_account.h"

struct key
account_key(const struct key *audit)
{
	return crypt_key_for(audit, S("accounts"));
}

struct audit_row
account_row(int64_t person, struct stamp at, int64_t actor, int event, struct str note)
{
	return (struct audit_row){
		.chain = person,
		.at = at,
		.actor = actor,
		.action = event,
		.audience = AUDIENCE_RECORD,
		.detail = note,
		.request = S(""),
	};
}

enum err
store_account_event(struct db *db, struct arena *a, const struct key *audit,
    int64_t actor, struct stamp now, int64_t person, enum account_event event,
    struct str note)
{
	struct key key = account_key(audit);
	struct audit_tail tail = audit_tail_new(person);
	struct audit_row row = account_row(person, now, actor, (int)event, note);
	struct account_tail last;
	int64_t n;

	enum err e = account_tail_take(db, a, person, &last);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	if (e == OK) {
		tail.no = last.no;
		memcpy(tail.mac.b, last.mac.p, sizeof tail.mac.b);
	}
	audit_add(a, &key, &tail, &row);
	return account_event_add(db, person, (int)row.no, now, actor, event, note,
	    hash32_str(&row.mac), &n);
}
