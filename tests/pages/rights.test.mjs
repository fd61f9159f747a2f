// What the database lets each pool do, asked as the pool: a worker that was taken
// over can write what its pages write, and nobody else's session, case or draft.

import assert from "node:assert";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { setting, sql } from "../lib/people.mjs";
import { root } from "../lib/stack.mjs";

const POOLS = ["pages_read", "pages_write", "signin_read", "signin_write", "files_read", "files_write", "jobs"];

// { status, error } of one statement; what it did is rolled back.
function as(user, statement) {
	const password = readFileSync(join(process.env.ACCORD_VAR, "secrets", user), "utf8").trim();
	const { status, stderr } = spawnSync("mariadb", ["--no-defaults", `--socket=${setting("db.socket")}`,
		`--user=${user}`, setting("db.name")], { encoding: "utf8", env: { ...process.env, MYSQL_PWD: password },
		input: `SET autocommit = 0; ${statement}; ROLLBACK;` });
	return { status, error: stderr };
}

// 1142 and 1143: there is no such right to a table, or to a column
const refused = ([user, statement]) => assert.match(as(user, statement).error, /ERROR 114[23]/, `${user}: ${statement}`);
const allowed = ([user, statement]) => assert.strictEqual(as(user, statement).error, "", `${user}: ${statement}`);

test("no pool makes a session another person’s", () => {
	for (const user of ["pages_write", "files_write", "signin_write"]) {
		refused([user, "UPDATE session SET person = 1, stage = 2, ended = NULL WHERE id = 1"]);
		refused([user, "UPDATE session SET hash = '' WHERE id = 1"]);
		refused([user, "UPDATE session SET stage = 2 WHERE id = 1"]);
		allowed([user, "UPDATE session SET seen = seen WHERE id = 1"]);
	}
	refused(["files_write", "UPDATE session SET ended = NULL WHERE id = 1"]);
	allowed(["pages_write", "UPDATE session SET ended = seen WHERE id = 1"]);
});

test("what a case is, and whose, is not for the pages to change", () => {
	for (const column of ["child_name", "called", "team", "worker", "record_no", "record_mac", "born", "ref"])
		refused(["pages_write", `UPDATE casefile SET ${column} = ${column} WHERE id = 1`]);
	allowed(["pages_write", "UPDATE casefile SET assessment = assessment WHERE id = 1"]);
	refused(["pages_write", "UPDATE item_answer SET reason = '' WHERE item = 1"]);
	refused(["pages_write", "UPDATE letter SET html = '' WHERE id = 1"]);
	refused(["pages_write", "UPDATE score SET total = 0 WHERE no = 1"]);
	refused(["pages_write", "INSERT INTO supporter (casefile, person, named_by, may_draft, since) VALUES (1, 1, 1, 1, UTC_TIMESTAMP())"]);
	refused(["pages_write", "UPDATE person SET role = 5 WHERE id = 1"]);
	refused(["files_write", "UPDATE draft SET person = 1 WHERE person = 2"]);
});

test("every right to change a row names its columns", () => {
	const users = POOLS.map((user) => `"'${user}'@'localhost'"`).join(",");
	assert.deepStrictEqual(sql(`SELECT grantee, table_name FROM information_schema.table_privileges
		WHERE privilege_type = 'UPDATE' AND grantee IN (${users}) AND table_schema = '${setting("db.name")}'`), []);
});

// Of the owner of the database alone: `accord user`, `migrate` and the demonstration.
const OWNERS = new Set(["setup", "user", "migration"]);

// Every column a statement changes: [family/name, table, column].
function changed() {
	const all = [], folder = join(root, "sql/queries");

	for (const file of readdirSync(folder).filter((f) => !OWNERS.has(f.replace(".sql", ""))))
		for (const [, name, body] of readFileSync(join(folder, file), "utf8").replace(/^-- .*$/gm, "")
			.matchAll(/^--: (?:exec|insert) (\w+)\([^\n]*\n([^;]*);/gm)) {
			const text = body.replace(/\s+/g, " ").trim();
			const [, table, set] = /^UPDATE (\w+)(?: \w+)? SET (.*)$/.exec(text) ??
				/^INSERT INTO (\w+) .*ON DUPLICATE KEY UPDATE (.*)$/.exec(text) ?? [];
			const inserted = /^INSERT INTO \w+ \(([^)]*)\).*ON DUPLICATE KEY/.exec(text)?.[1].split(", ") ?? [];
			for (const [, column] of (set ?? "").split(" WHERE ")[0].matchAll(/(?:^|, )(?:\w+\.)?(\w+) = /g))
				all.push([`${file}: ${name}`, table, column]);
			inserted.forEach((column) => all.push([`${file}: ${name}`, table, column]));
		}
	return all;
}

test("every statement that changes a row has a pool that may", () => {
	const users = POOLS.map((user) => `"'${user}'@'localhost'"`).join(",");
	const rights = new Set(sql(`SELECT CONCAT(table_name, '.', column_name) FROM information_schema.column_privileges
		WHERE privilege_type = 'UPDATE' AND grantee IN (${users}) AND table_schema = '${setting("db.name")}'`).flat());
	const all = changed();
	assert.ok(all.length > 100);
	assert.deepStrictEqual(all.filter(([, table, column]) => !rights.has(`${table}.${column}`))
		.map((row) => row.join(" ")), []);
});
