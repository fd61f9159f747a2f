/*
 * Cases opened by hand: `accord case add`. The next reference is the highest
 * one and some more, so that references do not tell how many cases there are.
 */
#include "core/base/arena.h"
#include "core/base/civil.h"
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

static enum err
refuse(const char *what)
{
	fprintf(stderr, "accord case add: %s\n", what);
	return E_FORM;
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

/* names: "For Maria Osei and Joseph Osei" */
static enum err
household_add(struct admin *ad, int64_t casefile, struct str emails, bool young_person,
    struct out *names)
{
	struct stamp now = clock_now(&ad->config);

	while (emails.n > 0) {
		struct found_person who;
		int64_t n;
		enum err e = person_by_email(ad->db, ad->a, str_cut(&emails, ' '), &who);
		if (e == E_NOT_FOUND || (e == OK && who.role != FAMILY))
			return refuse("a member of the family has no account yet; "
			    "make it with `accord user add`");
		TRY(e);
		TRY(family_add(ad->db, casefile, who.id, young_person, now, &n));
		out_str(names, names->n > 0 ? S(" and ") : S("For "));
		out_str(names, who.name);
	}
	return OK;
}

/* The first row of its record: opened for whom, and who works on it. */
static enum err
record_opened(struct admin *ad, int64_t casefile, struct str mac, struct str words)
{
	struct casefile c = { .id = casefile, .record_mac = mac };
	struct audit_row row = {
		.at = clock_now(&ad->config), .role = ADMINISTRATOR, .action = ADMIN_ACCOUNTS,
		.audience = AUDIENCE_FAMILY, .detail = words, .request = S("accord case"),
	};
	struct key audit;

	TRY(key_read(ad->a, &ad->config, "audit.key", &audit));
	return store_record(ad->db, ad->a, &audit, &c, &row);
}

/* ". The social worker is Una Marsh." Also before there is a policy. */
static void
out_worker(struct admin *ad, struct out *o, struct stamp now, struct str name)
{
	struct app kept = { .a = ad->a };
	const struct policy *p = NULL;
	int64_t id;

	if (service_policy_on(&kept, ad->db, ad->a, stamp_london_date(now), &id, &p) != OK)
		p = NULL;
	out_titled(o, p, S(". The {worker} is "));
	out_str(o, name);
	out_char(o, '.');
}

static enum err
case_add(struct admin *ad, const struct str *cell)
{
	struct stamp now = clock_now(&ad->config);
	struct str zeros = { arena_alloc(ad->a, 32), 32 }, ref;
	struct found_person worker;
	struct date born;
	struct team team;
	struct out words;
	enum sex sex;
	bool young = cell[YOUNG_PERSON].n > 0;
	int64_t id, n;
	int school = word_value(&school_words, cell[SCHOOL]);

	if (!date_parse_iso(cell[BORN], &born) || school == 0)
		return refuse("the day of birth is written 2016-03-27, and the school is "
		    "primary or secondary");
	if (!sex_parse(cell[SEX], &sex))
		return refuse("the sex is female, male, or empty where it is not said");
	if (team_by_name(ad->db, ad->a, cell[TEAM], &team) != OK)
		return refuse("there is no such team");
	if (person_by_email(ad->db, ad->a, cell[WORKER_EMAIL], &worker) != OK ||
	    worker.role != WORKER)
		return refuse("there is no such worker");
	if (young && !plan_in_own_right(born, stamp_london_date(now)))
		return refuse("a young person has an account in their own right at 16 "
		    "and 17 only");
	TRY(reference_next(ad, &ref));
	struct str notice = cell[NOTICE].n > 0 ? cell[NOTICE] : ref;
	struct str fault = notice_name_fault(notice, cell[NAME], cell[CALLED]);
	if (is_set(fault))
		return refuse(str_cstr(ad->a, fault));
	TRY(casefile_add(ad->db, pid_new(), ref, cell[NAME], cell[CALLED], notice,
	    born, sex, school, team.id, worker.id, cell[NUMBER],
	    stamp_london_date(now), zeros, &id));
	out_init(&words, ad->a, WORDS);
	TRY(household_add(ad, id, cell[FAMILY_EMAILS], false, &words));
	if (young)
		TRY(household_add(ad, id, cell[YOUNG_PERSON], true, &words));
	if (words.n == 0)
		out_lit(&words, "For a family that reads on paper");
	out_worker(ad, &words, now, worker.name);
	TRY(record_opened(ad, id, zeros, out_str_of(&words)));
	TRY(todo_add(ad->db, id, STEP_FILL_IN, worker.id, ID_NONE, WORKER, now,
	    DATE_NONE, &n));
	say_line(ref);
	return OK;
}

static enum err
paper_add(struct admin *ad)
{
	struct stamp now = clock_now(&ad->config);
	struct case_found c;
	int64_t person, n;
	enum err e = case_by_ref(ad->db, ad->a, str_of(ad->word[1]), &c);

	if (e == E_NOT_FOUND)
		return refuse("there is no case with this reference");
	TRY(e);
	TRY(person_add(ad->db, pid_new(), STR_NONE, str_of(ad->word[2]),
	    str_of(ad->word[3]), FAMILY, ID_NONE, ad->config.demonstration, now, &person));
	return family_on_paper_add(ad->db, c.id, person, now, &n);
}

/* All rows of the file, or none. */
static enum err
cases_add(struct admin *ad)
{
	struct csv_fault fault;
	struct csv_rows rows;
	struct str text;

	TRY(file_read(ad->a, ad->word[1], &text));
	if (!csv_read(ad->a, text, &rows, &fault))
		return E_FORM;
	for (size_t i = 1; i < rows.n; i++)
		TRY(rows.v[i].n == CELLS ? case_add(ad, rows.v[i].cell) :
		    refuse("a row has not eleven cells"));
	return OK;
}

/*
 * accord case add FILE --config FILE: one case a row, the columns of enum cell;
 * the family is one household, its e-mail addresses with a space between. One who
 * has none is added by accord case paper REF NAME TELEPHONE: their letters are
 * printed and posted, and staff enter what they say. All rows
 * are taken, or none.
 * accord case family REF EMAIL: refused, and says why.
 */
int
cmd_case(int argc, char **argv)
{
	struct admin ad;
	int status = admin_open(&ad, argc, argv, true);

	if (status != 0 || ad.words < 2)
		return status != 0 ? status : 2;
	if (strcmp(ad.word[0], "family") == 0) {
		say_line(S("This case has its household. Accord keeps one household "
		    "per case for now: a second one, with an address and letters "
		    "of its own, cannot be added."));
		return admin_close(&ad, E_CONFLICT);
	}
	if (strcmp(ad.word[0], "paper") == 0)
		return admin_close(&ad, ad.words < 4 ? E_FORM : admin_run(&ad, paper_add));
	if (strcmp(ad.word[0], "add") == 0)
		return admin_close(&ad, admin_run(&ad, cases_add));
	return 2;
}
