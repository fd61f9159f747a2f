#include "sql/policy_tables.h"

#include "core/base/str.h"
#include "core/money.h"

#define NAME_LETTERS 80
#define TEXT_LETTERS 600
#define NOTE_LETTERS 300
#define POINTS_MAX 999		/* of a question, or of all */

#define AT(row, field) .at = offsetof(struct row, field)
#define TEXT(row, field, most) \
	{ .name = S_INIT(#field), .kind = COLUMN_TEXT, AT(row, field), .max = (most) }
#define TEXT_OR_NONE(row, field, most)					\
	{ .name = S_INIT(#field), .kind = COLUMN_TEXT,			\
	  AT(row, field), .max = (most), .optional = true }
#define NOTE(row) TEXT_OR_NONE(row, note, NOTE_LETTERS)
#define INT(row, field, most) \
	{ .name = S_INIT(#field), .kind = COLUMN_INT, AT(row, field), .max = (most) }
#define POINTS(row, field)						\
	{ .name = S_INIT(#field), .kind = COLUMN_POINTS,		\
	  AT(row, field), .max = POINTS_MAX }
#define MONEY(row, field)						\
	{ .name = S_INIT(#field), .kind = COLUMN_MONEY,			\
	  AT(row, field), .max = POUNDS_MOST }
#define DATE(row, field) \
	{ .name = S_INIT(#field), .kind = COLUMN_DATE, AT(row, field) }
#define DATE_OR_NONE(row, field)					\
	{ .name = S_INIT(#field), .kind = COLUMN_DATE,			\
	  AT(row, field), .optional = true }
#define YES_NO(row, field) \
	{ .name = S_INIT(#field), .kind = COLUMN_YES_NO, AT(row, field) }
#define WORD(word, row, field, list)					\
	{ .name = S_INIT(word), .kind = COLUMN_WORD,			\
	  AT(row, field), .words = &(list) }

static const struct policy_column version_columns[] = {
	TEXT(policy_version, label, 40),
	TEXT(policy_version, name, NAME_LETTERS),
	YES_NO(policy_version, reference),
	DATE(policy_version, valid_from),
};

static const struct policy_column council_columns[] = {
	TEXT(council_office, address, NOTE_LETTERS),
	TEXT(council_office, telephone, 20),
	TEXT(council_office, hours, NAME_LETTERS),
};

static const struct policy_column tools_columns[] = {
	WORD("tool", tool, kind, tool_words),
	TEXT(tool, name, NAME_LETTERS),
	YES_NO(tool, scored),
	INT(tool, age_from, ADULT - 1),
	INT(tool, age_to, ADULT - 1),
	WORD("school", tool, school, school_words),
	TEXT(tool, about, TEXT_LETTERS),
};

static const struct policy_column questions_columns[] = {
	WORD("tool", question, tool, tool_words),
	INT(question, number, QUESTIONS),
	TEXT(question, title, NAME_LETTERS),
	TEXT(question, text, TEXT_LETTERS),
	TEXT(question, guidance, 1000),
	YES_NO(question, any_score),
};

static const struct policy_column levels_columns[] = {
	WORD("tool", level, tool, tool_words),
	INT(level, question, QUESTIONS),
	INT(level, number, 20),
	TEXT(level, name, NAME_LETTERS),
	POINTS(level, points),
	TEXT(level, description, TEXT_LETTERS),
};

static const struct policy_column bands_columns[] = {
	TEXT(band, name, NAME_LETTERS),
	POINTS(band, from),
	POINTS(band, to),
	NOTE(band),
};

static const struct policy_column steps_columns[] = {
	POINTS(funding_step, from),
	POINTS(funding_step, to),
	MONEY(funding_step, yearly),
	NOTE(funding_step),
};

static const struct policy_column limits_columns[] = {
	WORD("limit", limit, key, limit_words),
	INT(limit, value, POUNDS_MOST),
	WORD("unit", limit, unit, unit_words),
	NOTE(limit),
};

static const struct policy_column clocks_columns[] = {
	WORD("step", clock_aim, step, clock_words),
	INT(clock_aim, days, 999),
	TEXT(clock_aim, name, NAME_LETTERS),
};

static const struct policy_column titles_columns[] = {
	WORD("role", role_title, role, role_key_words),
	TEXT(role_title, one, NAME_LETTERS),
	TEXT(role_title, many, NAME_LETTERS),
	TEXT_OR_NONE(role_title, called, NAME_LETTERS),
};

static const struct policy_column bank_holidays_columns[] = {
	DATE(bank_holiday, date),
	TEXT(bank_holiday, name, NAME_LETTERS),
};

static const struct policy_column sending_columns[] = {
	WORD("weekday", sending_hours, weekday, weekday_words),
	INT(sending_hours, from, 23),
	INT(sending_hours, to, 23),
};

static const struct policy_column late_reasons_columns[] = {
	INT(late_reason, number, 99),
	YES_NO(late_reason, giving),
	YES_NO(late_reason, handing_over),
	YES_NO(late_reason, late),
	TEXT(late_reason, words, NOTE_LETTERS),
};

static const struct policy_column helpers_columns[] = {
	INT(helper, number, 99),
	TEXT(helper, name, NAME_LETTERS),
	TEXT(helper, about, NOTE_LETTERS),
	TEXT(helper, telephone, 20),
	TEXT(helper, hours, NAME_LETTERS),
};

#define rights_columns helpers_columns	/* the same: somebody to ring */

static const struct policy_column complaint_stages_columns[] = {
	INT(complaint_stage, number, 9),
	TEXT(complaint_stage, name, NAME_LETTERS),
	TEXT(complaint_stage, who, NOTE_LETTERS),
	INT(complaint_stage, days, 99),
	INT(complaint_stage, most, 99),
	INT(complaint_stage, ask, 99),
};

static const struct policy_column rates_columns[] = {
	TEXT(rate, code, 40),
	WORD("when", rate, when, rate_when_words),
	INT(rate, carers, 9),
	DATE(rate, valid_from),
	DATE_OR_NONE(rate, valid_to),
	TEXT(rate, name, NAME_LETTERS),
	WORD("unit", rate, unit, rate_unit_words),
	WORD("basis", rate, basis, rate_basis_words),
	MONEY(rate, amount),
};

static const struct policy_column prohibited_columns[] = {
	INT(prohibited, number, 99),
	TEXT(prohibited, name, NAME_LETTERS),
	WORD("rule", prohibited, rule, prohibition_words),
	TEXT(prohibited, words, TEXT_LETTERS),
};

static const struct policy_column wording_columns[] = {
	WORD("place", wording, key, wording_words),
	TEXT(wording, words, TEXT_LETTERS),
};

static void
keep_version(struct policy *p, void *rows, size_t n)
{
	(void)n;
	p->version = *(const struct policy_version *)rows;
}

static void
keep_council(struct policy *p, void *rows, size_t n)
{
	(void)n;
	p->council = *(const struct council_office *)rows;
}

#define KEEP(list)							\
	static void							\
	keep_##list(struct policy *p, void *rows, size_t n)		\
	{								\
		p->list.v = rows;					\
		p->list.n = n;						\
	}

KEEP(tools)
KEEP(questions)
KEEP(levels)
KEEP(bands)
KEEP(steps)
KEEP(limits)
KEEP(clocks)
KEEP(titles)
KEEP(bank_holidays)
KEEP(sending)
KEEP(late_reasons)
KEEP(helpers)
KEEP(rights)
KEEP(complaint_stages)
KEEP(rates)
KEEP(prohibited)
KEEP(wording)

#define ROWS(list, row, key_columns)					\
	.file = S_INIT(#list ".csv"),					\
	.column = list##_columns, .n = COUNT(list##_columns),		\
	.keys = (key_columns), .row_size = sizeof(struct row),		\
	.keep = keep_##list
#define TABLE(list, row, key_columns) { ROWS(list, row, key_columns) }
#define EVERY(list, row) { ROWS(list, row, 1), .every = true }

const struct policy_table policy_tables[] = {
	{
		.file = S_INIT("policy.csv"), .one_row = true,
		.column = version_columns, .n = COUNT(version_columns),
		.row_size = sizeof(struct policy_version), .keep = keep_version,
	},
	{
		.file = S_INIT("council.csv"), .one_row = true,
		.column = council_columns, .n = COUNT(council_columns),
		.row_size = sizeof(struct council_office), .keep = keep_council,
	},
	EVERY(tools, tool),
	TABLE(questions, question, 2),
	TABLE(levels, level, 3),
	TABLE(bands, band, 1),
	TABLE(steps, funding_step, 1),
	EVERY(limits, limit),
	EVERY(clocks, clock_aim),
	EVERY(titles, role_title),
	TABLE(bank_holidays, bank_holiday, 1),
	TABLE(sending, sending_hours, 1),
	TABLE(late_reasons, late_reason, 1),
	TABLE(helpers, helper, 1),
	TABLE(rights, helper, 1),
	TABLE(complaint_stages, complaint_stage, 1),
	TABLE(rates, rate, 4),
	TABLE(prohibited, prohibited, 1),
	EVERY(wording, wording),
};
const size_t policy_tables_n = COUNT(policy_tables);
