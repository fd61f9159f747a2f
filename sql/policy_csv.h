/*
 * A policy from a folder of tables that a person can open in a spreadsheet;
 * sql/policy/README.md describes each. The first row of a table names its
 * columns, which may stand in any order.
 */
#ifndef SQL_POLICY_CSV_H
#define SQL_POLICY_CSV_H

#include "core/base/err.h"
#include "core/policy.h"

struct arena;
struct out;

struct policy_file {
	struct str name;	/* "bands.csv" */
	struct str content;
};

struct policy_files {
	struct policy_file *v;
	size_t n;
};

/* The tables of a folder as they stand there. E_FORM: some cannot be read. */
MUST_CHECK enum err policy_files_in(struct arena *, const char *dir,
	    struct policy_files *, struct out *problems);

/* The same as policy_read_csv(), of tables that are in memory already. */
MUST_CHECK enum err policy_read_files(struct arena *, const struct policy_files *,
	    struct policy **policy, struct out *problems);

/*
 * Reads all tables of the folder and links the policy. What cannot be read is
 * written to problems, one a line, as FILE:LINE: what is wrong in plain words;
 * all of it, not only the first. Returns E_FORM then and sets *policy to NULL.
 * A policy that can be read may still be unsound: policy_lint() tells.
 */
MUST_CHECK enum err policy_read_csv(struct arena *, const char *dir,
	    struct policy **policy, struct out *problems);

#endif
