/*
 * Cases opened by hand, and what is put right in them: `accord case`. The next
 * reference is the highest one and some more, so that references do not tell how
 * many cases there are.
 */
#include "core/account.h"
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/utf8.h"
#include "core/crypt.h"
#include "core/notice_name.h"
#include "core/plan.h"
#include "core/policy.h"
#include "core/reference.h"
#include "core/titled.h"
#include "fcgi/app.h"
#include "fcgi/clock.h"
#include "fcgi/command/admin.h"
#include "fcgi/command/commands.h"
#include "fcgi/service.h"
#include "gen/q_chain.h"
#include "gen/q_setup.h"
#include "gen/q_todo.h"
#include "sql/csv.h"
#include "sql/store_record.h"

enum cell {
	NAME, CALLED, NOTICE, BORN, SCHOOL, TEAM, WORKER_EMAIL, FAMILY_EMAILS, NUMBER,
	YOUNG_PERSON, SEX, CELLS
};

#define FIRST_REFERENCE 10000
#define STEP_MAX 60
#define WORDS ((size_t)1000)	/* in a row of the record */
#define NAME_MOST 200		/* letters, as the columns take them */
#define CALLED_MOST 100
#define NUMBER_MOST 40
#define NO_NAME "a name is one line of letters, spaces, hyphens and apostrophes"
#define REFERENCES_MOST ((size_t)1024 * 1024)
#define NOT_OF_AGE "a young person has an account in their own right at 16 and 17 only"

static enum err
refuse(const char *what)
{
	fprintf(stderr, "accord case: %s\n", what);
	return E_FORM;
}

/* What is typed here stands in letters and in the record, as what is sent by a form. */
static bool
is_line(struct str s, size_t most)
{
	return utf8_ok(s) && utf8_plain(s, false) && utf8_one_way(s) && utf8_len(s) <= most;
}

static bool
is_name(struct str s, size_t most)
{
	return is_line(s, most) && !is_set(account_name_fault(s));
}

/* What a row names has to be there; another error is passed on as it is. */
static enum err
named(enum err e, bool fits, const char *what)
{
	return e == E_NOT_FOUND || (e == OK && !fits) ? refuse(what) : e;
}

static enum err
reference_next(struct admin *ad, struct str *ref)
{
	struct highest_reference highest;
	unsigned char some;
	int n;

	TRY(reference_highest(ad->db, ad->a, &highest));
	if (!is_set(highest.ref) || !reference_parse(highest.ref, &n))
		n = FIRST_REFERENCE;
	crypt_random(&some, sizeof some);
	n += 1 + some % STEP_MAX;
	if (n > REFERENCE_MAX)
		return refuse("there are no references left");
	*ref = reference_of(ad->a, n);
	return OK;
}

/* names: "Maria Osei and Joseph Osei" */
static enum err
household_add(struct admin *ad, int64_t casefile, struct str emails, bool young_person,
    struct out *names)
{
	struct stamp now = clock_now(&ad->config);

	while (emails.n > 0) {
		struct found_person who;
		int64_t n;
		enum err e = person_by_email(ad->db, ad->a, str_cut(&emails, ' '), &who);
		TRY(named(e, e == OK && who.role == FAMILY, "a member of the family has no "
		    "account yet; make it with `accord user add`"));
		TRY(family_add(ad->db, casefile, who.id, young_person, now, &n));
		if (names->n > 0)
			out_lit(names, " and ");
		out_str(names, who.name);
	}
	return OK;
}

/* The first sentence is the row's title. */
static enum err
record_words(struct admin *ad, const struct case_to_change *to, struct out *words)
{
	struct casefile c = {
		.id = to->id, .record_no = to->record_no, .record_mac = to->record_mac,
	};
	struct audit_row row = {
		.at = clock_now(&ad->config), .role = ADMINISTRATOR, .action = ADMIN_ACCOUNTS,
		.audience = AUDIENCE_FAMILY, .detail = out_str_of(words),
		.request = S("accord case"),
	};
	struct key audit;

	TRY(key_read(ad->a, &ad->config, "audit.key", &audit));
	return store_record(ad->db, ad->a, &audit, &c, &row);
}

/* ". The worker is Una Marsh.", or her own title. Also before there is a policy. */
static void
out_worker(struct admin *ad, struct out *o, struct stamp now, const struct found_person *who)
{
	struct app kept = { .a = ad->a };
	const struct policy *p = NULL;
	int64_t id;

	if (service_policy_on(&kept, ad->db, ad->a, stamp_london_date(now), &id, &p) != OK)
		p = NULL;
	if (who->own_title.n > 0) {
		out_lit(o, ". The ");
		out_str(o, who->own_title);
		out_lit(o, " is ");
	} else {
		out_titled(o, p, S(". The {worker} is "));
	}
	out_str(o, who->name);
	out_char(o, '.');
}

/* The case of a command, locked; and what its record is to say. */
static enum err
case_open(struct admin *ad, struct case_to_change *c, struct out *words)
{
	enum err e = case_to_change(ad->db, ad->a, str_of(ad->word[1]), c);

	out_init(words, ad->a, WORDS);
	return e == E_NOT_FOUND ? refuse("there is no case with this reference") : e;
}

/* refs: gets a line with the case's reference. */
static enum err
case_add(struct admin *ad, const struct str *cell, struct out *refs)
{
	struct stamp now = clock_now(&ad->config);
	struct str zeros = { arena_alloc(ad->a, 32), 32 }, ref;
	struct found_person worker;
	struct date born;
	struct team team;
	struct out words, names;
	enum sex sex;
	bool young = cell[YOUNG_PERSON].n > 0;
	int64_t id, n;
	int school = word_value(&school_words, cell[SCHOOL]);

	if (!date_parse_iso(cell[BORN], &born) || school == 0)
		return refuse("the day of birth is written 2016-03-27, and the school is "
		    "primary or secondary");
	if (!sex_parse(cell[SEX], &sex))
		return refuse("the sex is female, male, or empty where it is not said");
	if (!is_name(cell[NAME], NAME_MOST) || !is_name(cell[CALLED], CALLED_MOST))
		return refuse(NO_NAME);
	if (!is_line(cell[NUMBER], NUMBER_MOST))
		return refuse("the council’s own number is one line of at most 40 letters");
	TRY(named(team_by_name(ad->db, ad->a, cell[TEAM], &team), true,
	    "there is no such team"));
	enum err e = person_by_email(ad->db, ad->a, cell[WORKER_EMAIL], &worker);
	TRY(named(e, e == OK && worker.role == WORKER, "there is no such worker"));
	if (young && !plan_in_own_right(born, stamp_london_date(now)))
		return refuse(NOT_OF_AGE);
	TRY(reference_next(ad, &ref));
	struct str notice = cell[NOTICE].n > 0 ? cell[NOTICE] : ref;
	struct str fault = notice_name_fault(notice, cell[NAME], cell[CALLED]);
	if (is_set(fault))
		return refuse(str_cstr(ad->a, fault));
	TRY(casefile_add(ad->db, pid_new(), ref, cell[NAME], cell[CALLED], notice,
	    born, sex, school, team.id, worker.id, cell[NUMBER],
	    stamp_london_date(now), zeros, &id));
	out_init(&words, ad->a, WORDS);
	out_init(&names, ad->a, WORDS);
	TRY(household_add(ad, id, cell[FAMILY_EMAILS], false, &names));
	if (young)
		TRY(household_add(ad, id, cell[YOUNG_PERSON], true, &names));
	out_lit(&words, "The case was opened. For ");
	out_str(&words, names.n > 0 ? out_str_of(&names) : S("a family that reads on paper"));
	out_worker(ad, &words, now, &worker);
	struct case_to_change opened = { .id = id, .record_mac = zeros };
	TRY(record_words(ad, &opened, &words));
	TRY(todo_add(ad->db, id, STEP_FILL_IN, worker.id, ID_NONE, WORKER, now,
	    DATE_NONE, &n));
	out_str(refs, ref);
	out_char(refs, '\n');
	return OK;
}

static enum err
paper_add(struct admin *ad)
{
	struct stamp now = clock_now(&ad->config);
	struct str name = str_trim(str_of(ad->word[2])), phone = str_trim(str_of(ad->word[3]));
	struct case_to_change c;
	struct out words;
	int64_t person, n;

	if (!is_name(name, NAME_MOST))
		return refuse(NO_NAME);
	if (!is_line(phone, NUMBER_MOST) || is_set(account_phone_fault(phone)))
		return refuse("a telephone number is written with digits and spaces, or is "
		    "empty");
	TRY(case_open(ad, &c, &words));
	TRY(person_add(ad->db, pid_new(), STR_NONE, name, phone, FAMILY,
	    ID_NONE, ad->config.demonstration, now, &person));
	TRY(family_on_paper_add(ad->db, c.id, person, now, &n));
	out_str(&words, name);
	out_lit(&words, " was added to the family. They read on paper: their letters are "
	    "printed and posted.");
	return record_words(ad, &c, &words);
}

static enum err
sex_correct(struct admin *ad)
{
	struct case_to_change c;
	struct out words;
	enum sex sex;
	int64_t n;

	if (!sex_parse(str_of(ad->word[2]), &sex))
		return refuse("the sex is female, male, or empty where it is not said");
	TRY(case_open(ad, &c, &words));
	TRY(casefile_sex(ad->db, c.id, sex, &n));
	out_lit(&words, "What is noted of the child was put right. Sex: from ");
	out_str(&words, sex_words(c.sex));
	out_lit(&words, " to ");
	out_str(&words, sex_words(sex));
	out_char(&words, '.');
	return record_words(ad, &c, &words);
}

/* Somebody who is of the family already, or who is added to it. */
static enum err
young_person_add(struct admin *ad)
{
	struct str email = str_of(ad->word[2]);
	struct case_to_change c;
	struct found_person who;
	struct out words;
	int64_t n = 0;

	TRY(case_open(ad, &c, &words));
	if (!plan_in_own_right(c.born, stamp_london_date(clock_now(&ad->config))))
		return refuse(NOT_OF_AGE);
	enum err e = person_by_email(ad->db, ad->a, email, &who);
	if (e == OK)
		e = family_young(ad->db, c.id, who.id, &n);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	if (n > 0)
		out_str(&words, who.name);
	else
		TRY(household_add(ad, c.id, email, true, &words));
	out_lit(&words, " takes part in their own right. They are the young person of "
	    "this case.");
	return record_words(ad, &c, &words);
}

static enum err
household_refuse(struct admin *ad)
{
	(void)ad;
	say_line(S("This case has its household. Accord keeps one household "
	    "per case for now: a second one, with an address and letters "
	    "of its own, cannot be added."));
	return E_CONFLICT;
}

/* All rows of the file, or none: then no reference is said either. */
static enum err
cases_add(struct admin *ad)
{
	struct out refs;
	struct csv_fault fault;
	struct csv_rows rows;
	struct str text;

	TRY(file_read(ad->a, ad->word[1], &text));
	if (!csv_read(ad->a, text, &rows, &fault)) {
		fprintf(stderr, "accord case: line %d: %.*s\n", fault.line, STR_ARG(fault.words));
		return E_FORM;
	}
	out_init(&refs, ad->a, REFERENCES_MOST);
	for (size_t i = 1; i < rows.n; i++)
		TRY(rows.v[i].n == CELLS ? case_add(ad, rows.v[i].cell, &refs) :
		    refuse("a row has not eleven cells"));
	TRY(db_end(ad->db, true));	/* nothing is said that is not so */
	say(&refs);
	return OK;
}

static const struct {
	const char *word;
	int words;		/* its own included */
	enum err (*run)(struct admin *);
} kinds[] = {
	{ "add", 2, cases_add }, { "family", 3, household_refuse }, { "paper", 4, paper_add },
	{ "sex", 3, sex_correct }, { "young-person", 3, young_person_add },
};

/*
 * accord case add FILE --config FILE: one case a row, the columns of enum cell;
 * the family is one household, its e-mail addresses with a space between. One who
 * has none is added by accord case paper REF NAME TELEPHONE: their letters are
 * printed and posted, and staff enter what they say. All rows
 * are taken, or none.
 * accord case family REF EMAIL: refused, and says why.
 * accord case sex REF WORD, young-person REF EMAIL: put right what was left out, or
 * was wrong, when the case was opened.
 */
int
cmd_case(int argc, char **argv)
{
	struct admin ad;
	int status = admin_open(&ad, argc, argv, true);

	if (status != 0)
		return status;
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (ad.words == kinds[i].words && strcmp(ad.word[0], kinds[i].word) == 0)
			return admin_close(&ad, admin_run(&ad, kinds[i].run));
	return 2;
}
