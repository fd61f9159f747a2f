#include "core/form_kind.h"

#include "core/account.h"
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/utf8.h"
#include "core/money.h"

/*
 * Reads one field into its place. Returns none, or the sentence that says what
 * is wrong, to stand after the field's name. raw holds at least one letter.
 */
typedef struct str field_reader(struct arena *, const struct field *,
    struct str *raw, void *value);

static struct str
too_long(struct arena *a, const struct field *f, struct str s)
{
	struct out o;

	if (utf8_len(s) <= (size_t)f->max)
		return STR_NONE;
	out_init(&o, a, 200);
	out_lit(&o, "this has ");
	out_int(&o, (int64_t)utf8_len(s));
	out_lit(&o, " characters. Shorten it to ");
	out_int(&o, f->max);
	out_lit(&o, " or fewer");
	return out_str_of(&o);
}

static struct str
read_words(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	struct str *v = value;

	if (!utf8_plain(*raw, f->kind == FIELD_TEXT))
		return S("use only letters, numbers and ordinary punctuation");
	*v = *raw;
	return too_long(a, f, *raw);
}

static struct str
read_secret(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	struct str *v = value;

	*v = *raw;
	return too_long(a, f, *raw);
}

static struct str
read_email(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	struct str domain = *raw, *v = value;
	struct str local = str_cut(&domain, '@');
	char *p = str_cstr(a, *raw);

	bool ok = account_address_ok(*raw) && local.n > 0 && domain.n > 2 &&
	    str_has(domain, '.') && raw->n <= (size_t)f->max;
	if (!ok)
		return S("Enter an email address like name@example.com");
	for (size_t i = 0; i < raw->n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + ('a' - 'A'));
	*v = (struct str){ p, raw->n };
	return STR_NONE;
}

static struct str
read_number(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	int64_t n;
	struct out o;

	if (str_int(*raw, f->max, &n)) {
		*(int *)value = (int)n;
		return STR_NONE;
	}
	out_init(&o, a, 200);
	out_lit(&o, "enter a whole number from 0 to ");
	out_int(&o, f->max);
	return out_str_of(&o);
}

static struct str
read_money(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	struct out o;

	if (money_parse(*raw, money_of_pounds(f->max), value))
		return STR_NONE;
	out_init(&o, a, 200);
	out_lit(&o, "enter an amount in pounds, like 1,500 or 16.29, up to ");
	out_money(&o, (struct money){ (int64_t)f->max * 100 });
	return out_str_of(&o);
}

static struct str
read_date(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	int64_t day, month, year;

	(void)a;
	(void)f;
	bool numbers = str_int(raw[DAY], 31, &day) &&
	    str_int(raw[MONTH], 12, &month) && str_int(raw[YEAR], 2199, &year);
	if (!numbers)
		return S("enter a date as numbers, like 27 3 2026");
	struct ymd d = { (int)year, (int)month, (int)day };
	if (!ymd_ok(d))
		return S("there is no such day. Check the date");
	*(struct date *)value = date_of(d);
	return STR_NONE;
}

static struct str
read_choice(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	struct str words = f->words;

	(void)a;
	for (int n = 1; is_set(words); n++)
		if (str_eq(str_cut(&words, '|'), *raw)) {
			*(int *)value = n;
			return STR_NONE;
		}
	return S("Choose one of the answers on the page");
}

static struct str
read_tick(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	(void)a;
	(void)f;
	if (!str_eq(*raw, S("yes")))
		return S("Tick the box or leave it empty");
	*(bool *)value = true;
	return STR_NONE;
}

static struct str
read_pid(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	(void)a;
	(void)f;
	if (!pid_parse(*raw, value))
		return S("Choose one of the answers on the page");
	return STR_NONE;
}

static const struct {
	field_reader *read;
	bool trim;
	bool named;		/* what is wrong is said with the field's name */
} kinds[] = {
	[FIELD_LINE] = { read_words, true, true },
	[FIELD_TEXT] = { read_words, true, true },
	[FIELD_SECRET] = { read_secret, false, true },
	[FIELD_EMAIL] = { read_email, true, false },
	[FIELD_NUMBER] = { read_number, true, true },
	[FIELD_MONEY] = { read_money, true, true },
	[FIELD_DATE] = { read_date, true, true },
	[FIELD_CHOICE] = { read_choice, true, false },
	[FIELD_TICK] = { read_tick, true, false },
	[FIELD_PID] = { read_pid, true, false },
};

struct str
form_kind_read(struct arena *a, const struct field *f, struct str *raw, void *value)
{
	struct str wrong = kinds[f->kind].read(a, f, raw, value);
	struct out o;

	if (!is_set(wrong) || !kinds[f->kind].named)
		return wrong;
	out_init(&o, a, 400);
	out_str(&o, form_label(a, f->name));
	out_lit(&o, ": ");
	out_str(&o, wrong);
	return out_str_of(&o);
}

bool
form_kind_trims(enum field_kind kind)
{
	return kinds[kind].trim;
}

void
form_kind_none(const struct field *f, void *value)
{
	if (f->kind == FIELD_NUMBER)
		*(int *)value = INT_NONE;
	else if (f->kind == FIELD_MONEY)
		*(struct money *)value = MONEY_NONE;
	else if (f->kind == FIELD_DATE)
		*(struct date *)value = DATE_NONE;
}
