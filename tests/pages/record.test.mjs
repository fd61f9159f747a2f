// The record: every way a row can be changed behind its back is found and named,
// by `accord verify` and on the auditor's page; and so is what happened to a letter
// or a document it names. An Accord of its own, where nobody else writes.

import assert from "node:assert";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { hidden } from "../lib/http.mjs";
import { ofStack } from "../lib/accord.mjs";
import { accord, sql as query, until } from "../lib/people.mjs";
import { signIn as signInAt } from "../lib/sign_in.mjs";
import { startStack } from "../lib/stack.mjs";

const WORKER = "hannah.brandt@accord.example", AUDITOR = "ivy.marsden@accord.example";
let stack, at, folder, config, log, id, pid, ref, worker, auditor, rows;

const sql = (text) => query(text, at.config);
const signIn = (email) => signInAt(email, at);

// A change by the worker: one row of the record.
async function change() {
	const page = await worker.get(`/cases/${pid}`);
	const action = `/cases/${pid}/views/hold`;
	const answer = await worker.post(action, { ...hidden(page.text, action), reason: "A risk at home" });
	assert.strictEqual(answer.status, 303, answer.text);
}

// An accord-jobs of our own, until it has written its anchor.
async function anchor() {
	const size = existsSync(log) ? readFileSync(log).length : 0;
	const jobs = spawn(join(process.env.ACCORD_BUILD, "bin/accord-jobs"),
		["--config", config], { stdio: "ignore" });
	await until(() => existsSync(log) && readFileSync(log).length > size);
	jobs.kill("SIGTERM");
	await new Promise((resolve) => jobs.on("close", resolve));
}

const verify = (...words) => accord(["verify", ...words], { config });

async function names(pattern, ...words) {
	const found = await verify(...words);
	assert.strictEqual(found.status, 1, found.out);
	assert.match(found.out, pattern);
	assert.match(found.out, /Wrong: \d/);
}

async function whole() {
	const found = await verify();
	assert.strictEqual(found.status, 0, found.out + found.err);
	assert.match(found.out, /Everything is whole/);
	assert.match(found.out, /The last anchor is \d+ minutes? old/);
}

const record = (set) => sql(`UPDATE record SET ${set}`);

before(async () => {
	stack = await startStack();
	at = ofStack(stack);
	folder = mkdtempSync(join(tmpdir(), "accord-record-"));
	log = join(folder, "anchors.log");
	config = join(folder, "accord.conf");
	writeFileSync(config, readFileSync(at.config, "utf8")
		.replace(/^record.anchor = .*$/m, `record.anchor = ${log}`)
		.replace(/^mail.dir = .*\n/m, ""));
	[[id, pid, ref]] = sql(
		"SELECT id, HEX(pid), ref FROM casefile WHERE child_name = 'Bea Yates'");
	pid = Buffer.from(pid, "hex").toString("base64url");
	worker = await signIn(WORKER);
	auditor = await signIn(AUDITOR);
	for (let n = 0; n < 4; n++)
		await change();
	rows = Number(sql(`SELECT record_no FROM casefile WHERE id = ${id}`)[0][0]);
	await anchor();
});

after(async () => {
	await stack?.stop();
	rmSync(folder, { recursive: true, force: true });
});

test("a record nobody touched is whole, and so it reads for the auditor", async () => {
	await whole();
	const home = await auditor.get("/");
	assert.match(home.text, /Reference of the case/);
	const found = await auditor.get(`/record?ref=${ref.toLowerCase().replace("-", "")}`);
	assert.strictEqual(found.status, 303);
	assert.strictEqual(found.headers.location, `/cases/${pid}/record`);
	const page = await auditor.get(found.headers.location);
	assert.match(page.text, new RegExp(`This record is whole[^]*in their order: ${rows}\\.`));
	assert.strictEqual((await auditor.get(`/cases/${pid}`)).status, 404, "not the case");
	assert.strictEqual((await auditor.get(`/cases/${pid}/views`)).status, 200);
	assert.match((await auditor.get("/record?ref=99999-X")).text,
		/There is no case|five digits and a letter/);
	assert.strictEqual((await worker.get("/record?ref=1")).status, 404);
	const theirs = await worker.get(`/cases/${pid}/record`);
	assert.strictEqual(theirs.status, 200);
	assert.ok(!theirs.text.includes("This record is whole"));
});

test("an edited row is named, here and on the page", async () => {
	record(`note = CONCAT(note, '.') WHERE casefile = ${id} AND no = ${rows - 2}`);
	try {
		await names(new RegExp(`Case ${ref}: row ${rows - 2} is not as it was written`));
		const page = await auditor.get(`/cases/${pid}/record`);
		assert.match(page.text, new RegExp(
			`has been changed[^]*Row ${rows - 2} is not as it was written`));
	} finally {
		record(`note = TRIM(TRAILING '.' FROM note) WHERE casefile = ${id} AND no = ${rows - 2}`);
	}
	await whole();
});

test("who did it, when and in which role are part of it", async () => {
	for (const [set, back] of [["actor = actor + 1", "actor = actor - 1"],
		["at = at + INTERVAL 1 SECOND", "at = at - INTERVAL 1 SECOND"],
		["role = role + 1", "role = role - 1"],
		["audience = audience + 1", "audience = audience - 1"]]) {
		record(`${set} WHERE casefile = ${id} AND no = ${rows}`);
		try {
			await names(new RegExp(`Case ${ref}: row ${rows} is not as it was written`));
		} finally {
			record(`${back} WHERE casefile = ${id} AND no = ${rows}`);
		}
	}
	await whole();
});

test("a row taken out, and two that changed places, are named", async () => {
	const move = (from, to) => record(`no = ${to} WHERE casefile = ${id} AND no = ${from}`);
	move(rows - 1, 100000);
	try {
		await names(new RegExp(`Case ${ref}: row ${rows} at least one row before it is missing`));
		move(rows, rows - 1);
		move(100000, rows);
		await names(new RegExp(`Case ${ref}: row ${rows - 1} is not as it was written`));
		move(rows, 100000);
		move(rows - 1, rows);
	} finally {
		move(100000, rows - 1);
	}
	await whole();
});

test("an end cut off, with its case made to fit, is missed by the anchor", async () => {
	const [[mac]] = sql(`SELECT HEX(record_mac) FROM casefile WHERE id = ${id}`);
	sql(`CREATE TABLE kept_by_test AS SELECT * FROM record WHERE casefile = ${id} AND no = ${rows};
		DELETE FROM record WHERE casefile = ${id} AND no = ${rows};`);
	try {
		await names(new RegExp(`Case ${ref}: row ${rows} `));
		sql(`UPDATE casefile c JOIN record r ON r.casefile = c.id AND r.no = ${rows - 1}
			SET c.record_no = r.no, c.record_mac = r.mac WHERE c.id = ${id}`);
		assert.match((await auditor.get(`/cases/${pid}/record`)).text, /This record is whole/);
		await names(new RegExp(`Case ${ref}: row ${rows} is missing, though the anchor saw it`));
		// the next anchor does not forget what the last one saw
		await anchor();
		await names(new RegExp(`Case ${ref}: row ${rows} is missing, though the anchor saw it`));
	} finally {
		sql(`INSERT INTO record SELECT * FROM kept_by_test; DROP TABLE kept_by_test;
			UPDATE casefile SET record_no = ${rows}, record_mac = UNHEX('${mac}') WHERE id = ${id}`);
	}
	await whole();
});

test("the anchor log itself cannot be altered unseen", async () => {
	const good = readFileSync(log, "utf8");
	const lines = good.split("\n");
	const at = lines.findIndex((line) => line.startsWith(`case ${id} `));
	assert.ok(at >= 0);

	writeFileSync(log, lines.with(at, lines[at].replace(` ${rows} `, ` ${rows + 1} `)).join("\n"));
	await names(/The anchor log: line \d+ is not as it was written/);
	writeFileSync(log, lines.toSpliced(at, 1).join("\n"));
	await names(/The anchor log: line \d+ is not as it was written/);
	writeFileSync(log, good + "case 1 10001-W 1");	// torn by a crash
	await whole();
	await anchor();
	await whole();
	writeFileSync(log, good);
	rmSync(log);
	await names(/The anchor log: it is not there/);
	writeFileSync(log, good);
	await whole();
});

// Does it, sees it named, and puts it right again.
async function tampered(change, pattern, back, ...words) {
	sql(change);
	try {
		await names(pattern, ...words);
	} finally {
		sql(back);
	}
	await whole();
}

test("a letter is what the record says, and none is missing", async () => {
	const [[letter, no, of]] = sql(`SELECT l.id, l.no, c.ref FROM letter l JOIN casefile c ON c.id = l.casefile
		WHERE l.no = 1 ORDER BY l.id LIMIT 1`);
	const table = (change) => `${change} WHERE id = ${letter}`;
	const kept = `CREATE TABLE kept_by_test AS SELECT * FROM letter WHERE id = ${letter};`;
	const back = `SET foreign_key_checks = 0; ${table("DELETE FROM letter")}; INSERT INTO letter SELECT * FROM kept_by_test; DROP TABLE kept_by_test`;

	await tampered(`${kept} ${table("UPDATE letter SET html = REPLACE(html, '<p>', '<p> ')")}`,
		new RegExp(`Case ${of}: letter ${no} is not as it was written`), back);
	await tampered(`${kept} ${table("UPDATE letter SET html = 'No.', hash = UNHEX(SHA2('No.', 256))")}`,
		new RegExp(`Case ${of}: letter ${no} is not the one the record names`), back);
	await tampered(`${kept} SET foreign_key_checks = 0; ${table("DELETE FROM letter")}`,
		new RegExp(`Case ${of}: row \\d+ names a letter, document or comment that is not there`),
		back);
});

test("so is a comment of staff", async () => {
	const [[comment, no, of]] = sql(`SELECT k.id, k.no, c.ref FROM staff_comment k JOIN casefile c ON c.id = k.casefile
		ORDER BY k.id LIMIT 1`);
	const turned = `UPDATE staff_comment SET words = REVERSE(words) WHERE id = ${comment}`;

	await tampered(turned, new RegExp(`Case ${of}: comment ${no} is not as it was written`), turned);
	await tampered(`UPDATE staff_comment SET hash = REVERSE(hash) WHERE id = ${comment}`,
		new RegExp(`Case ${of}: comment ${no} is not the one the record names`),
		`UPDATE staff_comment SET hash = REVERSE(hash) WHERE id = ${comment}`);
});

test("so is a document, and with --documents each is opened", async () => {
	const opened = await verify("--documents");
	const [, all] = /comments and (\d+) documents; opened \1 of them/.exec(opened.out);
	assert.ok(Number(all) > 0);
	const [[document, no, of]] = sql(`SELECT d.id, k.no, c.ref FROM document d JOIN casefile c ON c.id = d.casefile
		JOIN document_chunk k ON k.document = d.id ORDER BY d.id LIMIT 1`);
	const where = `WHERE document = ${document} AND no = ${no}`;
	await tampered(`UPDATE document SET kept = REVERSE(kept) WHERE id = ${document}`,
		new RegExp(`Case ${of}: document \\S+ is not the one the record names`),
		`UPDATE document SET kept = REVERSE(kept) WHERE id = ${document}`);
	await tampered(`UPDATE document_chunk SET no = 99 ${where}; INSERT INTO document_chunk VALUES (${document}, ${no}, 'x')`,
		new RegExp(`Case ${of}: document \\S+ does not open`),
		`DELETE FROM document_chunk ${where}; UPDATE document_chunk SET no = ${no} WHERE document = ${document} AND no = 99`, "--documents");
	await tampered(`SET foreign_key_checks = 0; UPDATE document_chunk SET document = 999999 ${where}`,
		new RegExp(`Case ${of}: document \\S+ has lost a part`),
		`UPDATE document_chunk SET document = ${document} WHERE document = 999999`);
});

test("verify says how it was asked wrongly", async () => {
	assert.strictEqual((await verify("--letters")).status, 2);
});

test("an account's events are a chain too, shown to their owner", async () => {
	const page = await worker.get("/account");
	assert.match(page.text, /What happened to your account[^]*Signed in/);
	const [[person, no]] = sql(`SELECT e.person, MAX(e.no) FROM account_event e
		JOIN person p ON p.id = e.person WHERE p.email = '${WORKER}' GROUP BY e.person`);
	const event = (set) => sql(
		`UPDATE account_event SET ${set} WHERE person = ${person} AND no = ${no}`);
	event("action = action + 1");
	try {
		await names(new RegExp(`Account ${person}: row ${no} is not as it was written`));
	} finally {
		event("action = action - 1");
	}
	await whole();
});

test("POST /session: 204 while signed in, never a success afterwards", async () => {
	const client = await signIn("zoe.yates@family.example");
	const page = await client.get("/");
	const fields = hidden(page.text, "/session");
	for (let n = 0; n < 2; n++) {
		const answer = await client.post("/session", fields);
		assert.strictEqual(answer.status, 204);
		assert.strictEqual(answer.text, "");
	}
	sql(`UPDATE session s JOIN person p ON p.id = s.person
		SET s.seen = s.seen - INTERVAL 61 MINUTE WHERE p.email = 'zoe.yates@family.example'`);
	const late = await client.post("/session", fields);
	assert.strictEqual(late.status, 303);
	assert.strictEqual(late.headers.location, "/sign-in");
});
