// Each rule of the tree, broken once.

import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";

import { root } from "../lib/stack.mjs";

const long = (n) => "\tx++;\n".repeat(n);

// [what is wrong, file, its text, the complaint or "" for none]
const cases = [
	["nothing", "core/a.c", "#include \"core/a.h\"\nint\na(void)\n{\n}\n", ""],
	["a folder of its own at the top", "extra/a.txt", "", /top level/],
	["a long file", "core/a.c", long(501), /over 500 lines/],
	["a long file of SQL", "sql/a.sql", "SELECT 1;\n".repeat(501), /a.sql: over 500 lines/],
	["a file at the limit", "core/a.c", long(500), ""],
	["a long function", "core/a.c", `int\na(void)\n{\n${long(81)}}\n`, /a: a function over 80/],
	["a function at the limit", "core/a.c", `int\na(void)\n{\n${long(80)}}\n`, ""],
	["the core looks at sql", "core/a.c", "#include \"sql/db.h\"\n", /may not include sql\/db.h/],
	["base looks at the core", "core/base/a.h", "#include \"core/ras.h\"\n", /wrong way/],
	["sql looks at web", "sql/a.c", "#include \"web/page.h\"\n", /wrong way/],
	["web looks at fcgi", "web/a.c", "#include \"fcgi/req.h\"\n", /wrong way/],
	["a template looks at the request", "web/pages/a.html", "{{ use \"fcgi/req.h\" }}\n",
		/a template may not/],
	["inspect holds a secret", "fcgi/inspect/a.c", "#include \"fcgi/config.h\"\n", /wrong way/],
	["a rule draws lots", "core/ras.c", "#include \"core/crypt.h\"\n", /core\/crypt.h/],
	["a second file of a library", "core/a.c core/b.c", "#include <sodium.h>\n",
		/in more than one file/],
	["a library in a header", "core/a.h", "#include <sodium.h>\n", /by a .c file/],
	["a library nobody named", "core/a.c", "#include <lua.h>\n", /which library/],
	["conditional compilation", "core/a.c", "#ifdef X\n#endif\n", /no conditional/],
	["the same, in a comment", "core/a.c", "/*\n#ifdef X\n*/\n", ""],
	["a typedef", "core/a.h", "typedef struct a a;\n", /no typedef/],
	["floating point", "core/a.c", "static double d;\n", /no floating/],
	["floating in words", "core/a.c", "/* double */ const char *p = \"float\";\n", ""],
	["malloc in a handler", "fcgi/pages/a.c", "x = malloc(1);\n", /arena/],
	["commit in a handler", "fcgi/pages/a.c", "db_end(db);\n", /dispatcher/],
	["a clock in the core", "core/a.c", "t = time(NULL);\n", /the core is pure/],
	["a clock in SQL", "sql/queries/a.sql", "SELECT NOW();\n", /no clock/],
	["a bare number of an enum", "sql/queries/a.sql", "UPDATE t SET b = 1\n WHERE t.state = 3;\n",
		/a.sql:2:.*name the number/],
	["a bare number in a list", "sql/queries/a.sql", " WHERE step IN (4 /*STEP_CHALLENGE*/, 9);\n",
		/name the number/],
	["a number with its name", "sql/queries/a.sql", " WHERE state IN (13 /*A*/, 14 /*B*/) AND kind = 12 /*C*/;\n", ""],
	["something left to do", "sql/a.c", "/* TODO */\n", /finish it/],
	["an inline script", "web/pages/a.html", "<script>x</script>\n", /no inline/],
	["a foreign host", "web/pages/a.html", "<img src=\"https://x.example/a\">\n", /no inline/],
	["a straight apostrophe in a page", "web/pages/a.html", "<p>The child's words</p>\n", /a.html:1:.*an apostrophe is ’/],
	["one of many", "fcgi/pages/a.c", "words = S(\"The families' days\");\n", /a.c:1:.*apostrophe/],
	["one in a policy", "sql/policy/reference/a.csv", "1,New Year's Day\n", /a.csv:1:.*apostrophe/],
	["a character, and a comment", "fcgi/a.c", "/* the child's */ int b = c == 's' || d == '\\'';\n", ""],
	["a title in a page", "web/pages/a.html", "<p>Ring your social worker.</p>\n", /a.html:1:.*the policy's/],
	["a title in a sentence", "fcgi/pages/a.c", "words = S(\"The practice lead reads it\");\n",
		/a.c:1:.*the policy's/],
	["a title on two lines", "core/a.def", "X(\"Ask the operations \"\n\"manager\")\n", /the policy's/],
	["a title in a comment", "core/a.c", "/* The practice lead. */ int a; /* \"head of service\" */\n", ""],
	["a role by its key", "web/letters/a.html", "<p>{A practice_lead} and {workers}</p>\n", ""],
	["a role nobody has", "core/access.def fcgi/a.c",
		"ROLE(WORKER, 3, \"worker\", \"social worker\")\nX(\"{worker} {Workers} {a walker}\")\n",
		/a walker.*no role/],
	["an action without a route", "core/access.def", "ACTION(DANCE, 1, \"dance\", 0, 0, 0)\n", /DANCE: an action without/],
	["an action that a command has", "core/access.def", "ACTION(ADMIN_POLICY, 56, \"load\", 0, 0, 0)\n", ""],
	["a limit nothing reads", "core/policy.h", "\tX(LIMIT_SHOES, 1, \"shoes\", PAIRS)\t\\\n", /LIMIT_SHOES: nothing reads/],
	["a clock nothing reads", "core/policy.h", "\tX(CLOCK_TEA, 1, \"tea\")\t\\\n", /CLOCK_TEA: nothing reads/],
	["a query without a caller", "sql/queries/a.sql", "--: one struct row row_of(id id);\n", /row_of: a query that nothing asks/],
	["a query a store asks", "sql/queries/a.sql sql/store_a.c", "--: exec row_of(id id);\n/* row_of */ x = row_of();\n", ""],
	["a part of no query", "sql/queries/a.sql", "--: part rows;\nSELECT 1;\n", /rows: a part of no query/],
	["a part of a query", "sql/queries/a.sql", "--: part rows;\nSELECT 1;\n{rows} WHERE TRUE;\n", ""],
	["a part that no template calls", "web/parts/a.html", "{{ part a() }}\n{{ end }}\n", /a: a template that nothing shows/],
	["a part that one calls", "web/parts/a.html", "{{ part a() }}\n{{ call a() }}\n{{ end }}\n", ""],
	["a letter nobody writes", "web/letters/a.html", "{{ letter a() }}\n{{ end }}\n", /a: a template that nothing shows/],
	["a frame around pages", "web/parts/a.html fcgi/a.c", "{{ frame a() }}\nframe_a_top\n{{ end }}\n", ""],
	["a registry in the lock file", "web/package-lock.json", "\"resolved\": \"x\"\n", /registry/],
];

test("the tree itself keeps the rules", () => {
	const said = execFileSync(join(root, "tests/lint/run"), { encoding: "utf8" });
	assert.equal(said, "lint: nothing to say\n");
});

for (const [what, files, text, complaint] of cases)
	test(what, () => {
		const dir = mkdtempSync(join(tmpdir(), "accord-lint-"));
		for (const file of files.split(" ")) {
			mkdirSync(dirname(join(dir, file)), { recursive: true });
			writeFileSync(join(dir, file), text);
		}
		let said = "";
		try {
			execFileSync(join(root, "tests/lint/run"), [dir], { stdio: "pipe" });
		} catch (error) {
			said = error.stdout.toString();
			assert.notStrictEqual(said, "", error.stderr.toString());
		}
		rmSync(dir, { recursive: true });
		assert.match(said, complaint || /^$/);
	});
