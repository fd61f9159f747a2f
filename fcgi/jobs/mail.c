/*
 * The outbox of e-mail, one message a piece: claimed with a lease, sent with no
 * transaction open, marked as sent. If it ends between the last two, the same
 * message goes again, under the same Message-ID or the same file name.
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
#include "fcgi/jobs/jobs.h"
#include "fcgi/jobs/message.h"
#include "fcgi/jobs/smtp.h"
#include "fcgi/wholefile.h"
#include "gen/q_mail.h"

#define LEASE_S 180		/* longer than sending may take */
#define FOLDER_PAUSE_S 30

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

	if (!is_set(text) || !account_address_ok(m->to))
		return SMTP_REFUSED;
	if (j->smtp == NULL)
		return put_in_folder(j, m, text);
	return smtp_send(j->smtp, j->a, message_address(m->from), m->to, text);
}

static enum err
mark(struct jobs *j, const struct mail *m, enum smtp_result result)
{
	int64_t n;

	if (result == SMTP_TAKEN) {
		j->mail_pauses = 0;
		TRY(mail_sent(j->db, m->id, j->now, &n));
		return db_end(j->db, true);
	}
	int64_t pause = jobs_pause(m->tries);
	log_warn("mail", log_int("id", m->id), log_int("tries", m->tries),
	    log_text("result", result == SMTP_DOWN ? "server down" : "refused"),
	    log_int("again_in_s", pause));
	if (result == SMTP_DOWN)
		j->mail_rests = stamp_add(j->now, jobs_pause(++j->mail_pauses));
	TRY(mail_later(j->db, m->id, stamp_add(j->now, pause), &n));
	return db_end(j->db, true);
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
	TRY(db_end(j->db, true));
	for (size_t i = 0; i < mails.n; i++) {
		struct message m = message_of(j, &mails.v[i]);
		TRY(mark(j, &mails.v[i], send_out(j, &m)));
	}
	j->more = true;
	return OK;
}
