#include "core/form.h"

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

/* Reads a field that is not empty; says what is wrong with it. */
static struct str
read_field(struct arena *a, const struct field *f, struct str *raw, void *value)
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

/* The value an empty field has. */
static void
set_none(const struct field *f, void *value)
{
	if (f->kind == FIELD_NUMBER)
		*(int *)value = INT_NONE;
	else if (f->kind == FIELD_MONEY)
		*(struct money *)value = MONEY_NONE;
	else if (f->kind == FIELD_DATE)
		*(struct date *)value = DATE_NONE;
}

static const struct str part_names[PARTS] = {
	[DAY] = S_INIT("-day"), [MONTH] = S_INIT("-month"), [YEAR] = S_INIT("-year"),
};

/* Does an input of this name belong to the field? Which part of it? */
static bool
field_takes(const struct field *f, struct str name, int *part)
{
	*part = 0;
	if (f->kind != FIELD_DATE)
		return str_eq(name, f->name);
	for (int i = 0; i < PARTS; i++)
		if (str_starts(name, f->name) &&
		    str_eq(str_skip(name, f->name.n), part_names[i])) {
			*part = i;
			return true;
		}
	return false;
}

bool
form_takes(const struct form *form, int field, struct str name)
{
	int part;

	return field_takes(&form->field[field], name, &part);
}

static enum err
form_take(const struct form *form, struct form_view *view, const struct pair *in)
{
	for (size_t i = 0; i < form->n; i++) {
		int part;
		if (!field_takes(&form->field[i], in->name, &part))
			continue;
		struct str *raw = &view->raw[i][part];
		if (is_set(*raw))
			return E_BAD_REQUEST;
		bool trim = kinds[form->field[i].kind].trim;
		*raw = trim ? str_trim(in->value) : in->value;
		/* what nobody can see is empty */
		if (!is_set(*raw) || (trim && !utf8_visible(*raw)))
			*raw = S("");
		return OK;
	}
	return E_BAD_REQUEST;
}

static bool
is_empty(const struct str raw[PARTS])
{
	return raw[DAY].n == 0 && raw[MONTH].n == 0 && raw[YEAR].n == 0;
}

void
form_blank(struct arena *a, const struct form *form, struct form_view *view)
{
	*view = (struct form_view){
		.form = form,
		.raw = arena_array(a, form->n + 1, sizeof view->raw[0]),
		.same = arena_array(a, form->n + 1, sizeof view->same[0]),
		.error = ARENA_ARRAY(a, form->n + 1, struct str),
		.kept = STAMP_NONE,
	};
}

enum err
form_read(struct arena *a, const struct form *form, const struct pair *in,
    size_t n, void **values, struct form_view *view)
{
	char *base = arena_alloc(a, form->size);

	form_blank(a, form, view);
	view->typed = true;
	for (size_t i = 0; i < n; i++)
		TRY(form_take(form, view, &in[i]));
	for (size_t i = 0; i < form->n; i++) {
		const struct field *f = &form->field[i];
		void *value = base + f->offset;
		set_none(f, value);
		struct str wrong = f->required ? f->missing : STR_NONE;
		if (!is_empty(view->raw[i]))
			wrong = read_field(a, f, view->raw[i], value);
		if (is_set(wrong))
			form_wrong(view, (int)i, wrong);
	}
	*values = base;
	return OK;
}

void
form_wrong(struct form_view *view, int field, struct str words)
{
	view->any = true;
	if (!is_set(view->error[field]))
		view->error[field] = words;
}

void
form_reword(struct form_view *view, int field, struct str words)
{
	if (form_has(view, field) && !is_empty(view->raw[field]))
		view->error[field] = words;
}

/* The input of that name; NULL if there is none, or it is a secret. */
static const struct field *
input_of(const struct form *form, struct str input, int *part)
{
	for (size_t i = 0; i < form->n; i++)
		if (field_takes(&form->field[i], input, part))
			return form->field[i].kind == FIELD_SECRET ? NULL : &form->field[i];
	return NULL;
}

bool
form_keeps(const struct form *form, struct str input)
{
	int part;

	return input_of(form, input, &part) != NULL;
}

bool
form_keep(struct form_view *view, struct str input, struct str value, struct stamp at)
{
	int part;
	const struct field *f = input_of(view->form, input, &part);

	if (f == NULL)
		return false;
	view->raw[f - view->form->field][part] = value;
	if (value.n > 0)
		view->drafts++;
	if (!is_set(view->kept) || view->kept.us < at.us)
		view->kept = at;
	return true;
}

bool
form_same(const struct form_view *view, struct str input)
{
	int part;
	const struct field *f = view->form == NULL ? NULL :
	    input_of(view->form, input, &part);

	return f != NULL && view->same[f - view->form->field][part];
}

/* A draft that says what is stored already is none. */
static void
fill(struct form_view *view, int field, int part, struct str s)
{
	struct str *raw = &view->raw[field][part];

	if (view->typed) {
		view->same[field][part] = is_set(*raw) && str_eq(*raw, s);
		return;
	}
	if (!is_set(*raw))
		*raw = s;
	else if (view->drafts > 0 && s.n > 0 && str_eq(*raw, s))
		view->drafts--;
}

void
form_fill(struct form_view *view, int field, struct str s)
{
	fill(view, field, 0, s);
}

void
form_fill_int(struct arena *a, struct form_view *view, int field, int n)
{
	struct out o;

	if (!is_set(n))
		return;
	out_init(&o, a, 32);
	out_int(&o, n);
	form_fill(view, field, out_str_of(&o));
}

void
form_fill_money(struct arena *a, struct form_view *view, int field, struct money m)
{
	struct out o;

	if (!is_set(m))
		return;
	out_init(&o, a, 64);
	out_money(&o, m);
	form_fill(view, field, str_skip(out_str_of(&o), S("£").n));
}

void
form_fill_date(struct arena *a, struct form_view *view, int field, struct date d)
{
	if (!is_set(d))
		return;
	struct ymd ymd = date_ymd(d);
	int part[PARTS] = { ymd.day, ymd.month, ymd.year };
	for (int i = 0; i < PARTS; i++) {
		struct out o;
		out_init(&o, a, 32);
		out_int(&o, part[i]);
		fill(view, field, i, out_str_of(&o));
	}
}

void
form_fill_choice(struct form_view *view, int field, int value)
{
	struct str words = view->form->field[field].words;

	for (int n = 1; is_set(words); n++) {
		struct str word = str_cut(&words, '|');
		if (n == value)
			form_fill(view, field, word);
	}
}

struct str
form_name(const struct form_view *view, int field)
{
	return view->form->field[field].name;
}

struct str
form_raw(const struct form_view *view, int field)
{
	if (view->form->field[field].kind == FIELD_SECRET)
		return S("");
	return view->raw[field][0];
}

struct str
form_part(const struct form_view *view, int field, int part)
{
	return view->raw[field][part];
}

struct str
form_error(const struct form_view *view, int field)
{
	return view->error[field];
}

bool
form_has(const struct form_view *view, int field)
{
	return is_set(view->error[field]);
}

bool
form_checked(const struct form_view *view, int field, struct str value)
{
	return is_set(view->raw[field][0]) && str_eq(view->raw[field][0], value);
}

int
form_max(const struct form_view *view, int field)
{
	return view->form->field[field].max;
}

struct str
form_anchor(struct arena *a, const struct form_view *view, int field)
{
	const struct field *f = &view->form->field[field];
	struct out o;

	if (f->kind != FIELD_DATE)
		return f->name;
	out_init(&o, a, 200);
	out_str(&o, f->name);
	out_str(&o, part_names[DAY]);
	return out_str_of(&o);
}

struct form_problems
form_problems(struct arena *a, const struct form_view *view)
{
	struct form_problems all = {
		ARENA_ARRAY(a, view->form->n + 1, struct form_problem), 0
	};

	for (size_t i = 0; i < view->form->n; i++)
		if (form_has(view, (int)i))
			all.v[all.n++] = (struct form_problem){
				form_anchor(a, view, (int)i), view->error[i],
			};
	return all;
}
