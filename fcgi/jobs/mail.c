/*
 * The outbox of e-mail, one message a piece: claimed with a lease, sent with no
 * transaction open, marked as sent. If it ends between the last two, the same
 * message goes again, under the same Message-ID or the same file name.
 *
 * What the server puts off is tried again, ever more seldom, for as long as the
 * policy says. What it refuses for good, or has put off for so long, is given up:
 * the address is marked and the worker of the case is asked to ring or write.
 *
 * A mail about a case ends with whom to ring, and that is found out as it goes, not
 * when it was written: from a Thursday evening it waits until Monday, and for a
 * server that is down for days. So it names somebody who is in on the day it is read.
 * No policy that day, or one that does not read, holds no mail up: codes to sign in
 * are among them.
 *
 * While the server is down nothing else of the outbox is touched, so the next
 * message that finds it up again is followed by all others at once.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/account.h"
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/titled.h"
#include "fcgi/contact.h"
#include "fcgi/jobs/jobs.h"
#include "fcgi/jobs/message.h"
#include "fcgi/jobs/smtp.h"
#include "fcgi/wholefile.h"
#include "gen/q_mail.h"
#include "gen/t_notice_ring.h"
#include "sql/store_reach.h"
#include "sql/store_record.h"

#define LEASE_S 180		/* longer than sending may take */
#define BODY_LIMIT ((size_t)100000)	/* the column takes 65535 bytes */

/* NULL: there is none that day, or it does not read. */
static enum err
policy_or_none(struct jobs *j, const struct policy **policy)
{
	enum err e = jobs_policy(j, policy);

	if (e == OK || e == E_BUSY || e == E_DB)
		return e;
	log_error("mail", log_text("without", "policy"),
	    log_str("error", err_words(e)->name));
	*policy = NULL;
	return OK;
}

/* With whom to ring about its case; the row stays as it was written. */
static enum err
end_mail(struct jobs *j, struct mail *m)
{
	const struct policy *policy;
	struct contact c;
	struct out body;

	if (!is_set(m->casefile))
		return OK;
	TRY(policy_or_none(j, &policy));
	TRY(contact_read(j->db, j->a, policy, m->casefile, j->now, &c));
	out_init(&body, j->a, BODY_LIMIT);
	out_str(&body, m->body);
	text_notice_ring(&body, c.words, c.phone, c.hours);
	m->body = out_str_of(&body);
	return OK;
}

static struct message
message_of(const struct jobs *j, const struct mail *m)
{
	return (struct message){
		.from = j->config->mail_from,
		.to = m->address,
		.subject = m->subject,
		.body = m->body,
		.written = m->written,
		.pid = m->pid,
	};
}

/* A file of the same name is the same message: it is replaced by itself. */
static enum smtp_result
put_in_folder(struct jobs *j, const struct message *m, struct str text)
{
	const char *name = str_cstr(j->a, message_file(j->a, m));

	return file_put(j->a, j->config->mail_dir, name, text) == OK ?
	    SMTP_TAKEN : SMTP_DOWN;
}

static enum smtp_result
send_out(struct jobs *j, const struct message *m)
{
	struct str text = message_print(j->a, m);

	if (!account_address_ok(m->to))
		return SMTP_REFUSED;
	if (!is_set(text))
		return SMTP_PUT_OFF;
	if (j->smtp == NULL)
		return put_in_folder(j, m, text);
	return smtp_send(j->smtp, j->a, message_address(m->from), m->to, text);
}

/* --- what became of it --- */

static enum err
taken(struct jobs *j, const struct mail *m)
{
	int64_t n;

	j->mail_pauses = 0;
	TRY(mail_sent(j->db, m->id, j->now, &n));
	return mail_arrives(j->db, m->address, &n);
}

static struct str
lost_words(struct arena *a, const struct policy *policy, struct str name)
{
	struct out o;

	out_init(&o, a, 400);
	out_lit(&o, "A message to ");
	out_str(&o, name);
	out_titled(&o, policy, S(" could not be delivered. The {worker} is asked to ring, or "
	    "to send it by post."));
	return out_str_of(&o);
}

/* Whoever works on the case hears of it. */
static enum err
tell_worker(struct jobs *j, const struct policy *policy, const struct mail *m)
{
	struct casefile c;
	struct str name;

	TRY(casefile_take(j->db, j->a, m->casefile, ID_NONE, ID_NONE, j->now, j->now, &c));
	TRY(store_undelivered(j->db, j->a, policy, j->now, &c, m->address, &name));
	if (!is_set(name))
		return OK;	/* of the family no more */
	struct audit_row row = {
		.at = j->now, .action = CONTACT_FAMILY, .audience = AUDIENCE_STAFF,
		.thing = PID_NONE, .request = S("clock"), .detail = lost_words(j->a, policy, name),
	};
	return store_record(j->db, j->a, &j->audit, &c, &row);
}

static enum err
given_up(struct jobs *j, const struct policy *policy, const struct mail *m)
{
	int64_t n;

	log_error("mail_lost", log_int("id", m->id), log_int("tries", m->tries));
	if (is_set(m->casefile))
		TRY(tell_worker(j, policy, m));
	return mail_give_up(j->db, m->id, &n);
}

/* The server does not take it, for good or for the time being. */
static enum err
refused(struct jobs *j, const struct mail *m, bool for_good, struct stamp again)
{
	const struct policy *policy;
	int64_t n;

	TRY(policy_or_none(j, &policy));
	if (policy == NULL)	/* it says when to give up, and who is asked then */
		return mail_put_off(j->db, m->id, again, j->now, &n);
	int64_t last = policy_limit(policy, LIMIT_MAIL_DAYS) * DAY_S;
	bool long_enough = is_set(m->refused) && stamp_add(m->refused, last).us <= j->now.us;
	if (for_good || long_enough)
		return given_up(j, policy, m);
	return mail_put_off(j->db, m->id, again, j->now, &n);
}

static enum err
mark(struct jobs *j, const struct mail *m, enum smtp_result result)
{
	static const char *const words[] = {
		[SMTP_PUT_OFF] = "put off", [SMTP_REFUSED] = "refused",
		[SMTP_DOWN] = "server down",
	};
	int64_t pause = jobs_pause(m->tries), n;
	struct stamp again = stamp_add(j->now, pause);

	if (result == SMTP_TAKEN)
		return taken(j, m);
	log_warn("mail", log_int("id", m->id), log_int("tries", m->tries),
	    log_text("result", words[result]), log_int("again_in_s", pause));
	if (result != SMTP_DOWN)
		return refused(j, m, result == SMTP_REFUSED, again);
	j->mail_rests = stamp_add(j->now, jobs_pause(++j->mail_pauses));
	return mail_later(j->db, m->id, again, &n);
}

enum err
job_mail(struct jobs *j)
{
	struct stamp lease = stamp_add(j->now, LEASE_S);
	struct mails mails;
	int64_t n;

	if (j->smtp == NULL && j->config->mail_dir == NULL)
		return OK;
	if (j->now.us < j->mail_rests.us)
		return OK;
	TRY(mail_claim(j->db, lease, j->now, 1, &n));
	if (n == 0)
		return OK;
	TRY(mail_claimed(j->db, j->a, lease, &mails));
	for (size_t i = 0; i < mails.n; i++)
		TRY(end_mail(j, &mails.v[i]));
	TRY(db_end(j->db, true));
	for (size_t i = 0; i < mails.n; i++) {
		struct message m = message_of(j, &mails.v[i]);
		TRY(mark(j, &mails.v[i], send_out(j, &m)));
		TRY(db_end(j->db, true));
	}
	j->more = true;
	return OK;
}
