// Letters that have to reach a family: held for the form it needs, rung about
// when nobody opens them; a newer score over an open challenge; what was typed
// and not sent. A stack of its own, with a moved clock.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { later, next } from "../lib/days.mjs";
import { bare, main, movedStack, radioOf } from "../lib/moved.mjs";
import { caseOf, until } from "../lib/people.mjs";
import { newScore } from "../lib/score.mjs";

const TUESDAY = next(2, 8);
let it;

const corey = { child: "Corey", worker: "yusuf.demir@accord.example",
	family: "paula.stott@family.example", lead: "daniel.petrov@accord.example" };
const samir = { child: "Samir", worker: "grace.adeyemi@accord.example",
	family: "farid.aziz@family.example", lead: "owen.hughes@accord.example" };

const todo = (who, step, what = "COUNT(*)") => it.value(`SELECT ${what} FROM todo
	WHERE casefile = ${who.id} AND step = ${step} AND NOT see_to`);
const mails = (who, words) => Number(it.value(`SELECT COUNT(*) FROM mail
	WHERE address = '${who.family}' AND REPLACE(body, '\\n', ' ') LIKE '%${words}%'`));
const letter = (who, column) => it.value(`SELECT ${column} FROM letter
	WHERE casefile = ${who.id} ORDER BY no DESC LIMIT 1`);

async function took(answer) {
	const got = await answer;
	assert.equal(got.status, 303, `${got.status} ${main(got)}`);
	return got;
}

async function refused(answer, words) {
	const got = await answer;
	assert.equal(got.status, 422, main(got));
	assert.match(main(got), words);
}

async function people(who) {
	const all = {};
	for (const role of ["worker", "family", "lead"])
		all[role] = await it.who(who[role]);
	return all;
}

before(async () => {
	it = await movedStack();
	await it.go(TUESDAY);
	for (const who of [corey, samir]) {
		who.path = await caseOf(await it.who(who.family), who.child);
		who.id = it.value(`SELECT id FROM casefile WHERE child_name LIKE '${who.child} %'`);
	}
});

after(() => it?.stop());

test("the family says which form it needs, and nobody else does", async () => {
	const { family, worker } = await people(corey), page = `${corey.path}/letters-form`;
	assert.equal((await worker.get(page)).status, 404);
	assert.equal((await bare(worker, page, { format: "bsl", words: "", post: "online" })).status, 404);
	assert.match(main(await family.get(corey.path)), /The form your letters come in/);
	await refused(family.submit(page, page, { format: "language", words: "", post: "online" }), /Say which language/);
	assert.equal(it.value(`SELECT format FROM casefile WHERE id = ${corey.id}`), "0");
	await took(family.submit(page, page, { format: "language", words: "Polish", post: "online" }));
	assert.match(main(await family.get(page)), /value="Polish"/);
	assert.match(main(await family.get(corey.path)), /You need your letters in another language: Polish/);
});

test("a decision is held, and nothing of it is told, until somebody has made that form", async () => {
	const { family, worker, lead } = await people(corey), at = corey.path;
	const before = mails(corey, "There is a letter");
	await newScore({ worker, family, lead, at });
	assert.ok(letter(corey, "available") > "2100", "no moment is fixed");
	assert.match(letter(corey, "html"), /You asked for: another language, Polish\./);
	assert.equal(mails(corey, "There is a letter"), before, "no news of it");
	assert.equal(it.value(`SELECT COUNT(*) FROM letter_pdf p JOIN letter l ON l.id = p.letter
		WHERE l.casefile = ${corey.id} AND l.available > '2100-01-01'`), "0", "not set in print");

	for (const part of ["", "/letters", "/worked-out", "/plan", "/questionnaire"])
		assert.doesNotMatch(main(await family.get(at + part)), /\b108\b|£1,000\b/, `family: ${part}`);
	assert.notEqual((await family.get(`${at}/challenge`)).status, 200);
	const early = await bare(family, `${at}/challenge/1`, { points: "27", why: "x", evidence: "" });
	assert.equal(early.status, 404, early.headers.location);
	const home = main(await family.get("/"));
	assert.doesNotMatch(home.split("<section").find((part) => part.includes("Corey")) ?? "",
		/Check the score/);
	const held = it.value(`SELECT TO_BASE64(pid) FROM letter WHERE casefile = ${corey.id} ORDER BY no DESC LIMIT 1`)
		.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
	assert.equal((await family.get(`${at}/letters/${held}`)).status, 404);
	assert.equal((await worker.get(`${at}/letters/${held}`)).status, 200, "who makes the form reads it");

	const page = main(await family.get(at));
	assert.match(page, /The letter can be read from the day it is ready/);
	assert.match(page, /A letter is being made in the form you need/);
	assert.match(page, /Who has this now<\/dt>\s*<dd><strong>Yusuf Demir, [^]*01632 960 106/);
	assert.match(main(await worker.get("/")), /Make a letter in the form the family needs/);
	assert.equal(todo(corey, 28), "1");
	assert.equal(todo(corey, 4, "due IS NULL"), "1", "no clock runs for the family");
});

test("the worker says how it was made, and it goes out with full clocks", async () => {
	const { family, worker } = await people(corey), page = `${corey.path}/held`;
	assert.equal((await family.get(page)).status, 404);
	const which = radioOf((await worker.get(page)).text, "letter", "Your score");
	const send = (fields) => worker.submit(page, page, { letter: which, ...fields });
	await refused(send({ how: "booked", note: "" }), /Say what was made or arranged/);
	await refused(send({ how: "document", note: "In Polish" }), /Add it first[^]*In Polish/);
	assert.equal(todo(corey, 28), "1");
	await took(send({ how: "booked", note: "Ewa interprets on Wednesday at 4pm." }));
	assert.equal(todo(corey, 28), "0");
	assert.equal(letter(corey, "DATE(available)"), TUESDAY);
	assert.equal(letter(corey, "ready_note"), "Ewa interprets on Wednesday at 4pm.");
	assert.equal(mails(corey, "There is a letter for you to read."), 1);
	assert.equal(it.value(`SELECT COUNT(*) FROM letter_pdf p JOIN letter l ON l.id = p.letter
		WHERE l.casefile = ${corey.id} AND l.format = 3`), "2", "asked for in print now");
	assert.ok(todo(corey, 4, "due") > later(TUESDAY, 27), "20 working days from now");
	assert.equal((await family.get(`${corey.path}/challenge`)).status, 200);
	assert.match(main(await family.get(`${corey.path}/worked-out`)), /108/);
	assert.match(main(await family.get(corey.path)), /An interpreter is booked[^]*Ewa interprets[^]*Read the letter/);
	const again = await bare(worker, page, { how: "booked", note: "again", letter: which });
	assert.equal(again.status, 409, "it is not held any more");
});

test("who needs no other form any more gets what waits at once", async () => {
	const { family, worker, lead } = await people(corey), page = `${corey.path}/letters-form`;
	await newScore({ worker, family, lead, at: corey.path });
	assert.equal(todo(corey, 28), "1");
	await took(family.submit(page, page, { format: "none", words: "", post: "online" }));
	assert.equal(todo(corey, 28), "0");
	assert.equal(letter(corey, "DATE(available)"), TUESDAY);
	assert.match(main(await family.get(corey.path)), /Check the score, challenge it/);
});

test("a newer score takes the place of one that is challenged", async () => {
	const { family, worker, lead } = await people(samir), at = samir.path;
	assert.equal(todo(samir, 5), "1", "the demonstration's challenge is with the worker");
	assert.match(main(await worker.get("/")), /Reconsider the challenged scores[^]*Samir|Samir[^]*Reconsider the challenged scores/);
	await newScore({ worker, family, lead, at });
	for (const step of [5, 6, 7, 8, 26])
		assert.equal(it.value(`SELECT COUNT(*) FROM todo WHERE casefile = ${samir.id} AND step = ${step}`), "0",
			`step ${step} is nobody's`);
	assert.equal(todo(samir, 4), "1");
	const page = main(await family.get(at));
	assert.match(page, /takes the place of the one before[^]*challenge of that one ends here/);
	assert.match(page, /Check the score, challenge it/);
	assert.equal(mails(samir, "takes the place of the score before"), 1);
	assert.match(letter(samir, "html"), /still open in your challenge of that score ends here/);
	assert.match(main(await family.get(`${at}/challenge`)), /Challenge/);
});

test("the case page says who has it, by when and whom to ring, also to who has to act", async () => {
	const { family, worker } = await people(samir), page = main(await family.get(samir.path));
	assert.match(page, /For you: Read the letter: [^]*Also for you[^]*Check the score/);
	assert.match(page, /Who has this now<\/dt>\s*<dd><strong>You</);
	assert.match(page, /By when<\/dt>\s*<dd><strong>\w+day \d/);
	assert.match(page, /Ring Grace Adeyemi on <a[^>]*href="tel:[^"]*"[^>]*>01632 960 103/);
	const list = page.slice(page.indexOf("In this case"), page.indexOf("accord-timeline"));
	const links = [...list.matchAll(/<li><a class="govuk-link" href="([^"]+)">/g)].map(([, to]) => to);
	assert.ok(links[0].endsWith("/letters"), "letters first");
	const story = page.slice(page.indexOf("accord-timeline"));
	const said = [...story.matchAll(/href="([^"]+)"/g)].map(([, to]) => to);
	assert.ok(said.some((to) => /\/letters\/[\w-]{22}$/.test(to)), "a row leads to its letter");
	for (const to of new Set([...links, ...said])) {
		const reader = /\/letters\/./.test(to) ? worker : family;	// it stays unopened
		assert.equal((await reader.get(to)).status, 200, to);
	}
});

test("a letter unopened when its days are over is the worker's to ring about", async () => {
	await it.go(later(TUESDAY, 7));
	await it.looked();
	assert.equal(letter(samir, "chased"), null, "on the fifth working day it is still in time");
	await it.go(later(TUESDAY, 8));
	await until(() => letter(samir, "chased") !== null && letter(corey, "chased") !== null, 90);
	assert.equal(todo(samir, 27), "1");
	const { worker, family } = await people(samir), page = `${samir.path}/unopened`;
	assert.match(main(await worker.get("/")), /Ring about a letter nobody has opened, or post it/);
	assert.equal((await family.get(page)).status, 404);
	assert.match(main(await worker.get(page)), /Sent on[^]*href="tel:01632960/);
	await refused(worker.submit(page, page, { how: "posted", note: "" }), /Say whom you spoke to/);
	const was = todo(samir, 4, "due");
	await took(worker.submit(page, page, { how: "posted", note: "To the address we have." }));
	assert.equal(todo(samir, 27), "0");
	assert.ok(todo(samir, 4, "due") > was, "the days count from the post");
	assert.equal(letter(samir, "reached_note"), "To the address we have.");
	assert.match(main(await family.get(samir.path)), /I posted it\. To the address we have\./);
	assert.equal((await bare(worker, page, { how: "rang", note: "again" })).status, 409);
});

test("who opens the letter ends the task", async () => {
	const { family, worker } = await people(corey);
	assert.equal(todo(corey, 27), "1");
	const list = main(await family.get(`${corey.path}/letters`));
	assert.match(main(await family.get("/")), /Corey: Read the letter: /);
	for (const [, to] of list.matchAll(/href="([^"]+\/letters\/[\w-]{22})"/g))
		assert.equal((await family.get(to)).status, 200);
	assert.equal(todo(corey, 27), "0");
	assert.equal(todo(corey, 31), "0", "nothing is left to read");
	assert.doesNotMatch(main(await family.get("/")), /Corey: Read the letter/);
	assert.doesNotMatch(main(await worker.get("/")).split("<tr").find((row) => row.includes("Corey")) ?? "",
		/Ring about/);
});

test("what was typed and not sent is offered after signing in again, and not for ever", async () => {
	const family = await it.who(samir.family), page = `${samir.path}/challenge/1`;
	const { text } = await family.get(page);
	const csrf = /name="csrf" value="([^"]+)"/.exec(text)[1];
	const kept = await family.post(`/drafts?page=${encodeURIComponent(page)}`,
		{ csrf, field: "why", value: "Nights are broken." });
	assert.equal(kept.status, 204, kept.text);
	await took(bare(family, "/sign-out"));
	const back = await it.who(samir.family);
	assert.match(main(await back.get("/")), new RegExp(`href="${page}"`));
	assert.match(main(await back.get(page)), /Nights are broken\./);

	const person = it.value(`SELECT id FROM person WHERE email = '${samir.family}'`);
	const now = `'${it.today()} 00:00:00'`;
	it.sql(`INSERT INTO draft (person, page, field, value, at) VALUES
		(${person}, '/old', 'why', 'x', ${now} - INTERVAL 182 DAY),
		(${person}, '/new', 'why', 'x', ${now} - INTERVAL 178 DAY)`);
	await it.go(later(TUESDAY, 9));
	await until(() => it.value("SELECT COUNT(*) FROM draft WHERE page = '/old'") === "0");
	assert.equal(it.value("SELECT COUNT(*) FROM draft WHERE page = '/new'"), "1");
	assert.equal(it.value(`SELECT COUNT(*) FROM draft WHERE page = '${page}'`), "1");
});
