/*
 * The database of a test: as the environment says, with its log kept so that a
 * test can read it.
 */
#ifndef TESTS_SQL_TEST_DB_H
#define TESTS_SQL_TEST_DB_H

#include <check.h>

#include "sql/db.h"

static char test_log[4096];	/* every line since test_log_clear() */

static inline void
test_log_line(const char *line)
{
	size_t n = strlen(test_log);

	snprintf(test_log + n, sizeof test_log - n, "%s\n", line);
}

static inline bool
test_logged(const char *words)
{
	return strstr(test_log, words) != NULL;
}

static inline void
test_log_clear(void)
{
	test_log[0] = '\0';
}

static inline struct db_config
test_config(void)
{
	static char password[256];
	const char *path = getenv("ACCORD_TEST_PASSWORD_FILE");
	FILE *f = path != NULL ? fopen(path, "r") : NULL;

	ck_assert_msg(f != NULL, "ACCORD_TEST_… says which database");
	password[fread(password, 1, sizeof password - 1, f)] = '\0';
	password[strcspn(password, "\n")] = '\0';
	fclose(f);
	return (struct db_config){
		.socket = getenv("ACCORD_TEST_SOCKET"),
		.user = getenv("ACCORD_TEST_USER"),
		.name = getenv("ACCORD_TEST_DB"),
		.password = password,
		.log = test_log_line,
	};
}

static inline struct db *
test_open(const struct db_config *config)
{
	struct db *db;
	enum err e = db_open(config, &db);

	ck_assert_msg(e == OK, "%s", test_log);
	return db;
}

/* A database of this test alone, made anew: accord_test_NAME. */
static inline void
test_database(struct db_config *config, const char *name)
{
	static char own[80];
	char sql[200];
	struct db *db = test_open(config);

	snprintf(own, sizeof own, "%s_%s", config->name, name);
	snprintf(sql, sizeof sql, "DROP DATABASE IF EXISTS `%s`", own);
	ck_assert_int_eq(db_text(db, str_of(sql)), OK);
	snprintf(sql, sizeof sql, "CREATE DATABASE `%s` CHARACTER SET utf8mb4 "
	    "COLLATE utf8mb4_bin", own);
	ck_assert_int_eq(db_text(db, str_of(sql)), OK);
	db_close(db);
	config->name = own;
}

#endif
