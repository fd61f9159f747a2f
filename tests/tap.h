/*
 * The end of every unit test: runs the suite and says in TAP how it went, to
 * the file CK_TAP_LOG_FILE_NAME names or, without one, to standard output.
 */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <check.h>
#include <stdlib.h>

/* Returns what main() returns: 0 when every test passed. */
static inline int
tap_main(const char *name, Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	bool logged = getenv("CK_TAP_LOG_FILE_NAME") != NULL;

	if (!logged)
		srunner_set_tap(runner, "-");
	srunner_run_all(runner, logged ? CK_NORMAL : CK_SILENT);
	int tests = srunner_ntests_run(runner);
	int failed = srunner_ntests_failed(runner);
	if (tests == 0)
		fprintf(stderr, "%s: no test\n", name);
	srunner_free(runner);
	return tests > 0 && failed == 0 ? 0 : 1;
}

#endif
