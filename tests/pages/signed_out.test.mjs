// What is typed is never lost because a session is over: not if it was signed out
// somewhere else, nor if the cookie is gone. The child is Elsie Thorne (10408), whose
// challenge no other test writes; all without script.

import assert from "node:assert";
import test, { before } from "node:test";

import { Client, hidden } from "../lib/http.mjs";
import { caseOf, signIn, sql } from "../lib/people.mjs";

const EMAIL = "nicola.thorne@family.example", COOKIE = "__Host-accord";
const mark = `s${process.pid}x${Date.now()}`;
const OWN = { url: process.env.ACCORD_URL };	// a session that no other test shares
let device, question;

const main = (page) => /<main[^]*<\/main>/.exec(page.text)[0];
const typed = (n) => ({ points: "27", why: `Awake at three <${mark}-${n}>`, evidence: "" });
const kept = (n) => Number(sql(`SELECT COUNT(*) FROM draft WHERE value LIKE '%${mark}-${n}>'`)[0][0]);

// A browser that was at the page while the same session was ended elsewhere.
async function endedElsewhere(how) {
	const client = await signIn(EMAIL, OWN), page = (await client.get(question)).text;
	const other = new Client(process.env.ACCORD_URL);

	other.setCookie(COOKIE, client.cookie(COOKIE));
	assert.equal((await other.submit("/account", how, {})).status, 303);
	return { client, fields: hidden(page, question) };
}

before(async () => {
	device = await signIn(EMAIL, OWN);
	question = `${await caseOf(device, "Elsie")}/challenge/2`;
});

for (const how of ["/sign-out", "/sign-out/everywhere"])
	test(`after ${how} elsewhere, what is sent is there after signing in`, async () => {
		const { client, fields } = await endedElsewhere(how);
		const answer = await client.post(question, { ...fields, ...typed(how) });
		assert.equal(answer.status, 303);
		assert.equal(answer.headers.location, `/sign-in?next=${question}`);
		const said = await client.get(answer.headers.location);
		assert.match(main(said), /You were signed out\. What you typed is kept/);
		const again = await client.post("/sign-in", {
			...hidden(said.text, "/sign-in"), email: EMAIL, password: "not it at all at all" });
		assert.equal(again.status, 422);
		assert.match(main(again), /What you typed is kept/, "a wrong password does not lose the way");
		assert.equal(hidden(again.text, "/sign-in").next, question);
		const back = await signIn(EMAIL, { ...OWN, client, next: question });
		assert.equal(back.led, question);
		assert.ok(main(await back.get(question)).includes(`&lt;${mark}-${how}&gt;</textarea>`));
	});

test("long after it was signed out nothing is planted, and what was sent is shown", async () => {
	const { client, fields } = await endedElsewhere("/sign-out");
	sql(`UPDATE session s JOIN person p ON p.id = s.person
		SET s.ended = UTC_TIMESTAMP(6) - INTERVAL 61 MINUTE
		WHERE p.email = '${EMAIL}' AND s.ended > UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE`);
	const answer = await client.post(question, { ...fields, ...typed("long") });
	assert.equal(answer.status, 403);
	assert.ok(main(answer).includes(`&lt;${mark}-long&gt;`));
	assert.equal(kept("long"), 0);
});

test("without the cookie the page shows what was sent, and the way back", async () => {
	const client = await signIn(EMAIL, OWN), page = (await client.get(question)).text;
	const bare = new Client(process.env.ACCORD_URL);
	const answer = await bare.post(question, { ...hidden(page, question), ...typed("bare") });
	assert.equal(answer.status, 403);
	assert.match(main(answer), /<h1[^>]*>You were signed out<\/h1>/);
	assert.ok(main(answer).includes(`&lt;${mark}-bare&gt;`), "what was typed is on the page");
	assert.ok(main(answer).includes(`href="/sign-in?next=${question}"`));
	assert.doesNotMatch(main(answer), /<form|csrf/);
	assert.equal(kept("bare"), 0, "nobody knows whose it is");
});

test("who has signed in anew meanwhile is led straight back", async () => {
	const client = await signIn(EMAIL, OWN), page = (await client.get(question)).text;
	const later = await signIn(EMAIL, OWN);
	client.setCookie(COOKIE, later.cookie(COOKIE));
	const answer = await client.post(question, { ...hidden(page, question), ...typed("anew") });
	assert.equal(answer.status, 403);
	assert.ok(main(answer).includes(`&lt;${mark}-anew&gt;`));
	assert.equal((await client.get(`/sign-in?next=${question}`)).headers.location, question);
});

test("another site's form is not shown back", async () => {
	const answer = await new Client(process.env.ACCORD_URL).post(question, typed("foreign"),
		{ origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" });
	assert.equal(answer.status, 403);
	assert.doesNotMatch(answer.text, new RegExp(mark));
});

test("next is a page of ours that needs signing in, and nothing else", async () => {
	const client = new Client(process.env.ACCORD_URL);
	for (const next of ["/help", "/sign-in", "/nowhere", "//elsewhere.example", "/cases/x/challenge/2"])
		assert.equal((await client.get(`/sign-in?next=${next}`)).status, 400, next);
	assert.doesNotMatch(main(await client.get(`/sign-in?next=${question}`)), /signed out/,
		"nothing is promised to a browser that was not signed in");
});
