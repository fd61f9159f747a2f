#include "fcgi/pages/invitation.h"

#include "core/account.h"
#include "core/crypt.h"
#include "core/password.h"
#include "core/session.h"
#include "fcgi/pages/sign_in.h"
#include "fcgi/service.h"
#include "gen/t_invitation.h"
#include "gen/t_invitation_over.h"
#include "sql/store_supporter.h"
#include "sql/store_record.h"

enum use {		/* what the holder of a link may do with it */
	LINK_OVER,
	LINK_AT_WORK,	/* its address is one of the council's staff */
	LINK_HELPS,	/* they help another member of this family already */
	LINK_ACCOUNT,	/* they help with the account they have */
	LINK_NEW,
};

/* What an account means for the help it is asked for. */
static enum err
use_of(struct req *rq, const struct invited *in, const struct known_person *known,
    enum use *use)
{
	struct helps_now helps;

	*use = !known->active ? LINK_OVER : role_is_staff(known->role) ? LINK_AT_WORK :
	    LINK_ACCOUNT;
	if (*use != LINK_ACCOUNT)
		return OK;
	enum err e = helps_now(rq->db, rq->a, in->casefile, known->id, rq->now, &helps);
	if (e == OK && helps.named_by != in->named_by)
		*use = LINK_HELPS;
	return e == E_NOT_FOUND ? OK : e;
}

/* The invitation behind a code, and who holds it. */
static enum err
invitation_of(struct req *rq, struct pid code, struct invited *in,
    struct known_person *known, enum use *use)
{
	struct hash32 hash = invitation_hash(rq, code);

	*use = LINK_OVER;
	enum err e = invitation_by_hash(rq->db, rq->a, hash32_str(&hash), rq->now, in);
	if (e != OK)
		return e == E_NOT_FOUND ? OK : e;
	e = person_known(rq->db, rq->a, in->email, known);
	if (e == OK)
		return use_of(rq, in, known, use);
	*use = LINK_NEW;
	return e == E_NOT_FOUND ? OK : e;
}

static enum err
no_use(struct req *rq, enum use use)
{
	page_invitation_over(page_begin(rq, S("This link does not work")),
	    use == LINK_AT_WORK, use == LINK_HELPS);
	return page_end(rq);
}

static enum err
page(struct req *rq, struct pid code, const struct invited *in, bool has_account)
{
	struct form_view *f = view_of(rq, &the_form_invitation);

	page_invitation(page_begin(rq, S("You are asked to help")), f, in->email,
	    in->may_draft, has_account, pid_print(rq->a, code),
	    password_least(PASSWORD_FAMILY));
	return page_end(rq);
}

enum err
invitation_show(struct req *rq)
{
	const struct form_invited *f = rq->form;
	struct known_person known;
	struct invited in;
	enum use use;

	TRY(invitation_of(rq, f->code, &in, &known, &use));
	if (use < LINK_ACCOUNT)
		return no_use(rq, use);
	return page(rq, f->code, &in, use == LINK_ACCOUNT);
}

static void
check_new(struct req *rq, const struct form_invitation *f, const struct invited *in)
{
	struct str own[] = { f->name, in->email, rq->app->config->council };

	struct str name = account_name_fault(f->name);
	if (is_set(name))
		wrong(rq, F_invitation_name, name);
	struct str fault = password_fault(rq->a, PASSWORD_FAMILY, f->password, own,
	    COUNT(own));
	if (is_set(fault))
		wrong(rq, F_invitation_password, fault);
}

static enum err
account_new(struct req *rq, const struct form_invitation *f, const struct invited *in,
    int64_t *person)
{
	struct str hash;
	int64_t n;

	TRY(crypt_password_hash(rq->a, f->password, &hash));
	TRY(supporter_person_add(rq->db, pid_new(), in->email, f->name, SUPPORTER,
	    rq->now, person));
	return supporter_credential_add(rq->db, *person, hash, rq->now, &n);
}

/* It stands in the record of the case, though its gate was not asked. */
static enum err
record_accepted(struct req *rq, const struct invited *in, int64_t person, enum role role)
{
	struct record_tail tail;

	TRY(record_tail_take(rq->db, rq->a, in->casefile, &tail));
	struct casefile c = {
		.id = in->casefile,
		.record_no = tail.record_no, .record_mac = tail.record_mac,
	};
	struct audit_row row = {
		.at = rq->now, .actor = person, .role = (int)role,
		.action = NAME_SUPPORTER, .audience = AUDIENCE_FAMILY,
		.detail = in->may_draft ?
		    S("Accepted to help: may see, and write drafts with the family.") :
		    S("Accepted to help: may see."),
		.request = rq->http->request_id,
	};
	return store_record(rq->db, rq->a, &rq->app->keys.audit, &c, &row);
}

enum err
invitation_accept(struct req *rq)
{
	const struct form_invitation *f = rq->form;
	struct known_person known = { 0 };
	struct invited in;
	enum use use;

	TRY(invitation_of(rq, f->code, &in, &known, &use));
	if (use < LINK_ACCOUNT)
		return no_use(rq, use);
	if (!rq->form_errors && use == LINK_NEW)
		check_new(rq, f, &in);
	if (rq->form_errors)
		return page(rq, f->code, &in, use == LINK_ACCOUNT);
	if (use == LINK_NEW)
		TRY(account_new(rq, f, &in, &known.id));
	TRY(record_accepted(rq, &in, known.id, use == LINK_ACCOUNT ? known.role : SUPPORTER));
	TRY(store_help_begin(rq->db, &in, known.id, rq->now));
	/* An account that was there is entered by its own password only. */
	if (use == LINK_ACCOUNT)
		return redirect(rq, url_sign_in_show(rq->a));
	TRY(sign_in_as(rq, known.id));
	return redirect(rq, url_home_show(rq->a));
}
