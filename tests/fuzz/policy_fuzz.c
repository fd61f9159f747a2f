/*
 * A council's tables, of which one is anything: the first line names it, the
 * rest is its content. It is refused with the place and words, or read; and what
 * the linter calls sound has a band and a sum for every score there can be.
 */
#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/ras.h"
#include "sql/policy_csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define WORDS ((size_t)4 * 1024 * 1024)

static struct arena *kept;
static struct policy_files reference;

static void
read_reference(void)
{
	struct out problems;

	kept = arena_new((size_t)16 * 1024 * 1024);
	out_init(&problems, kept, WORDS);
	if (policy_files_in(kept, "sql/policy/reference", &reference, &problems) != OK)
		abort();
}

static void
score_all(const struct policy *p)
{
	struct worked_out w;
	const struct ras_answers none = { NULL, 0 };

	for (enum tool_kind k = 1; k <= TOOL_KS3_4; k++) {
		const struct tool *tool = policy_tool(p, k);
		if (tool == NULL)
			continue;
		ras_worked_out(p, tool, &none, &w);
		for (int16_t n = 0; tool->scored && n <= w.highest.n; n++) {
			struct ras_score s = ras_score(p, (struct points){ n });
			if (s.band == NULL || s.step == NULL)
				abort();
		}
	}
}

/* The reference tables, with one of them changed. */
static struct policy_files
tables_with(struct arena *a, struct str name, struct str content)
{
	struct policy_files files = { ARENA_ARRAY(a, reference.n, struct policy_file),
	    reference.n };

	for (size_t i = 0; i < files.n; i++) {
		files.v[i] = reference.v[i];
		if (str_eq(files.v[i].name, name))
			files.v[i].content = content;
	}
	return files;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new((size_t)256 * 1024 * 1024);
	struct str content = { (const char *)p, n };
	struct str name = str_cut(&content, '\n');
	struct policy *policy;
	struct out problems, findings;

	if (reference.n == 0)
		read_reference();
	struct policy_files files = tables_with(a, name, content);
	out_init(&problems, a, WORDS);
	out_init(&findings, a, WORDS);
	if (policy_read_files(a, &files, &policy, &problems) != OK) {
		if (out_str_of(&problems).n == 0)
			abort();
	} else if (policy_lint(policy, &findings) == 0) {
		score_all(policy);
	}
	arena_free(a);
	return 0;
}
