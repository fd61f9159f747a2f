// What roles are called is the policy's: under one with other titles nobody reads
// the reference's anywhere. What was written before another came keeps its own.

import assert from "node:assert";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { accord, accounts, ofStack, routes, sql } from "../lib/accord.mjs";
import { Client } from "../lib/http.mjs";
import { account, as } from "../lib/sign_in.mjs";
import { theSite } from "../lib/site.mjs";
import { root, startStack } from "../lib/stack.mjs";

// role: one, many, and what sentences say
const OTHER = {
	worker: ["key worker or family adviser", "key workers and family advisers", "key worker"],
	practice_lead: ["team manager", "team managers", ""],
	operations_manager: ["service director", "service directors", ""],
	head_of_service: ["executive head", "executive heads", ""],
};
const LATER = {
	worker: ["adviser", "advisers", ""],
	practice_lead: ["unit lead", "unit leads", ""],
	operations_manager: ["area lead", "area leads", ""],
	head_of_service: ["chief adviser", "chief advisers", ""],
};
const REFERENCE = /practice leads?|operations managers?|social workers?|support workers?|heads? of service/i;
const UNREAD = /\{[A-Za-z][A-Za-z_ ]*\}/;	// a role that was not put in
const folder = mkdtempSync(join(tmpdir(), "accord-titles-"));
const pages = [];	// { email, path, text }
const been = new Set();
let stack, at;

// A folder with the reference tables under other titles.
function policy(label, day, titles) {
	const dir = join(folder, label);

	cpSync(join(root, "sql/policy/reference"), dir, { recursive: true });
	for (const file of readdirSync(dir)) {
		const lines = readFileSync(join(dir, file), "utf8").split("\n");
		const [key] = lines[0].split(",");
		writeFileSync(join(dir, file), lines.map((line) => {
			const role = line.split(",")[0];
			return key === "role" && titles[role] ? [role, ...titles[role]].join() :
				line.replace(/(practice lead|operations manager)(?= may)/, "manager");
		}).join("\n"));
	}
	writeFileSync(join(dir, "policy.csv"),
		`label,name,reference,valid_from\n${label},Tables of a test,yes,${day}\n`);
	return dir;
}

before(async () => {
	stack = await startStack({ POLICY: policy("other", "2025-04-01", OTHER) });
	at = { ...ofStack(stack), looked(email, path, { headers, text }) {
		if (/^text/.test(headers["content-type"]))
			pages.push({ email, path, text });
	}, passes(email, path) {	// somebody of the same role was there
		return been.size === been.add(`${account(email).role} ${path}`).size;
	} };
	await theSite(at);
});

after(async () => {
	await stack?.stop();
	rmSync(folder, { recursive: true, force: true });
});

function around(text, regex) {
	const { index } = regex.exec(text);

	return text.slice(Math.max(0, index - 60), index + 40).replace(/\s+/g, " ");
}

// A title of their own stays with whoever has one, under any policy.
const own = accounts().filter((a) => a.own_title).flatMap((a) => [`${a.name}, ${a.own_title}`, `${a.name} (${a.own_title})`]);
const withoutOwn = (text) => own.reduce((rest, words) => rest.replaceAll(words, ""), text);

function wrongIn(list) {
	const wrong = new Set();

	for (const { path, text } of list.map((p) => ({ path: p.path, text: withoutOwn(p.text) })))
		for (const regex of [REFERENCE, UNREAD])
			if (regex.test(text))
				wrong.add(`${path.replace(/[\w-]{22}/g, "#")}: ${around(text, regex)}`);
	return [...wrong];
}

test("no page says a title of another policy", () => {
	assert.ok(pages.length > 1000, `${pages.length} pages`);
	assert.deepStrictEqual(wrongIn(pages), []);
	for (const words of ["key worker", "key worker or family adviser", "A team manager",
		"team managers", "the service director", "service directors"])
		assert.ok(pages.some((p) => p.text.includes(words)), words);
});

test("who has a title of their own is called by it on every page", () => {
	for (const { name, own_title } of accounts().filter((a) => a.own_title)) {
		const role = [`${name}, ${OTHER.worker[0]}`, `${name}, ${OTHER.worker[2]}`,
			`${name}, the ${OTHER.worker[2]}`];
		assert.deepStrictEqual(pages.filter((p) => role.some((words) => p.text.includes(words)))
			.map((p) => `${p.path}: ${name}`), []);
		assert.ok(pages.some((p) => p.text.includes(`${name}, ${own_title}`)), name);
	}
});

test("nor does a page before signing in", async () => {
	const client = new Client(at.url), seen = [];

	for (const route of routes(at).filter((r) => r.method === "GET" && r.guest === "anybody" &&
		!/[#%]/.test(r.path)))
		seen.push({ path: route.path, text: (await client.get(route.path)).text });
	assert.ok(seen.some((p) => p.text.includes("Ring your key worker")));
	assert.deepStrictEqual(wrongIn(seen), []);
});

// What is read elsewhere than on a page, or stays when the page is gone.
for (const [what, query] of [
	["letter", "SELECT kind, html FROM letter"],
	["mail", "SELECT id, body FROM mail"],
	["row of the record", "SELECT action, note FROM record"],
])
	test(`nor does a ${what}`, () => {
		const rows = sql(at, query);

		assert.ok(rows.length > 20, `${rows.length}`);
		assert.deepStrictEqual(wrongIn(rows.map(([path, text]) => ({ path, text }))), []);
	});

const article = (text) => /<article[^]*<\/article>/.exec(text)[0];

test("a letter keeps the titles of its day, and all else has the new ones", async () => {
	const letter = pages.find((p) => p.text.includes("<article") &&
		/team manager/.test(article(p.text)) && /^\/cases\/[\w-]+\/letters\/[\w-]+$/.test(p.path));
	const [[today]] = sql(at, "SELECT DATE(MAX(at)) FROM record");

	accord(at, "policy", "load", policy("later", today, LATER), "--config", at.config);
	const client = await as(letter.email, at);
	assert.strictEqual(article((await client.get(letter.path)).text), article(letter.text));
	const { text } = await client.get("/help");
	assert.match(text, /The adviser who scored[^]*goes to a unit lead[^]*the area lead, who/);
	for (const [one] of Object.values(OTHER))
		assert.ok(!text.includes(one), one);
	const worked = await client.get(letter.path.replace(/\/letters\/.*/, "/worked-out"));
	assert.match(worked.text, /Approved by[^]*?, unit lead</, "of a score under the policy before");
	for (const [one, , called] of Object.values(OTHER))
		assert.ok(!worked.text.includes(`, ${called || one}`), one);
});
