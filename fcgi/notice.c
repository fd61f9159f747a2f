#include "fcgi/notice.h"

#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/effect.h"
#include "fcgi/config.h"
#include "gen/q_mail.h"
#include "gen/q_step.h"
#include "gen/t_notice_mail.h"

#define BODY_LIMIT ((size_t)8192)

enum err
notice_family(struct db *db, struct arena *a, const struct config *config,
    const struct casefile *c, struct stamp now, struct stamp due, struct str what,
    struct date by)
{
	struct relatives family;
	struct out subject, body;
	struct str origin = config->origins.n > 0 ? config->origins.v[0] : STR_NONE;
	int64_t id;

	db_keep(db, NOTIFY_FAMILY);
	if (stamp_is_held(due))
		return OK;
	out_init(&subject, a, 200);
	out_lit(&subject, "Accord: news about ");
	out_str(&subject, c->notice_name);
	out_init(&body, a, BODY_LIMIT);
	text_notice_mail(&body, c->ref, c->notice_name, what, by, origin);
	TRY(family_of(db, a, c->id, &family));
	for (size_t i = 0; i < family.n; i++)
		if (is_set(family.v[i].email))
			TRY(mail_add(db, pid_new(), family.v[i].email,
			    out_str_of(&subject), out_str_of(&body), c->id, now, due, &id));
	return OK;
}
