/*
 * An entry for a family that nobody has ended: once its hours are over, the copy
 * goes to the family as if whoever entered it had finished. So what was sent in
 * a family's name always reaches the family.
 */
#include "core/base/civil.h"
#include "core/entry.h"
#include "fcgi/jobs/jobs.h"
#include "fcgi/letter/entry.h"
#include "gen/q_entry.h"
#include "sql/store_record.h"

static enum err
finish(struct jobs *j, const struct entry_lapsed *e)
{
	struct letter_made made;
	struct casefile c;
	const struct policy *p;
	int64_t n;

	TRY(casefile_take(j->db, j->a, e->casefile, ID_NONE, ID_NONE, j->now, j->now, &c));
	if (!is_set(e->sent)) {
		TRY(entry_shut(j->db, e->id, j->now, &n));
		return db_end(j->db, true);
	}
	TRY(jobs_policy(j, &p));
	TRY(entry_copy_out(&(struct entry_end){
		.db = j->db, .a = j->a, .config = j->config, .policy = p, .c = &c,
		.now = j->now, .id = e->id, .no = e->no, .staff = e->staff,
		.scan = PID_NONE,
	}, &made));
	struct audit_row row = {
		.at = j->now, .action = ENTER_FOR_FAMILY, .audience = AUDIENCE_FAMILY,
		.thing = made.pid, .request = S("clock"),
		.detail = S("It was entered, and not finished in time. A letter has a copy "
		    "of it, and the family can correct it."),
	};
	TRY(store_record(j->db, j->a, &j->audit, &c, &row));
	return db_end(j->db, true);
}

enum err
job_entries(struct jobs *j)
{
	struct stamp before = stamp_add(j->now, -(int64_t)ENTRY_HOURS * 3600);
	struct entry_lapseds all;

	TRY(entries_lapsed(j->db, j->a, before, 2, &all));
	TRY(db_end(j->db, false));
	if (all.n == 0)
		return OK;
	j->more = all.n > 1;
	enum err e = finish(j, &all.v[0]);
	return e == E_CONFLICT ? OK : e;	/* somebody was quicker */
}
