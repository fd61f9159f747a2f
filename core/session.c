#include "core/session.h"

#define MINUTE 60
#define SECOND_US 1000000

struct lasts {
	int64_t idle, whole;	/* seconds */
};

bool
role_is_staff(enum role role)
{
	return role != ROLE_NONE && role != FAMILY && role != SUPPORTER;
}

static struct lasts
lasts(enum role role, enum session_stage stage)
{
	if (stage != STAGE_SIGNED_IN)
		return (struct lasts){ 15 * MINUTE, 15 * MINUTE };
	if (role_is_staff(role))
		return (struct lasts){ 30 * MINUTE, 12 * 60 * MINUTE };
	return (struct lasts){ 60 * MINUTE, 12 * 60 * MINUTE };
}

int64_t
session_left(enum role role, enum session_stage stage, struct stamp opened,
    struct stamp seen, struct stamp now)
{
	struct lasts l = lasts(role, stage);
	int64_t idle = l.idle - (now.us - seen.us) / SECOND_US;
	int64_t whole = l.whole - (now.us - opened.us) / SECOND_US;

	return idle < whole ? idle : whole;
}
