// mkquery: one small input for each rule, with the C it becomes or the words it
// is refused with.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const mkquery = join(root, "build/bin/mkquery");
const folder = mkdtempSync(join(tmpdir(), "accord-mkquery-"));
after(() => rmSync(folder, { recursive: true }));

function run(...words) {
	return spawnSync(mkquery, words, { cwd: folder, encoding: "utf8" });
}

function compile(sql) {
	writeFileSync(join(folder, "t.sql"), sql);
	const { status, stderr } = run("t.sql", "t.h", "t.c");
	if (status !== 0)
		return { status, stderr };
	const read = (name) => readFileSync(join(folder, name), "utf8");
	return { status, h: read("t.h"), c: read("t.c") };
}

const row = "--: struct row { id id; text? name };\n";

const exec = (parameters, sql) => `--: exec e(${parameters});\n${sql}`;

const becomes = [
	["a row", row, { h: "struct row {\n\tint64_t id;\n\tstruct str name;\n};",
		c: '{ "name", DB_TEXT, true, offsetof(struct row, name) },' }],
	["rows", row, { h: "struct rows {\n\tstruct row *v;\n\tsize_t n;\n};" }],
	["one", row + "--: one struct row get(id id);\nSELECT id, name FROM t WHERE id = :id;\n",
		{ h: "MUST_CHECK enum err get(struct db *db, struct arena *a, int64_t id,\n    struct row *row);",
			c: "return db_one(db, a, &get_query, args, row);" }],
	["many", row + "--: many struct row all();\nSELECT id, name FROM t;\n",
		{ h: "all(struct db *db, struct arena *a, struct rows *rows);",
			c: "const void *const *args = NULL;" }],
	["exec", "--: exec go(text t);\nUPDATE t SET t = :t;\n",
		{ h: "go(struct db *db, struct str t,\n    int64_t *changed);" }],
	["insert", "--: insert add(pid p);\nINSERT INTO t (p) VALUES (:p);\n",
		{ h: "add(struct db *db, struct pid p,\n    int64_t *id);", c: "&p };" }],
	["every type", "--: exec e(int a1, bool b, bytes c, points d, money f, date g, stamp h, enum hue i);\n" +
		"UPDATE t SET x = f(:a1, :b, :c, :d, :f, :g, :h, :i);\n",
		{ h: "int a1,\n    bool b, struct str c, struct points d,\n    struct money f, struct date g, struct stamp h,\n    enum hue i, int64_t *changed);",
			c: "_Static_assert(sizeof(enum hue) == sizeof(int)" }],
	["a parameter used twice", "--: exec e(id x, id y);\nUPDATE t SET a = :y WHERE b = :x OR c = :y;\n",
		{ c: '\t{ "y", DB_ID, false, 1 },\n\t{ "x", DB_ID, false, 0 },\n\t{ "y", DB_ID, false, 1 },' }],
	["quotes keep what is in them", "--: exec e(id x);\nUPDATE t SET a = ':x ?; -- \\'\"' WHERE `:y` = :x;\n",
		{ c: `"UPDATE t SET a = ':x ?; -- \\\\'\\"' WHERE \`:y\` = ?"` }],
	["two question marks in a quote", "--: exec e(id x);\nUPDATE t SET a = '??!' WHERE b = :x;\n",
		{ c: "'?\\?!'" }],
	["comments go", "--: exec e(id x);\nUPDATE t -- :gone; '\n SET /* ; :gone */ a = :x # it's\n;\n",
		{ c: '"UPDATE t \"\n\t    \"SET a = ?",' }],
	["two hyphens without a space are sums", "--: exec e(id x);\nUPDATE t SET a = a--1 WHERE x = :x;\n",
		{ c: "a = a--1" }],
	["brackets first", row + "--: many struct row all();\n(SELECT id, name FROM t) UNION (SELECT 1, 2);\n",
		{ c: "(SELECT id, name FROM t) UNION" }],
	["counting", row + "--: many struct row all();\nSELECT COUNT(*) AS id, 2 * 3 AS name FROM t;\n",
		{ c: "COUNT(*) AS id, 2 * 3" }],
	["a directive over several lines", "--: struct row {\n--:\tid id;\n--: text name;\n--: };\n",
		{ h: "int64_t id;\n\tstruct str name;" }],
	["use", '--: use "core/dispute.h";\n', { h: '#include "core/dispute.h"' }],
	["comments", "-- Of the file.\n\n-- Lost.\n\n-- Of the row.\n" + row +
		"-- Two\n-- lines.\n--: exec e();\nDELETE FROM t;\n",
		{ h: "/* Of the row. */\nstruct row" }],
	["comments of two lines", "-- Of the file.\n\n-- Two\n-- lines.\n--: exec e();\nDELETE FROM t;\n",
		{ h: "/*\n * Two\n * lines.\n */\nMUST_CHECK enum err e(" }],
	["a part", "-- Twice.\n--: part mine;\n a = :x\n -- gone\n ;\n" +
		"--: exec e(id x);\nDELETE FROM t WHERE {mine} AND b = 1;\n" +
		"--: exec f(id y, id x);\nUPDATE t SET b = :y\n WHERE {mine};\n",
		{ c: '"UPDATE t SET b = ? "\n\t    "WHERE a = ?"' }],
	["a part that is all", row + "--: part whole;\nSELECT id, name FROM t;\n--: many struct row all();\n{whole};\n",
		{ c: '.sql = "SELECT id, name FROM t",' }],
	["a number with its name", exec("", "DELETE FROM t WHERE a IN (3 /*SENT*/, 14/*GONE*/);\n"),
		{ c: '_Static_assert(SENT == 3, "t.sql:2");\n_Static_assert(GONE == 14, "t.sql:2");\n' }],
	["a number with its name is a number", exec("", "DELETE FROM t WHERE a IN (3 /*SENT*/, 14/*GONE*/);\n"),
		{ c: "WHERE a IN (3, 14)" }],
	["a number with its name in a part", "--: part sent;\na = 3 /*SENT*/;\n" + exec("", "DELETE FROM t WHERE {sent};\n"),
		{ c: '_Static_assert(SENT == 3, "t.sql:2");' }],
	["the list", "--: exec e();\nDELETE FROM t;\n",
		{ c: "const struct db_query *const q_t_all[] = {\n\t&e_query,\n\tNULL\n};" }],
];

for (const [name, sql, wanted] of becomes) {
	test(`becomes C: ${name}`, () => {
		const made = compile(sql);
		assert.equal(made.stderr, undefined);
		for (const [file, text] of Object.entries(wanted))
			assert.ok(made[file].includes(text), `${text}\n--- is not in\n${made[file]}`);
	});
}

const refused = [
	["an undeclared parameter", exec("", "DELETE FROM t WHERE a = :x;"), "t.sql:2: :x is not declared"],
	["an unused parameter", exec("id x", "DELETE FROM t;"), "t.sql:2: :x is declared and not used"],
	["a parameter used in a comment only", exec("id x", "DELETE FROM t -- :x\n;"), ":x is declared and not used"],
	["a parameter twice", exec("id x, id x", "DELETE FROM t WHERE a = :x;"), "x is declared twice"],
	["an unknown type", exec("number x", "DELETE FROM t WHERE a = :x;"), "there is no type number"],
	["a word of C", exec("id case", "DELETE FROM t WHERE a = :case;"), "case is a word of C"],
	["a name of the generated code", exec("id args", "DELETE FROM t WHERE a = :args;"), "args is a word of C"],
	["the name of the result", exec("id changed", "DELETE FROM t WHERE a = :changed;"), "changed is the name of the result"],
	["capitals", exec("id X", "DELETE FROM t WHERE a = :X;"), "names are in small letters"],
	["an optional bool", exec("bool? x", "DELETE FROM t WHERE a = :x;"), "a bool cannot be optional"],
	["a row that is not there", "--: one struct row get();\nSELECT 1;", "there is no struct row"],
	["a row twice", row + row, "struct row is declared twice"],
	["a row without fields", "--: struct row { };\n", "struct row has no field"],
	["another kind of statement", exec("", "SELECT 1;"), "e is of a kind that begins with another word"],
	["a statement about tables", exec("", "DROP TABLE t;"), "begins with another word"],
	["no statement", exec("", ";"), "e has no SQL"],
	["no end", exec("", "DELETE FROM t\n"), "the SQL of e does not end with ;"],
	["no end before the next", exec("", "DELETE FROM t\n\n--: exec f();\nDELETE FROM t;"), "the SQL of e does not end with ;"],
	["two statements", exec("", "DELETE FROM t; DELETE FROM u;"), "nothing may stand after ;"],
	["an open quote", exec("", "DELETE FROM t WHERE a = 'x;\n"), "is not closed"],
	["an open comment", exec("", "DELETE FROM t /* ;\n"), "is not closed"],
	["a comment that runs", exec("", "DELETE /*! FROM t */;\n"), "cannot stand here"],
	["a newline in a quote", exec("", "DELETE FROM t WHERE a = 'x\ny';"), "a quote holds a newline"],
	["a bare question mark", exec("", "DELETE FROM t WHERE a = ?;"), "the SQL of e has what cannot stand there"],
	["a bare colon", exec("", "DELETE FROM t WHERE a = : x;"), ": is not declared"],
	["all columns", row + "--: many struct row all();\nSELECT * FROM t;", "name the columns"],
	["all different columns", row + "--: many struct row all();\nselect distinct\n* from t;", "name the columns"],
	["all columns of one", row + "--: many struct row all();\nSELECT t.* FROM t;", "name the columns"],
	["the database's clock", exec("", "UPDATE t SET a = now();"), "now: the time comes in as a parameter"],
	["chance", exec("", "UPDATE t SET a = RAND();"), "RAND: random values come in"],
	["OFFSET", row + "--: many struct row all();\nSELECT id, name FROM t LIMIT 5 OFFSET 5;", "a list goes on from a key"],
	["IGNORE", "--: insert add();\nINSERT IGNORE INTO t VALUES (1);", "IGNORE turns errors into wrong data"],
	["a part that is not there", exec("", "DELETE FROM t WHERE {mine};"), "t.sql:2: there is no part mine"],
	["a part before it is there", exec("", "DELETE FROM t {mine};") + "\n--: part mine;\nWHERE a;\n", "there is no part mine"],
	["a part of a part", "--: part a;\nb;\n--: part b;\n{a};\n" + exec("", "DELETE FROM {b};"), "t.sql:4: there is no part a here"],
	["a part twice", "--: part mine;\na;\n--: part mine;\na;\n", "part mine is declared twice"],
	["a part nobody uses", "--: part mine;\na;\n", "part mine is declared and not used"],
	["a part left open", "--: part mine;\na\n", "the SQL of mine does not end with ;"],
	["a part with an open quote", "--: part mine;\n'a;\n", "the SQL of mine is not closed"],
	["a part not closed", "--: part mine;\na;\n" + exec("", "DELETE FROM {mine t;"), "expected } here"],
	["what a part says of itself", "--: part mine;\na = NOW();\n" + exec("", "DELETE FROM t WHERE {mine};"), "t.sql:2: NOW: the time"],
	["a parameter the query of a part has not", "--: part mine;\na = :x;\n" + exec("", "DELETE FROM t WHERE {mine};"), "t.sql:2: :x is not declared"],
	["a closing brace", exec("", "DELETE FROM t};"), "the SQL of e has what cannot stand there"],
	["a name beside no number", exec("", "DELETE FROM t WHERE a /*SENT*/ = 3;"), "SENT stands beside no number"],
	["a name beside a word", exec("", "DELETE FROM t WHERE a3 /*SENT*/ = 3;"), "SENT stands beside no number"],
	["a directive that is none", "--: get x();\n", "there is no directive get"],
	["a directive without end", "--: exec e()\nDELETE FROM t;", "the directive before does not end with ;"],
	["SQL without a directive", "DELETE FROM t;\n", "t.sql:1: SQL without a directive"],
	["the end of a comment of C", "-- x */\n", "*/ would end the comment"],
	["bytes that are no text", Buffer.from([0x2d, 0x2d, 0xff, 0x0a]), "not plain UTF-8"],
];

for (const [name, sql, words] of refused) {
	test(`refuses: ${name}`, () => {
		const made = compile(sql);
		assert.equal(made.status, 1);
		assert.ok(made.stderr.includes(words), made.stderr);
		assert.match(made.stderr, /^t\.sql:\d+: .*\n$/);
	});
}

test("the comment of the file stands at its head", () => {
	assert.match(compile("-- Of the file.\n\n" + row).h, /^.*\n\/\* Of the file\. \*\/\n#ifndef/);
});

test("--all lists the statements of all files", () => {
	assert.equal(run("--all", "all.c", "a/case.sql", "b/todo.sql").status, 0);
	const c = readFileSync(join(folder, "all.c"), "utf8");
	assert.ok(c.includes('#include "gen/q_todo.h"'));
	assert.ok(c.includes("db_all_queries[] = {\n\tq_case_all,\n\tq_todo_all,\n\tNULL\n};"));
});

test("what cannot be read or written is said", () => {
	assert.match(run("none.sql", "x.h", "x.c").stderr, /none\.sql: No such file/);
	writeFileSync(join(folder, "t.txt"), "");
	assert.match(run("t.txt", "x.h", "x.c").stderr, /t\.txt: Invalid/);
	assert.match(run("t.sql", "no/x.h", "x.c").stderr, /no\/x\.h: No such/);
	assert.equal(run("t.sql").status, 2);
});

test("a number that is not what its name says does not compile", () => {
	const enumeration = "enum state { SENT = 3 };\n";
	const of = (n) => {
		const made = compile(exec("", `DELETE FROM t WHERE a = ${n} /*SENT*/;\n`));
		writeFileSync(join(folder, "number.c"), enumeration + made.c.match(/_Static_assert.*/)[0]);
		return spawnSync(process.env.CC ?? "cc", ["-std=c17", "-fsyntax-only",
			join(folder, "number.c")], { encoding: "utf8" });
	};
	assert.equal(of(3).status, 0);
	assert.match(of(4).stderr, /static.assert\w* failed.*t\.sql:2/);
});

test("what is generated compiles without a warning", () => {
	const flags = ["-std=c17", "-Wall", "-Wextra", "-Wconversion", "-Wshadow",
		"-Wcast-qual", "-Wstrict-prototypes", "-Wmissing-prototypes", "-Werror",
		"-fsyntax-only", "-D_GNU_SOURCE", "-I.", `-I${folder}/build`];
	const made = compile(row + "--: one struct row get(text? x, points y);\n" +
		"SELECT id, name FROM t WHERE a = :x AND b = :y AND c = '??/';\n" +
		"--: many struct row all();\nSELECT id, name FROM t;\n" +
		"--: exec e(id x);\nDELETE FROM t WHERE a = :x;\n" +
		"--: insert add(date? x);\nINSERT INTO t VALUES (:x);\n");
	writeFileSync(join(folder, "whole.c"), made.h + made.c.replace('#include "gen/q_t.h"', ""));
	const { stderr, status } = spawnSync(process.env.CC ?? "cc",
		[...flags, join(folder, "whole.c")], { cwd: root, encoding: "utf8" });
	assert.equal(status, 0, stderr);
});
