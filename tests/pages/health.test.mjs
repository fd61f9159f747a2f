// What is not well is said by /health, and the disk's floor. A stack of its own:
// its parts are taken away, and the floor is raised above what is free.

import assert from "node:assert";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import test, { after, before } from "node:test";

import { ofStack, publicId, sql } from "../lib/accord.mjs";
import { upload } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { filledIn, formTo } from "../lib/forms.mjs";
import { Client, hidden } from "../lib/http.mjs";
import { until } from "../lib/people.mjs";
import { found, masters, workers } from "../lib/processes.mjs";
import { signIn } from "../lib/sign_in.mjs";
import { startStack } from "../lib/stack.mjs";

let stack, at, worker, path, plain;

before(async () => {
	stack = await startStack();
	at = ofStack(stack);
	plain = readFileSync(at.config, "utf8");
	const [[pid, email]] = sql(at, `SELECT HEX(c.pid), p.email FROM assessment s
		JOIN casefile c ON c.id = s.casefile JOIN person p ON p.id = c.worker
		WHERE s.state = 1 ORDER BY c.id LIMIT 1`);
	worker = await signIn(email, at);
	path = `/cases/${publicId(pid)}`;
});

after(() => stack?.stop());

const health = async () => (await new Client(at.url).get("/health")).text;
const count = (table) => Number(sql(at, `SELECT COUNT(*) FROM ${table}`)[0][0]);

// Sets it, and waits until no worker is left that does not know.
async function floor(mb, says) {
	const pools = new RegExp(`serve (pages|files|sign-in) .*${at.folder}`);
	const old = workers(pools);

	writeFileSync(at.config, `${plain}disk.floor_mb = ${mb}\n`);
	for (const pid of masters(pools))
		process.kill(pid, "SIGHUP");
	await until(() => !workers(pools).some((pid) => old.includes(pid)));
	await until(async () => says.test(await health()));
}

test("below the floor work is refused with the reason, and is kept on the page", async () => {
	await floor(1_000_000_000, /^disk: nearly full/m);
	const people = `${path}/questionnaire/people`, before = count("took_part");
	const sent = { ...hidden((await worker.get(people)).text, people), name: "Mrs Zoë <Adams>",
		who: "mother", "day-day": "1", "day-month": "9", "day-year": "2026" };
	const refused = await worker.post(people, sent);
	assert.strictEqual(refused.status, 503);
	assert.match(refused.text, /no room left<\/h1>/);
	assert.strictEqual(count("took_part"), before);
	const document = await upload(worker, `${path}/documents`, { name: "a.pdf", bytes: files.pdf() });
	assert.strictEqual(document.status, 503);
	assert.match(document.text, /nearly full/);

	await floor(0, /^ok$/m);
	const again = filledIn(formTo(refused.text, people), []);
	assert.deepStrictEqual({ name: again.name, form: again.form },
		{ name: "Mrs Zoë <Adams>", form: sent.form });
	assert.strictEqual((await worker.post(people, again)).status, 303);
	assert.strictEqual(count("took_part"), before + 1);
});

test("signing in, looking and what is typed go on", async () => {
	await floor(1_000_000_000, /^disk: nearly full/m);
	sql(at, "DELETE FROM view");
	const family = await signIn("zoe.yates@family.example", at);
	assert.strictEqual((await family.get("/")).status, 200);
	assert.strictEqual((await worker.get(path)).status, 200);
	assert.strictEqual(count("view"), 1);
	const page = `${path}/questionnaire/people`;
	const { csrf } = hidden((await worker.get(page)).text, page);
	const kept = await worker.post(`/drafts?page=${page}`, { csrf, field: "name", value: "Half a name" });
	assert.strictEqual(kept.status, 204);
	assert.strictEqual((await worker.submit("/account", "/sign-out", {})).status, 303);
});

test("a part that is away is named, and is well again when it is back", async () => {
	await floor(0, /^ok$/m);
	for (const pool of ["files", "sign-in"]) {
		const [, socket] = new RegExp(`^${pool}\\.socket = (.*)$`, "m").exec(plain);
		renameSync(socket, `${socket}.away`);
		assert.strictEqual(await health(), `${pool} pool: no answer\n`);
		renameSync(`${socket}.away`, socket);
		assert.strictEqual(await health(), "ok\n");
	}
});

test("a task of the jobs that is not done is seen, also where no mail waits", async () => {
	const [jobs] = found(new RegExp(`accord-jobs --config ${at.folder}`));

	process.kill(jobs, "SIGSTOP");
	try {
		sql(at, "UPDATE job_done SET stale = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE task = 'late'");
		assert.match(await health(), /^jobs: something has not been done for too long$/m);
	} finally {
		process.kill(jobs, "SIGCONT");
	}
	await until(async () => await health() === "ok\n", 90);
});

test("the tasks say when they are late themselves", async () => {
	const rows = sql(at, "SELECT task, TIMESTAMPDIFF(SECOND, done, stale) FROM job_done ORDER BY task");
	assert.deepStrictEqual(rows.map(([task]) => task),
		["anchor", "entries", "late", "mail", "print", "sweep"]);
	for (const [task, seconds] of rows)
		assert.ok(Number(seconds) >= 180 && Number(seconds) <= 2 * 3600 + 180, task);
});
