/*
 * The rounds of accord-jobs, with the N-th thing that can fail failing, N = 1, 2,
 * 3 … until none is left. What a round has begun and not done, a later one does,
 * once the lease is over: in the end all is there, and once.
 */
#include "core/base/civil.h"
#include "fcgi/jobs/jobs.h"
#include "fcgi/service.h"
#include "tests/fcgi/faults.h"
#include "tests/tap.h"

#define MOST 20000		/* a round that never succeeds ends the test */
#define ROUNDS 20		/* as many as work may be left for */
#define LEASE_S 3600		/* longer than any */

static const struct task {
	const char *name;
	job *run;
	const char *ready[4];	/* what waits to be done */
	const char *once;	/* when it is done: 1 */
} tasks[] = {
	{ "mail", job_mail, { "INSERT INTO mail (pid, address, subject, body, written, due) VALUES "
	    "('0123456789abcdef', 'family@family.example', 'News', 'Sign in.', '2026-01-01', "
	    "'2026-01-01')%s" },
	    "SELECT CAST((SELECT COUNT(*) FROM mail WHERE sent IS NOT NULL) AS CHAR)" },
	{ "print", job_print, { "INSERT INTO letter (pid, casefile, no, kind, title, html, hash, made, "
	    "made_by, available) SELECT '0123456789abcdef', c.id, 1, 1, 'News', '<h1>News</h1>', "
	    "x'%s', '2026-01-01', c.worker, '2026-01-01' FROM casefile c",
	    "INSERT INTO letter_pdf (letter, large) SELECT id, FALSE FROM letter%s" },
	    "SELECT CAST((SELECT COUNT(*) FROM letter_pdf WHERE LEFT(pdf, 5) = '%PDF-') AS CHAR)" },
	/* so late that it has passed the practice lead: told and recorded twice */
	{ "late", job_late, { "INSERT INTO todo (casefile, step, person, role, since, due) "
	    "SELECT id, 5, worker, 3, UTC_TIMESTAMP(6), '2026-01-12' FROM casefile%s" },
	    "SELECT CAST((SELECT COUNT(*) FROM lateness) * (SELECT COUNT(*) FROM todo WHERE see_to) *"
	    " (SELECT COUNT(*) = 2 FROM mail) * (SELECT COUNT(*) = 2 FROM record) *"
	    " (SELECT record_no = 2 FROM casefile) AS CHAR)" },
	{ "sweep", job_sweep, { "INSERT INTO form_sent (owner, form, body, redirect, person, page, at) "
	    "VALUES (REPEAT('a', 32), 'a-1', REPEAT('b', 32), '/', 1, '/', '2025-01-01')%s",
	    "INSERT INTO mail (pid, address, subject, body, written, due, sent) VALUES "
	    "('0123456789abcdef', 'a@a.example', 'a', 'a', '2025-01-01', '2025-01-01', '2025-01-01')%s",
	    "INSERT INTO failed_sign_in (who, at) VALUES (REPEAT('a', 32), '2025-01-01')%s" },
	    "SELECT CAST((SELECT COUNT(*) FROM form_sent) + (SELECT COUNT(*) FROM mail) +"
	    " (SELECT COUNT(*) FROM failed_sign_in) = 0 AS CHAR)" },
};

static const char *const emptied[] = {
	"DELETE FROM mail%s", "DELETE FROM letter_pdf%s", "DELETE FROM letter%s", "DELETE FROM todo%s",
	"DELETE FROM lateness%s", "DELETE FROM form_sent%s", "DELETE FROM failed_sign_in%s",
	"DELETE FROM record%s", "UPDATE casefile SET record_no = 0%s",
};

static struct jobs j;

/* The fingerprint of the letter above. */
static const char *
letter_hash(void)
{
	static char hex[65];
	struct hash32 h = crypt_fingerprint(S("<h1>News</h1>"));

	for (size_t i = 0; i < sizeof h.b; i++)
		snprintf(hex + 2 * i, 3, "%02x", h.b[i]);
	return hex;
}

static void
prepare(const struct task *t)
{
	for (size_t i = 0; i < COUNT(emptied); i++)
		whole_sql(&w, emptied[i], "");
	for (size_t i = 0; i < COUNT(t->ready) && t->ready[i] != NULL; i++)
		whole_sql(&w, t->ready[i], strstr(t->ready[i], "x'%s'") ? letter_hash() : "");
	j.now = clock_utc();
	j.mail_rests = (struct stamp){ 0 };
}

/* As main.c runs it. */
static enum err
piece(const struct task *t)
{
	struct arena_mark mark = arena_mark(j.a);
	jmp_buf full;

	j.more = false;
	arena_on_full(j.a, &full);
	enum err e = setjmp(full) == 0 ? t->run(&j) : E_TOO_LARGE;
	arena_on_full(j.a, NULL);
	enum err ended = db_end(j.db, false);
	arena_reset(j.a, mark);
	return e == OK ? ended : e;
}

/* Rounds with the n-th failing, then well ones; true when none was left to fail. */
static bool
run(const struct task *t, int n)
{
	bool all_well;
	int rounds = 0;

	prepare(t);
	countdown = n;
	while (piece(t) == OK && j.more && ++rounds < ROUNDS)
		;
	all_well = countdown > 0;
	countdown = 0;
	j.now = stamp_add(j.now, LEASE_S);
	while ((piece(t) != OK || j.more) && ++rounds < ROUNDS)
		;
	ck_assert_msg(rounds < ROUNDS, "%s %s %d: it does not end", t->name,
	    fault_names[fault], n);
	ck_assert_msg(str_eq(whole_text(&w, t->once), S("1")), "%s %s %d: not done once",
	    t->name, fault_names[fault], n);
	return all_well;
}

/* Reading a policy takes thousands of pieces of memory: of those ever fewer fail. */
static void
every_one(const struct task *t)
{
	struct arena_mark mark = arena_mark(w.a);
	int n = 1;

	while (!run(t, n) && n < MOST) {
		arena_reset(w.a, mark);
		n += 1 + (fault == MEMORY ? n / 10 : 0);
	}
	ck_assert_msg(n < MOST, "it never succeeds");
	ck_assert_msg(n > 1, "nothing could fail");
}

START_TEST(whatever_fails)
{
	struct db_use use = { .read_committed = true };

	whole_open(&w, "rounds");
	crypt_start();
	w.config.mail_dir = whole_join(w.a, whole_env("ACCORD_VAR"), "/test-rounds");
	j = (struct jobs){ .config = &w.config, .a = arena_new((size_t)64 << 20),
	    .letter_id = S("test") };
	ck_assert_int_eq(service_db(w.a, &w.config, &w.config.db_jobs, use, &j.db), OK);
	short_of = j.a;
	for (size_t i = 0; i < COUNT(tasks); i++)
		for (fault = MEMORY; fault < FAULTS; fault++)
			every_one(&tasks[i]);
	db_close(j.db);
	whole_close(&w);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("rounds");
	TCase *t = tcase_create("faults");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, whatever_fails);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("rounds", suite());
}
