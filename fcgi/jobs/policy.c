#include "core/base/civil.h"
#include "fcgi/jobs/jobs.h"
#include "fcgi/service.h"

enum err
jobs_policy(struct jobs *j, const struct policy **policy)
{
	struct app kept = { .a = j->a };
	int64_t id;

	return service_policy_on(&kept, j->db, j->a, stamp_london_date(j->now), &id, policy);
}
