/*
 * The N-th thing that can fail fails, N = 1, 2, 3 … until the request succeeds:
 * memory of the request, a statement, a connection, a COMMIT whose answer is
 * lost. After a failure there is a proper page with a reference and nothing has
 * changed; after a success all has, once. Linked with --wrap on what may fail.
 */
#include <errno.h>

#include "tests/fcgi/faults.h"
#include "tests/tap.h"

#define MOST 5000		/* a request that never succeeds ends the test */

static bool
has(struct str text, const char *words)
{
	return memmem(text.p, text.n, words, strlen(words)) != NULL;
}

struct request {
	const char *name;
	enum pool pool;
	enum method method;
	const char *path;
	bool of_case;		/* the path goes on from the case's */
	const char *who;	/* whose session; NULL: nobody's */
	struct pair fields[2];
	size_t n;
	int status;		/* when all is well */
	const char *apart;	/* what is written before, in a transaction of its own */
	const char *once;	/* what must be there once after it */
	const char *const *ready;	/* what is done before; NULL: nothing */
	const struct http_file *file;	/* that comes with it */
};

/* A questionnaire the family has seen: twelve answers of nine points. */
static const char *const to_approve[] = {
	"INSERT INTO assessment (pid, casefile, policy, tool, state, worker, opened, shared,"
	" viewed, child_said) SELECT RANDOM_BYTES(16), c.id, y.id, 2, 3, c.worker,"
	" UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 'I like trains.'"
	" FROM casefile c, policy y%s",
	"INSERT INTO answer (assessment, question, points, reason, evidence, saved, shared,"
	" view_words, said, said_words, said_at, said_before, reply) SELECT s.id, q.seq, 9,"
	" 'Seen.', 'Visit.', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), '', 1, '', UTC_TIMESTAMP(6),"
	" '', '' FROM assessment s, seq_1_to_12 q%s",
	"INSERT INTO took_part (pid, assessment, name, who, day) SELECT RANDOM_BYTES(16), id,"
	" 'Family', 'mother', UTC_DATE() FROM assessment%s",
	"UPDATE casefile SET questionnaire = (SELECT MAX(id) FROM assessment)%s",
	NULL,
};

/* One dot. */
static const char picture[] =
    "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00"
    "\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49"
    "\x44\x41\x54\x78\x9c\x63\x48\x99\x76\x02\x00\x03\x24\x01\xc3\x20\x55\x64\xa3"
    "\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";
static const struct http_file drawing = {
	S_INIT("file"), S_INIT("drawing.png"), S_INIT("image/png"),
	{ picture, sizeof picture - 1 },
};

static const struct request requests[] = {
	{ "the case page", POOL_PAGES, GET, "", true, WHOLE_WORKER, { { { 0 }, { 0 } } }, 0, 200,
	    "session", "SELECT CAST(COUNT(*) AS CHAR) FROM view", NULL, NULL },
	{ "signing in", POOL_SIGN_IN, POST, "/sign-in", false, NULL,
	    { { S_INIT("email"), S_INIT(WHOLE_FAMILY) },
	    { S_INIT("password"), S_INIT(WHOLE_PASSWORD) } }, 2, 303,
	    "", "SELECT CAST((SELECT COUNT(*) > 0 FROM session) AND "
	    "(SELECT COUNT(*) > 0 FROM mail) AS CHAR)", NULL, NULL },
	{ "signing out everywhere", POOL_PAGES, POST, "/sign-out/everywhere", false, WHOLE_FAMILY,
	    { { { 0 }, { 0 } } }, 0, 303, "session",
	    "SELECT CAST(COUNT(*) AS CHAR) FROM form_sent", NULL, NULL },
	{ "a telephone number", POOL_SIGN_IN, POST, "/account/telephone", false, WHOLE_FAMILY,
	    { { S_INIT("phone"), S_INIT("01632 960 001") },
	    { S_INIT("present"), S_INIT(WHOLE_PASSWORD) } }, 2, 303, "session",
	    "SELECT CAST(COUNT(*) AS CHAR) FROM mail", NULL, NULL },
	{ "beginning the questionnaire", POOL_PAGES, POST, "/questionnaire", true, WHOLE_WORKER,
	    { { { 0 }, { 0 } } }, 0, 303, "session",
	    "SELECT CAST(COUNT(*) AS CHAR) FROM assessment", NULL, NULL },
	/* the score, its letter, its mail, its row in the chain, its case's newest */
	{ "approving a score", POOL_PAGES, POST, "/questionnaire/check/approve", true,
	    WHOLE_LEAD, { { S_INIT("seen"), S_INIT("") } }, 1, 303, "session",
	    "SELECT CAST((SELECT COUNT(*) FROM score) * (SELECT COUNT(*) FROM letter) *"
	    " (SELECT COUNT(*) > 0 FROM mail) * (SELECT COUNT(*) FROM casefile c"
	    " JOIN assessment s ON s.id = c.assessment AND s.state = 5) *"
	    " (SELECT record_no = (SELECT COUNT(*) FROM record) FROM casefile) AS CHAR)",
	    to_approve, NULL },
	{ "a document", POOL_FILES, POST, "/documents", true, WHOLE_WORKER,
	    { { S_INIT("purpose"), S_INIT("A drawing") },
	    { S_INIT("audience"), S_INIT("all") } }, 2, 303, "session",
	    "SELECT CAST((SELECT COUNT(*) FROM document) *"
	    " (SELECT COUNT(*) FROM document_chunk) * (SELECT record_no ="
	    " (SELECT COUNT(*) FROM record) FROM casefile) AS CHAR)", NULL, &drawing },
};

/* What hangs on an assessment goes before it. */
static const char *const emptied[] = {
	"DELETE FROM document_chunk%s", "DELETE FROM document%s", "DELETE FROM letter_pdf%s", "DELETE FROM score%s", "DELETE FROM letter%s",
	"DELETE FROM answer%s", "DELETE FROM took_part%s", "DELETE FROM assessment%s",
};

static void
prepare(const struct request *r)
{
	countdown = 0;
	if (r->who != NULL)
		whole_session(&w, r->who);
	whole_sql(&w, "DELETE FROM view%s", "");
	whole_sql(&w, "DELETE FROM mail%s", "");
	whole_sql(&w, "DELETE FROM form_sent%s", "");
	whole_sql(&w, "UPDATE casefile SET questionnaire = NULL, assessment = NULL%s", "");
	for (size_t i = 0; i < COUNT(emptied); i++)
		whole_sql(&w, emptied[i], "");
	whole_sql(&w, "DELETE FROM todo%s", "");
	if (r->who == NULL) {
		whole_sql(&w, "DELETE FROM mail_code%s", "");
		whole_sql(&w, "DELETE FROM session%s", "");
	}
	for (size_t i = 0; r->ready != NULL && r->ready[i] != NULL; i++)
		whole_sql(&w, r->ready[i], "");
}

/* Runs it with the n-th failing; true when none was left to fail. */
static bool
run(const struct request *r, int n)
{
	struct str path = str_of(r->of_case ?
	    whole_join(w.a, str_cstr(w.a, w.case_path), r->path) : r->path);

	prepare(r);
	struct str before = whole_checksum(&w, r->apart);
	w.file = r->file;
	countdown = n;
	struct reply reply = whole_send(&w, r->method, path, r->fields, r->n);
	bool all_well = countdown > 0;
	countdown = 0;
	if (reply.status == r->status) {
		if (r->once != NULL)
			ck_assert_msg(str_eq(whole_text(&w, r->once), S("1")), "%s", r->once);
		return all_well;
	}
	ck_assert_msg(!all_well, "nothing failed, and yet: %d", reply.status);
	ck_assert_msg(reply.status == 500 || reply.status == 503,
	    "%s %s %d: status %d", r->name, fault_names[fault], n, reply.status);
	ck_assert_msg(has(reply.body, "accord-reference\">0123456789<"), "no reference");
	ck_assert_msg(has(reply.body, "</html>"), "half a page");
	ck_assert_msg(str_eq(before, whole_checksum(&w, r->apart)),
	    "%s %s %d: the database has changed", r->name, fault_names[fault], n);
	return false;
}

/* accord-inspect stands beside the program, and this is one. */
static void
inspect_beside(void)
{
	const char *build = whole_env("ACCORD_BUILD");
	int made = symlink(whole_join(w.a, build, "/bin/accord-inspect"),
	    whole_join(w.a, build, "/tests/fcgi/accord-inspect"));

	ck_assert(made == 0 || errno == EEXIST);
}

static void
every_one(const struct request *r)
{
	struct arena_mark mark = arena_mark(w.a);
	int n = 1;

	while (!run(r, n) && n < MOST) {
		arena_reset(w.a, mark);
		n++;
	}
	ck_assert_msg(n < MOST, "it never succeeds");
	ck_assert_msg(n > 1, "nothing could fail");
}

START_TEST(whatever_fails)
{
	const struct request *r = &requests[_i];
	char name[40];

	snprintf(name, sizeof name, "anomaly_%d", _i);
	whole_open(&w, name);
	whole_serve(&w, r->pool);
	short_of = w.request;
	inspect_beside();
	for (fault = MEMORY; fault < FAULTS; fault++)
		every_one(r);
	whole_close(&w);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("anomaly");
	TCase *t = tcase_create("faults");

	tcase_set_timeout(t, 300);
	tcase_add_loop_test(t, whatever_fails, 0, (int)COUNT(requests));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("anomaly", suite());
}
