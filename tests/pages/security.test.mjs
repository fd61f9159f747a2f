// What keeps strangers out: headers, cookies, signing in, sessions and their end.
// A stack of its own, because its clock is moved and its people are locked out.

import assert from "node:assert";
import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { accord, accounts, ofStack, routes, sql } from "../lib/accord.mjs";
import { ask } from "../lib/fastcgi.mjs";
import { formTo } from "../lib/forms.mjs";
import { Client, hidden } from "../lib/http.mjs";
import { setting } from "../lib/people.mjs";
import { account, as, password, signIn, stepNow, totp } from "../lib/sign_in.mjs";
import { theSite } from "../lib/site.mjs";
import { startStack } from "../lib/stack.mjs";

const COOKIE = "__Host-accord";
const MINUTE = 60_000;
const MODERN = {
	"content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; " +
		"img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; " +
		"base-uri 'none'; frame-ancestors 'none'",
	"x-content-type-options": "nosniff",
	"referrer-policy": "same-origin",
	"cross-origin-opener-policy": "same-origin",
	"cross-origin-resource-policy": "same-origin",
	"x-request-id": /^[0-9a-f]{32}$/,
	"permissions-policy": /camera=\(\).*geolocation=\(\).*microphone=\(\)/,
	server: "nginx",
};
let stack, at, site;

before(async () => {
	stack = await startStack();
	at = ofStack(stack);
	site = await theSite(at);
});

after(() => stack?.stop());

async function moveTo(ms) {
	at.moved = ms / 1000;
	await stack.restart(ms === 0 ? {} : { NOW: new Date(Date.now() + ms).toISOString()
		.replace(/\.\d+Z/, "Z") });
}

// As if this half minute's code had not been used yet.
function unused(email) {
	sql(at, `UPDATE credential SET totp_step = 0
		WHERE person = (SELECT id FROM person WHERE email = '${email}')`);
}

const staff = (role) => accounts().find((a) => a.role === role).email;
const isSignedIn = async (client) => (await client.get("/account")).status === 200;

const DOWNLOAD = /^(default-src 'none'; sandbox|sandbox; default-src 'none')$/;

function checkHeaders(answer, what) {
	const download = /^attachment/.test(answer.headers["content-disposition"] ?? "");
	const wanted = download ? { ...MODERN, "content-security-policy": DOWNLOAD } : MODERN;

	for (const [name, value] of Object.entries(wanted))
		if (value instanceof RegExp)
			assert.match(answer.headers[name] ?? "", value, `${what}: ${name}`);
		else
			assert.strictEqual(answer.headers[name], value, `${what}: ${name}`);
	assert.strictEqual(answer.headers["x-powered-by"], undefined, what);
	if (!what.includes("/static/a") && !what.includes("robots"))
		assert.match(answer.headers["cache-control"] ?? "", /^no-store$/, what);
	const asked = what.includes("/static/") ? [undefined, "gzip"] : [undefined];
	assert.ok(asked.includes(answer.headers["content-encoding"]), `${what} is compressed`);
}

test("every answer has the headers", async () => {
	const client = await as(staff("operations_manager"), at);
	const seen = new Map(site.found.filter((f) => f.method === "GET")
		.map((f) => [`${f.route} ${f.status}`, f]));
	const list = [...seen.values()].map((f) => [f.email, "GET", f.path]);

	for (const path of ["/static/accord.css", "/static/nothing", "/nothing", "/sign-out",
		"/account?a=1", "/static/errors/404.html", `/${"x".repeat(5000)}`])
		list.push([null, "GET", path]);
	list.push([null, "POST", "/sign-in"], [null, "DELETE", "/"], [null, "POST", "/static/accord.css"]);
	for (const [email, method, path] of list) {
		const who = email ? await as(email, at) : client;
		checkHeaders(await who.request(method, path, { headers: { "accept-encoding": "gzip" } }),
			`${method} ${path.slice(0, 60)}`);
	}
	const large = await client.post("/sign-in", { email: "a".repeat(100_000) });
	assert.strictEqual(large.status, 413);
	checkHeaders(large, "too large");
});

test("one cookie, bound to this host, new at each step", async () => {
	const client = new Client(at.url), who = account(staff("auditor")), seen = [];
	const given = (answer) => {
		assert.strictEqual(answer.cookies.length, 1);
		const [pair, ...rest] = answer.cookies[0].split("; ");
		assert.match(pair, /^__Host-accord=[A-Za-z0-9_-]{43}$/);
		assert.deepStrictEqual(rest.slice(0, 4).sort(),
			["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
		assert.ok(!/domain/i.test(answer.cookies[0]));
		assert.ok(!seen.includes(pair), "the cookie is not new");
		seen.push(pair);
	};
	unused(who.email);
	given(await client.get("/sign-in"));
	assert.deepStrictEqual((await client.get("/sign-in")).cookies, []);
	given(await password(client, who.email));
	given(await client.submit("/sign-in/code", "/sign-in/code",
		{ code: totp(who.secret, stepNow()) }));
	assert.ok(await isSignedIn(client));
});

test("a cookie somebody else chose does not become a session", async () => {
	const client = new Client(at.url), chosen = "A".repeat(43);

	client.setCookie(COOKIE, chosen);
	await password(client, "zoe.yates@family.example");
	assert.notStrictEqual(client.cookie(COOKIE), chosen);
	const thief = new Client(at.url);
	thief.setCookie(COOKIE, chosen);
	assert.ok(!await isSignedIn(thief));
	assert.strictEqual((await thief.get("/sign-in/code")).status, 303);
});

// The answer to an attempt, without what differs in every answer.
async function attempt(email, secret) {
	const answer = await password(new Client(at.url), email, secret);
	const text = answer.text.replaceAll(email, "EMAIL")
		.replace(/name="(csrf|form)" value="[^"]*"/g, "");

	return { status: answer.status, to: answer.headers.location, text };
}

test("unknown, wrong and locked read the same; ten minutes later it works", async () => {
	const email = "lorna.muir@family.example", { password: right } = account(email);
	const wrong = await attempt(email, "not this one");

	assert.strictEqual(wrong.status, 422);
	assert.match(wrong.text, /is not right/);
	assert.deepStrictEqual(await attempt("nobody@family.example", right), wrong);
	for (let i = 1; i < 9; i++)
		await attempt(email, `guess ${i}`);
	assert.strictEqual((await attempt(email, right)).to, "/sign-in/code", "after nine");
	assert.deepStrictEqual(await attempt(email, "guess 10"), wrong);
	assert.deepStrictEqual(await attempt(email, right), wrong, "locked");
	assert.strictEqual((await attempt("keith.barlow@family.example")).to, "/sign-in/code",
		"others are not");
	await moveTo(6 * MINUTE);
	assert.strictEqual((await attempt(email, right)).to, "/sign-in/code", "released");
	await moveTo(0);
});

// A try from an address, straight to the worker, as nginx would pass it on.
async function tried(remote, email) {
	const client = new Client(at.url), page = await client.get("/sign-in");
	const body = Buffer.from(new URLSearchParams({ ...hidden(page.text, "/sign-in"), email,
		password: "not this one" }).toString());

	assert.match(await ask(setting("sign-in.socket", at.config), { REQUEST_METHOD: "POST",
		REQUEST_URI: "/sign-in", SERVER_PROTOCOL: "HTTP/1.1", HTTPS: "", REMOTE_ADDR: remote,
		REQUEST_ID: randomBytes(16).toString("hex"), CONTENT_TYPE: "application/x-www-form-urlencoded",
		CONTENT_LENGTH: String(body.length), HTTP_HOST: "localhost",
		HTTP_COOKIE: `${COOKIE}=${client.cookie(COOKIE)}`, HTTP_ORIGIN: at.url,
		HTTP_SEC_FETCH_SITE: "same-origin", HTTP_USER_AGENT: "", ACCORD_END: "1" }, body),
	/^Status: 422/m);
}

// Is what fails from both counted together?
async function together(one, two) {
	sql(at, "DELETE FROM failed_sign_in");
	await tried(one, "one@nobody.example");
	await tried(two, "two@nobody.example");
	return Number(sql(at, "SELECT COUNT(DISTINCT who) FROM failed_sign_in")[0][0]) === 3;
}

test("a household of IPv6 is one address, however it is written; of IPv4 each is its own", async () => {
	for (const [one, two, same] of [
		["2001:db8:1:2::1", "2001:db8:1:2:ffff:8:7:6", true],
		["2001:db8:1:2::1", "2001:db8:1:3::1", false],
		["2001:db8::5", "2001:db8::7:6:5", true],
		["2001:db8::a:b:c:d", "2001:db8::e:b:c:d", true],
		["::ffff:192.0.2.1", "::ffff:192.0.2.2", false],
		["192.0.2.1", "192.0.2.1", true], ["192.0.2.1", "192.0.2.2", false],
	])
		assert.strictEqual(await together(one, two), same, `${one} and ${two}`);
	sql(at, "DELETE FROM failed_sign_in");
});

test("after a hundred failures nobody signs in from that address, and from others they do", async () => {
	const from = (address) => new Client(at.url.replace("localhost", "127.0.0.1"), { from: address });
	const attempts = async (address, email, secret) =>
		(await password(from(address), email, secret)).headers.location;
	const email = "vera.holub@family.example";

	await attempts("127.0.0.77", "one@nobody.example", "not this one");
	await attempts("127.0.0.77", "two@nobody.example", "not this one");
	// as if many had tried, each another account
	const [[who]] = sql(at, "SELECT HEX(who) FROM failed_sign_in GROUP BY who HAVING COUNT(*) = 2");
	sql(at, `INSERT INTO failed_sign_in (who, at) SELECT UNHEX('${who}'), UTC_TIMESTAMP(6) FROM seq_1_to_97`);
	assert.strictEqual(await attempts("127.0.0.77", email), "/sign-in/code", "after 99");
	await attempts("127.0.0.77", "three@nobody.example", "not this one");
	assert.strictEqual(await attempts("127.0.0.77", email), undefined, "after 100");
	assert.strictEqual(await attempts("127.0.0.78", email), "/sign-in/code");
	sql(at, "DELETE FROM failed_sign_in");
});

test("a password alone opens nothing", async () => {
	const client = new Client(at.url);

	await password(client, staff("operations_manager"));
	for (const route of routes(at).filter((r) => r.method === "GET" && r.guest === "signed in"))
		assert.strictEqual((await client.get(route.path.replaceAll("#", site.cases[0].pid)
			.replaceAll("%", "1"))).headers.location, "/sign-in", route.path);
});

test("an authenticator's code works once", async () => {
	const email = "samuel.finch@accord.example", { secret } = account(email);
	const first = new Client(at.url), second = new Client(at.url);
	const enter = (client, code) => client.submit("/sign-in/code", "/sign-in/code", { code });

	unused(email);
	await password(first, email);
	await password(second, email);
	const code = totp(secret, stepNow());
	assert.strictEqual((await enter(first, code)).status, 303);
	assert.strictEqual((await enter(second, code)).status, 422);
	assert.ok(!await isSignedIn(second));
});

test("a code by mail works once, for its own session, and five tries", async () => {
	const email = "nadia.karim@family.example", client = new Client(at.url);
	const enter = (c, code) => c.submit("/sign-in/code", "/sign-in/code", { code });
	const mailed = () => accord(at, "code", email, "--config", at.config).trim();

	await password(client, email);
	const old = mailed(), other = new Client(at.url);
	await password(other, email);
	const code = mailed();
	assert.strictEqual((await enter(other, old)).status, 422, "another session's code");
	assert.strictEqual((await enter(other, code)).status, 303);
	assert.ok(await isSignedIn(other));

	const third = new Client(at.url);
	await password(third, email);
	const mine = mailed();
	for (let i = 0; i < 5; i++)
		assert.strictEqual((await enter(third, "000000")).status, 422);
	assert.strictEqual((await enter(third, mine)).status, 422, "after five tries");
});

test("a session ends by itself, for staff sooner", async () => {
	const worker = await signIn("yusuf.demir@accord.example", at);
	const family = await signIn("kofi.mensah@family.example", at);

	await moveTo(29 * MINUTE);
	assert.ok(await isSignedIn(worker), "29 minutes");
	await moveTo(61 * MINUTE);
	assert.ok(!await isSignedIn(worker), "idle for 32");
	assert.ok(!await isSignedIn(family), "idle for 61");
	await moveTo(0);
});

test("after twelve hours whatever was done", async () => {
	const client = await signIn("elena.ionescu@family.example", at);

	for (const [hours, open] of [[11, true], [13, false]]) {
		sql(at, `UPDATE session s JOIN person p ON p.id = s.person
			SET opened = UTC_TIMESTAMP(6) - INTERVAL ${hours} HOUR
			WHERE p.email = 'elena.ionescu@family.example'`);
		assert.strictEqual(await isSignedIn(client), open, `${hours} hours`);
	}
});

test("a change of role, team or account bites on the next request", async () => {
	const email = "alice.wren@accord.example", client = await signIn(email, at);
	const own = site.cases.find((c) => c.team === site.people.find((p) =>
		p.email === email).team);
	const see = async () => (await client.get(`/cases/${own.pid}`)).status;
	const set = (what) => sql(at, `UPDATE person SET ${what} WHERE email = '${email}'`);

	assert.strictEqual(await see(), 200);
	set("team = NULL");
	assert.strictEqual(await see(), 404);
	set(`team = ${own.team}`);
	assert.strictEqual(await see(), 200);
	set("role = 3");
	assert.strictEqual(await see(), 404);
	set("role = 4, active = FALSE");
	assert.strictEqual(await see(), 303);
	set("active = TRUE");
});

test("what a supporter may see ends when the family says so", async () => {
	const client = await as("ann.calder@help.example", at);
	const file = site.cases.find((c) => c.helpers.length > 0);
	const see = async () => (await client.get(`/cases/${file.pid}`)).status;

	assert.strictEqual(await see(), 200);
	sql(at, `UPDATE supporter SET until = UTC_TIMESTAMP(6) WHERE casefile = ${file.id}`);
	assert.strictEqual(await see(), 404);
});

test("signing out ends this session; everywhere ends them all", async () => {
	const email = "mei.chen@family.example";
	const [one, two] = [await signIn(email, at), await signIn(email, at)];
	const cookie = one.cookie(COOKIE);

	await one.submit("/account", "/sign-out", {});
	one.setCookie(COOKIE, cookie);
	assert.ok(!await isSignedIn(one));
	assert.ok(await isSignedIn(two));
	const three = await signIn(email, at);
	const answer = await three.submit("/account", "/sign-out/everywhere", {});
	assert.strictEqual(answer.status, 303);
	assert.match((await three.get(answer.headers.location)).text, /You are signed out everywhere/);
	assert.ok(!await isSignedIn(two));
	assert.ok(!await isSignedIn(three));
	assert.equal((await one.get("/signed-out")).status, 200, "a page for everybody");
	assert.strictEqual((await password(two, email)).headers.location, "/sign-in/code",
		"its devices are forgotten");
});

test("a known device is asked for no code, and only its own person", async () => {
	const client = await signIn("olu.adebayo@family.example", at);

	await client.submit("/account", "/sign-out", {});
	assert.strictEqual((await password(client, "paula.stott@family.example")).headers.location,
		"/sign-in/code");
	const again = await signIn("olu.adebayo@family.example", at);
	await again.submit("/account", "/sign-out", {});
	assert.strictEqual((await password(again, "olu.adebayo@family.example")).headers.location, "/");
	assert.ok(await isSignedIn(again));
});

test("nobody is led elsewhere", async () => {
	const client = new Client(at.url);

	for (const to of ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"]) {
		for (const name of ["next", "to", "url", "return"])
			assert.strictEqual((await client.get(`/sign-in?${name}=${encodeURIComponent(to)}`))
				.status, 400);
		const answer = await client.submit("/sign-in", "/sign-in", { next: to,
			email: "zoe.yates@family.example", password: account("zoe.yates@family.example").password });
		assert.strictEqual(answer.status, 400);
		const odd = await client.get(`/${encodeURIComponent(to)}`);
		assert.ok(!/elsewhere/.test(odd.headers.location ?? ""));
	}
	for (const path of ["/", "/account", `/cases/${site.cases[0].pid}`])
		assert.strictEqual((await client.get(path)).headers.location, "/sign-in");
});

test("a token is another on every page, and another session's is refused", async () => {
	const [one, two] = [await as("maria.osei@family.example", at),
		await as("james.hartley@family.example", at)];
	const token = async (client) =>
		hidden((await client.get("/account")).text, "/sign-out/everywhere").csrf;
	const [first, second, foreign] = [await token(one), await token(one), await token(two)];

	assert.notStrictEqual(first, second);
	const keep = (csrf) => one.post("/session", { csrf, form: `f${Math.random()}` });
	assert.strictEqual((await keep(first)).status, 204);
	assert.strictEqual((await keep(second)).status, 204);
	assert.strictEqual((await keep(foreign)).status, 403);
	assert.ok(formTo((await one.get("/account")).text, "/sign-out"));
});

// Last: it reads what all of the above has left behind.
test("the logs hold no address, name, cookie or token", async () => {
	const folder = join(at.folder, "log");
	const logs = readdirSync(folder).filter((f) => f.endsWith(".log"))
		.map((f) => readFileSync(join(folder, f), "latin1")).join("\n");
	const client = await as("maria.osei@family.example", at), page = await client.get("/account");
	const secrets = [client.cookie(COOKIE), hidden(page.text, "/sign-out").csrf,
		...accounts().flatMap((a) => [a.email, a.name, a.password, a.secret]),
		...sql(at, "SELECT child_name FROM casefile").flat(),
		...sql(at, "SELECT LOWER(HEX(hash)) FROM session").flat()].filter(Boolean);

	assert.ok(logs.length > 10_000, "there is hardly a log");
	assert.deepStrictEqual(secrets.filter((s) => logs.includes(s)), []);
	assert.ok(!/harbour|lantern|@[a-z]+\.example/.test(logs));
});
