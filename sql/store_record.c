#include "sql/store_record.h"

#include "core/base/arena.h"
#include "core/base/str.h"

enum err
store_record(struct db *db, struct arena *a, const struct key *key,
    struct casefile *c, struct audit_row *row)
{
	struct audit_tail tail = audit_tail_new(c->id);
	int64_t added;

	if (!is_set(row->detail))
		row->detail = S("");
	if (is_set(row->thing)) {
		struct fingerprint found;
		TRY(fingerprint_of(db, a, c->id, row->thing, &found));
		row->fingerprint = found.of;
	}
	tail.no = c->record_no;
	memcpy(tail.mac.b, c->record_mac.p, sizeof tail.mac.b);
	audit_add(a, key, &tail, row);
	TRY(record_add(db, c->id, (int)row->no, row->at, row->actor,
	    row->entered_by, (enum role)row->role, row->action,
	    (int)row->audience, row->thing, row->detail, row->request,
	    row->fingerprint, hash32_str(&row->mac), &added));
	c->record_no = (int)tail.no;
	c->record_mac = str_dup(a, hash32_str(&tail.mac));
	return OK;
}
