/*
 * Dates that have come: what the procedure does by itself goes through the same
 * function as a click, one case a piece.
 */
#include "core/base/civil.h"
#include "fcgi/jobs/jobs.h"
#include "fcgi/service.h"
#include "sql/store_assessment.h"
#include "sql/store_record.h"

/* The family's days to look at the answers are over (P5). */
static enum err
view_days_over(struct jobs *j, struct pid pid, struct date today)
{
	static const struct actor calendar = { .role = ROLE_NONE };
	struct app kept = { .a = j->a };
	struct casefile c;
	struct ras_moved moved;

	TRY(casefile_take(j->db, j->a, pid, ID_NONE, ID_NONE, j->now, j->now, &c));
	struct ras_doing d = {
		.c = &c, .who = &calendar, .now = j->now, .today = today,
	};
	TRY(service_policy(&kept, j->db, j->a, c.ras_policy, &d.policy));
	TRY(store_ras_move(j->db, j->a, &d, RAS_TIME_OVER, STR_NONE, &moved));
	struct audit_row row = {
		.at = j->now, .audience = AUDIENCE_FAMILY,
		.detail = S("The family’s days to look at the answers are over. It can "
		    "still say how it sees them, until the practice lead decides."),
		.request = S("calendar"),
	};
	TRY(store_record(j->db, j->a, &j->audit, &c, &row));
	return db_end(j->db, true);
}

enum err
job_calendar(struct jobs *j)
{
	struct date today = stamp_london_date(j->now);
	struct overdue_views over;

	TRY(ras_overdue(j->db, j->a, today, 2, &over));
	TRY(db_end(j->db, false));
	if (over.n == 0)
		return OK;
	j->more = over.n > 1;
	enum err e = view_days_over(j, over.v[0].casefile, today);
	return e == E_CONFLICT ? OK : e;	/* somebody was quicker */
}
