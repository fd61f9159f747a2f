// Every page as its readers get it: valid HTML, nothing axe complains of, no
// sideways scrolling at 320 px, whole without script. `make test` looks at each
// page once for each kind of reader, in its fullest state; `make pages` in every
// state the demonstration has, at both widths (ACCORD_PAGES=all). A route that
// nobody of the demonstration can reach is a failure.

import assert from "node:assert";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test, { after, before, describe } from "node:test";

import { forms, ofStack, routes, sql } from "../lib/accord.mjs";
import { invalid, launch, overflow, violations, windowOf } from "../lib/window.mjs";
import { filledIn, formTo } from "../lib/forms.mjs";
import { Client } from "../lib/http.mjs";
import { as, password } from "../lib/sign_in.mjs";
import { theSite } from "../lib/site.mjs";
import { startStack } from "../lib/stack.mjs";

const FIRST_PAGE = 100 * 1024;		// bytes, all files together
const all = process.env.ACCORD_PAGES === "all";
const built = { build: process.env.ACCORD_BUILD ?? "build" };
const table = routes(built), fields = forms(built);
const gets = table.filter((r) => r.method === "GET"), posts = table.filter((r) =>
	r.method === "POST" && fields[r.form]?.some((f) => f.must));
const narrow = [{ width: 320 }, { width: 320, script: false }];
const widths = all ? [{ width: 1280 }, ...narrow] : narrow;
const AT_ONCE = 3;		// pages that are looked at
const free = [], waiting = [];	// sets of windows
let stack, at, site, browser;

before(async () => {
	stack = await startStack();
	at = { ...ofStack(stack), tls: stack.tls };
	site = await theSite(at);
	browser = await launch();
	for (let i = 0; i < AT_ONCE; i++)
		free.push(await Promise.all(widths.map(async (how) => {
			const context = await windowOf(browser, at, null, how);
			return { context, how, page: await context.newPage() };
		})));
});

after(async () => {
	await browser?.close();
	await stack?.stop();
});

// One of each kind: of a route and a kind of reader, and of a state.
function samples(list, { byRole = true } = {}) {
	const best = new Map();

	for (const one of list) {
		const person = site.people.find((p) => p.email === one.email);
		const file = site.cases.find((c) => (one.on ?? one.path).includes(c.pid));
		const key = [one.route, byRole || all ? person.role : "", all ? file?.state : ""]
			.join(" ");
		if ((best.get(key)?.bytes ?? -1) < (one.bytes ?? 0))
			best.set(key, one);
	}
	return [...best.values()];
}

// Which tags and classes a page has: with the same ones it is another sample of the
// same page. In `make pages` their order counts as well.
const seen = new Set();
function isNew(route, html) {
	const inOrder = [...html.matchAll(/<(\w+)([^>]*)>/g)].map(([, name, rest]) =>
		name + (/\bclass="[^"]*"/.exec(rest)?.[0] ?? ""));
	const tags = (all ? inOrder : [...new Set(inOrder)].sort()).join();
	const key = `${route} ${createHash("sha256").update(tags).digest("hex")}`;

	return !seen.has(key) && seen.add(key);
}

// A set of windows, for as long as work() takes.
async function inWindows(work) {
	const set = free.pop() ?? await new Promise((resolve) => waiting.push(resolve));

	try {
		return await work(set);
	} finally {
		const next = waiting.shift();
		if (next)
			next(set);
		else
			free.push(set);
	}
}

async function signedInAs(context, client) {
	const value = client?.cookie("__Host-accord");

	await context.clearCookies();
	if (value)
		await context.addCookies([{ name: "__Host-accord", value, url: at.tls,
			secure: true, httpOnly: true, sameSite: "Lax" }]);
}

// What is wrong with it in one window; show brings the window to the page.
async function lookedIn({ context, how, page }, client, show) {
	const name = `${how.width} px${how.script === false ? ", no script" : ""}`;
	const wrong = [], hear = (words) => wrong.push(`${name}: ${words}`);
	const heard = (message) => message.type() === "error" && hear(message.text());
	const thrown = (error) => hear(error.message);

	await signedInAs(context, client);
	page.on("console", heard).on("pageerror", thrown);
	await show(page);
	(await overflow(page)).forEach(hear);
	if (how.script !== false)
		(await violations(page)).forEach(hear);
	else if (!await page.locator("main h1").first().isVisible())
		hear("no heading to be seen");
	page.off("console", heard).off("pageerror", thrown);
	return wrong;
}

// Without script a route's pages need looking at once; in `make pages` each.
const whole = new Set();
const looked = (route, client, show) => inWindows(async (set) => {
	const some = set.filter(({ how }) => how.script !== false || all || !whole.has(route));

	whole.add(route);
	return (await Promise.all(some.map((one) => lookedIn(one, client, show)))).flat();
});

async function check(route, client, path, { status = 200 } = {}) {
	const answer = await client.get(path);

	assert.strictEqual(answer.status, status, path);
	if (!/^text\/html/.test(answer.headers["content-type"]))
		return;
	assert.deepStrictEqual(await invalid(answer.text), [], path);
	if (!isNew(route, answer.text))
		return;
	const wrong = await looked(route, client, (page) => page.goto(at.tls + path));
	// Chromium itself reports an answer that is an error
	assert.deepStrictEqual(wrong.filter((w) => status === 200 || !/status of/.test(w)), [],
		path);
}

// Those that show whoever is signed in nothing of their own: they only lead to
// another page.
const leading = new Set(["record_find", "signed_out_all"]);

describe("each page", { concurrency: AT_ONCE }, () => {
	for (const route of gets.filter((r) => r.guest !== "half-way" && !leading.has(r.name)))
		test(`GET ${route.path} is a good page`, async () => {
			const shown = site.found.filter((f) => f.method === "GET" &&
				f.route === route.name && f.status === 200);
			assert.ok(shown.length > 0, `no case comes so far: ${route.path}`);
			for (const one of samples(shown))
				await check(route.name, await as(one.email, at), one.path);
		});
});

test("the pages of somebody who is not signed in", async () => {
	for (const route of gets.filter((r) => r.guest === "anybody" && !/[#%]/.test(r.path)))
		await check(route.name, new Client(at.url), route.path);
	for (const email of ["noel.garside@accord.example", "zoe.yates@family.example"]) {
		const client = new Client(at.url);
		assert.strictEqual((await password(client, email)).headers.location, "/sign-in/code");
		await check("code_show", client, "/sign-in/code");
	}
});

test("the pages of errors", async () => {
	const client = await as("noel.garside@accord.example", at);

	await check("404", client, "/nothing", { status: 404 });
	await check("400", client, "/account?nothing=1", { status: 400 });
	await check("405", client, "/sign-out", { status: 405 });
	await check("404 nobody", new Client(at.url), "/static/nothing", { status: 404 });
	for (const status of [400, 404, 405, 413, 429, 500, 503])
		assert.deepStrictEqual(await invalid(readFileSync(
			`${built.build}/static/errors/${status}.html`, "utf8")), [], String(status));
});

// The form sent empty: shown again, with what is wrong.
async function mistaken(route, place, client) {
	const page = await client.get(place.on), form = formTo(page.text, place.path);
	const sent = form && filledIn(form, []), must = fields[route.form].filter((f) => f.must);

	assert.ok(sent, `${place.on} has the form to ${place.path}`);
	if (must.every((f) => form.fields.some((i) => i.name === f.name && i.type === "hidden")))
		return undefined;	// nothing a person could leave empty
	for (const field of fields[route.form])
		for (const name of Object.keys(sent).filter((n) =>
			field.kind !== "pid" && n.startsWith(field.name)))
			sent[name] = "";
	return client.post(place.path, sent);
}

// The link in the mail to somebody whom a family names.
async function invitation() {
	const family = await as("maria.osei@family.example", at);
	const [, path] = /href="(\/cases\/[\w-]{22})"/.exec((await family.get("/")).text);
	const sent = await family.submit(`${path}/supporters`, `${path}/supporters`,
		{ email: "somebody.new@help.example", may: "see" });
	assert.strictEqual(sent.status, 303, sent.text);
	const [[body]] = sql(at, `SELECT REPLACE(body, '\\n', ' ') FROM mail
		WHERE body LIKE '%sign-in/invitation?code=%' ORDER BY id DESC LIMIT 1`);

	return /\/sign-in\/invitation\?code=[A-Za-z0-9_-]{22}/.exec(body)[0];
}

// The family has looked at its letters on the walk: they are unopened again.
const UNOPENED = `UPDATE letter l JOIN casefile c ON c.id = l.casefile SET l.opened = NULL
		WHERE c.ref LIKE '11074-%';
	INSERT INTO todo (casefile, step, person, role, since)
		SELECT id, 27, worker, 3, '2026-01-01' FROM casefile WHERE ref LIKE '11074-%'`;

// Where a form stands, and before whom. What is typed is kept by the script alone;
// an app is confirmed on the page that shows its key, which answers another form
// (account.test looks at it); drafts are deleted on a page that is not there (give.test).
const noForm = new Set(["draft_save", "app_confirm", "draft_forget"]);
async function standing(route) {
	if (route.name === "unopened_send")
		sql(at, UNOPENED);
	if (route.guest === "signed in")
		return samples(site.found.filter((f) => f.method === "POST" &&
			f.route === route.name), { byRole: false });
	return [{ path: route.path, email: null,
		on: route.name === "invitation_accept" ? await invitation() : route.path }];
}

// The windows are handed the answer where the form was sent to.
async function shows(page, path, html) {
	await page.route(at.tls + path, (route) =>
		route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }));
	await page.goto(at.tls + path);
	await page.unroute(at.tls + path);
}

describe("each form", { concurrency: AT_ONCE }, () => {
	for (const route of posts.filter((r) => !noForm.has(r.name)))
		test(`POST ${route.path} sent empty comes back as a good page`, async () => {
			const list = await standing(route);
			assert.ok(list.length > 0, `its form stands on no page: ${route.path}`);
			for (const place of list) {
				const client = place.email ? await as(place.email, at) : new Client(at.url);
				if (route.guest === "half-way")
					await password(client, "ivy.marsden@accord.example");
				const answer = await mistaken(route, place, client);
				if (answer === undefined)
					continue;
				assert.strictEqual(answer.status, 422, place.path);
				assert.match(answer.text, /<title>Error: /);
				assert.match(answer.text, /There is a problem/);
				assert.deepStrictEqual(await invalid(answer.text), [], place.path);
				assert.deepStrictEqual(await looked(`sent to ${route.name}`, client, (page) =>
					shows(page, place.path, answer.text)), [], place.path);
			}
		});
});

test("a family's first page is under 100 KB, all files together", async () => {
	const client = await as("maria.osei@family.example", at);
	const context = await windowOf(browser, at, client), page = await context.newPage();
	const sizes = [];

	page.on("requestfinished", (request) => sizes.push(request.sizes()
		.then((s) => [request.url(), s.responseBodySize + s.responseHeadersSize])));
	await page.goto(at.tls, { waitUntil: "networkidle" });
	const list = await Promise.all(sizes);
	await context.close();
	const sum = list.reduce((n, [, size]) => n + size, 0);
	assert.ok(list.length > 2, "only the page itself came");
	assert.ok(sum < FIRST_PAGE, `${sum} bytes: ${list.join(" ")}`);
});
