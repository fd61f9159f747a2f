#include "core/form_kind.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/utf8.h"
#include "core/money.h"

static const struct str part_names[PARTS] = {
	[DAY] = S_INIT("-day"), [MONTH] = S_INIT("-month"), [YEAR] = S_INIT("-year"),
};

/* Is this the name of an input of the field that is called so? Of which part of it? */
static bool
is_input(const struct field *f, struct str own, struct str name, int *part)
{
	*part = 0;
	if (f->kind != FIELD_DATE)
		return str_eq(name, own);
	for (int i = 0; i < PARTS; i++)
		if (str_starts(name, own) && str_eq(str_skip(name, own.n), part_names[i])) {
			*part = i;
			return true;
		}
	return false;
}

/* Does an input of this name, "said_" and an id, speak of one of the things listed? */
static bool
speaks_of(const struct field *f, struct str name, struct pid *of)
{
	struct str rest = str_skip(name, f->name.n);

	return f->each > 0 && str_starts(name, f->name) && str_starts(rest, S("_")) &&
	    pid_parse(str_skip(rest, 1), of);
}

bool
form_takes(const struct form *form, int field, struct str name)
{
	const struct field *f = &form->field[field];
	struct pid of;
	int part;

	return f->each > 0 ? speaks_of(f, name, &of) : is_input(f, f->name, name, &part);
}

/* The field this input belongs to in the view; -1: none, or none yet. */
static int
field_at(const struct form_view *view, struct str name, int *part)
{
	for (size_t i = 0; i < view->form->n; i++)
		if (is_set(view->name[i]) &&
		    is_input(&view->form->field[i], view->name[i], name, part))
			return (int)i;
	return -1;
}

struct str
form_input_of(struct arena *a, const struct field *f, struct pid of)
{
	struct out o;

	out_init(&o, a, 200);
	out_str(&o, f->name);
	out_char(&o, '_');
	out_str(&o, pid_print(a, of));
	return out_str_of(&o);
}

static void
name_after(struct arena *a, struct form_view *view, size_t i, struct pid of)
{
	view->name[i] = form_input_of(a, &view->form->field[i], of);
	for (size_t k = 0; k < view->n_loose; k++)
		if (str_eq(view->loose[k].name, view->name[i]))
			(void)form_keep(view, view->name[i], view->loose[k].value,
			    view->loose_at[k]);
}

/* From now on the n-th fields of this kind speak of this. */
static void
settle(struct arena *a, struct form_view *view, int each, struct pid of)
{
	for (size_t i = 0; i < view->form->n; i++)
		if (view->form->field[i].each == each)
			name_after(a, view, i, of);
}

int
form_field_of(struct arena *a, struct form_view *view, int first, struct pid of)
{
	struct str stem = view->form->field[first].name;
	int open = -1;

	for (size_t i = 0; i < view->form->n; i++) {
		const struct field *f = &view->form->field[i];
		struct pid has;
		if (f->each == 0 || !str_eq(f->name, stem))
			continue;
		if (is_set(view->name[i]) && speaks_of(f, view->name[i], &has) &&
		    pid_eq(has, of))
			return (int)i;
		if (!is_set(view->name[i]) && open < 0)
			open = (int)i;
	}
	if (open >= 0)
		settle(a, view, view->form->field[open].each, of);
	return open;
}

int
form_things(const struct form_view *view, int first)
{
	struct str stem = view->form->field[first].name;
	int n = 0;

	for (size_t i = 0; i < view->form->n; i++)
		n += str_eq(view->form->field[i].name, stem) && is_set(view->name[i]);
	return n;
}

/* The field of what came: one that has this input, or the next that is free for it. */
static int
field_for(struct arena *a, struct form_view *view, struct str name, int *part)
{
	int i = field_at(view, name, part);
	struct pid of;

	for (size_t k = 0; i < 0 && k < view->form->n; k++)
		if (speaks_of(&view->form->field[k], name, &of))
			return form_field_of(a, view, (int)k, of);
	return i;
}

static enum err
form_take(struct arena *a, struct form_view *view, const struct pair *in)
{
	int part = 0, i = field_for(a, view, in->name, &part);

	if (i < 0 || is_set(view->raw[i][part]))
		return E_BAD_REQUEST;
	struct str *raw = &view->raw[i][part];
	bool trim = form_kind_trims(view->form->field[i].kind);
	*raw = trim ? str_trim(in->value) : in->value;
	/* what nobody can see is empty */
	if (!is_set(*raw) || (trim && !utf8_visible(*raw)))
		*raw = S("");
	return OK;
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
		.name = ARENA_ARRAY(a, form->n + 1, struct str),
		.loose = ARENA_ARRAY(a, form->n + 1, struct pair),
		.loose_at = ARENA_ARRAY(a, form->n + 1, struct stamp),
		.kept = STAMP_NONE,
	};
	for (size_t i = 0; i < form->n; i++)
		if (form->field[i].each == 0)
			view->name[i] = form->field[i].name;
}

enum err
form_read(struct arena *a, const struct form *form, const struct pair *in,
    size_t n, void **values, struct form_view *view)
{
	char *base = arena_alloc(a, form->size);

	form_blank(a, form, view);
	view->typed = true;
	for (size_t i = 0; i < n; i++)
		TRY(form_take(a, view, &in[i]));
	for (size_t i = 0; i < form->n; i++) {
		const struct field *f = &form->field[i];
		void *value = base + f->offset;
		form_kind_none(f, value);
		struct str wrong = f->required ? f->missing : STR_NONE;
		if (!is_empty(view->raw[i]))
			wrong = form_kind_read(a, f, view->raw[i], value);
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

bool
form_keeps(const struct form *form, struct str input)
{
	for (size_t i = 0; i < form->n; i++)
		if (form_takes(form, (int)i, input))
			return form->field[i].kind != FIELD_SECRET;
	return false;
}

/* It is shown once the page lists what it speaks of. */
static void
keep_loose(struct form_view *view, struct str input, struct str value, struct stamp at)
{
	if (view->n_loose == view->form->n)
		return;
	view->loose[view->n_loose] = (struct pair){ input, value };
	view->loose_at[view->n_loose++] = at;
}

bool
form_keep(struct form_view *view, struct str input, struct str value, struct stamp at)
{
	int part, i = field_at(view, input, &part);

	if (!form_keeps(view->form, input))
		return false;
	if (i < 0) {
		keep_loose(view, input, value, at);
		return true;
	}
	view->raw[i][part] = value;
	if (value.n > 0)
		view->drafts++;
	if (!is_set(view->kept) || view->kept.us < at.us)
		view->kept = at;
	return true;
}

bool
form_same(const struct form_view *view, struct str input)
{
	int part, i = view->form == NULL ? -1 : field_at(view, input, &part);

	return i >= 0 && view->same[i][part];
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
	return view->name[field];
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
		return view->name[field];
	out_init(&o, a, 200);
	out_str(&o, view->name[field]);
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
