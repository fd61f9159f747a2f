// What the script does: keeps what is typed, warns before a session ends, sends
// a form once. The child is Fatou Sesay (10815), whose plan nobody else writes.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { examine, signedIn, startBrowser } from "../lib/browser.mjs";
import { FAMILY_PASSWORD, sql, until } from "../lib/people.mjs";

const EMAIL = "ibrahim.sesay@family.example", MINUTE = 60_000;
const mark = `b${process.pid}x${Date.now()}`;
const DRAFTS = /\/drafts\?/;
const press = (page, name) => page.getByRole("button", { name }).click();
let browser, cookies, words, outcomes;

before(async () => {
	browser = await startBrowser();
	const page = await signedIn(browser, EMAIL);
	await page.getByRole("link", { name: /Everything about Fatou/ }).click();
	const at = new URL(page.url()).pathname;
	[words, outcomes] = [`${at}/plan/child`, `${at}/plan/outcomes`];
	cookies = await page.context().storageState();
});
after(() => browser?.close());

const drafts = (text) => sql(`SELECT d.page FROM draft d JOIN person p ON p.id = d.person
	WHERE p.email = '${EMAIL}' AND d.value LIKE '%${text}%'`).length;
const written = (text) => sql(`SELECT id FROM plan_outcome WHERE words LIKE '%${text}%'`).length;
// as if nobody had been at the keyboard for so long
const idle = (minutes) => sql(`UPDATE session s JOIN person p ON p.id = s.person
	SET s.seen = UTC_TIMESTAMP(6) - INTERVAL ${minutes} MINUTE WHERE p.email = '${EMAIL}'`);
const seenAgo = () => Number(sql(`SELECT MIN(TIMESTAMPDIFF(SECOND, s.seen, UTC_TIMESTAMP(6)))
	FROM session s JOIN person p ON p.id = s.person WHERE p.email = '${EMAIL}' AND s.stage = 2`)[0][0]);
const status = (page) => page.locator("[data-saved]");

// The device is known: the password is enough. Whoever sent something is led back to
// its page; who sent nothing finds it named at home.
async function signInAgain(page, led = "/") {
	assert.equal(new URL(page.url()).pathname, "/sign-in");
	await page.fill("#email", EMAIL);
	await page.fill("#password", FAMILY_PASSWORD);
	await page.click("main button[type=submit]");
	assert.equal(new URL(page.url()).pathname, led);
	cookies = await page.context().storageState();
	if (led === "/")
		await page.getByRole("link", { name: /Go on with what you typed/ }).first().click();
}

// A window of its own, whose clock the test moves.
async function fresh(path, options = {}) {
	const context = await browser.newContext({ baseURL: process.env.ACCORD_URL,
		storageState: cookies, ...options });
	const page = await context.newPage();
	await page.clock.install();
	await page.goto(path);
	return page;
}

const close = (page) => page.context().close();

test("what is typed is saved as it is typed, and said so", async () => {
	const page = await fresh(words);
	await page.fill("#words", `I like the bus ${mark}`);
	await page.clock.runFor(1500);
	await status(page).getByText(/^Saved at \d/).waitFor();
	assert.equal(drafts(`bus ${mark}`), 1);
	await close(page);
	const later = await fresh(words);
	assert.equal(await later.inputValue("#words"), `I like the bus ${mark}`);
	await later.getByText(/This shows what you typed on/).waitFor();
	await examine(later);
	await close(later);
});

test("without a connection it says so, keeps trying, and warns before leaving", async () => {
	const page = await fresh(words);
	await page.route(DRAFTS, (route) => route.abort());
	await page.fill("#words", `I like the train ${mark}`);
	await page.clock.runFor(1500);
	await status(page).getByText("Not saved yet. We keep trying.").waitFor();
	const asked = page.waitForEvent("dialog");
	await page.close({ runBeforeUnload: true });
	const dialog = await asked;
	assert.equal(dialog.type(), "beforeunload");
	await dialog.dismiss();
	await page.unroute(DRAFTS);
	await page.clock.runFor(5000);
	await status(page).getByText(/^Saved at \d/).waitFor();
	assert.equal(drafts(`train ${mark}`), 1);
	await close(page);
});

test("five minutes before the end there is a warning; staying loses nothing", async () => {
	const page = await fresh(outcomes);
	await page.clock.fastForward(54 * MINUTE);
	assert.ok(!await page.locator("dialog").isVisible(), "six minutes before");
	await page.fill("#words", `She sleeps ${mark}`);
	await page.route(DRAFTS, (route) => route.abort());	// nothing renews it by itself
	await page.clock.fastForward(MINUTE + 10_000);
	await page.locator("dialog").waitFor();
	assert.match(await page.locator("dialog").innerText(), /we will sign you out in 5 minutes/);
	await page.clock.runFor(3 * MINUTE);
	assert.match(await page.locator("dialog").innerText(), /in 2 minutes/);
	if (process.env.SHOTS)
		await page.screenshot({ path: `${process.env.SHOTS}/session-end.png` });
	idle(58);
	await press(page, "Stay signed in");
	await page.locator("dialog").waitFor({ state: "hidden" });
	assert.ok(seenAgo() < 30, `seen ${seenAgo()} s ago`);
	assert.equal(await page.inputValue("#words"), `She sleeps ${mark}`);
	await page.clock.fastForward(50 * MINUTE);
	assert.ok(!await page.locator("dialog").isVisible(), "a whole hour again");
	await close(page);
});

test("staying in one window keeps the others open", async () => {
	const one = await fresh(words), two = await one.context().newPage();
	await two.goto(outcomes);
	await one.clock.fastForward(56 * MINUTE);	// it is the clock of both
	await one.locator("dialog").waitFor();
	await two.locator("dialog").waitFor();
	await press(one, "Stay signed in");
	await one.locator("dialog").waitFor({ state: "hidden" });
	await two.clock.runFor(10_000);
	await two.locator("dialog").waitFor({ state: "hidden" });
	await close(one);
});

test("when the session has ended, what was typed is there after signing in", async () => {
	const page = await fresh(words);
	await page.fill("#words", `I like the sea ${mark}`);
	await page.clock.runFor(1500);
	await status(page).getByText(/^Saved at/).waitFor();
	idle(61);
	await page.clock.fastForward(61 * MINUTE);
	await page.waitForURL("**/sign-in");	// nobody else reads what stood there
	await signInAgain(page);
	assert.equal(await page.inputValue("#words"), `I like the sea ${mark}`);
	await close(page);
});

test("ended unseen: it is not saved as typed, says so, and the button keeps it", async () => {
	const page = await fresh(words);
	idle(61);
	await page.fill("#words", `I like the hills ${mark}`);
	await page.clock.runFor(1500);
	await status(page).getByText(/Not saved as you type/).waitFor();
	await press(page, "Save");
	await signInAgain(page, words);
	assert.equal(await page.inputValue("#words"), `I like the hills ${mark}`);
	await press(page, "Save");
	assert.deepEqual(sql(`SELECT COUNT(*) FROM plan WHERE child_words LIKE '%hills ${mark}%'`), [["1"]]);
	await until(() => drafts(`hills ${mark}`) === 0);	// it was taken
	await close(page);
});

// Presses the button, and again while the answer to the first is slow to come;
// gives how often it was sent.
async function pressTwice(page) {
	let posts = 0;

	await page.route((url) => url.pathname === outcomes, async (route) => {
		const slow = route.request().method() === "POST" && posts++ === 0;
		if (slow)
			await new Promise((done) => setTimeout(done, 1500));
		await route.continue().catch(() => {});	// the browser gave it up
	});
	const button = page.getByRole("button", { name: "Add" });
	await button.scrollIntoViewIfNeeded();
	const { x, y } = await button.boundingBox();
	await page.mouse.click(x + 5, y + 5);	// with the hand: it waits for nothing
	await new Promise((done) => setTimeout(done, 300));
	await page.mouse.click(x + 5, y + 5);
	await page.locator("ol").getByText(mark).last().waitFor();
	return posts;
}

test("a second click while the first is on its way sends nothing", async () => {
	const page = await fresh(outcomes);
	await page.fill("#words", `She swims ${mark}`);
	assert.equal(await pressTwice(page), 1);
	assert.equal(written(`swims ${mark}`), 1);
	await close(page);
});

test("without script both are sent, and there is one effect", async () => {
	const page = await fresh(outcomes, { javaScriptEnabled: false });
	await page.fill("#words", `She paints ${mark}`);
	assert.equal(await pressTwice(page), 2);
	await page.getByText(`She paints ${mark}`).first().waitFor();
	assert.equal(written(`paints ${mark}`), 1);
	await close(page);
});
