// What comes in that should not, at every form there is; and what comes in twice.
// The forms are those of `accord routes`: a new one is covered by itself.

import assert from "node:assert";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import test, { after, before, describe } from "node:test";

import { forms, matrix, ofStack, routes } from "../lib/accord.mjs";
import { LOOKED, checksums } from "../lib/checksums.mjs";
import { filledIn, formTo } from "../lib/forms.mjs";
import { Client, hidden } from "../lib/http.mjs";
import { as, signIn } from "../lib/sign_in.mjs";
import { around, may, theSite } from "../lib/site.mjs";
import { startStack } from "../lib/stack.mjs";
import { together } from "../lib/together.mjs";

const AT_ONCE = { concurrency: 4 };	// they change nothing, so they may meet
const all = process.env.ACCORD_PAGES === "all";
const TYPE = "application/x-www-form-urlencoded";
const EXAMPLES = 20;		// places a form is tried at
const ABSENT = "AAAAAAAAAAAAAAAAAAAAAA";
const MB = 1024 * 1024;
const table = routes({ build: process.env.ACCORD_BUILD ?? "build" });
const fields = forms({ build: process.env.ACCORD_BUILD ?? "build" });
const rules = matrix({ build: process.env.ACCORD_BUILD ?? "build" });
const posts = table.filter((r) => r.method === "POST");
let stack, at, site;

before(async () => {
	stack = await startStack();
	at = ofStack(stack);
	site = await theSite(at);
});

after(() => stack?.stop());

const newForm = () => `${randomBytes(12).toString("base64url")}-1`;

function filled(route, file) {
	let ids = 0;

	return route.path.replaceAll("#", () => ids++ === 0 ? file.pid : ABSENT)
		.replaceAll("%", "1");
}

// Where a route's form stands, and before whom: { path, email, on }. Of a page:
// where it is shown.
function places(route) {
	return site.found.filter((f) => f.method === route.method && f.route === route.name &&
		(route.method === "POST" || f.status === 200));
}

const roleOf = ({ email }) => site.people.find((p) => p.email === email).role;

// The same with one of each kind: where it leads, and before whom.
function examples(route) {
	const one = new Map();

	for (const place of places(route))
		one.set(`${roleOf(place)} ${place.path}`, place);
	return [...one.values()].slice(0, EXAMPLES);
}

// Somebody who may ask for this route, with an address: { client, path }
async function sender(route) {
	if (route.guest === "anybody")
		return { client: new Client(at.url), path: route.path };
	if (route.guest === "half-way")
		return { client: await halfWay(), path: route.path };
	const place = places(route)[0];
	if (place !== undefined)
		return { client: await as(place.email, at), path: place.path.split("?")[0] };
	// surely first; else as far as the test knows: no deed of theirs is known to bar them
	for (const sure of [true, undefined])
		for (const file of site.cases)
			for (const [, person] of around(site, file))
				if (may(rules, route.action, person, file) === sure)
					return { client: await as(person.email, at), path: filled(route, file) };
	throw new Error(`nobody may send ${route.path}`);
}

let waiting = 0;
async function halfWay() {
	const client = new Client(at.url);
	const staff = site.people.filter((p) => p.role === "administrator" ||
		p.role === "auditor");
	const who = staff[waiting++ % staff.length];

	await client.submit("/sign-in", "/sign-in", { email: who.email, password: who.password });
	return client;
}

async function secrets(client) {
	for (const [page, action] of [["/account", "/sign-out"], ["/sign-in/code", "/sign-in/code"],
		["/sign-in", "/sign-in"]]) {
		const { csrf } = hidden((await client.get(page)).text, action);
		if (csrf)
			return { csrf, form: newForm() };
	}
	throw new Error("no page has a token");
}

function send(client, path, body, headers = {}) {
	return client.request("POST", path, { body, headers: {
		origin: at.url, "sec-fetch-site": "same-origin", "content-type": TYPE, ...headers,
	} });
}

const encoded = (values) => new URLSearchParams(values).toString();

// name, what is sent (given the secrets and the route's first field), the answers
const wrongs = [
	["a field no form has", (s) => encoded({ ...s, nothing: "1" }), [400]],
	["a field twice", (s, f) => `${encoded(s)}&${f}=1&${f}=2`, [400]],
	["a form id twice", (s) => `${encoded(s)}&form=x`, [400]],
	["no form id", (s) => encoded({ csrf: s.csrf }), [400]],
	["a form id too long", (s) => encoded({ ...s, form: "x".repeat(41) }), [400]],
	["no token", (s) => encoded({ form: s.form }), [403]],
	["an empty token", (s) => encoded({ ...s, csrf: "" }), [403]],
	["a token twice", (s) => `${encoded(s)}&csrf=x`, [403]],
	["a token of one letter more", (s) => encoded({ ...s, csrf: `${s.csrf}A` }), [403]],
	["a NUL", (s, f) => `${encoded(s)}&${f}=a%00b`, [400]],
	["a bare NUL", (s, f) => `${encoded(s)}&${f}=a\0b`, [400]],
	["broken UTF-8", (s, f) => `${encoded(s)}&${f}=%C3%28`, [400]],
	["overlong UTF-8", (s, f) => `${encoded(s)}&${f}=%C0%AF`, [400]],
	["a surrogate", (s, f) => `${encoded(s)}&${f}=%ED%A0%80`, [400]],
	["a broken escape", (s, f) => `${encoded(s)}&${f}=%zz`, [400]],
	// the uploads' pool takes as much: there the field says how long it may be
	["a megabyte", (s, f) => `${encoded(s)}&${f}=${"a".repeat(MB)}`, [400, 413, 422]],
	["a name of sixty thousand letters", (s) =>
		`${encoded(s)}&${"n".repeat(60_000)}=1`, [400]],
	["ten thousand fields", (s) => `${encoded(s)}${"&a=1".repeat(10_000)}`, [400]],
];

const types = ["text/plain", "application/json", "application/xml", "", "multipart/form-data",
	"multipart/form-data; boundary=x", "application/x-www-form-urlencoded2"];

const strangers = [
	{ origin: "https://elsewhere.example" }, { origin: "null" },
	{ origin: "http://localhost:1" }, { "sec-fetch-site": "cross-site" },
	{ "sec-fetch-site": "same-site" },
];

describe("what no form takes", AT_ONCE, () => {
	for (const route of posts)
		test(`POST ${route.path} takes nothing odd`, async () => {
			const { client, path } = await sender(route);
			const field = fields[route.form]?.[0].name ?? "form";
			const token = await secrets(client), before = checksums(at);
			for (const [name, body, want] of wrongs) {
				const answer = await send(client, path, body({ ...token, form: newForm() }, field));
				assert.ok(want.includes(answer.status), `${name}: ${answer.status}`);
			}
			for (const type of types) {
				const answer = await send(client, path, encoded(token), { "content-type": type });
				assert.ok([400, 403].includes(answer.status), `${type}: ${answer.status}`);
			}
			for (const headers of strangers)
				assert.strictEqual((await send(client, path, encoded(token), headers)).status, 403,
					JSON.stringify(headers));
			assert.deepStrictEqual(checksums(at), before);
		});
});

// nginx lets an address look letters up so often, and the walk has asked before.
async function statusOf(client, path) {
	for (;;) {
		const { status } = await client.get(path);
		if (status !== 429)
			return status;
		await sleep(500);
	}
}

for (const route of table.filter((r) => r.method === "GET"))
	test(`GET ${route.path} takes no field it has not declared`, async () => {
		const { client, path } = await sender(route);
		for (const query of ["?nothing=1", "?csrf=1", "?a=1&a=2", "?a=%00", "?a=%FF", "?%zz"])
			assert.strictEqual(await statusOf(client, path + query), 400, query);
	});

// Only those that end a session are not asked for here.
const leaving = ["sign_out", "sign_out_everywhere", "password_change", "email_change",
	"app_off"];

test("after signing out a form leads to the sign-in page", async () => {
	const client = await signIn("umar.siddiqui@family.example", at);
	const token = await secrets(client), cookie = client.cookie("__Host-accord");

	await client.submit("/account", "/sign-out", {});
	client.setCookie("__Host-accord", cookie);
	for (const route of posts.filter((r) => r.guest !== "anybody")) {
		const { path } = places(route)[0] ?? { path: filled(route, site.cases[0]) };
		const answer = await send(client, path, encoded({ ...token, form: newForm() }));
		assert.strictEqual(answer.status, 303, path);
		assert.match(answer.headers.location, /^\/sign-in(\?next=\/|$)/, path);
	}
});

// Each page once for a reader of each role; in `make pages` every one there is.
function looks() {
	const one = new Map();

	for (const f of site.found.filter((g) => g.method === "GET"))
		one.set(all ? `${f.email} ${f.path}` : `${f.route} ${f.status} ${roleOf(f)}`, f);
	return one.values();
}

test("looking changes nothing", async () => {
	const before = checksums(at);

	await together(looks(), async ({ email, path }) => (await as(email, at)).get(path));
	assert.deepStrictEqual(checksums(at), before);
});

const date = (name, ahead) => {
	const [, year, month, day] = /^(\d+)-(\d+)-(\d+)/.exec(
		new Date(Date.now() + ahead * 86_400_000).toISOString());

	return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
};
const noDate = (name) => ({ [`${name}-day`]: "", [`${name}-month`]: "", [`${name}-year`]: "" });

// What the words of an example are not good enough for.
const fitting = {
	offer_times: { ...date("day1", 3), time1: "10:30", ...noDate("day2"), time2: "",
		...noDate("day3"), time3: "" },
	decide: { verdict: "keep", points: "" },
	decision: { answer: "not_assessed", part: "", which: "", price: "", ...noDate("from") },
	plan_line: { rate: "own", price: "250", unit: "once", quantity: "", weeks: "", prohibited: "" },
	plan_line_answer: { verdict: "not_assessed", part: "", way: "", price: "", ...noDate("starts") },
	plan_answer: { kind: "not_agreed" },
	held: { how: "read" },
	plan_surprises: { percent: "12" },
	outcome: { ...date("panel", 30) },
	panel: { answer: "agreed", point1: "", one_sum: "" },
	handover: date("due", 5),
	reply: {},
};

// Fills in the form where it stands; undefined where it does not stand any more.
async function attempt(route, place) {
	const client = await as(place.email, at);
	const form = formTo((await client.get(place.on)).text, place.path);
	if (form === undefined)
		return undefined;
	const body = filledIn(form, fields[route.form] ?? [], fitting[route.form]);
	return { client, body, answer: await send(client, place.path, encoded(body)) };
}

// A field of words to change, of those that are sent. A form with a password is not
// offered again, for that would have to be typed anyway.
function wordsOf(route, body) {
	if ((fields[route.form] ?? []).some((f) => f.kind === "secret"))
		return undefined;
	return (fields[route.form] ?? []).find((f) => ["line", "text"].includes(f.kind) &&
		body[f.name] !== undefined)?.name;
}

// "taken", "refused", or "gone": it does not stand there any more.
async function twice(route, place) {
	const sent = await attempt(route, place);
	if (sent?.answer.status !== 303)
		return sent === undefined ? "gone" : "refused";
	const { client, body, answer } = sent, before = checksums(at);
	const again = await send(client, place.path, encoded(body));
	assert.strictEqual(again.status, 303, place.path);
	assert.strictEqual(again.headers.location, answer.headers.location, place.path);
	const other = wordsOf(route, body);
	if (other !== undefined)
		await conflicts(client, place, { ...body, [other]: "Other words <&\" than before" });
	// what was typed and not taken may be kept for its writer
	assert.deepStrictEqual(checksums(at, [...LOOKED, "draft"]),
		before.filter((line) => !/\.draft /.test(line)));
	return "taken";
}

async function conflicts(client, place, body) {
	const answer = await send(client, place.path, encoded(body));
	const form = formTo(answer.text, place.path);

	assert.strictEqual(answer.status, 409, place.path);
	assert.match(answer.text, /Other words &lt;&amp;/);
	assert.ok(form, `${place.path}: the page of the conflict offers the form again`);
	const offered = Object.fromEntries(form.fields.map((f) => [f.name, f.value]));
	for (const [name, value] of Object.entries(body).filter(([n]) => !["csrf", "form"].includes(n)))
		assert.strictEqual(offered[name], value.replaceAll("\r\n", "\n"), name);
	assert.notStrictEqual(offered.form, body.form);
}

// A case moves on when a form is taken: so each looks first for one that nobody
// has used. The tests begin with forms that only write, then those that take
// something away, then those that send; and with those that stand in the fewest
// places. They are asked for together, because the places are known only then.
const writes = /change|reply|offer|heed|_add_|line_answer/, takes = /remove|leave/;
const sends = /send|share|confirm|return|missed|take_back|in_writing|withdraw|end|stop/;
const moves = ({ name }) => writes.test(name) ? 0 : takes.test(name) ? 1 : Number(sends.test(name)) * 2;

// What may find no example here, and where it is sent instead.
const ELSEWHERE = {
	draft_save: "sent by script, without a form: browser/script",
	draft_forget: "offered where what was typed cannot be sent: pages/give",
	session_extend: "offered when a session is about to end: pages/record",
	recovery_give: "needs a code of this half minute: pages/account", app_confirm: "the same",
	app_begin: "the same", email_ask: "needs another address and a code: pages/account",
	letter_post_send: "no letter waits for the post: pages/post",
	document_upload: "needs a file: pages/documents sends one twice",
	entry_end: "nobody has an entry open: pages/entry",
	decide_send: "each point is decided first: pages/at_once sends it twice",
	plan_answer_pass_on: "each line is answered first: pages/plan",
	plan_deliver_save: "its parts come to the agreed sum: pages/plan",
	plan_sign_for_council: "the plan fits the sum first: pages/plan",
	plan_sign: "the council signs first: pages/plan",
};

// Of two forms of one case the one can take the other's place: missed, or a note;
// a time, or in writing. So many may be left over.
const LEFT_OVER = 10;
const repeated = posts.filter((r) => r.guest === "signed in" && !leaving.includes(r.name));
const caseOf = ({ path }) => /^[/]cases[/]([^/]+)/.exec(path)?.[1];

async function tried(route, used) {
	const list = examples(route).sort((a, b) =>
		(used.get(caseOf(a)) ?? 0) - (used.get(caseOf(b)) ?? 0));

	const became = new Set();
	for (const place of list) {
		became.add(await twice(route, place));
		if (!became.has("taken"))
			continue;
		used.set(caseOf(place), (used.get(caseOf(place)) ?? 0) + 1);
		return "taken";
	}
	return became.has("refused") || became.size === 0 ? "refused" : "gone";
}

test("a form sent twice has one effect", async (t) => {
	const used = new Map(), gone = [];

	for (const route of repeated.sort((a, b) => moves(a) - moves(b) ||
		places(a).length - places(b).length))
		await t.test(`POST ${route.path} twice is once`, async () => {
			const became = await tried(route, used);
			if (became === "gone")
				gone.push(route.name);
			else
				assert.ok(became === "taken" || ELSEWHERE[route.name], "no example could be sent");
		});
	assert.ok(gone.length <= LEFT_OVER, `left over: ${gone}`);
});
