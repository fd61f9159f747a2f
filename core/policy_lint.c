/*
 * The linter of a policy: small checks, each over one table, run in the order
 * of a list. A finding is one line: the table, the row, what is wrong and what
 * would mend it. It trusts nothing, so it calls none of the functions that
 * promise a value of a sound policy.
 */
#include "core/policy_lint.h"

#include "core/base/civil.h"

struct out *
lint_find(struct lint *l, struct str table)
{
	if (l->found++ > 0)
		out_char(l->out, '\n');
	out_str(l->out, table);
	out_lit(l->out, ": ");
	return l->out;
}

struct out *
lint_find_row(struct lint *l, struct str table, size_t i)
{
	struct out *o = lint_find(l, table);

	out_lit(o, "row ");
	out_int(o, (int64_t)i + 2);
	out_lit(o, ": ");
	return o;
}

void
lint_say(struct lint *l, struct str table, struct str words)
{
	out_str(lint_find(l, table), words);
}

void
lint_say_row(struct lint *l, struct str table, size_t i, struct str words)
{
	out_str(lint_find_row(l, table, i), words);
}

void
lint_words(struct lint *l, struct str table, const struct words *words,
    size_t rows, int (*key)(const struct policy *, size_t))
{
	for (size_t w = 0; w < words->n; w++) {
		size_t n = 0;
		for (size_t i = 0; i < rows; i++)
			n += key(l->p, i) == words->v[w].value;
		if (n == 1)
			continue;
		struct out *o = lint_find(l, table);
		out_str(o, n == 0 ? S("there is no row for ") :
		    S("there is more than one row for "));
		out_str(o, words->v[w].word);
	}
}

static void
lint_version(struct lint *l)
{
	const struct policy_version *v = &l->p->version;

	if (v->label.n == 0)
		lint_say(l, S("policy"), S("the version has no label"));
	if (v->name.n == 0)
		lint_say(l, S("policy"), S("the version has no name"));
	if (!is_set(v->valid_from))
		lint_say(l, S("policy"), S("there is no date from which it is valid"));
	else if (date_ymd(v->valid_from).year < 2014)
		lint_say(l, S("policy"), S("it is valid from before 2014, when the law it "
		    "rests on came into force: check the year"));
}

/* ---- questionnaires ---- */

static int
tool_key(const struct policy *p, size_t i)
{
	return (int)p->tools.v[i].kind;
}

static size_t
tools_fitting(const struct policy *p, int age, enum school school)
{
	size_t n = 0;

	for (size_t i = 0; i < p->tools.n; i++) {
		const struct tool *t = &p->tools.v[i];
		bool fits = t->school == SCHOOL_ANY || t->school == school;
		n += fits && age >= t->age_from && age <= t->age_to;
	}
	return n;
}

static void
lint_tools(struct lint *l)
{
	lint_words(l, S("tools"), &tool_words, l->p->tools.n, tool_key);
	for (int age = 0; age < ADULT; age++) {
		for (int s = SCHOOL_PRIMARY; s <= SCHOOL_SECONDARY; s++) {
			size_t n = tools_fitting(l->p, age, (enum school)s);
			if (n == 1)
				continue;
			struct out *o = lint_find(l, S("tools"));
			out_str(o, n == 0 ? S("no questionnaire") :
			    S("more than one questionnaire"));
			out_lit(o, " for a child of ");
			out_int(o, age);
			out_lit(o, " in a ");
			out_str(o, word_of(&school_words, s));
			out_lit(o, " school");
		}
	}
}

/* Begins a finding about one question. */
static struct out *
find_question(struct lint *l, struct str table, enum tool_kind tool, int number)
{
	struct out *o = lint_find(l, table);

	out_str(o, word_of(&tool_words, (int)tool));
	out_lit(o, " question ");
	out_int(o, number);
	out_lit(o, ": ");
	return o;
}

static void
lint_scale(struct lint *l, const struct question *q)
{
	const struct level *v = q->levels.v;

	if (q->levels.n < 2) {
		out_lit(find_question(l, S("levels"), q->tool, q->number),
		    "it needs at least two levels");
		return;
	}
	if (v[0].points.n != 0)
		out_lit(find_question(l, S("levels"), q->tool, q->number),
		    "the lowest level must have 0 points");
	for (size_t i = 0; i < q->levels.n; i++) {
		if (v[i].number != (int)i + 1)
			out_lit(find_question(l, S("levels"), q->tool, q->number),
			    "the levels must be numbered 1, 2, 3 and so on");
		if (i > 0 && v[i].points.n <= v[i - 1].points.n)
			out_lit(find_question(l, S("levels"), q->tool, q->number),
			    "each level must have more points than the one below");
	}
}

static void
lint_questionnaire(struct lint *l, const struct tool *t)
{
	for (int n = 1; n <= QUESTIONS; n++)
		if (tool_question(t, n) == NULL)
			out_lit(find_question(l, S("questions"), t->kind, n),
			    "there is no such row");
	for (size_t i = 0; i < t->questions.n; i++) {
		const struct question *q = &t->questions.v[i];
		if (q->number < 1 || q->number > QUESTIONS)
			out_lit(find_question(l, S("questions"), t->kind, q->number),
			    "the numbers go from 1 to 12");
		if (i > 0 && q[-1].number == q->number)
			out_lit(find_question(l, S("questions"), t->kind, q->number),
			    "it is there twice");
		if (t->scored)
			lint_scale(l, q);
		else if (q->levels.n > 0)
			out_lit(find_question(l, S("levels"), t->kind, q->number),
			    "this questionnaire is not scored and has no levels");
	}
}

static void
lint_questions(struct lint *l)
{
	const struct policy *p = l->p;

	for (size_t i = 0; i < p->tools.n; i++)
		lint_questionnaire(l, &p->tools.v[i]);
	for (size_t i = 0; i < p->levels.n; i++) {
		const struct level *v = &p->levels.v[i];
		const struct tool *t = policy_tool(p, v->tool);
		if (t == NULL || tool_question(t, v->question) == NULL)
			out_lit(find_question(l, S("levels"), v->tool, v->question),
			    "there is no such question");
	}
}

/* ---- bands and steps ---- */

struct span {			/* a row of either table */
	int from, to;
};

static struct span
band_span(const struct policy *p, size_t i)
{
	return (struct span){ p->bands.v[i].from.n, p->bands.v[i].to.n };
}

static struct span
step_span(const struct policy *p, size_t i)
{
	return (struct span){ p->steps.v[i].from.n, p->steps.v[i].to.n };
}

static int
highest_score(const struct policy *p)
{
	int highest = 0;

	for (size_t i = 0; i < p->tools.n; i++)
		if (tool_highest(&p->tools.v[i]).n > highest)
			highest = tool_highest(&p->tools.v[i]).n;
	return highest;
}

struct cover {			/* a table that shares out the scores */
	struct str table;
	size_t rows;
	struct span (*span)(const struct policy *, size_t);
};

static size_t
rows_holding(const struct policy *p, const struct cover *c, struct span s)
{
	size_t n = 0;

	for (size_t i = 0; i < c->rows; i++) {
		struct span row = c->span(p, i);
		n += s.from >= row.from && s.to <= row.to;
	}
	return n;
}

static void
say_scores(struct lint *l, const struct cover *c, struct span s, size_t rows)
{
	struct out *o = lint_find(l, c->table);

	if (s.from == s.to) {
		out_lit(o, "score ");
		out_int(o, s.from);
		out_lit(o, " is");
	} else {
		out_lit(o, "scores ");
		out_int(o, s.from);
		out_lit(o, " to ");
		out_int(o, s.to);
		out_lit(o, " are");
	}
	out_str(o, rows == 0 ? S(" in no row: close the gap") :
	    S(" in more than one row: end one where the other begins"));
}

static void
lint_cover_row(struct lint *l, const struct cover *c, size_t i, int highest)
{
	struct span s = c->span(l->p, i);

	if (s.from > s.to)
		lint_say_row(l, c->table, i, S("it ends before it begins"));
	if (s.to <= highest)
		return;
	struct out *o = lint_find_row(l, c->table, i);
	out_lit(o, "it goes up to ");
	out_int(o, s.to);
	out_lit(o, ", but the highest possible score is ");
	out_int(o, highest);
}

/* Every score from 0 to the highest lies in exactly one row. */
static void
lint_cover(struct lint *l, const struct cover *c)
{
	int highest = highest_score(l->p);

	for (int from = 0, to; from <= highest; from = to + 1) {
		size_t n = rows_holding(l->p, c, (struct span){ from, from });
		for (to = from; to < highest; to++)
			if (rows_holding(l->p, c, (struct span){ to + 1, to + 1 }) != n)
				break;
		if (n != 1)
			say_scores(l, c, (struct span){ from, to }, n);
	}
	for (size_t i = 0; i < c->rows; i++)
		lint_cover_row(l, c, i, highest);
}

static void
lint_steps(struct lint *l, const struct cover *bands)
{
	const struct funding_step *v = l->p->steps.v;
	struct str table = S("steps");

	for (size_t i = 0; i < l->p->steps.n; i++) {
		if (v[i].yearly.pence < 0)
			lint_say_row(l, table, i, S("the money is less than nothing"));
		if (i > 0 && v[i].from.n <= v[i - 1].from.n)
			lint_say_row(l, table, i, S("the rows must go from low to high"));
		if (i > 0 && v[i].yearly.pence < v[i - 1].yearly.pence)
			lint_say_row(l, table, i, S("more points come to less money "
			    "than in the row above"));
		if (rows_holding(l->p, bands, step_span(l->p, i)) == 0)
			lint_say_row(l, table, i, S("it does not lie within one band"));
	}
}

static void
lint_scores(struct lint *l)
{
	struct cover bands = { S("bands"), l->p->bands.n, band_span };
	struct cover steps = { S("steps"), l->p->steps.n, step_span };

	lint_cover(l, &bands);
	lint_cover(l, &steps);
	lint_steps(l, &bands);
}

size_t
policy_lint(const struct policy *p, struct out *out)
{
	static void (*const checks[])(struct lint *) = {
		lint_version, lint_tools, lint_questions, lint_scores, lint_tables,
	};
	struct lint l = { .p = p, .out = out };

	for (size_t i = 0; i < COUNT(checks); i++)
		checks[i](&l);
	return l.found;
}
