// What is decided cannot be changed: every column of every row that records a
// decision is tried as each of the service's database users, and so is taking the
// row away. The demonstration has a decided row of each kind.

import assert from "node:assert";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { before } from "node:test";

import { setting, sql } from "../lib/people.mjs";
import { root } from "../lib/stack.mjs";

const USERS = [...new Set(readFileSync(join(root, "sql/grants.sql"), "utf8").match(/\w+(?=@localhost)/g))];
const APPROVED = "assessment IN (SELECT id FROM assessment WHERE approved IS NOT NULL)";
const SENT = "plan IN (SELECT id FROM plan WHERE no > 0)";

// table, which of its rows are decided, columns that go on to say what came after
const DECIDED = [
	["assessment", "approved IS NOT NULL", ["state", "version"]],
	["answer", APPROVED, []],
	["took_part", APPROVED, []],
	["score", "TRUE", []],
	["item_answer", "counts IS NOT NULL", []],
	["item_contest", "TRUE", []],
	["plan", "no > 0", ["state", "assessment", "council_signed", "council_signer", "family_signed",
		"family_signer", "unused_reason"]],
	["plan_outcome", SENT, []],
	["plan_line", SENT, ["fitted", "fit_reason"]],
	["plan_answer", "confirmed IS NOT NULL", []],
	["plan_line_answer", "line IN (SELECT l.id FROM plan_line l JOIN plan_answer k ON k.plan = l.plan WHERE k.confirmed IS NOT NULL)", []],
	["meeting", "answered IS NOT NULL", ["way", "interpreter", "adjustments", "comes", "about", "counts_from",
		"missed", "chosen", "ended", "note_right", "correction", "corrected", "corrected_by"]],
	["point", "round IS NOT NULL", []],
	["point_decision", "sent IS NOT NULL", []],
	["outcome", "decided IS NOT NULL AND NOT recommended", []],
	["outcome", "recommended AND panel_noted IS NULL", ["panel_noted"]],
	["weighed", "what = 1 AND EXISTS (SELECT 1 FROM point_decision d WHERE d.point = decision AND d.person = weighed.person AND d.sent IS NOT NULL)", []],
	["document_weighed", "what = 1 AND EXISTS (SELECT 1 FROM point_decision d WHERE d.point = decision AND d.person = document_weighed.person AND d.sent IS NOT NULL)", []],
	["document_weighed", "what = 2 AND EXISTS (SELECT 1 FROM meeting m WHERE m.id = decision AND m.answered IS NOT NULL)", []],
	["document_weighed", "what = 3 AND EXISTS (SELECT 1 FROM plan_answer k WHERE k.plan = decision AND k.confirmed IS NOT NULL)", []],
	["document_weighed", "what = 4 AND EXISTS (SELECT 1 FROM outcome o WHERE o.id = decision AND o.panel_noted IS NOT NULL)", []],
	["document_weighed", "what > 4 AND EXISTS (SELECT 1 FROM item_answer w WHERE w.item = decision AND w.tier = what - 4 AND w.decided_by = document_weighed.person)", []],
	["letter", "opened IS NOT NULL", ["chased", "ready", "ready_by", "ready_how", "ready_note", "ready_document",
		"reached", "reached_by", "reached_how", "reached_note"]],
	["letter_pdf", "made IS NOT NULL", ["claimed"]],
	["letter_again", "TRUE", []],
	["document", "sent IS NOT NULL", []],
	["document_chunk", "TRUE", []],
	["reviewer_named", "TRUE", []],
	["handover", "TRUE", []],
	["complaint", "TRUE", []],
	["staff_comment", "TRUE", []],
	["record", "TRUE", []],
	["account_event", "TRUE", []],
	["policy", "TRUE", []],
	["policy_file", "TRUE", []],
];

// Another value than the one that stands there, of its type.
const OTHER = [[/int/, (name) => `IF(${name} <=> 1, 2, 1)`], [/date/, () => "'1999-01-01'"],
	[/binary|blob/, () => "RANDOM_BYTES(16)"], [/char|text/, () => "'changed'"]];
const other = (name, type) => `${name} = ${OTHER.find(([t]) => t.test(type))[1](name)}`;

function attempts() {
	const all = [];
	for (const [table, where, free] of DECIDED) {
		const columns = sql(`SELECT column_name, column_type FROM information_schema.columns
			WHERE table_schema = '${setting("db.name")}' AND table_name = '${table}'`);
		for (const [name, type] of columns.filter(([name]) => !free.includes(name)))
			all.push(`UPDATE ${table} SET ${other(name, type)} WHERE ${where} LIMIT 1`);
		all.push(`DELETE FROM ${table} WHERE ${where} LIMIT 1`);
		if (table === "document_weighed")	// and nothing more is said of a document
			all.push(`INSERT INTO ${table} SELECT * FROM ${table} WHERE ${where} LIMIT 1`);
	}
	return all;
}

// What the server said to each: its error number, or nothing. All is rolled back.
function asked(user, statements) {
	const password = readFileSync(join(process.env.ACCORD_VAR, "secrets", user), "utf8").trim();
	const { stderr } = spawnSync("mariadb", ["--no-defaults", "--force", `--socket=${setting("db.socket")}`,
		`--user=${user}`, setting("db.name")], { encoding: "utf8", env: { ...process.env, MYSQL_PWD: password },
		input: ["SET autocommit = 0;", ...statements.map((s) => `${s};`), "ROLLBACK;"].join("\n") });
	const said = Array(statements.length).fill("");
	for (const [, number, line] of stderr.matchAll(/^ERROR (\d+) \(\w+\) at line (\d+)/gm))
		said[Number(line) - 2] = number;
	return said;
}

// Its plans are answered before a story adds a document.
before(() => sql(`INSERT INTO document_weighed (document, what, decision, person, said, why, saved)
	SELECT d.id, 3, k.plan, k.writer, 1, '', UTC_TIMESTAMP(6) FROM casefile c JOIN document d ON d.casefile = c.id
		JOIN plan p ON p.casefile = c.id JOIN plan_answer k ON k.plan = p.id AND k.confirmed IS NOT NULL
	 WHERE c.child_name = 'Saira Begum' ON DUPLICATE KEY UPDATE said = 1`));

test("the demonstration has a decided row of every kind", () => {
	const none = DECIDED.filter(([table, where]) => where !== "TRUE" && sql(`SELECT 1 FROM ${table} WHERE ${where} LIMIT 1`).length === 0);
	assert.deepStrictEqual(none.map(([table]) => table), []);
});

test("no user of the service changes a decided row, or takes one away", () => {
	const statements = attempts();
	let kept = 0;
	assert.ok(USERS.length >= 7 && statements.length > 250);
	for (const user of USERS) {
		const said = asked(user, statements);
		kept += said.filter((number) => number === "1644").length;
		// no such right to the table or the column; or it is decided
		assert.deepStrictEqual(statements.filter((_, i) => !["1142", "1143", "1644"].includes(said[i])), [], user);
	}
	assert.ok(kept > 100, `${kept} of them stopped because it is decided`);
});

test("every user that may write is named where decided rows are kept", () => {
	const [[body]] = sql(`SELECT routine_definition FROM information_schema.routines
		WHERE routine_schema = '${setting("db.name")}' AND routine_name = 'keep_decided'`);
	assert.deepStrictEqual([...body.matchAll(/'(\w+)'/g)].map(([, w]) => w).filter((w) => USERS.includes(w)).sort(), [...USERS].sort());
});

test("a version of the policy is not changed by its owner either", () => {
	for (const statement of ["UPDATE policy_file SET content = '' LIMIT 1", "DELETE FROM policy_file LIMIT 1"])
		assert.throws(() => sql(statement), /A version of the policy never changes/);
});
