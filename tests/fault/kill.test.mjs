// Processes killed and the database stopped while people send forms: a calm page
// meanwhile, all of it back by itself, and what was acknowledged is there, once.

import assert from "node:assert";
import test, { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { ofStack, sql } from "../lib/accord.mjs";
import { Client } from "../lib/http.mjs";
import { found, masters, workers } from "../lib/processes.mjs";
import { startStack } from "../lib/stack.mjs";
import { Load } from "./load.mjs";

const PEOPLE = 8, KILLS = 30, BACK = 5000;
let stack, at;

before(async () => {
	stack = await startStack({ REVIVE: "mariadbd" });
	at = ofStack(stack);
});

after(() => stack?.stop());

const esc = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const pool = (name) => new RegExp(`serve ${name} .*${esc(at.folder)}`);

function checkWrites(load) {
	const list = sql(at, "SELECT name FROM took_part WHERE who = 'mother'").flat();
	const rows = new Set(list);

	assert.ok(load.acknowledged.length > 100, `only ${load.acknowledged.length} were taken`);
	assert.deepStrictEqual(load.acknowledged.filter((id) => !rows.has(id)), [], "lost");
	assert.strictEqual(rows.size, list.length, "written twice");
	// nobody gave up, so nothing is there that was not acknowledged in the end
	assert.deepStrictEqual([...rows].filter((id) => !load.acknowledged.includes(id)), []);
	assert.deepStrictEqual(load.wrong, []);
}

async function under(load, what) {
	sql(at, "DELETE FROM took_part");
	load.begin();
	await sleep(500);
	await what();
	await sleep(1000);
	await load.end();
}

async function killOneByOne(list) {
	for (let i = 0; i < KILLS; i++) {
		const alive = list();
		if (alive.length > 0)
			process.kill(alive[i % alive.length], "SIGKILL");
		await sleep(100 + Math.random() * 150);
	}
}

test("workers are killed", async (t) => {
	const load = await Load.of(PEOPLE, at), supervisors = masters(pool("pages"));

	await under(load, () => killOneByOne(() => workers(pool("pages"))));
	checkWrites(load);
	assert.strictEqual(load.broken, 0, "nginx answers, whoever dies");
	assert.ok(supervisors.every((pid) => found(pool("pages")).includes(pid)));
	t.diagnostic(`${load.acknowledged.length} taken, ${load.refused} times 503, ` +
		`longest ${load.longest} ms`);
});

test("workers of nginx are killed", async (t) => {
	const load = await Load.of(PEOPLE, at);

	await under(load, () => killOneByOne(() =>
		workers(new RegExp(`nginx: master.*${esc(at.folder)}`))));
	checkWrites(load);
	t.diagnostic(`${load.acknowledged.length} taken, ${load.broken} times cut off`);
});

// How long until pages are whole again, after the database answers again.
async function back() {
	const client = new Client(at.url), began = Date.now();

	while (Date.now() - began < 60_000) {
		const page = await client.get("/help");
		if (page.status === 200 && (await client.get("/health")).status === 200)
			return Date.now();
		assert.ok(page.status === 503 || page.status === 200, String(page.status));
		assert.match(page.text, /<h1/);
		await sleep(50);
	}
	return Infinity;
}

async function answersAgain(before) {
	for (;;) {
		try {
			const [[uptime]] = sql(at, "SHOW STATUS LIKE 'Uptime'").map((row) => [row[1]]);
			if (Date.now() - Number(uptime) * 1000 > before - 1000)
				return Date.now();
		} catch {
			// not yet
		}
		await sleep(50);
	}
}

async function endDatabase(signal) {
	const pids = () => found(new RegExp(`mariadbd.*${esc(at.folder)}`)), [pid] = pids();

	process.kill(pid, signal);
	while (pids().includes(pid))
		await sleep(20);
}

for (const signal of ["SIGTERM", "SIGKILL"])
	test(`the database ends by ${signal} and comes back`, async (t) => {
		const load = await Load.of(PEOPLE, at);
		let away;
		await under(load, async () => {
			let again;
			for (let n = 0; n < 3; n++) {	// as soon as it is there, again
				const ended = Date.now();
				await endDatabase(signal);
				again = await answersAgain(ended);
			}
			away = await back() - again;
		});
		checkWrites(load);
		assert.ok(away < BACK, `${away} ms`);
		assert.ok(load.refused > 0, "nobody noticed");
		assert.strictEqual(load.kept, load.refused, "what was typed is on the page");
		t.diagnostic(`${load.acknowledged.length} taken, ${load.refused} times 503, ` +
			`back after ${away} ms, longest answer ${load.longest} ms`);
	});
