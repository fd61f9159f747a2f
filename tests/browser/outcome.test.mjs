// From the button that asks for a meeting to the outcome letter, in Chromium:
// each page examined; the family writes and sends its points without the script. The child is Safiya Karim (11000), whom nobody else uses; every run
// begins where her plan has been answered.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { examine, signedIn, startBrowser } from "../lib/browser.mjs";
import { signIn, sql, until } from "../lib/people.mjs";
import { tell } from "../lib/score.mjs";
import { hide, lay } from "../lib/weighed.mjs";

let browser, family, plain, lead, manager, at, id;
const mark = `b${process.pid}x${Date.now()}`;
const press = (page, name) => page.getByRole("button", { name }).first().click();
const says = async (page, words) => assert.match(await page.locator("main").innerText(), words);

before(async () => {
	browser = await startBrowser();
	family = await signedIn(browser, "nadia.karim@family.example");
	lead = await signedIn(browser, "alice.wren@accord.example");
	manager = await signedIn(browser, "samuel.finch@accord.example");
	plain = await signedIn(browser, "nadia.karim@family.example", { script: false });
	[[id]] = sql("SELECT id FROM casefile WHERE child_name = 'Safiya Karim'");
	sql(`UPDATE planning SET state = 4, plan_was_answered = 1, in_writing = 0, note_due = NULL
		WHERE casefile = ${id};
		DELETE FROM todo WHERE casefile = ${id} AND step >= 9;
		DELETE FROM excused WHERE casefile = ${id};
		UPDATE document SET audience = 2 WHERE casefile = ${id};
		DELETE FROM point WHERE casefile = ${id} AND round IS NULL;
		UPDATE meeting SET amount = 0 WHERE casefile = ${id};
		UPDATE outcome SET added = 0 WHERE casefile = ${id} AND added IS NOT NULL`);
	await family.getByRole("link", { name: /Everything about Safiya/ }).click();
	at = new URL(family.url()).pathname;
});
after(() => browser?.close());

async function date(page, name, ahead) {
	const d = new Date(Date.now() + ahead * 86400000);
	await page.fill(`#${name}-day`, String(d.getUTCDate()));
	await page.fill(`#${name}-month`, String(d.getUTCMonth() + 1));
	await page.fill(`#${name}-year`, String(d.getUTCFullYear()));
}

test("the family asks for a meeting and says what it needs", async () => {
	await family.goto(`${at}/meeting`);
	await examine(family);
	await press(family, "Ask for a meeting");
	await family.check("#way-video");
	await family.fill("#interpreter", "British Sign Language");
	await family.fill("#comes", "My sister");
	await press(family, "Save what we need");
	await says(family, /British Sign Language/);
	await examine(family);
});

test("times are offered, one is chosen", async () => {
	await lead.goto(`${at}/meeting`);
	await examine(lead);
	await press(lead, "Offer these times");
	await says(lead, /There is a problem/);
	await examine(lead);
	await date(lead, "day1", 7);
	await lead.fill("#time1", "2.30pm");
	await lead.fill("#place", "https://meet.example, or ring 01632 960 110");
	await press(lead, "Offer these times");
	await family.goto(`${at}/meeting`);
	await examine(family);
	await family.locator("input[name=offer]").first().check();
	await press(family, "Choose this time");
	await says(family, /The time is fixed/);
});

test("the note is checked, shared, corrected", async () => {
	sql(`UPDATE meeting_offer o JOIN meeting m ON m.chosen = o.id SET o.at = UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE
		WHERE m.casefile = ${id}`);
	await lead.goto(`${at}/meeting/note`);
	await examine(lead);
	await date(lead, "held", 0);
	await lead.fill("#note", `We spoke of the nights.\nSafiya sleeps four hours. ${mark}`);
	await press(lead, "Save and check");
	await examine(lead);
	await press(lead, "Share the note");
	await family.goto(`${at}/meeting`);
	await examine(family);
	await family.check("#right-wrong");
	await family.fill("#correction", "Three hours, not four.");
	await press(family, "Send to the practice lead");
});

test("the answer is previewed and sent", async () => {
	await lead.goto(`${at}/meeting/answer`);
	await examine(lead);
	await lead.check("#answer-cannot_agree");
	await lead.fill("#reasons", "The nights were not assessed.");
	await lead.fill("#relied", "The note of the meeting.");
	await lead.fill("#next_step", "Put your points to the operations manager.");
	await press(lead, "Save and check the letter");
	await examine(lead);
	await press(lead, "Send the letter");
	await says(lead, /we cannot agree/);
	await examine(lead);
	tell(sql, at);	// points are put once the letter can be read
});

test("without script: points are written, checked and sent", async () => {
	await family.goto(`${at}/points`);
	await examine(family);
	await plain.goto(`${at}/points`);
	await plain.fill("#words", `A night a week, so that we sleep. ${mark}`);
	await plain.fill("#asked", "1,200");
	await press(plain, "Add this point");
	await plain.fill("#words", "A course in signing for her brother.");
	await plain.fill("#asked", "0");
	await press(plain, "Add this point");
	await family.reload();
	await examine(family);
	await plain.getByRole("link", { name: "Check and send" }).click();
	await family.goto(`${at}/points/check`);
	await examine(family);
	await plain.check("#way-in_writing");
	await press(plain, "Send our points");
	await says(plain, /decides them one by one as they were written/);
	await family.goto(`${at}/points`);
	await examine(family);
});

// As if it had come so many days ago.
async function send(name, purpose, days = 2) {
	await lay({ family: await signIn("nadia.karim@family.example"), at, id }, name, purpose, { today: true });
	sql(`UPDATE document SET sent = sent - INTERVAL ${days} DAY WHERE casefile = ${id} AND name = '${name}'`);
}
const about = (page, name) => page.locator("fieldset").filter({ hasText: `(${name})` });
const why = async (page, name) => page.locator(`#${(await about(page, name).locator("input").first().getAttribute("name")).replace("said_", "why_")}`);

test("decided one by one, the sum worked out, the letter sent", async () => {
	await manager.goto(`${at}/decide`);
	await examine(manager);
	await send("school.pdf", "Report of the school");
	await manager.goto(`${at}/decide/points/1`);
	await examine(manager);
	await manager.check("#answer-in_part");
	await manager.fill("#relied", "The school’s letter.");
	await manager.fill("#reason", "Half of the nights are met by school.");
	await about(manager, "school.pdf").getByLabel("Received, but it did not decide it").check();
	await (await why(manager, "school.pdf")).fill("It is of last year.");
	await until(() => sql(`SELECT 1 FROM draft WHERE field LIKE 'why\\_%' AND value = 'It is of last year.'`)[0]);

	await send("nights.pdf", "Diary of the nights", 5);	// the form is open, and it comes before the other
	await press(manager, "Save this decision");
	await says(manager, /There is a problem/);
	await says(manager, /A document has come in and nothing is said of it yet/);
	await says(manager, /nights\.pdf[^]*school\.pdf/);
	for (const again of [false, true]) {	// on the page that came back, and on the one opened anew
		assert.equal(await about(manager, "nights.pdf").locator("input:checked").count(), 0);
		assert.equal(await (await why(manager, "nights.pdf")).inputValue(), "");
		assert.equal(await about(manager, "school.pdf").locator("input:checked").inputValue(), "not_decisive");
		assert.equal(await (await why(manager, "school.pdf")).inputValue(), "It is of last year.");
		await examine(manager);
		if (!again)
			await manager.goto(`${at}/decide/points/1`);
	}
	await about(manager, "nights.pdf").getByLabel("The decision rests on it").check();
	await manager.fill("#part", "600");
	await press(manager, "Save this decision");
	assert.deepEqual(sql(`SELECT d.name, x.said, x.why FROM document_weighed x JOIN document d ON d.id = x.document
		WHERE d.casefile = ${id} AND d.audience = 1 ORDER BY d.name`), [["nights.pdf", "1", ""], ["school.pdf", "2", "It is of last year."]]);
	hide({ id }, "%.pdf");
	await manager.goto(`${at}/decide/points/2`);
	await manager.check("#answer-another_way");
	await manager.fill("#which", "The library’s course");
	await date(manager, "from", 30);
	await manager.fill("#relied", "The library’s programme.");
	await manager.fill("#reason", "It is free there.");
	await press(manager, "Save this decision");
	await manager.getByRole("link", { name: /Check the sum/ }).click();
	await says(manager, /£2,100/);
	await examine(manager);
	await manager.fill("#next_step", "Hannah Brandt rings you within a week.");
	await press(manager, "Save and look at the letter");
	await says(manager, /The allocation is £2,100 a year/);
	await examine(manager);
	await press(manager, "Send the letter");
	await says(manager, /agreed in part/);
	tell(sql, at);
	await family.goto(`${at}/points`);
	await says(family, /£2,100/);
	await examine(family);
});

test("the pages of time and of complaints", async () => {
	sql(`UPDATE todo SET due = '2026-01-05' WHERE casefile = ${id} AND step = 24`);
	await lead.goto("/late");
	await examine(lead);
	await lead.goto(`${at}/steps/24`);
	await examine(lead);
	await lead.goto("/absences");
	await examine(lead);
	await lead.goto(`${at}/complaints`);
	await examine(lead);
	await lead.goto("/");
	await examine(lead);
});
