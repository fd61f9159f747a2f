/*
 * Cases opened by hand: `accord case add`. The next reference is the highest
 * one and some more, so that references do not tell how many cases there are.
 */
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/policy.h"
#include "core/reference.h"
#include "fcgi/admin.h"
#include "fcgi/clock.h"
#include "fcgi/commands.h"
#include "gen/q_chain.h"
#include "gen/q_setup.h"
#include "gen/q_todo.h"
#include "sql/csv.h"

enum cell {
	NAME, CALLED, NOTICE, BORN, SCHOOL, TEAM, WORKER_EMAIL, FAMILY_EMAILS, NUMBER, CELLS
};

#define FIRST_REFERENCE 10000
#define STEP_MAX 60

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

static enum err
household_add(struct admin *ad, int64_t casefile, struct str emails)
{
	struct stamp now = clock_now(&ad->config);

	while (is_set(emails)) {
		struct found_person who;
		int64_t n;
		enum err e = person_by_email(ad->db, ad->a, str_cut(&emails, ' '), &who);
		if (e == E_NOT_FOUND || (e == OK && who.role != FAMILY))
			return refuse("a member of the family has no account yet; "
			    "make it with `accord user add`");
		TRY(e);
		TRY(family_add(ad->db, casefile, who.id, now, &n));
	}
	return OK;
}

static enum err
case_add(struct admin *ad, const struct str *cell)
{
	struct stamp now = clock_now(&ad->config);
	struct str zeros = { arena_alloc(ad->a, 32), 32 }, ref;
	struct found_person worker;
	struct date born;
	struct team team;
	int64_t id, n;
	int school = word_value(&school_words, cell[SCHOOL]);

	if (!date_parse_iso(cell[BORN], &born) || school == 0)
		return refuse("the day of birth is written 2016-03-27, and the school is "
		    "primary or secondary");
	if (team_by_name(ad->db, ad->a, cell[TEAM], &team) != OK)
		return refuse("there is no such team");
	if (person_by_email(ad->db, ad->a, cell[WORKER_EMAIL], &worker) != OK ||
	    worker.role != WORKER)
		return refuse("there is no such social worker");
	TRY(reference_next(ad, &ref));
	TRY(casefile_add(ad->db, pid_new(), ref, cell[NAME], cell[CALLED], cell[NOTICE],
	    born, school, team.id, worker.id, cell[NUMBER],
	    stamp_london_date(now), zeros, &id));
	TRY(household_add(ad, id, cell[FAMILY_EMAILS]));
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

/*
 * accord case add FILE --config FILE: one case a row, the columns of enum cell;
 * the family is one household, its e-mail addresses with a space between. One who
 * has none is added by accord case paper REF NAME TELEPHONE: their letters are
 * printed and posted, and staff enter what they say.
 * accord case family REF EMAIL: refused, and says why.
 */
int
cmd_case(int argc, char **argv)
{
	struct admin ad;
	struct csv_fault fault;
	struct csv_rows rows;
	struct str text;
	int status = admin_open(&ad, argc, argv, true);

	if (status != 0 || ad.words < 2)
		return status != 0 ? status : 2;
	if (strcmp(ad.word[0], "family") == 0) {
		say_line(S("This case has its household. Accord keeps one household "
		    "per case for now: a second one, with an address and letters "
		    "of its own, cannot be added."));
		return admin_close(&ad, E_CONFLICT);
	}
	if (strcmp(ad.word[0], "paper") == 0) {
		enum err added = ad.words < 4 ? E_FORM : admin_connect(&ad);
		return admin_close(&ad, added == OK ? paper_add(&ad) : added);
	}
	if (strcmp(ad.word[0], "add") != 0)
		return 2;
	enum err e = file_read(ad.a, ad.word[1], &text);
	if (e == OK && !csv_read(ad.a, text, &rows, &fault))
		e = E_FORM;
	if (e == OK)
		e = admin_connect(&ad);
	for (size_t i = 1; e == OK && i < rows.n; i++)
		e = rows.v[i].n == CELLS ? case_add(&ad, rows.v[i].cell) :
		    refuse("a row has not nine cells");
	return admin_close(&ad, e);
}
