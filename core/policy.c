#include "core/policy.h"

#include "core/base/civil.h"
#include "core/base/str.h"
#include "core/money.h"

#define WORDS(name, ...)						\
	static const struct word name##_list[] = { __VA_ARGS__ };	\
	const struct words name = { name##_list, COUNT(name##_list) }
#define WORD(name, value, word) { S_INIT(word), name },
#define LIMIT_WORD(name, value, word, unit) { S_INIT(word), name },

WORDS(tool_words, TOOL_LIST(WORD));
WORDS(clock_words, CLOCK_LIST(WORD));
WORDS(wording_words, WORDING_LIST(WORD));
WORDS(limit_words, LIMIT_LIST(LIMIT_WORD));
WORDS(school_words, { S_INIT("any"), SCHOOL_ANY },
    { S_INIT("primary"), SCHOOL_PRIMARY },
    { S_INIT("secondary"), SCHOOL_SECONDARY });
WORDS(unit_words, { S_INIT("pounds"), UNIT_POUNDS },
    { S_INIT("percent"), UNIT_PERCENT },
    { S_INIT("working_days"), UNIT_WORKING_DAYS },
    { S_INIT("nights"), UNIT_NIGHTS }, { S_INIT("days"), UNIT_DAYS });
WORDS(weekday_words, { S_INIT("Monday"), MONDAY }, { S_INIT("Tuesday"), TUESDAY },
    { S_INIT("Wednesday"), WEDNESDAY }, { S_INIT("Thursday"), THURSDAY },
    { S_INIT("Friday"), FRIDAY }, { S_INIT("Saturday"), SATURDAY },
    { S_INIT("Sunday"), SUNDAY });
WORDS(rate_unit_words, { S_INIT("hour"), RATE_HOUR },
    { S_INIT("night"), RATE_NIGHT }, { S_INIT("month"), RATE_MONTH });
WORDS(rate_when_words, { S_INIT("any"), RATE_ANY_TIME },
    { S_INIT("weekday"), RATE_WEEKDAY }, { S_INIT("weekend"), RATE_WEEKEND },
    { S_INIT("bank_holiday"), RATE_BANK_HOLIDAY },
    { S_INIT("night"), RATE_AT_NIGHT });
WORDS(rate_basis_words, { S_INIT("gross"), RATE_GROSS },
    { S_INIT("net"), RATE_NET });
WORDS(prohibition_words, { S_INIT("never"), NEVER },
    { S_INIT("exceptionally"), EXCEPTIONALLY }, { S_INIT("to_agree"), TO_AGREE });

static const struct word role_list[] = {
#define ROLE(name, value, key, words) { S_INIT(key), name },
#include "core/access.def"
#undef ROLE
};
const struct words role_key_words = { role_list, COUNT(role_list) };

int
word_value(const struct words *words, struct str s)
{
	for (size_t i = 0; i < words->n; i++)
		if (str_eq(words->v[i].word, s))
			return words->v[i].value;
	return 0;
}

struct str
word_of(const struct words *words, int value)
{
	for (size_t i = 0; i < words->n; i++)
		if (words->v[i].value == value)
			return words->v[i].word;
	return STR_NONE;
}

static int
question_order(const void *x, const void *y)
{
	const struct question *a = x, *b = y;

	if (a->tool != b->tool)
		return a->tool < b->tool ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static int
level_order(const void *x, const void *y)
{
	const struct level *a = x, *b = y;

	if (a->tool != b->tool)
		return a->tool < b->tool ? -1 : 1;
	if (a->question != b->question)
		return a->question < b->question ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static void
question_link(struct question *q, const struct levels *all)
{
	q->levels = (struct levels){ 0 };
	for (size_t i = 0; i < all->n; i++) {
		struct level *l = &all->v[i];
		if (l->tool != q->tool || l->question != q->number)
			continue;
		if (q->levels.n++ == 0)
			q->levels.v = l;
	}
}

static void
tool_link(struct tool *tool, const struct questions *all)
{
	tool->questions = (struct questions){ 0 };
	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i].tool != tool->kind)
			continue;
		if (tool->questions.n++ == 0)
			tool->questions.v = &all->v[i];
	}
}

void
policy_link(struct policy *p)
{
	if (p->questions.n > 0)
		qsort(p->questions.v, p->questions.n, sizeof *p->questions.v,
		    question_order);
	if (p->levels.n > 0)
		qsort(p->levels.v, p->levels.n, sizeof *p->levels.v, level_order);
	for (size_t i = 0; i < p->questions.n; i++)
		question_link(&p->questions.v[i], &p->levels);
	for (size_t i = 0; i < p->tools.n; i++)
		tool_link(&p->tools.v[i], &p->questions);
}

const struct tool *
policy_tool(const struct policy *p, enum tool_kind kind)
{
	for (size_t i = 0; i < p->tools.n; i++)
		if (p->tools.v[i].kind == kind)
			return &p->tools.v[i];
	return NULL;
}

const struct question *
tool_question(const struct tool *tool, int number)
{
	for (size_t i = 0; i < tool->questions.n; i++)
		if (tool->questions.v[i].number == number)
			return &tool->questions.v[i];
	return NULL;
}

const struct tool *
policy_tool_for(const struct policy *p, int age, enum school school)
{
	for (size_t i = 0; i < p->tools.n; i++) {
		const struct tool *t = &p->tools.v[i];
		bool fits = t->school == SCHOOL_ANY || t->school == school;
		if (fits && age >= t->age_from && age <= t->age_to)
			return t;
	}
	return NULL;
}

enum school
school_usual(struct date born, struct date on)
{
	struct ymd b = date_ymd(born);
	/* Born on 1 September or later: the oldest of the year below. */
	int starts = b.year + 11 + (b.month >= 9);
	struct date september = date_of((struct ymd){ starts, 9, 1 });

	return on.days < september.days ? SCHOOL_PRIMARY : SCHOOL_SECONDARY;
}

struct points
question_highest(const struct question *q)
{
	if (q->levels.n == 0)
		return (struct points){ 0 };
	return q->levels.v[q->levels.n - 1].points;
}

struct points
tool_highest(const struct tool *tool)
{
	int sum = 0;

	for (size_t i = 0; i < tool->questions.n; i++)
		sum += question_highest(&tool->questions.v[i]).n;
	return (struct points){ (int16_t)sum };
}

int
policy_days(const struct policy *p, enum clock_step step)
{
	for (size_t i = 0; i < p->clocks.n; i++)
		if (p->clocks.v[i].step == step)
			return p->clocks.v[i].days;
	abort();
}

unsigned
late_reason_uses(const struct late_reason *r)
{
	return (r->giving ? FOR_GIVING : 0u) | (r->handing_over ? FOR_HANDING_OVER : 0u) |
	    (r->late ? FOR_LATE : 0u);
}

bool
late_reason_fits(const struct late_reason *r, unsigned uses)
{
	return (late_reason_uses(r) & uses) != 0;
}

int
policy_limit(const struct policy *p, enum limit_key key)
{
	for (size_t i = 0; i < p->limits.n; i++)
		if (p->limits.v[i].key == key)
			return p->limits.v[i].value;
	abort();
}

struct money
policy_limit_money(const struct policy *p, enum limit_key key)
{
	return money_of_pounds(policy_limit(p, key));
}

const struct role_title *
policy_title(const struct policy *p, enum role role)
{
	for (size_t i = 0; i < p->titles.n; i++)
		if (p->titles.v[i].role == role)
			return &p->titles.v[i];
	abort();
}

struct str
policy_called(const struct policy *p, enum role role)
{
	const struct role_title *t = policy_title(p, role);

	return t->called.n > 0 ? t->called : t->one;
}

struct str
policy_wording(const struct policy *p, enum wording_key key)
{
	for (size_t i = 0; i < p->wording.n; i++)
		if (p->wording.v[i].key == key)
			return p->wording.v[i].words;
	abort();
}

const struct rate *
policy_rate(const struct policy *p, struct str code, enum rate_when when,
    int carers, struct date on)
{
	for (size_t i = 0; i < p->rates.n; i++) {
		const struct rate *r = &p->rates.v[i];
		bool ended = is_set(r->valid_to) && on.days > r->valid_to.days;
		if (str_eq(r->code, code) && r->when == when && r->carers == carers &&
		    on.days >= r->valid_from.days && !ended)
			return r;
	}
	return NULL;
}
