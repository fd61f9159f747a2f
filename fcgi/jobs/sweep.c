/*
 * Clears away what has served its time. A piece takes a bounded number of rows
 * of each kind.
 */
#include "core/base/civil.h"
#include "fcgi/jobs/jobs.h"
#include "gen/q_sweep.h"

#define AT_A_TIME 1000
#define DAY_S ((int64_t)86400)

/* In this order: a code hangs on its session. */
static const struct sweep {
	enum err (*run)(struct db *, struct stamp before, int limit, int64_t *n);
	int days;
} sweeps[] = {
	{ sweep_mail_codes, 1 },
	{ sweep_recovery_codes, 1 },
	{ sweep_failures, 1 },
	{ sweep_forms, 7 },
	{ sweep_sessions, 30 },
};

enum err
job_sweep(struct jobs *j)
{
	int64_t n;

	for (size_t i = 0; i < COUNT(sweeps); i++) {
		struct stamp before = stamp_add(j->now, -sweeps[i].days * DAY_S);
		TRY(sweeps[i].run(j->db, before, AT_A_TIME, &n));
		TRY(db_end(j->db, true));
		j->more = j->more || n == AT_A_TIME;
	}
	return OK;
}
