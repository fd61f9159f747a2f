#include "sql/store_supporter.h"

#include "core/crypt.h"

enum err
store_invite(struct db *db, const struct invitation_new *i, struct stamp now)
{
	int64_t n;

	TRY(invitations_close(db, i->casefile, i->email, now, &n));
	return invitation_add(db, pid_new(), i->hash, i->casefile, i->email, i->may_draft,
	    i->until, i->named_by, now, i->expires, &n);
}

enum err
store_help_begin(struct db *db, const struct invited *i, int64_t person, struct stamp now)
{
	int64_t n;

	TRY(invitation_use(db, i->id, now, &n));
	if (n != 1)
		return E_CONFLICT;
	TRY(invitations_close(db, i->casefile, i->email, now, &n));
	return supporter_add(db, i->casefile, person, i->named_by, i->may_draft, now,
	    i->until, &n);
}

enum err
store_help_end(struct db *db, struct arena *a, int64_t casefile, struct pid helper,
    int64_t named_by, struct stamp now)
{
	struct supporter_who who;
	int64_t n;

	TRY(supporter_of(db, a, casefile, helper, named_by, now, &who));
	TRY(supporter_end(db, casefile, who.id, now, &n));
	return invitations_close(db, casefile, who.email, now, &n);
}
