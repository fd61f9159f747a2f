/*
 * A small sound policy in C, for tests of core, which reads no files: the
 * figures of the reference policy with short words. Each call makes its own,
 * so a test may spoil it.
 */
#ifndef TESTS_CORE_POLICY_SAMPLE_H
#define TESTS_CORE_POLICY_SAMPLE_H

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/str.h"
#include "core/money.h"
#include "core/policy.h"

static const struct tool sample_tools[] = {
	{ TOOL_UNDER_7, S_INIT("Under 7"), false, 0, 6, SCHOOL_ANY, S_INIT("a"), { 0 } },
	{ TOOL_KS2, S_INIT("KS2"), true, 7, 17, SCHOOL_PRIMARY, S_INIT("b"), { 0 } },
	{ TOOL_KS3_4, S_INIT("KS3-4"), true, 7, 17, SCHOOL_SECONDARY, S_INIT("c"), { 0 } },
};

static const struct band sample_bands[] = {
	{ S_INIT("No support"), { 0 }, { 99 }, { 0 } },
	{ S_INIT("Low"), { 100 }, { 142 }, { 0 } },
	{ S_INIT("Medium"), { 143 }, { 194 }, { 0 } },
	{ S_INIT("High"), { 195 }, { 246 }, { 0 } },
	{ S_INIT("Exceptional"), { 247 }, { 324 }, { 0 } },
};

static const struct funding_step sample_steps[] = {
	{ { 0 }, { 99 }, { 0 }, { 0 } },
	{ { 100 }, { 121 }, { 100000 }, { 0 } },
	{ { 122 }, { 142 }, { 150000 }, { 0 } },
	{ { 143 }, { 160 }, { 280000 }, { 0 } },
	{ { 161 }, { 177 }, { 400000 }, { 0 } },
	{ { 178 }, { 194 }, { 600000 }, { 0 } },
	{ { 195 }, { 220 }, { 800000 }, { 0 } },
	{ { 221 }, { 246 }, { 1100000 }, { 0 } },
	{ { 247 }, { 285 }, { 1500000 }, { 0 } },
	{ { 286 }, { 324 }, { 2000000 }, { 0 } },
};

static const struct limit sample_limits[] = {
#define SAMPLE_LIMIT(name, number, word, unit) \
	{ name, UNIT_##unit, 10, S_INIT(word) },
	LIMIT_LIST(SAMPLE_LIMIT)
#undef SAMPLE_LIMIT
};

static const struct clock_aim sample_clocks[] = {
#define SAMPLE_CLOCK(name, number, word) { name, 10, S_INIT(word) },
	CLOCK_LIST(SAMPLE_CLOCK)
#undef SAMPLE_CLOCK
};

static const struct role_title sample_titles[] = {
#define ROLE(name, value, key, words) { name, S_INIT(words), S_INIT(words "s"), { NULL, 0 } },
#include "core/access.def"
#undef ROLE
};

static const struct ymd sample_holidays[] = {
	{ 2026, 1, 1 }, { 2026, 4, 3 }, { 2026, 4, 6 }, { 2026, 5, 4 },
	{ 2026, 5, 25 }, { 2026, 8, 31 }, { 2026, 12, 25 }, { 2026, 12, 28 },
	{ 2027, 1, 1 }, { 2027, 3, 26 }, { 2027, 3, 29 }, { 2027, 5, 3 },
	{ 2027, 5, 31 }, { 2027, 8, 30 }, { 2027, 12, 27 }, { 2027, 12, 28 },
	{ 2028, 1, 3 }, { 2028, 4, 14 }, { 2028, 4, 17 }, { 2028, 5, 1 },
	{ 2028, 5, 29 }, { 2028, 8, 28 }, { 2028, 12, 25 }, { 2028, 12, 26 },
};

static const struct sending_hours sample_sending[] = {
	{ MONDAY, 8, 16 }, { TUESDAY, 8, 16 }, { WEDNESDAY, 8, 16 }, { THURSDAY, 8, 16 },
};

static const struct complaint_stage sample_complaint_stages[] = {
	{ 1, S_INIT("Stage 1"), S_INIT("A manager"), 10, 20, 20 },
	{ 2, S_INIT("Stage 2"), S_INIT("Somebody independent"), 25, 65, 0 },
};

static const struct late_reason sample_late_reasons[] = {
	{ 1, false, false, true, S_INIT("waiting") },
	{ 2, true, true, true, S_INIT("away") },
};

static const struct helper sample_helpers[] = {
	{ 1, S_INIT("A"), S_INIT("a"), S_INIT("01632 960001"), S_INIT("always") },
	{ 2, S_INIT("B"), S_INIT("b"), S_INIT("01632 960002"), S_INIT("always") },
	{ 3, S_INIT("C"), S_INIT("c"), S_INIT("01632 960003"), S_INIT("always") },
	{ 4, S_INIT("D"), S_INIT("d"), S_INIT("01632 960004"), S_INIT("always") },
};

static const struct helper sample_rights[] = {
	{ 1, S_INIT("E"), S_INIT("e"), S_INIT("01632 960005"), S_INIT("always") },
};

static const struct prohibited sample_prohibited[] = {
	{ 1, S_INIT("Gambling"), NEVER, S_INIT("No bets.") },
	{ 2, S_INIT("Family"), EXCEPTIONALLY, S_INIT("Rarely.") },
};

static const struct wording sample_wording[] = {
#define SAMPLE_WORDING(name, value, word) { name, S_INIT(word) },
	WORDING_LIST(SAMPLE_WORDING)
#undef SAMPLE_WORDING
};

static inline struct date
day(int year, int month, int d)
{
	return date_of((struct ymd){ year, month, d });
}

#define SAMPLE_COPY(a, list, rows) do {					\
	(list).n = COUNT(rows);						\
	(list).v = arena_array((a), COUNT(rows), sizeof (rows)[0]);	\
	memcpy((list).v, (rows), sizeof (rows));			\
} while (0)

static inline struct bank_holidays
sample_bank_holidays(struct arena *a)
{
	size_t n = COUNT(sample_holidays);
	struct bank_holidays h = { ARENA_ARRAY(a, n, struct bank_holiday), n };

	for (size_t i = 0; i < n; i++)
		h.v[i] = (struct bank_holiday){ date_of(sample_holidays[i]), S("a day") };
	return h;
}

static inline void
sample_rates(struct arena *a, struct rates *r)
{
	struct rate weekday = {
		S("assistant"), S("Assistant"), RATE_HOUR, RATE_WEEKDAY, 1,
		RATE_GROSS, { 1629 }, day(2024, 4, 1), day(2026, 3, 31),
	};

	r->n = 2;
	r->v = ARENA_ARRAY(a, 2, struct rate);
	r->v[0] = r->v[1] = weekday;
	r->v[1].amount.pence = 1700;
	r->v[1].valid_from = day(2026, 4, 1);
	r->v[1].valid_to = DATE_NONE;
}

/* Twelve questions for each tool, in no good order; four levels where scored. */
static inline void
sample_questions(struct arena *a, struct policy *p)
{
	p->questions.v = ARENA_ARRAY(a, 3 * QUESTIONS, struct question);
	p->levels.v = ARENA_ARRAY(a, 2 * 4 * QUESTIONS, struct level);
	for (int tool = TOOL_KS3_4; tool >= TOOL_UNDER_7; tool--)
		for (int n = QUESTIONS; n >= 1; n--) {
			p->questions.v[p->questions.n++] = (struct question){
				.tool = (enum tool_kind)tool, .number = n,
				.any_score = tool != TOOL_UNDER_7 && (n == 4 || n == 12),
			};
			for (int k = 3; k >= 0 && tool != TOOL_UNDER_7; k--)
				p->levels.v[p->levels.n++] = (struct level){
					.tool = (enum tool_kind)tool, .question = n,
					.number = k + 1, .points = { (int16_t)(9 * k) },
				};
		}
}

static inline struct policy *
sample_policy(struct arena *a)
{
	struct policy *p = ARENA_NEW(a, struct policy);

	p->version = (struct policy_version){
		S("sample-1"), S("Sample"), true, day(2026, 4, 1),
	};
	SAMPLE_COPY(a, p->tools, sample_tools);
	SAMPLE_COPY(a, p->bands, sample_bands);
	SAMPLE_COPY(a, p->steps, sample_steps);
	SAMPLE_COPY(a, p->limits, sample_limits);
	SAMPLE_COPY(a, p->clocks, sample_clocks);
	SAMPLE_COPY(a, p->titles, sample_titles);
	SAMPLE_COPY(a, p->sending, sample_sending);
	SAMPLE_COPY(a, p->late_reasons, sample_late_reasons);
	SAMPLE_COPY(a, p->complaint_stages, sample_complaint_stages);
	p->council = (struct council_office){
		S("1 Square, Town"), S("01632 960006"), S("always") };
	SAMPLE_COPY(a, p->helpers, sample_helpers);
	SAMPLE_COPY(a, p->rights, sample_rights);
	SAMPLE_COPY(a, p->prohibited, sample_prohibited);
	SAMPLE_COPY(a, p->wording, sample_wording);
	p->bank_holidays = sample_bank_holidays(a);
	sample_rates(a, &p->rates);
	sample_questions(a, p);
	policy_link(p);
	return p;
}

#endif
