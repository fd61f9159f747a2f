#include "core/meeting.h"

#include "core/base/str.h"
#include "core/calendar.h"
#include "core/money.h"

struct str
meeting_way_words(enum meeting_way way)
{
	switch (way) {
#define WAY_WORDS(name, value, words) case name: return S(words);
	MEETING_WAY_LIST(WAY_WORDS)
#undef WAY_WORDS
	case WAY_NONE:
		break;
	}
	return S("not chosen yet");
}

struct date
meeting_notice(const struct bank_holidays *holidays, struct date today)
{
	return working_days_add(holidays, today, 1);
}

bool
meeting_day_ok(struct date held, struct date asked, struct date today)
{
	return is_set(held) && held.days >= asked.days && held.days <= today.days;
}

static const struct str answers[] = {
	[MEETING_UNDECIDED] = S_INIT("not answered"),
	[MEETING_AGREED] = S_INIT("agreed"),
	[MEETING_IN_PART] = S_INIT("agreed in part"),
	[MEETING_CANNOT_AGREE] = S_INIT("we cannot agree"),
};

struct str
meeting_answer_words(enum meeting_answer answer)
{
	return answers[answer];
}

static const struct str faults[MEETING_FAULT_COUNT] = {
	[MEETING_FINE] = S_INIT(""),
	[MEETING_NO_ANSWER] = S_INIT("Choose what came of the meeting"),
	[MEETING_NO_AMOUNT] = S_INIT("Enter the yearly amount, 0 if it is not about money"),
	[MEETING_NOT_ASKED] = S_INIT("Leave the amount empty where you cannot agree"),
	[MEETING_ABOVE_LIMIT] = S_INIT("This is above what you may agree. Agree in part, or "
	    "say that the {operations_manager} can be asked"),
	[MEETING_NO_REASONS] = S_INIT("Give the reasons"),
	[MEETING_NO_NEXT_STEP] = S_INIT("Say what the family can do next"),
};

static enum meeting_fault
check_amount(const struct meeting_reply *r, struct money authority)
{
	if (r->answer == MEETING_CANNOT_AGREE)
		return is_set(r->amount) && r->amount.pence != 0 ? MEETING_NOT_ASKED
		    : MEETING_FINE;
	if (!is_set(r->amount) || r->amount.pence < 0)
		return MEETING_NO_AMOUNT;
	return r->amount.pence > 0 && money_cmp(r->amount, authority) > 0
	    ? MEETING_ABOVE_LIMIT : MEETING_FINE;
}

enum meeting_fault
meeting_check(const struct meeting_reply *r, struct money authority)
{
	if (r->answer == MEETING_UNDECIDED)
		return MEETING_NO_ANSWER;
	enum meeting_fault fault = check_amount(r, authority);
	if (fault != MEETING_FINE)
		return fault;
	if (r->reasons.n == 0)
		return MEETING_NO_REASONS;
	return r->next_step.n == 0 ? MEETING_NO_NEXT_STEP : MEETING_FINE;
}

struct str
meeting_fault_words(enum meeting_fault fault)
{
	return faults[fault];
}

struct money
meeting_amount(const struct meeting_reply *r)
{
	bool agreed = r->answer == MEETING_AGREED || r->answer == MEETING_IN_PART;

	return agreed && is_set(r->amount) ? r->amount : (struct money){ 0 };
}

/* Takes am or pm off the end: 0 for neither, 12 for pm, -1 for am. */
static int
half_of_day(struct str *s)
{
	static const struct {
		struct str word;
		int half;
	} halves[] = {
		{ S_INIT("am"), -1 }, { S_INIT("pm"), 12 },
	};

	for (size_t i = 0; i < COUNT(halves); i++) {
		size_t n = halves[i].word.n;
		if (s->n > n && str_eq_nocase(str_skip(*s, s->n - n), halves[i].word)) {
			*s = str_trim(str_head(*s, s->n - n));
			return halves[i].half;
		}
	}
	return 0;
}

bool
daytime_parse(struct str s, int *minutes)
{
	int64_t hour, minute = 0;
	struct str rest = str_trim(s);
	int half = half_of_day(&rest);
	struct str first = str_cut(&rest, str_has(rest, ':') ? ':' : '.');

	if (first.n > 2 || !str_int(first, half != 0 ? 12 : 23, &hour))
		return false;
	if (is_set(rest) ? rest.n != 2 || !str_int(rest, 59, &minute) : half == 0)
		return false;
	if (half != 0 && hour == 0)
		return false;
	if (half != 0)
		hour = hour % 12 + (half == 12 ? 12 : 0);
	*minutes = (int)(hour * 60 + minute);
	return true;
}
