// Every letter on a decision has every fact the procedure asks for, and none of
// them can be changed once it is sent. One case goes all the way: score, challenge,
// review, withdrawal, points, panel; then a letter is sent again. The child is
// Eliska Holub (11296); each run gives her a new score, and nobody else uses her.

import assert from "node:assert";
import test, { before } from "node:test";

import { day, everyFact, lastLetter, money, stored } from "../lib/letter.mjs";
import { caseOf, hidden, signIn, sql } from "../lib/people.mjs";
import { newScore, tell } from "../lib/score.mjs";

const mark = `m${process.pid}x${Date.now()}`;
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"))
	.replace(/<input type="hidden"[^>]*>/g, "");
const SCORE = 1, ANSWERS = 2, REVIEW = 3, OUTCOME = 6, WITHDRAWN = 7;
let family, worker, lead, reviewer, margaret, samuel, helen, stranger, at, id;

const one = (text) => sql(text)[0]?.[0];
const to = (...part) => [at, ...part].join("/");
const assessment = () => one(`SELECT assessment FROM casefile WHERE id = ${id}`);
const bare = async (who, path, fields = {}) =>
	who.post(path, { ...hidden((await who.get("/account")).text, "/sign-out"), ...fields });

async function took(answer) {
	const got = await answer;
	assert.equal(got.status, 303, `${got.status} ${main(got)}`);
	return got;
}

const form = (who, path, fields) => took(who.submit(path, path, fields));
const decide = (who, where, n, fields) => form(who, to(where, n), {
	reason: `Reason ${where} ${n} ${mark}`, relied: `Relied ${where} ${n} ${mark}`,
	not_decisive: `Not decisive ${where} ${n} ${mark}`, ...fields });

before(async () => {
	const people = [];
	for (const email of ["vera.holub@family.example", "yusuf.demir@accord.example",
		"alice.wren@accord.example", "daniel.petrov@accord.example",
		"margaret.lowe@accord.example", "samuel.finch@accord.example",
		"helen.abbott@accord.example", "beth.mistry@family.example"])
		people.push(await signIn(email));
	[family, worker, lead, reviewer, margaret, samuel, helen, stranger] = people;
	at = await caseOf(family, "Eliska");
	id = one("SELECT id FROM casefile WHERE child_name = 'Eliska Holub'");
	await newScore({ worker, family, lead, at });
});

test("the letter of the score", () => {
	everyFact(id, lastLetter(id, SCORE).html, { by: "Alice Wren, practice lead", contact: "Yusuf Demir" });
});

test("the letter with the answers to a challenge", async () => {
	tell(sql, at);
	for (const [n, points] of [[1, 27], [2, 18], [4, 14]])
		await form(family, to("challenge", n),
			{ points: String(points), why: `Why ${n} ${mark}`, evidence: `Diary ${n} ${mark}` });
	await took(family.submit(to("challenge/check"), to("challenge/send"), {}));
	await decide(worker, "reconsider", 1, { verdict: "keep" });
	await decide(worker, "reconsider", 2, { verdict: "accept" });
	await decide(worker, "reconsider", 4, { verdict: "part", points: "12" });
	await took(worker.submit(to("reconsider/check"), to("reconsider/share"), {}));
	await form(lead, to("total"), {});
	tell(sql, at);
	const { html } = lastLetter(id, ANSWERS);
	everyFact(id, html, { by: "Alice Wren, practice lead", contact: "Yusuf Demir" });
	assert.match(html, /Please aim for \d+ \w+ \d{4}\. If you need longer, take it/);
});

test("the letter of the review; the page says which decision changed an answer", async () => {
	for (const n of [1, 4])
		await form(family, to("answers", n), { say: "contest", words: `Still ${n} ${mark}`, evidence: `Letter ${n} ${mark}` });
	sql(`UPDATE todo SET due = '2026-01-05' WHERE casefile = ${id} AND step = 8`);
	await decide(reviewer, "review", 1, { verdict: "part" });
	await decide(reviewer, "review", 4, { verdict: "keep" });
	await took(reviewer.submit(to("review/letter"), to("review/send"), {}));
	tell(sql, at);
	const { html } = lastLetter(id, REVIEW);
	everyFact(id, html, { by: "Daniel Petrov, practice lead", contact: "Yusuf Demir" });
	assert.match(html, /Review the contested scores: due by 5 January 2026, and \d+ working days late/);

	const page = main(await worker.get(to("worked-out")));
	const row = (n) => page.slice(page.indexOf(`>${n}. `), page.indexOf(`>${n + 1}. `));
	assert.match(row(1), /18 of 27/);
	assert.match(row(1), /Reviewed: accepted in part\. First scored at 9 points\. By Daniel Petrov, practice lead, on/);
	assert.match(row(2), /Reconsidered: accepted\. First scored at 9 points\. By Yusuf Demir/);
	assert.doesNotMatch(row(3), /First scored/);
	const [[total, yearly]] = sql(`SELECT total, yearly FROM score WHERE assessment = ${assessment()} ORDER BY no DESC LIMIT 1`);
	const counted = [...page.matchAll(/data-label="Points">(\d+) of 27</g)].reduce((n, m) => n + Number(m[1]), 0);
	assert.equal(counted, Number(total));
	assert.match(page, new RegExp(`<p>${total} points, in the band`));
	assert.ok(page.includes(`${money(yearly)} a year`));
	assert.match(page, /\d+ more points? would mean £[\d,]+ a year/);
});

test("the letter of a withdrawal", async () => {
	await form(family, to("challenge/7"), { points: "18", why: `Why 7 ${mark}`, evidence: `Diary 7 ${mark}` });
	await took(family.submit(to("challenge/check"), to("challenge/send"), {}));
	await took(family.submit(to("answers/7"), to("answers/7/withdraw"), {}));
	const { html } = lastLetter(id, WITHDRAWN);
	everyFact(id, html, { by: "Vera Holub", contact: "Yusuf Demir" });
});

const nothing = { part: "", which: "", "from-day": "", "from-month": "", "from-year": "", price: "" };

// Points that come from a contested question, before an operations manager.
async function raise(asked) {
	sql(`UPDATE planning SET state = 4, plan_was_answered = 1, in_writing = 0 WHERE casefile = ${id};
		DELETE FROM todo WHERE casefile = ${id} AND step >= 9;
		DELETE FROM point WHERE casefile = ${id} AND round IS NULL`);
	await took(family.submit(to("points"), to("points/add"), { words: `Nights ${mark}`, asked, question: "1" }));
	await took(family.submit(to("points/check"), to("points/send"), { way: "in_writing" }));
}

async function words(who, fields = {}) {
	const { text } = await who.get(to("decide/check"));
	const part = (name) => new RegExp(`name="runs_from-${name}"[^>]*value="(\\d+)"`).exec(text)[1];
	return form(who, to("decide/check"), {
		"runs_from-day": part("day"), "runs_from-month": part("month"), "runs_from-year": part("year"),
		why_from: "", covers_not: `Not the taxi ${mark}`, next_step: `Yusuf rings you ${mark}`, ...fields,
	});
}

test("who decides a point sees all that was said of its question", async () => {
	await raise("1,200");
	for (const path of [to("decide"), to("decide/points/1")]) {
		const page = main(await samuel.get(path));
		for (const text of [`Why 1 ${mark}`, `Diary 1 ${mark}`, `Reason reconsider 1 ${mark}`,
			`Not decisive reconsider 1 ${mark}`, `Still 1 ${mark}`, `Reason review 1 ${mark}`, "Daniel Petrov"])
			assert.ok(page.includes(text), `${path} does not show ${text}`);
	}
});

test("the letter of the outcome, with a step handed over and late", async () => {
	sql(`UPDATE todo SET due = '2026-01-05' WHERE casefile = ${id} AND step = 22 AND NOT see_to`);
	const { text } = await helen.get(to("steps/22"));
	const found = text.lastIndexOf('name="to"', text.indexOf("Samuel Finch"));
	const who = /value="([^"]+)"/.exec(text.slice(found))[1];
	const soon = new Date(Date.now() + 3 * 86400000);
	while (soon.getUTCDay() % 6 === 0)
		soon.setUTCDate(soon.getUTCDate() + 1);
	await form(helen, to("steps/22"), { to: who, reason: "3", "due-day": String(soon.getUTCDate()),
		"due-month": String(soon.getUTCMonth() + 1), "due-year": String(soon.getUTCFullYear()) });

	const asked = await samuel.submit(to("decide/points/1"), to("decide/points/1"), { ...nothing,
		answer: "in_part", part: "700", reason: `Half ${mark}`, relied: "", not_decisive: "" });
	assert.equal(asked.status, 422);
	assert.match(main(asked), /Say which evidence this rests on/);
	await form(samuel, to("decide/points/1"), { ...nothing, answer: "in_part", part: "700",
		reason: `Half ${mark}`, relied: `The school report ${mark}`, not_decisive: `The diary, too short ${mark}` });
	const first = one(`SELECT DATE(MIN(l.available) + INTERVAL 1 DAY) FROM letter l WHERE l.casefile = ${id}
		AND l.kind = 1 AND l.made >= (SELECT opened FROM assessment WHERE id = ${assessment()})`);
	const [y, m, d] = first.split("-").map(Number);
	await words(samuel, { "runs_from-day": String(d), "runs_from-month": String(m), "runs_from-year": String(y),
		why_from: `Since the report ${mark}` });
	const preview = main(await samuel.get(to("decide/letter")));
	await took(samuel.submit(to("decide/letter"), to("decide/send"), {}));

	const letter = lastLetter(id, OUTCOME), { html } = letter;
	assert.ok(preview.includes(html.trim()), "the letter is not its preview");
	everyFact(id, html, { by: "Samuel Finch, operations manager", contact: "Samuel Finch" });
	for (const text of [`You asked: Nights ${mark}`, "That is £1,200 a year. Agreed: £700 a year.", `Why: Half ${mark}`,
		`Evidence this rests on: The school report ${mark}`,
		`Evidence received that did not decide it, and why: The diary, too short ${mark}`,
		`Not the taxi ${mark}`, `Yusuf rings you ${mark}`, "Yusuf Demir fits the plan to the sum with you. The aim is to do it by",
		"as decided by Helen Abbott. It was due by 5 January 2026; the new date is", "The case has passed to another person, who needs time to read it",
		`, runs from ${day(first)}`, `Since the report ${mark}`, "(£700 more)"])
		assert.ok(html.includes(text), `the letter does not say ${text}`);
});

test("what is changed after the decision does not change the letter", async () => {
	const letter = lastLetter(id, OUTCOME), path = to("letters", letter.pid);
	const again = await bare(samuel, to("decide/points/1"), { ...nothing, answer: "agreed",
		reason: "Changed", relied: "Changed", not_decisive: "" });
	assert.equal(again.status, 409);
	sql(`UPDATE point_decision d JOIN point p ON p.id = d.point SET d.reason = 'Changed', d.part = 99900
		WHERE p.casefile = ${id};
		UPDATE weighed w JOIN point p ON p.id = w.decision SET w.relied = 'Changed' WHERE w.what = 1 AND p.casefile = ${id};
		UPDATE outcome SET added = added + 1 WHERE casefile = ${id} AND added IS NOT NULL`);
	try {
		assert.ok((await samuel.get(path)).text.includes(letter.html), "the page shows what was stored");
		assert.equal(lastLetter(id, OUTCOME).html, letter.html);
	} finally {
		sql(`UPDATE outcome SET added = added - 1 WHERE casefile = ${id} AND added IS NOT NULL`);
	}
});

test("the letter of the panel", async () => {
	await raise("9,000");
	await form(margaret, to("decide/points/1"), { ...nothing, answer: "agreed", reason: `Needed ${mark}`,
		relied: `The report ${mark}`, not_decisive: "" });
	const soon = new Date(Date.now() + 14 * 86400000);
	await words(margaret, { "panel-day": String(soon.getUTCDate()), "panel-month": String(soon.getUTCMonth() + 1),
		"panel-year": String(soon.getUTCFullYear()) });
	await took(margaret.submit(to("decide/letter"), to("decide/send"), {}));
	const sent = lastLetter(id, OUTCOME).html;
	everyFact(id, sent, { by: "Margaret Lowe, operations manager", contact: "Margaret Lowe" });
	assert.match(sent, /£9,000 more is recommended to the panel/);
	sql(`UPDATE outcome SET panel = UTC_DATE() WHERE casefile = ${id} ORDER BY round DESC LIMIT 1`);
	sql(`UPDATE outcome SET panel = UTC_DATE() WHERE casefile = ${id} ORDER BY round DESC LIMIT 1`);
	await form(margaret, to("panel"), { answer: "in_part", point1: "5,000", one_sum: "", reasons: `Panel ${mark}`,
		relied: `The pack ${mark}`, not_decisive: `The film ${mark}` });
	const { html } = lastLetter(id, OUTCOME);
	everyFact(id, html, { by: "Margaret Lowe, operations manager", contact: "Margaret Lowe" });
	for (const text of [`Panel ${mark}`, `The pack ${mark}`, `The film ${mark}`, `Nights ${mark}`, "(£5,000 more)"])
		assert.ok(html.includes(text), text);
});

test("the letter of points that were taken back", async () => {
	await raise("300");
	await took(family.submit(to("points"), to("points/take-back"), {}));
	const { html } = lastLetter(id, WITHDRAWN);
	everyFact(id, html, { by: "Vera Holub", contact: "Yusuf Demir" });
	assert.ok(html.includes(`Nights ${mark} (£300 a year)`));
});

test("a letter is sent again: both stay, and the decision is word for word the same", async () => {
	const first = lastLetter(id, REVIEW), path = to("letters", first.pid, "again");
	for (const who of [family, stranger])
		assert.equal((await who.get(path)).status, 404);
	assert.equal((await bare(family, path, { goes_to: "x", reason: "x" })).status, 404);
	assert.match(main(await worker.get(to("letters", first.pid))), /Send this letter again/);
	assert.match(main(await worker.get(path)), /value="Vera Holub"/);
	assert.match(main(await worker.get(path)), /Who will see this[^]*Vera Holub: family/);
	const empty = await worker.submit(path, path, { goes_to: `Vera ${mark}`, reason: "" });
	assert.equal(empty.status, 422);
	assert.match(main(empty), new RegExp(`Vera ${mark}[^]*Say why|Say why[^]*Vera ${mark}`));

	await form(worker, path, { goes_to: `Vera Holub, 2 New Street ${mark}`, reason: `The address was old & <wrong> ${mark}` });
	const second = lastLetter(id, REVIEW);
	assert.notEqual(second.id, first.id);
	assert.equal(lastLetter(id, REVIEW).html.slice(-first.html.length), first.html);
	const top = second.html.slice(0, -first.html.length);
	for (const text of [`It replaces letter ${first.no}`, `Vera Holub, 2 New Street ${mark}`,
		`The address was old &amp; &lt;wrong&gt; ${mark}`, "Yusuf Demir, "])
		assert.ok(top.includes(text), text);
	assert.equal(stored(one(`SELECT html FROM letter WHERE id = ${first.id}`)), first.html, "the first stays as it was");
	const old = main(await worker.get(to("letters", first.pid)));
	assert.match(old, new RegExp(`Replaced by letter ${second.no} of`));
	assert.ok(old.includes(first.html));
	assert.doesNotMatch(old, /Send this letter again/);
	assert.match(main(await worker.get(to("letters", second.pid))), new RegExp(`It replaces letter ${first.no}\\.`));
	assert.match(main(await worker.get(to("letters"))), new RegExp(`Letter ${first.no}:[^]*?Replaced`));
	assert.equal((await bare(worker, path, { goes_to: "x", reason: "x" })).status, 409, "once");

	const next = to("letters", second.pid, "again");
	await form(lead, next, { goes_to: "Vera Holub", reason: `And again ${mark}` });
	const third = lastLetter(id, REVIEW);
	assert.equal(third.html.slice(-first.html.length), first.html);
	assert.ok(!third.html.includes("2 New Street"), "what stood above the second is left out");
	sql(`UPDATE letter SET available = made WHERE casefile = ${id}`);
	for (const { pid } of [first, second, third])
		assert.equal((await family.get(to("letters", pid))).status, 200);
	assert.match(main(await family.get(to("record"))), /A letter was sent again/);
	const print = /accord-fingerprint">([^<]+)</.exec((await family.get(to("letters", first.pid))).text)[1];
	const [ref] = sql(`SELECT ref FROM casefile WHERE id = ${id}`)[0];
	assert.match((await family.get(`/verify?${new URLSearchParams({ reference: ref, fingerprint: print })}`)).text,
		new RegExp(`It was sent again as letter ${second.no} on`));
});
