#include "fcgi/second_step.h"

#include "core/base/arena.h"
#include "fcgi/service.h"
#include "gen/q_own_account.h"

static struct str
pid_bytes(const struct pid *pid)
{
	return (struct str){ (const char *)pid->b, sizeof pid->b };
}

static void
show(struct arena *a, const struct totp_secret *secret, struct str email,
    struct second_step *s)
{
	s->uri = totp_uri(a, secret, S("Accord"), email);
	s->typing = totp_typing(a, secret);
}

void
second_step_new(struct arena *a, const struct wrap_key *key, struct pid pid,
    struct str email, struct second_step *s)
{
	struct totp_secret secret;

	crypt_random(secret.b, sizeof secret.b);
	s->sealed = crypt_wrap(a, key, pid_bytes(&pid),
	    (struct str){ (const char *)secret.b, sizeof secret.b });
	show(a, &secret, email, s);
	crypt_wipe(&secret, sizeof secret);
}

static enum err
unseal(struct arena *a, const struct wrap_key *key, struct pid pid, struct str sealed,
    struct totp_secret *secret)
{
	struct str bytes;

	if (!crypt_unwrap(a, key, pid_bytes(&pid), sealed, &bytes) ||
	    bytes.n != sizeof secret->b)
		return E_INTERNAL;
	memcpy(secret->b, bytes.p, sizeof secret->b);
	return OK;
}

enum err
second_step_open(struct arena *a, const struct wrap_key *key, struct pid pid,
    struct str email, struct str sealed, struct second_step *s)
{
	struct totp_secret secret;

	TRY(unseal(a, key, pid, sealed, &secret));
	s->sealed = sealed;
	show(a, &secret, email, s);
	return OK;
}

static struct hash32
recovery_hash(const struct key *session, const struct recovery_code *code)
{
	return crypt_hash(session,
	    (struct str){ (const char *)code->b, sizeof code->b });
}

enum err
recovery_new(struct db *db, const struct key *session, int64_t person,
    struct recovery_code codes[RECOVERY_CODES])
{
	int64_t n;

	crypt_random(codes, RECOVERY_CODES * sizeof *codes);
	for (size_t i = 0; i < RECOVERY_CODES; i++) {
		struct hash32 hash = recovery_hash(session, &codes[i]);
		TRY(recovery_code_add(db, person, hash32_str(&hash), &n));
	}
	return OK;
}

enum err
recovery_renew(struct db *db, const struct key *session, int64_t person,
    struct recovery_code codes[RECOVERY_CODES])
{
	int64_t n;

	TRY(recovery_codes_drop(db, person, &n));
	return recovery_new(db, session, person, codes);
}

enum err
totp_is(struct req *rq, struct pid pid, struct str sealed, struct str typed, int after,
    int *step, enum code_is *is)
{
	struct totp_secret secret;

	*is = CODE_WRONG;
	TRY(unseal(rq->a, &rq->app->keys.totp, pid, sealed, &secret));
	*step = (int)totp_accept(rq->a, &secret, typed, rq->now, after);
	if (*step != 0)
		*is = CODE_RIGHT;
	else if (totp_accept(rq->a, &secret, typed, rq->now, 0) != 0)
		*is = CODE_USED;
	return OK;
}

static enum err
recovery_is_right(struct req *rq, const struct account *who, struct str typed, bool *right)
{
	struct recovery_code code;
	int64_t n;

	*right = false;
	if (!recovery_parse(rq->a, typed, &code))
		return OK;
	struct hash32 hash = recovery_hash(&rq->app->keys.session, &code);
	TRY(recovery_code_use(rq->db, who->id, hash32_str(&hash), rq->now, &n));
	*right = n == 1;
	return OK;
}

enum err
code_is(struct req *rq, const struct account *who, struct str typed, enum code_is *is)
{
	bool right;
	int64_t n;
	int step;

	TRY(totp_is(rq, who->pid, who->totp_secret, typed, who->totp_step, &step, is));
	if (*is == CODE_RIGHT) {
		TRY(credential_step(rq->db, who->id, step, &n));
		*is = n == 1 ? CODE_RIGHT : CODE_USED;
	}
	if (*is != CODE_WRONG)
		return OK;
	TRY(recovery_is_right(rq, who, typed, &right));
	*is = right ? CODE_RIGHT : CODE_WRONG;
	return OK;
}
