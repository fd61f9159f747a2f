#include "fcgi/pages/moves.h"

#include "core/base/civil.h"
#include "core/session.h"
#include "fcgi/notice.h"
#include "fcgi/service.h"

enum err
moving_of(struct req *rq, struct moving *m)
{
	TRY(today_policy(rq, &m->policy));
	TRY(store_dispute_read(rq->db, rq->a, rq->subject, rq->today, rq->now, &m->d));
	if (m->d.facts.plan == PLAN_NONE)
		return E_NOT_FOUND;
	m->open = moves_open(&rq->who, &m->d.facts, rq->relations, rq->acted);
	m->by = doing_of(rq, m->policy);
	return OK;
}

bool
has_move(const struct moving *m, enum event event)
{
	for (size_t i = 0; i < m->open.n; i++)
		if (m->open.v[i].event == event)
			return true;
	return false;
}

struct url
url_if(const struct moving *m, enum event event, struct url url)
{
	return has_move(m, event) ? url : (struct url){ STR_NONE };
}

struct next_choice
next_choice(struct req *rq, const struct moving *m)
{
	struct pid c = rq->subject->pid;

	return (struct next_choice){
		.settle = url_if(m, EV_SETTLE, url_plan_settle(rq->a, c)),
		.meeting = url_if(m, EV_ASK_MEETING, url_meeting_ask(rq->a, c)),
		.points = url_if(m, EV_RAISE_POINTS, url_points_show(rq->a, c)),
	};
}

bool
is_told(const struct req *rq, struct stamp told)
{
	return is_set(told) && told.us <= told_until(rq).us;
}

struct str
sealed_words(struct req *rq, struct stamp told)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_lit(&o, "It is decided. The letter can be read from ");
	out_stamp(&o, told);
	out_char(&o, '.');
	return out_str_of(&o);
}

struct stamp
told_until(const struct req *rq)
{
	return role_is_staff(rq->who.role) ? STAMP_ALL : rq->now;
}

struct str
typed(struct str s)
{
	return is_set(s) ? s : S("");
}

enum err
tell_family(struct req *rq, const struct policy *p, struct str what, struct date by)
{
	return notice_family(rq->db, rq->a, rq->app->config, rq->subject, rq->now,
	    sending_time(&p->sending, &p->bank_holidays, rq->now), what, by);
}

enum err
tell_news(struct req *rq, struct str what, struct date by)
{
	const struct policy *p;

	TRY(today_policy(rq, &p));
	return tell_family(rq, p, what, by);
}

enum err
tell_letter(struct req *rq, const struct letter_made *made, struct str what)
{
	return notice_family(rq->db, rq->a, rq->app->config, rq->subject, rq->now,
	    made->available, what, DATE_NONE);
}

struct str
weekday_time(struct arena *a, struct stamp at)
{
	struct out o;

	out_init(&o, a, 100);
	out_str(&o, weekday_name(weekday_of(stamp_london_date(at))));
	out_char(&o, ' ');
	out_stamp(&o, at);
	return out_str_of(&o);
}
