#include "core/audit.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/tap.h"

#define ROWS ((size_t)5)

static struct arena *a;
static const struct key key = { { 9 } };
static struct audit_row row[ROWS];
static struct audit_tail tail;

static void
set_up(void)
{
	static const char *const detail[ROWS] = {
		"score 118 approved", "challenge sent", NULL, "", "letter made",
	};

	crypt_start();
	a = arena_new((size_t)1024 * 1024);
	tail = audit_tail_new(42);
	for (size_t i = 0; i < ROWS; i++) {
		row[i] = (struct audit_row){
			.at = { 1700000000000000 + (int64_t)i }, .actor = 7,
			.entered_by = ID_NONE, .role = 2, .action = (int)i + 10,
			.thing = {{ 3 }}, .audience = AUDIENCE_STAFF, .detail = str_of(detail[i]),
			.request = S("r-1"), .fingerprint = str_of(i == 4 ? "0123456789" : NULL),
		};
		audit_add(a, &key, &tail, &row[i]);
	}
}

static void
tear_down(void)
{
	arena_free(a);
}

static struct audit_verdict
verify(const struct audit_row *v, size_t n)
{
	struct audit_tail t = audit_tail_new(42);

	return audit_verify(a, &key, &t, v, n);
}

static void
check(const struct audit_row *v, size_t n, enum audit_fault fault, int64_t no)
{
	struct audit_verdict got = verify(v, n);

	ck_assert_int_eq(got.fault, fault);
	ck_assert_int_eq(got.no, no);
}

START_TEST(untouched_is_whole)
{
	struct audit_tail t = audit_tail_new(42);

	ck_assert_int_eq(row[0].no, 1);
	ck_assert_int_eq(row[4].no, 5);
	check(row, ROWS, AUDIT_GOOD, 0);
	check(row, 0, AUDIT_GOOD, 0);
	/* in two pieces */
	ck_assert_int_eq(audit_verify(a, &key, &t, row, 2).fault, AUDIT_GOOD);
	ck_assert_int_eq(t.no, 2);
	ck_assert_int_eq(audit_verify(a, &key, &t, row + 2, 3).fault, AUDIT_GOOD);
	ck_assert(hash32_eq(&t.mac, &tail.mac));
}
END_TEST

START_TEST(any_edit_shows_at_its_row)
{
	struct audit_row edits[] = {
		row[2], row[2], row[2], row[2], row[2],
		row[2], row[2], row[2], row[2], row[2],
	};

	edits[0].at.us++;
	edits[1].actor = 8;
	edits[2].entered_by = 1;
	edits[3].role = 3;
	edits[4].action = 99;
	edits[5].thing.b[0] = 4;
	edits[6].detail = S("");	/* was none */
	edits[7].request = S("r-2");
	edits[8].mac.b[31] ^= 1;
	edits[9].audience = AUDIENCE_FAMILY;
	for (size_t i = 0; i < COUNT(edits); i++) {
		row[2] = edits[i];
		struct audit_verdict got = verify(row, ROWS);
		ck_assert_msg(got.fault == AUDIT_ALTERED && got.no == 3, "%zu", i);
	}
}
END_TEST

START_TEST(text_cannot_move_between_fields)
{
	row[0].detail = S("score 118 approvedr");
	row[0].request = S("-1");
	check(row, ROWS, AUDIT_ALTERED, 1);
}
END_TEST

START_TEST(removal_and_order_show)
{
	struct audit_row v[ROWS];

	memcpy(v, row, sizeof v);
	memmove(v + 1, v + 2, 3 * sizeof *v);
	check(v, ROWS - 1, AUDIT_MISSING, 3);
	v[1].no = 2;				/* numbered anew, without the key */
	check(v, ROWS - 1, AUDIT_ALTERED, 2);

	memcpy(v, row, sizeof v);
	v[1] = row[2];
	v[2] = row[1];
	check(v, ROWS, AUDIT_ORDER, 3);
	v[1].no = 2;
	v[2].no = 3;
	check(v, ROWS, AUDIT_ALTERED, 2);

	memcpy(v, row, sizeof v);
	v[3] = row[2];				/* twice */
	check(v, ROWS, AUDIT_ORDER, 3);
	check(row + 1, ROWS - 1, AUDIT_MISSING, 2);
}
END_TEST

START_TEST(rows_of_another_case_do_not_fit)
{
	struct audit_tail t = audit_tail_new(43);

	ck_assert_int_eq(audit_verify(a, &key, &t, row, ROWS).fault, AUDIT_ORDER);
	for (size_t i = 0; i < ROWS; i++)
		row[i].chain = 43;
	ck_assert_int_eq(audit_verify(a, &key, &t, row, ROWS).fault, AUDIT_ALTERED);
}
END_TEST

START_TEST(another_key_fits_nothing)
{
	const struct key other = { { 8 } };
	struct audit_tail t = audit_tail_new(42);

	ck_assert_int_eq(audit_verify(a, &other, &t, row, ROWS).no, 1);
}
END_TEST

START_TEST(anchor_shows_a_cut_and_a_new_tail)
{
	const struct audit_tail none = audit_tail_new(42);

	ck_assert_int_eq(audit_against(&tail, row, ROWS).fault, AUDIT_GOOD);
	check(row, ROWS - 1, AUDIT_GOOD, 0);		/* nothing shows within */
	ck_assert_int_eq(audit_against(&tail, row, ROWS - 1).fault, AUDIT_CUT);
	ck_assert_int_eq(audit_against(&tail, row, ROWS - 1).no, 5);
	row[4].mac.b[0] ^= 1;
	ck_assert_int_eq(audit_against(&tail, row, ROWS).fault, AUDIT_REPLACED);
	ck_assert_int_eq(audit_against(&none, row, 0).fault, AUDIT_GOOD);
}
END_TEST

START_TEST(root_depends_on_every_tail)
{
	struct hash32 zero = { { 0 } };
	struct audit_tail other = audit_tail_new(43);
	struct hash32 one = audit_root_add(a, &key, &zero, &tail);
	struct hash32 both = audit_root_add(a, &key, &one, &other);
	struct hash32 turned = audit_root_add(a, &key, &zero, &other);

	turned = audit_root_add(a, &key, &turned, &tail);
	ck_assert(!hash32_eq(&one, &both));
	ck_assert(!hash32_eq(&turned, &both));
	tail.mac.b[5] ^= 1;
	struct hash32 changed = audit_root_add(a, &key, &zero, &tail);
	ck_assert(!hash32_eq(&one, &changed));
}
END_TEST

START_TEST(every_fault_has_words)
{
	for (int f = AUDIT_GOOD; f <= AUDIT_REPLACED; f++)
		ck_assert(audit_fault_words((enum audit_fault)f).n > 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("audit");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, untouched_is_whole);
	tcase_add_test(t, any_edit_shows_at_its_row);
	tcase_add_test(t, text_cannot_move_between_fields);
	tcase_add_test(t, removal_and_order_show);
	tcase_add_test(t, rows_of_another_case_do_not_fit);
	tcase_add_test(t, another_key_fits_nothing);
	tcase_add_test(t, anchor_shows_a_cut_and_a_new_tail);
	tcase_add_test(t, root_depends_on_every_tail);
	tcase_add_test(t, every_fault_has_words);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("audit", suite());
}
