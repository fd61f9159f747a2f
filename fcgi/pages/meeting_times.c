/*
 * Times of a meeting: staff offer them, and note that it did not take place.
 */
#include "core/base/civil.h"
#include "fcgi/pages/meeting.h"

struct typed_time {
	struct date day;
	struct str time;
	int day_field, time_field;
};

/* "Offer a time that is still to come, after 3 March 2026: …" */
static struct str
too_soon(struct req *rq, struct date notice)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_lit(&o, "Offer a time that is still to come, after ");
	out_date(&o, notice);
	out_lit(&o, ": the family needs a working day to arrange it");
	return out_str_of(&o);
}

/* Reads one line of the form; adds it, or says what is wrong with it. */
static void
time_read(struct req *rq, const struct typed_time *t, struct date notice, struct str place,
    struct time_offer *offers, size_t *n)
{
	int minutes;

	if (!is_set(t->day) && !is_set(t->time))
		return;
	if (!is_set(t->day)) {
		wrong(rq, t->day_field, S("Enter the day, or leave both empty"));
		return;
	}
	if (!is_set(t->time) || !daytime_parse(t->time, &minutes)) {
		wrong(rq, t->time_field, S("Enter a time, like 14:30 or 2.30pm"));
		return;
	}
	if (t->day.days <= notice.days) {
		wrong(rq, t->day_field, too_soon(rq, notice));
		return;
	}
	struct stamp at = stamp_of_london(t->day, minutes / 60, minutes % 60);
	offers[(*n)++] = (struct time_offer){ at, place };
}

/* The day before the first of them: until then all can be chosen. */
static struct date
choose_until(const struct time_offer *offers, size_t n)
{
	struct date first = DATE_NONE;

	for (size_t i = 0; i < n; i++) {
		struct date day = stamp_london_date(offers[i].at);
		if (!is_set(first) || day.days < first.days)
			first = day;
	}
	return date_add(first, -1);
}

#define OFFERS 3

static enum err
offer(struct req *rq, enum meeting_kind kind)
{
	const struct form_offer_times *f = rq->form;
	struct time_offer offers[OFFERS];
	size_t n = 0;
	struct moving m;

	if (rq->form_errors)
		return meeting_page(rq, kind);
	const struct typed_time times[OFFERS] = {
		{ f->day1, f->time1, F_offer_times_day1, F_offer_times_time1 },
		{ f->day2, f->time2, F_offer_times_day2, F_offer_times_time2 },
		{ f->day3, f->time3, F_offer_times_day3, F_offer_times_time3 },
	};
	TRY(moving_of(rq, &m));
	struct date notice = meeting_notice(&m.policy->bank_holidays, rq->today);
	for (size_t i = 0; i < OFFERS; i++)
		time_read(rq, &times[i], notice, f->place, offers, &n);
	if (rq->form_errors)
		return meeting_page(rq, kind);
	TRY(store_meeting_offer(rq->db, rq->a, &m.by, rq->subject, &m.d, kind,
	    &(struct time_offers){ offers, n }));
	TRY(tell_family(rq, m.policy, S("There are times for a meeting. Choose one, or "
	    "ask for others."), choose_until(offers, n)));
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("Times were offered."));
	return redirect(rq, meeting_url(rq, kind));
}

enum err
meeting_offer_send(struct req *rq)
{
	return offer(rq, MEET_PRACTICE_LEAD);
}

enum err
discussion_offer_send(struct req *rq)
{
	return offer(rq, MEET_OPS_MANAGER);
}

static enum err
missed(struct req *rq, enum meeting_kind kind)
{
	struct moving m;

	TRY(moving_of(rq, &m));
	enum err e = store_meeting_missed(rq->db, rq->a, &m.by, rq->subject, &m.d, kind);
	if (e == E_FORM)	/* the page says from when */
		return redirect_undone(rq, meeting_url(rq, kind));
	TRY(e);
	TRY(tell_family(rq, m.policy, S("The meeting did not take place. We will offer it "
	    "again. This counts against nobody."), DATE_NONE));
	note(rq, AUDIENCE_FAMILY, PID_NONE,
	    S("The meeting did not take place and is offered again. This counts against "
	    "nobody."));
	return redirect(rq, meeting_url(rq, kind));
}

enum err
meeting_missed(struct req *rq)
{
	return missed(rq, MEET_PRACTICE_LEAD);
}

enum err
discussion_missed(struct req *rq)
{
	return missed(rq, MEET_OPS_MANAGER);
}
