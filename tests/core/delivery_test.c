#include "core/delivery.h"

#include "tests/tap.h"

#define FAULT(direct, council, third, named, recipient, conditions, agreed, fault) \
	{ __LINE__, { { direct }, { council }, { third }, named, recipient, conditions, false }, \
	    { agreed }, fault }

static const struct {
	int line;
	struct delivery_parts parts;
	struct money agreed;
	enum delivery_fault fault;
} rows[] = {
	FAULT(0, 0, 0, false, false, 0, 100, DELIVERY_NOTHING),
	FAULT(0, 0, 0, false, false, 0, 0, DELIVERY_FINE),
	FAULT(0, 100, 0, false, false, 0, 100, DELIVERY_FINE),
	FAULT(0, 99, 0, false, false, 0, 100, DELIVERY_SUM),
	FAULT(0, 101, 0, false, false, 0, 100, DELIVERY_SUM),
	FAULT(0, 0, 100, false, false, 0, 100, DELIVERY_NO_THIRD),
	FAULT(0, 0, 100, true, false, 0, 100, DELIVERY_FINE),
	FAULT(100, 0, 0, false, false, CONDITIONS_ALL, 100, DELIVERY_NO_RECIPIENT),
	FAULT(100, 0, 0, false, true, 0, 100, DELIVERY_CONDITIONS),
	FAULT(100, 0, 0, false, true, SUITABLE_PERSON | NEED_CAN_BE_MET, 100,
	    DELIVERY_CONDITIONS),
	FAULT(100, 0, 0, false, true, CONDITIONS_ALL, 100, DELIVERY_FINE),
	FAULT(40, 35, 25, true, true, CONDITIONS_ALL, 100, DELIVERY_FINE),
	FAULT(40, 35, 24, true, true, CONDITIONS_ALL, 100, DELIVERY_SUM),
};

START_TEST(what_is_wrong_with_it)
{
	ck_assert_msg(delivery_check(&rows[_i].parts, rows[_i].agreed) == rows[_i].fault,
	    "line %d", rows[_i].line);
}
END_TEST

/* Of 20,000 agreed 5,000 is paid out: 12 in 100 of that may stay in the account. */
START_TEST(a_payment_stops_when_its_consent_is_withdrawn)
{
	struct delivery_parts d = { { 500000 }, { 1500000 }, { 0 }, false, true,
		CONDITIONS_ALL, false };

	ck_assert(!delivery_stopped(&d));
	ck_assert_int_eq(delivery_spare(&d, 12).pence, 60000);
	d.withdrawn = true;
	ck_assert(delivery_stopped(&d));
	ck_assert_int_eq(delivery_spare(&d, 12).pence, 0);
	ck_assert_int_eq(delivery_check(&d, (struct money){ 2000000 }), DELIVERY_WITHDRAWN);
	d.direct.pence = 0;	/* arranged another way: nothing has stopped */
	d.council.pence = 2000000;
	ck_assert(!delivery_stopped(&d));
	ck_assert_int_eq(delivery_spare(&d, 12).pence, 0);
	ck_assert_int_eq(delivery_check(&d, (struct money){ 2000000 }), DELIVERY_FINE);
}
END_TEST

START_TEST(every_fault_has_words)
{
	for (int f = DELIVERY_FINE + 1; f < DELIVERY_FAULT_COUNT; f++)
		ck_assert(delivery_fault_words((enum delivery_fault)f).n > 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("delivery");
	TCase *t = tcase_create("delivery");

	tcase_add_loop_test(t, what_is_wrong_with_it, 0, COUNT(rows));
	tcase_add_test(t, a_payment_stops_when_its_consent_is_withdrawn);
	tcase_add_test(t, every_fault_has_words);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("delivery", suite());
}
