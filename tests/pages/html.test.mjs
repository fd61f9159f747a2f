// Every page as its readers get it: valid HTML, nothing axe complains of, no
// sideways scrolling at 320 px, whole without script. `make test` looks at each
// page once, in its fullest state; `make pages` at each for every kind of reader
// and in every state the demonstration has (ACCORD_PAGES=all).

import assert from "node:assert";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";

import { forms, ofStack, routes } from "../lib/accord.mjs";
import { invalid, launch, overflow, violations, windowOf } from "../lib/window.mjs";
import { filledIn, formTo } from "../lib/forms.mjs";
import { Client } from "../lib/http.mjs";
import { as, password } from "../lib/sign_in.mjs";
import { grow, theSite } from "../lib/site.mjs";
import { startStack } from "../lib/stack.mjs";

const FIRST_PAGE = 100 * 1024;		// bytes, all files together
const all = process.env.ACCORD_PAGES === "all";
const built = { build: process.env.ACCORD_BUILD ?? "build" };
const table = routes(built), fields = forms(built);
const gets = table.filter((r) => r.method === "GET"), posts = table.filter((r) =>
	r.method === "POST" && fields[r.form]?.some((f) => f.must));
const windows = new Map();
const narrow = [{ width: 320 }, { width: 320, script: false }];
const widths = all ? [{ width: 1280 }, ...narrow] : narrow;
let stack, at, site, browser;

before(async () => {
	stack = await startStack();
	at = { ...ofStack(stack), tls: stack.tls };
	site = await grow(await theSite(at), at);
	browser = await launch();
});

after(async () => {
	await browser?.close();
	await stack?.stop();
});

// One of each kind: of a route alone, or of a route, a kind of reader and a state.
function samples(list) {
	const best = new Map();

	for (const one of list) {
		const person = site.people.find((p) => p.email === one.email);
		const file = site.cases.find((c) => (one.on ?? one.path).includes(c.pid));
		const key = all ? `${one.route} ${person.role} ${file?.state}` : one.route;
		if ((best.get(key)?.bytes ?? -1) < (one.bytes ?? 0))
			best.set(key, one);
	}
	return [...best.values()];
}

// A reader's windows; kept, for opening one takes longer than a page.
async function windowsOf(email, client) {
	if (!windows.has(email)) {
		const made = [];
		for (const how of widths) {
			const context = await windowOf(browser, at, client, how);
			made.push({ context, how, page: await context.newPage() });
		}
		windows.set(email, made);
	}
	return windows.get(email);
}

// What is wrong with it in these windows; show brings a window to the page.
async function looked(email, client, show) {
	const wrong = [];

	for (const { page, how } of await windowsOf(email, client)) {
		const name = `${how.width} px${how.script === false ? ", no script" : ""}`;
		const hear = (words) => wrong.push(`${name}: ${words}`);
		const heard = (message) => message.type() === "error" && hear(message.text());
		const thrown = (error) => hear(error.message);
		page.on("console", heard).on("pageerror", thrown);
		await show(page);
		(await overflow(page)).forEach(hear);
		if (how.script !== false)
			(await violations(page)).forEach(hear);
		else if (!await page.locator("main h1").first().isVisible())
			hear("no heading to be seen");
		page.off("console", heard).off("pageerror", thrown);
	}
	return wrong;
}

async function check(email, client, path, { status = 200 } = {}) {
	const answer = await client.get(path);

	assert.strictEqual(answer.status, status, path);
	if (!/^text\/html/.test(answer.headers["content-type"]))
		return;
	assert.deepStrictEqual(await invalid(answer.text), [], path);
	const wrong = await looked(email, client, (page) => page.goto(at.tls + path));
	// Chromium itself reports an answer that is an error
	assert.deepStrictEqual(wrong.filter((w) => status === 200 || !/status of/.test(w)), [],
		`${path} for ${email}`);
}

// Growing the site moved some cases on: then another that still shows the page.
async function standing(one, shown) {
	for (const f of [one, ...shown.slice(0, 20)])
		if ((await (await as(f.email, at)).get(f.path)).status === 200)
			return f;
}

for (const route of gets.filter((r) => r.guest !== "half-way"))
	test(`GET ${route.path} is a good page`, async (t) => {
		const shown = site.found.filter((f) => f.method === "GET" && f.route === route.name &&
			f.status === 200);
		if (shown.length === 0)
			t.diagnostic(`no case comes so far: ${route.path}`);
		for (const one of samples(shown)) {
			const now = await standing(one, shown);
			if (now === undefined)
				t.diagnostic(`every case has moved on from ${one.path}`);
			else
				await check(now.email, await as(now.email, at), now.path);
		}
	});

test("the pages of somebody who is not signed in", async () => {
	for (const route of gets.filter((r) => r.guest === "anybody" && !/[#%]/.test(r.path)))
		await check("nobody", new Client(at.url), route.path);
	for (const email of ["noel.garside@accord.example", "zoe.yates@family.example"]) {
		const client = new Client(at.url);
		assert.strictEqual((await password(client, email)).headers.location, "/sign-in/code");
		await check(`${email} half-way`, client, "/sign-in/code");
	}
});

test("the pages of errors", async () => {
	const client = await as("noel.garside@accord.example", at);

	await check("noel", client, "/nothing", { status: 404 });
	await check("noel", client, "/account?nothing=1", { status: 400 });
	await check("noel", client, "/sign-out", { status: 405 });
	await check("nobody", new Client(at.url), "/static/nothing", { status: 404 });
	for (const status of [400, 404, 405, 413, 429, 500, 503])
		assert.deepStrictEqual(await invalid(readFileSync(
			`${built.build}/static/errors/${status}.html`, "utf8")), [], String(status));
});

// The form sent empty: shown again, with what is wrong.
async function mistaken(route, place, client) {
	const page = await client.get(place.on), form = formTo(page.text, place.path);
	const sent = form && filledIn(form, []);

	if (sent === undefined)
		return undefined;
	for (const field of fields[route.form])
		for (const name of Object.keys(sent).filter((n) =>
			field.kind !== "pid" && n.startsWith(field.name)))
			sent[name] = "";
	return client.post(place.path, sent);
}

for (const route of posts)
	test(`POST ${route.path} sent empty comes back as a good page`, async (t) => {
		const list = route.guest !== "signed in" ?
			[{ path: route.path, on: route.path, email: null }] :
			samples(site.found.filter((f) => f.method === "POST" && f.route === route.name));
		if (list.length === 0)
			t.diagnostic("its form stands on no page of the demonstration");
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
			const wrong = await looked(`${place.email} ${place.path}`, client, (page) =>
				page.goto(at.tls + place.on).then(() => page.setContent(answer.text)));
			assert.deepStrictEqual(wrong, [], place.path);
		}
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
