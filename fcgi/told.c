#include "fcgi/told.h"

#include "fcgi/service.h"
#include "gen/q_session.h"

static const struct {
	handler *handler;
	struct str words;
} told[] = {
#define TOLD(handler, words) { handler, S_INIT(words) },
#define SEEN(handler) { handler, { NULL, 0 } },
#include "fcgi/told.def"
#undef TOLD
#undef SEEN
};

bool
told_of(const struct route *route, struct str *words)
{
	for (size_t i = 0; i < COUNT(told); i++)
		if (told[i].handler == route->handler) {
			*words = told[i].words;
			return true;
		}
	return false;
}

enum err
told_keep(struct req *rq)
{
	struct str words = rq->told;
	int64_t n;

	if (rq->undone)
		return OK;
	if (!is_set(words) && told_of(rq->route, &words))
		words = with_titles(rq, words);
	if (!is_set(words))
		return OK;
	return session_tell(rq->db, hash32_str(&rq->owner), words, &n);
}

enum err
told_over(struct req *rq)
{
	int64_t n;

	if (!rq->says || rq->http->method == HEAD)
		return OK;
	TRY(session_told(rq->app->write, rq->session.id, &n));
	return db_end(rq->app->write, true);
}
