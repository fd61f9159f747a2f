/*
 * A person's own account.
 */
#include "core/account.h"
#include "core/base/civil.h"
#include "fcgi/gate.h"
#include "fcgi/req.h"
#include "gen/q_account.h"
#include "gen/t_account.h"

#define EVENTS 20

enum err
account_show(struct req *rq)
{
	struct account_event_rows events;

	TRY(account_events_of(rq->db, rq->a, rq->who.id, EVENTS, &events));
	struct story_rows rows = { ARENA_ARRAY(rq->a, events.n + 1, struct story_row), 0 };
	for (size_t i = 0; i < events.n; i++)
		rows.v[rows.n++] = (struct story_row){
			.title = account_event_words(events.v[i].event),
			.at = events.v[i].at,
			.text = events.v[i].note,
		};
	page_account(page_begin(rq, S("Your account")), rq->who.name,
	    stamp_add(rq->now, session_seconds(rq)), &rows);
	return page_end(rq);
}
