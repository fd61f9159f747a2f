// A decision that is cut off in its middle, and two people who decide at once:
// it is made once, whole, with one letter.

import assert from "node:assert";
import { spawn } from "node:child_process";
import test, { after, before } from "node:test";

import { accord, ofStack, sql } from "../lib/accord.mjs";
import { decisions, toSend } from "../lib/decisions.mjs";
import { hidden } from "../lib/http.mjs";
import { caseOf, setting, until } from "../lib/people.mjs";
import { workers } from "../lib/processes.mjs";
import { toApprove } from "../lib/score.mjs";
import { signIn } from "../lib/sign_in.mjs";
import { startStack } from "../lib/stack.mjs";

let stack, holder, at, grace, adam, owen, ruth, base;

before(async () => {
	stack = await startStack();
	at = ofStack(stack);
	[grace, adam, owen, ruth] = await Promise.all(["grace.adeyemi@accord.example",
		"adam.colley@family.example", "owen.hughes@accord.example", "ruth.okafor@accord.example"]
		.map((email) => signIn(email, at)));
	base = await caseOf(adam, "Ned");
});

after(async () => {
	holder?.kill();
	await stack?.stop();
});

const check = (more = "") => `${base}/questionnaire/check${more}`;
const approval = async (lead) => ({ ...hidden((await lead.get(check("/letter"))).text, check("/approve")) });
const verify = () => accord(at, "verify", "--config", at.config);

// What a decision leaves behind, counted.
function counts() {
	const of = "WHERE casefile = (SELECT id FROM casefile WHERE child_name = 'Ned Colley')";
	const [row] = sql(at, `SELECT
		(SELECT COUNT(*) FROM score WHERE assessment IN (SELECT id FROM assessment ${of})),
		(SELECT COUNT(*) FROM letter ${of}), (SELECT COUNT(*) FROM record ${of}),
		(SELECT COUNT(*) FROM mail), (SELECT COUNT(*) FROM form_sent)`);

	return row.map(Number);
}

const difference = (now, then) => now.map((n, i) => n - then[i]);

// Holds a table, so that whoever writes to it waits; gives it back when called.
async function hold(table) {
	holder = spawn("mariadb", ["--no-defaults", `--socket=${setting("db.socket", at.config)}`,
		"-n", "accord"], { stdio: ["pipe", "pipe", "inherit"] });

	holder.stdin.write(`LOCK TABLES ${table} WRITE; SELECT 'held';\n`);
	await new Promise((held) => holder.stdout.once("data", held));
	return () => new Promise((gone) => holder.once("close", gone) && holder.stdin.end());
}

// How many pages are in the middle of a statement.
const writing = () => sql(at, `SELECT id FROM information_schema.processlist
	WHERE user = 'pages_write' AND command = 'Execute'`).length;

// All at once: what was begun is not taken over by one that is killed next.
async function killWorkers() {
	const pool = new RegExp(`serve pages .*${at.folder}`), old = workers(pool);

	for (const signal of ["SIGSTOP", "SIGKILL"])
		for (const pid of old)
			process.kill(pid, signal);
	await until(() => workers(pool).some((pid) => !old.includes(pid)));
}

let whole;

test("without a fault it leaves so much behind", async () => {
	await toApprove({ worker: grace, family: adam, lead: owen, at: base });
	const then = counts();
	assert.strictEqual((await owen.post(check("/approve"), await approval(owen))).status, 303);
	whole = difference(counts(), then);
	assert.deepStrictEqual(whole.slice(0, 3), [1, 1, 1]);
});

test("its worker is killed in the middle: another makes it, once", async () => {
	await toApprove({ worker: grace, family: adam, lead: owen, at: base });
	const form = await approval(owen), then = counts(), release = await hold("mail");
	const answer = owen.post(check("/approve"), form);
	await until(() => writing() === 1);
	await killWorkers();
	await release();
	assert.strictEqual((await answer).status, 303);
	assert.deepStrictEqual(difference(counts(), then), whole);
	assert.match(verify(), /whole/);
});

test("who tries again is killed too: nothing of it is there, and it can be sent again", async () => {
	await toApprove({ worker: grace, family: adam, lead: owen, at: base });
	const form = await approval(owen), then = counts(), release = await hold("mail");
	const answer = owen.post(check("/approve"), form);
	for (let n = 1; n <= 2; n++) {	// nginx asks twice
		await until(() => writing() === n);
		await killWorkers();
	}
	const refused = await answer;
	assert.strictEqual(refused.status, 503);
	assert.match(refused.text, /<h1/);
	await release();
	await until(() => writing() === 0);
	assert.deepStrictEqual(difference(counts(), then), whole.map(() => 0));
	assert.strictEqual((await owen.post(check("/approve"), form)).status, 303);
	assert.deepStrictEqual(difference(counts(), then), whole);
	assert.match(verify(), /whole/);
});

test("two practice leads approve at once: one does, the other is told", async () => {
	await toApprove({ worker: grace, family: adam, lead: owen, at: base });
	const then = counts(), forms = [await approval(owen), await approval(ruth)];
	const answers = await Promise.all([owen, ruth].map((lead, i) =>
		lead.post(check("/approve"), forms[i])));
	assert.deepStrictEqual(answers.map((a) => a.status).sort(), [303, 409]);
	const told = answers.find((a) => a.status === 409);
	assert.match(told.text, /Somebody got there first/);
	assert.deepStrictEqual(difference(counts(), then), whole);
	assert.match(verify(), /whole/);
});

// Letters and rows of the record of a case.
const kept = (id) => sql(at, `SELECT (SELECT COUNT(*) FROM letter WHERE casefile = ${id}),
	(SELECT COUNT(*) FROM record WHERE casefile = ${id})`)[0].map(Number);

// Killed once each: who is killed often is started again later and later.
for (const d of decisions)
	test(`${d.name}: its worker is killed in the middle, and another makes it, once`, async () => {
		const { id, path, people: [{ client, form }] } = await toSend(d, at);
		const then = kept(id), release = await hold("mail");
		const answer = client.post(path, form);
		await until(() => writing() === 1);
		await killWorkers();
		await release();
		assert.strictEqual((await answer).status, 303);
		assert.deepStrictEqual(difference(kept(id), then), [1, 1]);
		assert.match(verify(), /whole/);
	});
