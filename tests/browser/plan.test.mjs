// A support plan in Chromium, from the first outcome to both signatures, each page
// examined; and what the family does, done once more without the script. The child is Maisie Ashworth (10482), whom nobody else uses; her sum
// is 4,000 pounds a year. A second run sends a new version.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { examine, signedIn, startBrowser } from "../lib/browser.mjs";
import { sql } from "../lib/people.mjs";

let browser, family, plain, worker, lead, plan;
const mark = `b${process.pid}x${Date.now()}`;
const press = (page, name) => page.getByRole("button", { name }).click();
const open = (page, part = "") => page.goto(plan + part);
const words = (page) => page.locator("main").innerText();

before(async () => {
	browser = await startBrowser();
	[family, worker, lead] = await Promise.all([
		signedIn(browser, "david.ashworth@family.example"),
		signedIn(browser, "liam.corrigan@accord.example"),
		signedIn(browser, "alice.wren@accord.example"),
	]);
	plain = await signedIn(browser, "david.ashworth@family.example", { script: false });
	await family.getByRole("link", { name: /Everything about Maisie/ }).click();
	// whatever a challenge has made of her score
	sql("UPDATE score s JOIN casefile c ON c.assessment = s.assessment SET s.yearly = 400000 " +
		"WHERE c.child_name = 'Maisie Ashworth'");
	plan = `${new URL(family.url()).pathname}/plan`;
});
after(() => browser?.close());

// A run before this one may have left the plan anywhere, and a draft with lines.
async function tidy() {
	await open(family);
	for (const [link, button] of [["Take the plan back", "Take the plan back"], ["", "Take the case up again"]]) {
		if (link && await family.getByRole("link", { name: link }).count())
			await family.getByRole("link", { name: link }).click();
		if (await family.getByRole("button", { name: button }).count())
			await press(family, button);
		await open(family);
	}
	const write = family.getByRole("button", { name: /Write (the plan|a new version)/ });
	if (await write.count())
		await write.click();
	await open(family, "/lines");
	while (await family.getByRole("link", { name: /Change or remove/ }).count()) {
		await family.getByRole("link", { name: /Change or remove/ }).first().click();
		await press(family, "Remove this line");
	}
}

test("the family writes what it wants to happen, and its child's words", async () => {
	await tidy();
	await open(family);
	await examine(family);
	await open(family, "/draft");
	await examine(family);
	await family.getByRole("link", { name: "What you want to happen" }).click();
	await examine(family);
	await family.fill("#words", `Maisie has a friend to play with ${mark}`);
	await press(family, "Add");
	await family.getByRole("link", { name: /Change or remove/ }).last().click();
	await examine(family);
	await open(family, "/child");
	await examine(family);
	await family.fill("#words", `I like Sunday. ${mark}`);
	await press(family, "Save");
	await open(family, "/surprises");
	await family.fill("#percent", "50");
	await press(family, "Save");
	assert.match(await family.title(), /^Error: /);
	await examine(family);
	await family.fill("#percent", "10");
	await press(family, "Save");
});

test("what is typed is kept as it is typed, for whoever typed it", async () => {
	await open(family, "/lines/add");
	const kept = family.waitForResponse((r) => r.url().includes("/drafts?") && r.status() === 204);
	await family.fill("#what", `Half typed ${mark}`);
	await kept;
	await family.getByText(/^Saved at/).waitFor();
	await open(family, "/lines/add");
	assert.equal(await family.inputValue("#what"), `Half typed ${mark}`);
});

test("one line a page, and the page says where the money ends", async () => {
	async function line(what, fill) {
		await open(family, "/lines/add");
		await family.fill("#what", what);
		await family.locator("[name=outcome]").first().check();
		await fill();
		await press(family, "Save");
	}

	await examine(family);
	await line(`Company at the club ${mark}`, async () => {
		await family.selectOption("#rate", "personal_assistant.weekday.1");
		await family.fill("#quantity", "4");
		await family.fill("#weeks", "44");
	});
	await line(`Football ${mark}`, async () => {
		await family.fill("#price", "35.50");
		await family.check("#unit-visit");
		await family.fill("#quantity", "1.5");
		await family.fill("#weeks", "40");
	});
	await line(`A lottery ticket ${mark}`, async () => {
		await family.fill("#price", "10");
		await family.check("#unit-once");
		await family.selectOption("#prohibited", "4");
	});
	await examine(family);
	assert.match(await words(family), /The money ends here\. £4,000 a year is used up/);
	assert.match(await words(family), /Gambling: Betting[^]*You may still ask/);
	await press(family, /Move up line 2/);
	assert.match(await words(family), /1\. Football/);
	await press(family, /Move down line 1/);
	await open(family, "/lines/add");
	await press(family, "Save");
	assert.match(await family.title(), /^Error: /);
	await examine(family);
});

test("without the script a line is changed, refused, mended and moved", async () => {
	await open(plain, "/lines");
	await plain.getByRole("link", { name: /Change or remove line 1/ }).click();
	await plain.fill("#quantity", "a lot");
	await press(plain, "Save");
	assert.match(await words(plain), /Enter a number above 0/);
	await plain.fill("#quantity", "3.5");
	await press(plain, "Save");
	assert.match(await words(plain), /3\.5 hours a week for 44 weeks of the year/);
	await press(plain, /Move down line 1/);
	await press(plain, /Move up line 2/);
	assert.match(await words(plain), /1\. Company/);
});

test("it is checked once more, and sent", async () => {
	await open(family, "/draft");
	await family.getByRole("link", { name: "Check and send" }).click();
	await examine(family);
	assert.match(await words(family), /Who will see this[^]*Liam Corrigan/);
	await press(family, "Send the plan");
	await examine(family);
	assert.match(await words(family), /The plan is with the worker/);
	await family.getByRole("link", { name: "Take the plan back" }).click();
	await examine(family);
});

test("the worker answers each line and passes it on", async () => {
	await open(worker);
	await examine(worker);
	await open(worker, "/answer");
	await examine(worker);
	for (const [line, answer] of [["Company", "agreed"], ["Football", "agreed"], ["A lottery", "not_assessed"]]) {
		await worker.getByRole("link", { name: new RegExp(`^${line}`) }).click();
		await worker.check(`#verdict-${answer}`);
		if (line === "A lottery") {
			await press(worker, "Save this answer");
			assert.match(await worker.title(), /^Error: /);
			await examine(worker);
			await worker.fill("#reason", `Luck is not a need ${mark}`);
		}
		await press(worker, "Save this answer");
	}
	await worker.getByRole("link", { name: /Check with the amounts/ }).click();
	await worker.check("#kind-not_every_line");
	await worker.fill("#reason", `Nearly everything is agreed ${mark}`);
	await examine(worker);
	await press(worker, "Pass the answer on to be confirmed");
});

test("the practice lead checks it with its amounts and confirms it", async () => {
	await open(lead, "/confirm");
	await examine(lead);
	await lead.getByRole("link", { name: "Read the letter before you confirm" }).click();
	await examine(lead);
	await press(lead, "Confirm the answer and send it");
	await examine(lead);
	sql(`UPDATE plan_answer k JOIN plan p ON p.id = k.plan JOIN casefile c ON c.id = p.casefile
		JOIN letter l ON l.pid = k.letter SET k.available = k.confirmed, l.available = k.confirmed
		WHERE c.child_name = 'Maisie Ashworth'`);	// sending hours have come
});

test("the family reads the answer and its letter, and settles", async () => {
	await open(family);
	await examine(family);
	assert.match(await words(family), new RegExp(`Luck is not a need ${mark}`));
	await family.getByRole("link", { name: "Read the letter with the answer" }).click();
	await examine(family);
	assert.match(await words(family), /The sum now/);
	await open(plain);
	await press(plain, "We are settled with this answer");
});

test("the plan is fitted to the sum, and both sign", async () => {
	await open(worker, "/fit");
	await examine(worker);
	await worker.getByRole("link", { name: /^Change what line 2/ }).click();
	await examine(worker);
	await worker.fill("#amount", "10");
	await press(worker, "Save");
	await examine(worker);
	assert.match(await words(worker), /Say why the line has another amount/);
	await worker.fill("#amount", "10");
	await worker.fill("#reason", `The club asks for less now ${mark}`);
	await press(worker, "Save");
	await examine(worker);
	await worker.getByRole("link", { name: "Say how it is delivered" }).click();
	await examine(worker);
	const sum = /come to £([\d,.]+)/.exec(await words(worker))[1].replaceAll(",", "");
	await worker.fill("#direct", sum);
	await worker.getByLabel("David Ashworth").check();
	await worker.check("#suitable");
	await worker.check("#can_meet");
	await press(worker, "Save");
	assert.match(await words(worker), /needs all three conditions/);
	await examine(worker);
	await worker.check("#welfare");
	await press(worker, "Save");
	if (await worker.locator("#why").count() > 0)
		await worker.fill("#why", `It waits for the summer ${mark}`);
	await press(worker, "Sign the plan for the council");
	await open(family, "/sign");
	await examine(family);
	await open(plain, "/sign");
	await press(plain, "I consent to this");
	await press(plain, "Sign the plan");
	await open(family);
	await examine(family);
	assert.match(await words(family), /agreed and signed by both/);
});

test("who helps, and what was told by telephone, have pages of their own", async () => {
	const at = plan.replace("/plan", "");
	await family.goto(`${at}/supporters`);
	await examine(family);
	await family.fill("#email", `aunt-${mark}@help.example`);
	await family.check("#may-draft");
	await press(family, "Ask them to help");
	await examine(family);
	const [[body]] = sql(`SELECT REPLACE(body, '\\n', ' ') FROM mail
		WHERE address = 'aunt-${mark}@help.example'`);
	const guest = await (await browser.newContext({ baseURL: new URL(family.url()).origin })).newPage();
	await guest.goto(/(\/sign-in\/invitation\?code=[\w-]{22})/.exec(body)[1]);
	await examine(guest);
	await guest.fill("#name", "Aunt Vi");
	await guest.fill("#password", "violet kettle ninety orchard");
	await press(guest, "Yes, I will help");
	await guest.getByRole("link", { name: /Everything about Maisie/ }).click();
	await examine(guest);
	await family.goto(`${at}/supporters`);
	await family.getByRole("link", { name: "What Aunt Vi has opened" }).first().click();
	await examine(family);
	await worker.goto(`${at}/entry`);
	await examine(worker);
	await press(worker, "Begin");
	assert.match(await words(worker), /Choose what they told you/);
	await examine(worker);
	await worker.getByLabel("A meeting: asked for").check();
	await worker.getByLabel("David Ashworth").check();
	await worker.getByLabel("By telephone").check();
	const day = new Date();
	await worker.getByLabel("Day").fill(String(day.getUTCDate()));
	await worker.getByLabel("Month").fill(String(day.getUTCMonth() + 1));
	await worker.getByLabel("Year").fill(String(day.getUTCFullYear()));
	await worker.fill("#words", `They would like to meet ${mark}`);
	await press(worker, "Begin");
	await examine(worker);
	await worker.getByRole("link", { name: "The meeting with a practice lead" }).click();
	assert.match(await words(worker), /You enter for David Ashworth what was told by telephone/);
	await examine(worker);
	await worker.getByRole("link", { name: "Back to the entry" }).click();
	await press(worker, "Stop without entering anything");
	for (const path of ["entries", "copy"]) {
		await worker.goto(`${at}/${path}`);
		await examine(worker);
	}
});
