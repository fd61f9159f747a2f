#include <arpa/inet.h>

#include "fcgi/pages/guesses.h"

#include "core/base/civil.h"
#include "core/tries.h"
#include "fcgi/service.h"
#include "gen/q_sign_in.h"


/* A keyed hash of who tries: no address is stored. */
static struct hash32
who_tries(struct req *rq, struct str kind, struct str who)
{
	struct out o;

	out_init(&o, rq->a, 1024);
	out_str(&o, kind);
	out_str(&o, who);
	return crypt_hash(&rq->app->keys.session, out_str_of(&o));
}

/* An IPv6 network of 64 bits is one household, however its zeros are written. */
static struct str
network(struct arena *a, struct str address)
{
	struct in6_addr *six = arena_alloc(a, sizeof *six);

	if (inet_pton(AF_INET6, str_cstr(a, address), six) != 1 ||
	    IN6_IS_ADDR_V4MAPPED(six))
		return address;
	return (struct str){ (const char *)six->s6_addr, 8 };
}

enum err
guesses_of(struct req *rq, struct str email, struct guesses *g)
{
	struct stamp since = stamp_add(rq->now, -TRIES_WINDOW_S);
	struct stamp day = stamp_add(rq->now, -TRIES_CODES_S);
	struct failures account, address;
	struct wrong_codes codes;

	g->account = who_tries(rq, S("account "), email);
	g->address = who_tries(rq, S("address "), network(rq->a, rq->http->remote));
	g->codes = who_tries(rq, S("codes "), email);
	TRY(failed_since(rq->db, rq->a, hash32_str(&g->account), since, &account));
	TRY(failed_since(rq->db, rq->a, hash32_str(&g->address), since, &address));
	TRY(wrong_codes_since(rq->db, rq->a, hash32_str(&g->codes), day, &codes));
	g->too_many = tries_too_many(account.n, address.n);
	g->codes_locked = g->too_many || tries_code_locked(codes.n, codes.last, rq->now);
	return OK;
}

enum err
guess_failed(struct req *rq, const struct guesses *g)
{
	int64_t id;

	rq->keep = true;
	TRY(failed_add(rq->db, hash32_str(&g->account), rq->now, &id));
	return failed_add(rq->db, hash32_str(&g->address), rq->now, &id);
}

enum err
guess_failed_code(struct req *rq, const struct guesses *g)
{
	int64_t id;

	TRY(guess_failed(rq, g));
	return failed_add(rq->db, hash32_str(&g->codes), rq->now, &id);
}

enum err
codes_used_up(struct req *rq, int64_t person, bool *used_up)
{
	struct mailed_codes mailed;

	TRY(mailed_codes_since(rq->db, rq->a, person, stamp_add(rq->now, -HOUR_S), &mailed));
	*used_up = mailed.n >= rq->app->config->hour_codes;
	return OK;
}
