// The questionnaire in Chromium, from its first answer to "how this was worked
// out": with the script, without it, and each page examined. The child is Ned
// Colley (11481), whom nobody else uses; a second run begins a new one for him.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { examine, signedIn, startBrowser } from "../lib/browser.mjs";
import { sql } from "../lib/people.mjs";

let browser, worker, family, lead, at;
const mark = `b${process.pid}x${Date.now()}`;
const press = (page, name) => page.getByRole("button", { name }).click();
const question = (n) => `${at}/questionnaire/${n}`;
const check = () => `${at}/questionnaire/check`;

before(async () => {
	browser = await startBrowser();
	[worker, family, lead] = await Promise.all([
		signedIn(browser, "grace.adeyemi@accord.example"),
		signedIn(browser, "adam.colley@family.example"),
		signedIn(browser, "owen.hughes@accord.example", { script: false }),
	]);
	await family.getByRole("link", { name: /Everything about Ned/ }).click();
	at = new URL(family.url()).pathname;
});
after(() => browser?.close());

// One answer, as a person gives it; n: the number of the question.
async function answer(page, n) {
	if (await page.locator("#points").count())
		await page.fill("#points", "11");
	else
		await page.check(n === 5 ? "#level-4" : "#level-2");
	await page.fill("#reason", `Reason ${n} ${mark}: an ordinary week, with the bad days in it.`);
	await page.fill("#evidence", "Seen at home, and the school’s notes.");
	await press(page, "Save and go on");
}

// What a run that broke off has left is brought to its end.
async function tidy() {
	const [[left]] = sql("SELECT COALESCE(q.state, 0) FROM casefile c " +
		"LEFT JOIN assessment q ON q.id = c.questionnaire WHERE c.child_name = 'Ned Colley'");
	if (left === "0") {
		await worker.goto(`${at}/questionnaire`);
		await press(worker, /Begin/);
	} else if (["2", "3", "7"].includes(left)) {
		await lead.goto(check());
		await lead.fill("#reason", "To begin again.");
		await press(lead, "Return it to the worker");
	}
}

test("the worker answers every question with the family", async () => {
	await tidy();
	await worker.goto(`${at}/questionnaire`);
	await examine(worker);
	for (let n = 1; n <= 12; n++) {
		await worker.goto(question(n));
		if (n === 1 || n === 4)
			await examine(worker);
		await answer(worker, n);
	}
	assert.equal(new URL(worker.url()).pathname, `${at}/questionnaire/people`);
	await worker.fill("#name", "Adam Colley");
	await worker.fill("#who", "father");
	await worker.fill("#day-day", "3");
	await worker.fill("#day-month", "3");
	await worker.fill("#day-year", "2026");
	await press(worker, "Add");
	await examine(worker);
	await worker.goto(`${at}/questionnaire/child`);
	await examine(worker);
	await worker.fill("#said", "He likes the drums.");
	await press(worker, "Save");
	await examine(worker);
});

test("what goes wrong is said beside the field, and nothing is lost", async () => {
	await worker.goto(question(2));
	await worker.fill("#reason", "");
	await worker.fill("#evidence", `Kept ${mark}`);
	await press(worker, "Save and go on");
	assert.match(await worker.title(), /^Error: /);
	assert.match(await worker.locator(".govuk-error-summary").innerText(), /Say why this answer/);
	assert.equal(await worker.inputValue("#evidence"), `Kept ${mark}`);
	await answer(worker, 2);
});

test("the script keeps what is typed, and the page offers it again", async () => {
	await worker.goto(question(6));
	const kept = worker.waitForResponse((r) => r.url().includes("/drafts?") && r.status() === 204);
	await worker.fill("#reason", `Half typed ${mark}`);
	await kept;
	await worker.getByText(/^Saved at/).waitFor();
	await worker.goto("/");
	await examine(worker);
	await worker.getByRole("link", { name: /Go on with what you typed/ }).first().click();
	assert.equal(await worker.inputValue("#reason"), `Half typed ${mark}`);
	await examine(worker);
	await answer(worker, 6);
});

test("the worker shares one answer, then all", async () => {
	await worker.goto(question(1));
	await press(worker, "Share this answer with the family");
	await family.goto(`${at}/questionnaire`);
	await examine(family);
	assert.equal(await family.locator("main .govuk-task-list a", { hasText: "Physical" }).count(), 1);
	assert.equal(await family.locator("main .govuk-task-list a", { hasText: "Communication" }).count(), 0);
	await worker.goto(check());
	await examine(worker);
	await press(worker, "Share all answers with the family");
});

test("the family says how it sees them", async () => {
	await family.goto(question(5));
	await examine(family);
	await family.check("#view-different");
	await press(family, "Save and go on");
	assert.match(await family.title(), /^Error: /);
	await family.check("#view-different");
	await family.fill("#words", `It was worse this month ${mark}`);
	await press(family, "Save and go on");
	await family.check("#view-same");
	await press(family, "Save and go on");
	await family.goto(check());
	await examine(family);
	await press(family, "Send how we see it");
	await examine(family);
});

test("the practice lead, without script, answers the difference and approves", async () => {
	await lead.goto(check());
	await lead.getByRole("link", { name: "Answer or read question 5" }).click();
	await lead.fill("#reply", `The highest answer is chosen already ${mark}`);
	await press(lead, "Save this answer");
	await lead.getByText("Approving fixes the points").waitFor();
	await lead.getByRole("link", { name: "Read the letter before you approve" }).click();
	await press(lead, "Approve and send the letter");
	assert.equal(new URL(lead.url()).pathname, `${at}/worked-out`);
});

test("the score of Kwame is worked out on one page, the same for all", async () => {
	// 10223: approved weeks ago with 101 points, seen differently twice
	const parent = await signedIn(browser, "kofi.mensah@family.example");
	await parent.getByRole("link", { name: /Everything about/ }).click();
	await examine(parent);
	await parent.getByRole("link", { name: "How the score was worked out" }).click();
	await examine(parent);
	const words = await parent.locator("main").innerText();
	for (const part of ["101 points", "£1,000 a year", "21 more points would mean £1,500",
		"2 fewer points would mean £0", "reference-2025-1", "Owen Hughes"])
		assert.ok(words.includes(part), `${part} is not there:\n${words}`);
	await parent.goto("/");
	await examine(parent);
});
