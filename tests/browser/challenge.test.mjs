// A contested score in Chromium, from the challenge to the letter: the family with
// the script, the council without it, and each page examined. The child is Ola
// Zielinski (10963); each run gives a new score, and no other test uses this case.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { examine, startBrowser } from "../lib/browser.mjs";
import { caseOf, signIn, sql } from "../lib/people.mjs";
import { newScore, tell } from "../lib/score.mjs";

let browser, family, worker, lead, reviewer, manager, at;
const mark = `b${process.pid}x${Date.now()}`;
const press = (page, name) => page.getByRole("button", { name }).click();

// A window with the session of somebody who has signed in already.
async function windowOf(client, script) {
	const context = await browser.newContext({ baseURL: process.env.ACCORD_URL,
		javaScriptEnabled: script, viewport: { width: 1280, height: 800 } });
	await context.addCookies([{ name: "__Host-accord", value: client.cookie("__Host-accord"),
		domain: new URL(process.env.ACCORD_URL).hostname, path: "/", secure: true }]);
	context.setDefaultTimeout(20_000);
	return context.newPage();
}

// What a page without script shows is examined in a window with it: axe needs one.
const eyes = new Map();
async function look(page) {
	const eye = eyes.get(page);
	await eye.goto(new URL(page.url()).pathname);
	await examine(eye);
}

before(async () => {
	const clients = [];
	browser = await startBrowser();
	for (const email of ["marek.zielinski@family.example", "tom.ellery@accord.example",
		"owen.hughes@accord.example", "ruth.okafor@accord.example",
		"margaret.lowe@accord.example"])
		clients.push(await signIn(email));
	at = await caseOf(clients[0], "Ola");
	await newScore({ family: clients[0], worker: clients[1], lead: clients[2], at });
	tell(sql, at);
	family = await windowOf(clients[0], true);
	[worker, lead, reviewer, manager] = await Promise.all(clients.slice(1).map(async (client) => {
		const page = await windowOf(client, false);
		eyes.set(page, await windowOf(client, true));
		return page;
	}));
});
after(() => browser?.close());

test("the family marks a question; what goes wrong is said beside the field", async () => {
	await family.goto("/");
	await family.getByRole("link", { name: /Everything about Ola/ }).click();
	await family.getByRole("link", { name: "Challenge the score" }).click();
	await examine(family);
	await family.getByRole("link", { name: "Keeping safe" }).click();
	await examine(family);
	await press(family, "Save this question");
	assert.match(await family.title(), /^Error: /);
	assert.match(await family.locator(".govuk-error-summary").innerText(), /Choose the score/);
	await family.check("#points-27");
	const kept = family.waitForResponse((r) => r.url().includes("/drafts?") &&
		r.request().postData().includes(mark) && r.status() === 204);
	await family.fill("#why", `Ran into the road twice this week ${mark}`);
	await kept;
	await family.goto(new URL(family.url()).pathname);
	assert.match(await family.inputValue("#why"), new RegExp(mark), "kept as it was typed");
	await family.check("#points-27");
	await family.fill("#evidence", "Letter from school");
	await press(family, "Save this question");
	await examine(family);
});

test("a whole score is asked for, and the effect is seen before sending", async () => {
	await family.goto(`${at}/challenge/4`);
	await examine(family);
	await family.fill("#points", "20");
	await family.fill("#why", `Up five times a night ${mark}`);
	await press(family, "Save this question");
	await family.getByRole("link", { name: "Check and send" }).click();
	await examine(family);
	const words = await family.locator("main").innerText();
	assert.match(words, /29 points more, and £500 a year more/);
	assert.match(words, /Marek Zielinski: family/);
	await press(family, "Send the challenge");
	await examine(family);
	assert.match(await family.locator("main").innerText(), /Being looked at again/);
});

test("the worker, without script, decides and shares", async () => {
	await worker.goto(`${at}/reconsider`);
	await look(worker);
	for (const [n, verdict] of [[4, "part"], [5, "keep"]]) {
		await worker.goto(`${at}/reconsider/${n}`);
		await look(worker);
		await worker.check(`#verdict-${verdict}`);
		if (verdict === "part")
			await worker.fill("#points", "15");
		await worker.fill("#reason", `Reason ${n} ${mark}`);
		await worker.fill("#relied", "The sleep diary");
		await press(worker, "Save this decision");
	}
	await worker.getByRole("link", { name: "Check what it comes to" }).click();
	await look(worker);
	await press(worker, "Share all answers with the family");
	await look(worker);
});

test("the practice lead confirms the total", async () => {
	await lead.goto(`${at}/total`);
	await look(lead);
	await lead.getByRole("link", { name: "Read the letter before you confirm" }).click();
	await look(lead);
	await press(lead, "Confirm the total and send the letter");
	assert.equal(new URL(lead.url()).pathname, at);
	await look(lead);
});

test("the family contests one answer and accepts the other", async () => {
	await family.goto(`${at}/answers`);
	await examine(family);
	await family.getByRole("link", { name: "Keeping safe" }).click();
	await examine(family);
	await press(family, "Send what we say");
	assert.match(await family.title(), /^Error: /);
	await family.check("#say-contest");
	await family.fill("#words", `Twice a week is not seldom ${mark}`);
	await press(family, "Send what we say");
	await family.goto(`${at}/answers/4`);
	await family.check("#say-accept");
	await press(family, "Send what we say");
	await family.goto(`${at}/answers/withdraw`);
	await examine(family);
	await manager.goto("/disputes");
	await look(manager);
	await manager.goto(`${at}/reviewer`);
	await look(manager);
});

test("the reviewer decides, reads the letter before it is sent, and sends it", async () => {
	await reviewer.goto(`${at}/review`);
	await look(reviewer);
	await reviewer.getByRole("link", { name: "Keeping safe" }).click();
	await look(reviewer);
	await reviewer.check("#verdict-accept");
	await reviewer.fill("#reason", `The letter from school shows it ${mark}`);
	await reviewer.fill("#relied", "Letter from school");
	await press(reviewer, "Save this decision");
	await reviewer.getByRole("link", { name: "Check what it comes to" }).click();
	await look(reviewer);
	await reviewer.getByRole("link", { name: "Read the letter" }).click();
	await look(reviewer);
	const letter = await reviewer.locator("article").innerText();
	assert.match(letter, /132 points/);
	assert.match(letter, /£1,500 a year/);
	await press(reviewer, "Settle the score and send the letter");
	await family.goto(`${at}/worked-out`);
	await examine(family);
	await family.goto(at);
	await examine(family);
	assert.match(await family.locator("main").innerText(), /The score is settled/);
});
