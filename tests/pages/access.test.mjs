// Every page and every form, for everybody, however they stand to the case: what
// is answered is what `accord access` says. A new row of routes.def is covered
// by itself.

import assert from "node:assert";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { accord, forms, matrix, ofStack, routeOf, routes, sql } from "../lib/accord.mjs";
import { checksums } from "../lib/checksums.mjs";
import { foreignNumbers, things } from "../lib/foreign.mjs";
import { filledIn, formTo } from "../lib/forms.mjs";
import { Client, hidden } from "../lib/http.mjs";
import * as people from "../lib/people.mjs";
import { as, stepNow, totp } from "../lib/sign_in.mjs";
import { around, may, theSite } from "../lib/site.mjs";
import { root, startStack } from "../lib/stack.mjs";

const ABSENT = "AAAAAAAAAAAAAAAAAAAAAA";
const FORM = "application/x-www-form-urlencoded";
const PER_ROUTE = 2;		// cases each address is asked for in
const built = { build: process.env.ACCORD_BUILD ?? "build" };
const table = routes(built), rules = matrix(built), fields = forms(built);
let stack, at, site, demo;

// Roles that have no part in a case yet, and so nobody in the demonstration.
const OTHERS = ["broker", "finance_officer", "panel_member", "panel_parent"];
const PASSWORD = "seven kettles on a violet shelf";
const others = new Map();	// role -> client

async function joins(role) {
	const email = `${role}@accord.example`, { config } = at;
	const { status, out, err } = await people.accord(["user", "add", email, "Una Marsh", role],
		{ input: `${PASSWORD}\n${PASSWORD}\n`, config });
	assert.strictEqual(status, 0, out + err);
	const secret = /otpauth:\/\/totp\/\S*[?&]secret=([A-Z2-7]+)/.exec(out)[1];
	others.set(role, await people.signIn(email, { url: at.url, password: PASSWORD,
		code: () => totp(secret, stepNow()) }));
}

before(async () => {
	stack = await startStack();
	at = ofStack(stack);
	demo = counted();
	site = await theSite(at);
	await Promise.all(OTHERS.map(joins));
});

after(() => stack?.stop());

const fileOf = (path) => site.cases.find((c) => path.startsWith(`/cases/${c.pid}`));
const anonymous = async () => {
	const client = new Client(at.url);
	await client.get("/help");
	return client;
};

// An address with this path in this case; what is not known is absent.
function filled(route, file) {
	let ids = 0;

	return route.path.replaceAll("#", () =>
		ids++ === 0 && route.subject === "case" ? file.pid : ABSENT).replaceAll("%", "1");
}

// Of each route some addresses: those that pages lead to, and, so that the
// supporter's two cases are among them, one in each of these.
function addresses(route) {
	const seen = new Set(site.found
		.filter((f) => f.route === route.name && f.method === route.method)
		.sort((a, b) => (a.status ?? 0) - (b.status ?? 0)).map((f) => f.path.split("?")[0]));
	const list = [...seen];

	if (route.subject !== "case")
		return list.length > 0 ? list.slice(0, PER_ROUTE) : [filled(route)];
	for (const file of site.cases.filter((c) => c.helpers.length > 0)) {
		const own = list.find((path) => fileOf(path) === file);
		seen.delete(own);
		seen.add(own ?? filled(route, file));
	}
	return [...seen].slice(-PER_ROUTE - 2);
}

async function visitors(file) {
	const all = [["nobody", null, new Client(at.url)]];

	for (const [how, person] of around(site, file ?? site.cases[0]))
		all.push([how, person, await as(person.email, at)]);
	for (const [role, client] of others)
		all.push([role, { id: "0", team: "none", role }, client]);
	return all;
}

function expected(route, person, file) {
	if (route.guest === "half-way" || (route.guest === "signed in" && person === null))
		return "sign in";
	const yes = may(rules, route.action, person, file);
	return yes === undefined ? "open" : yes ? "admitted" : "refused";
}

// What a handler narrows beyond the matrix: a step is handed over by a tier above
// its holder, and the head of service sees only what the operations manager holds.
const narrower = new Set(["handover_show"]);

// What one of the family has written or arranged is theirs alone until it is sent.
const itsWriters = new Set(["supporter_opened", "point_show", "document_newer_show",
	"document_open"]);

// 409: the case has not come so far, or is past it; 422: a question was not asked
const verdicts = { 200: "admitted", 303: "admitted", 422: "admitted", 404: "refused", 409: "not now" };

function verdict(answer) {
	if (answer.status === 303 && answer.headers.location === "/sign-in")
		return "sign in";
	return verdicts[answer.status] ?? `status ${answer.status}`;
}

for (const route of table.filter((r) => r.method === "GET"))
	test(`GET ${route.path} for everybody`, async () => {
		for (const path of addresses(route)) {
			const file = fileOf(path), wrong = [];
			const absent = [];
			let admitted = 0;
			for (const [how, person, client] of await visitors(file)) {
				const want = expected(route, person, file);
				const got = verdict(await client.get(path));
				if (want === "admitted" && got === "refused" && narrower.has(route.name))
					continue;
				if (want === "admitted" && ["refused", "not now"].includes(got))
					absent.push(how);
				else if (want === "open" && got === "not now")
					continue;
				else if (want !== "open" && want !== got)
					wrong.push(`${path}: ${how} is ${got}, and should be ${want}`);
				if (got === "admitted")
					admitted++;
			}
			// not there yet in this case: then for all who might see it
			if (admitted > 0 && !itsWriters.has(route.name))
				absent.forEach((how) => wrong.push(`${path}: ${how} is refused`));
			assert.deepStrictEqual(wrong, []);
		}
	});

test("the demonstration comes to every page", () => {
	const shown = new Set(site.found.filter((f) => verdicts[f.status] === "admitted")
		.map((f) => f.route));
	const gets = table.filter((r) => r.method === "GET" && r.guest !== "half-way");

	assert.deepStrictEqual(gets.filter((r) => !shown.has(r.name)).map((r) => r.path), []);
});

// States by their names and numbers, as a list of the program has them.
const states = (file, sign) => [...readFileSync(join(root, "core", file), "utf8").matchAll(sign)]
	.map(([, name, value]) => [value, name]).filter(([value]) => value !== "0");
const value = (query) => sql(at, query)[0][0];

// What the demonstration is: counted before anything else, for the clock moves on.
function counted() {
	const kinds = (query) => new Set(sql(at, query).flat());

	return {
		children: Number(value("SELECT COUNT(*) FROM casefile")),
		ages: kinds("SELECT DISTINCT TIMESTAMPDIFF(YEAR, born, CURDATE()) FROM casefile"),
		teams: sql(at, `SELECT t.id FROM team t JOIN person p ON p.team = t.id AND p.active
			AND p.role = (SELECT role FROM person WHERE email = 'owen.hughes@accord.example')
			GROUP BY t.id HAVING COUNT(*) >= 2`).length,
		files: kinds("SELECT DISTINCT kind FROM document"),
		items: kinds("SELECT DISTINCT state FROM item"),
		plans: kinds("SELECT DISTINCT state FROM planning"),
		questionnaires: kinds("SELECT DISTINCT state FROM assessment"),
	};
}

test("the demonstration has children of all ages, two full teams, and every state there is", () => {
	assert.ok(demo.children >= 40, `${demo.children} children`);
	assert.ok(demo.teams >= 2, "two teams have two practice leads each");
	const ages = [...demo.ages].map(Number).sort((a, b) => a - b);
	assert.deepStrictEqual([ages[0], ages.at(-1)], [4, 17]);
	for (const [kind, words] of [["1", "PDF"], ["4", "photograph"]])
		assert.ok(demo.files.has(kind), `no ${words} among the documents`);
	for (const [what, file, sign] of [
		["items", "dispute.def", /^ITEM_STATE\((\w+), (\d+)/gm],
		["plans", "dispute.def", /^PLAN_STATE\((\w+), (\d+)/gm],
		["questionnaires", "assessment.h", /\bX\((RAS_\w+), (\d+), STEP_/g],
	]) {
		const all = states(file, sign);
		assert.ok(all.length >= 4, what);
		const missing = all.filter(([n]) => !demo[what].has(n)).map(([, name]) => name);
		assert.deepStrictEqual(missing, [], what);
	}
});

// The clock may have moved a case on: a link is dead if its page still shows it.
async function stands(f) {
	const client = await as(f.email, at);

	return (await client.get(f.on)).text.includes(`href="${f.path}"`) &&
		![200, 303].includes((await client.get(f.path)).status);
}

test("no link leads to what its reader may not see", async () => {
	const dead = site.found.filter((f) => f.method === "GET" && f.on !== null &&
		!(f.path.includes("?") ? [200, 303, 422, 429] : [200, 303]).includes(f.status));

	const wrong = [];
	for (const f of dead)
		if (await stands(f))
			wrong.push(`${f.path} on ${f.on} answers ${f.status}`);
	assert.deepStrictEqual([...new Set(wrong)], []);
});

test("every form goes to a route", () => {
	assert.deepStrictEqual(site.found.filter((f) => f.method === "POST" &&
		f.route === undefined).map((f) => `${f.path} on ${f.on}`), []);
});

// Fields of a form that is not the route's own, but of the same session.
async function token(client) {
	const page = await client.get("/help");
	const fields = hidden(page.text, "/sign-out");
	const { csrf } = fields.csrf ? fields :
		hidden((await client.get("/sign-in")).text, "/sign-in");

	return { csrf, form: randomBytes(12).toString("base64url") };
}

// Where a route was found, once for each role; else whoever may, anywhere.
function standing(route) {
	const one = new Map(), roleOf = (email) => site.people.find((p) => p.email === email).role;

	for (const f of site.found.filter((g) => g.route === route.name &&
		g.method === route.method && (g.method === "POST" || g.status === 200)))
		one.set(roleOf(f.email), f);
	for (const file of one.size > 0 ? [] : site.cases)
		for (const [, person] of around(site, file))
			if (may(rules, route.action, person, file) !== false)
				one.set(person.role, { email: person.email, path: filled(route, file) });
	return [...one.values()];
}

// A form as it stands on its page, filled in; one of no page has a token at least.
async function written(client, route, { on, path }) {
	const form = on && formTo((await client.get(on)).text, path);

	return form ? filledIn(form, fields[route.form] ?? []) :
		filledIn({ fields: [] }, fields[route.form] ?? [], await token(client));
}

// Addresses in a person's own case with what belongs to another.
function foreign(route, file, all) {
	const own = new Set(all.filter((x) => x.pid === file.pid).map((x) => x.id));
	const strange = all.filter((x) => !own.has(x.id));
	const address = (no) => route.path.replace("#", file.pid).replace(/[#%]/, no);

	if (/%/.test(route.path))
		return foreignNumbers(at, route, file, site.cases).slice(0, 3).map(address);
	const shown = new Set(site.found.filter((f) => f.route === route.name)
		.map((f) => f.path.match(/[\w-]{22}/g)[1]));
	const ids = strange.filter((x) => shown.has(x.id)).slice(0, 3)
		.concat([...new Map(strange.map((x) => [x.kind, x])).values()]);
	return [...new Set(ids.map((x) => address(x.id)))];
}

const deeper = table.filter((r) => /^[/]cases[/]#.*[#%]/.test(r.path));

test("what belongs to another case is not there under one's own", async (t) => {
	const all = things(at);

	for (const route of deeper)
		await t.test(`${route.method} ${route.path}`, async () => {
			const before = checksums(at), wrong = [];
			for (const place of standing(route)) {
				const client = await as(place.email, at);
				const body = route.method === "POST" && await written(client, route, place);
				for (const path of foreign(route, fileOf(place.path), all)) {
					const form = randomBytes(12).toString("base64url");
					const { status } = await (body ? client.post(path, { ...body, form })
						: client.get(path));
					if (status !== 404)
						wrong.push(`${path} by ${place.email}: ${status}`);
				}
			}
			assert.deepStrictEqual(wrong, []);
			assert.deepStrictEqual(checksums(at), before);
		});
});

for (const route of table.filter((r) => r.method === "POST"))
	test(`POST ${route.path} without a token of one's own`, async () => {
		const path = addresses(route)[0], file = fileOf(path);
		const stranger = await token(await as(site.people.find((p) =>
			p.role === "administrator").email, at));
		for (const [how, person, client] of await visitors(file)) {
			const none = await client.post(path, { form: "x" });
			assert.strictEqual(none.status, 403, `${how}, no token`);
			if (person?.role === "administrator")
				continue;
			const foreign = await client.post(path, stranger);
			assert.strictEqual(foreign.status, 403, `${how}, foreign token`);
		}
	});

for (const route of table.filter((r) => r.method === "POST" && r.guest === "signed in"))
	test(`POST ${route.path} by whoever may not`, async () => {
		for (const path of addresses(route)) {
			const file = fileOf(path);
			const nobody = await anonymous();
			assert.strictEqual(verdict(await nobody.post(path, await token(nobody))),
				"sign in", path);
			for (const [how, person, client] of await visitors(file)) {
				if (person === null || expected(route, person, file) !== "refused")
					continue;
				const answer = await client.post(path, await token(client));
				assert.strictEqual(answer.status, 404, `${path} by ${how}`);
			}
		}
	});

test("a method no route has", async () => {
	const client = await as(site.people.find((p) => p.role === "operations_manager").email, at);
	const secrets = await token(client);

	for (const route of table) {
		const path = filled(route, site.cases[0]);
		const other = route.method === "GET" ? "POST" : "GET";
		for (const method of ["PUT", "DELETE", "OPTIONS", "FOO"])
			assert.strictEqual((await client.request(method, path)).status, 405,
				`${method} ${path}`);
		if (routeOf(table, other, path) !== undefined)
			continue;
		const answer = await client.request(other, path, other === "GET" ? {} : {
			headers: { "content-type": FORM, origin: at.url },
			body: new URLSearchParams(secrets).toString(),
		});
		assert.strictEqual(answer.status, 405, `${other} ${path}`);
	}
});

test("HEAD is GET without the page", async () => {
	const client = await as(site.people.find((p) => p.role === "operations_manager").email, at);

	for (const route of table.filter((r) => r.method === "GET")) {
		const path = filled(route, site.cases[0]);
		const [get, head] = [await client.get(path), await client.request("HEAD", path)];
		assert.strictEqual(head.status, get.status, path);
		assert.strictEqual(head.bytes.length, 0, path);
	}
});

const without = (text) => text.replace(/accord-reference">[^<]*</, "");

test("what is foreign looks like what is not there", async () => {
	const client = await as(site.people.find((p) => p.role === "administrator").email, at);

	for (const route of table.filter((r) => r.subject === "case" && r.method === "GET")) {
		const foreign = await client.get(filled(route, site.cases[0]));
		const absent = await client.get(filled(route, { pid: ABSENT }));
		if (foreign.status === 200)
			continue;
		assert.strictEqual(foreign.status, 404, route.path);
		assert.strictEqual(without(foreign.text), without(absent.text), route.path);
		assert.match(foreign.text, /accord-reference">[0-9a-f]{10}</);
		const names = (answer) => Object.keys(answer.headers).sort();
		assert.deepStrictEqual(names(foreign), names(absent));
	}
});

test("what has no row does not exist", async () => {
	const client = await as(site.people.find((p) => p.role === "operations_manager").email, at);

	for (const path of ["/nothing", "/cases/", "/cases/1", "/cases/%20", "/.git/config",
		"/index.html", `/cases/${site.cases[0].pid}/nothing`, `/cases/${site.cases[0].pid}/`,
		`/cases/${site.cases[0].pid.slice(1)}`, "/sign-in/nothing", "/static/nothing"])
		assert.ok([400, 404].includes((await client.get(path)).status), path);
	assert.strictEqual((await client.post("/nothing", await token(client))).status, 404);
});

test("the sheet of rights is the one that was signed", () => {
	assert.strictEqual(accord(at, "access"),
		readFileSync(join(root, "tests/fcgi/access.txt"), "utf8"));
});

// Not asked for here: what ends a session, what only a script sends, and what
// needs a letter that waits for the post (pages/post).
const leaving = ["sign_out", "sign_out_everywhere", "draft_save", "letter_post_send"];

for (const route of table.filter((r) => r.method === "POST" && r.guest === "signed in" &&
	!leaving.includes(r.name)))
	test(`POST ${route.path} is taken from somebody who may`, async () => {
		const answers = [];
		for (const place of standing(route)) {
			const client = await as(place.email, at);
			const answer = await client.post(place.path, await written(client, route, place));
			answers.push(`${place.path} by ${place.email}: ${answer.status}`);
			if (answer.status === 204 || ["admitted", "not now"].includes(verdict(answer)))
				return;
		}
		assert.fail(answers.join("\n"));
	});
