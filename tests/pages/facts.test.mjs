// Every letter on a decision has every fact the procedure asks for, and none of
// them can be changed once it is sent. One case goes all the way: score, challenge,
// review, withdrawal, points, panel; then a letter is sent again. The child is
// Eliska Holub (11296); each run gives her a new score, and nobody else uses her.

import assert from "node:assert";
import test, { before } from "node:test";

import { dateFields, soon } from "../lib/days.mjs";
import { day, everyFact, lastLetter, money, sendLetter, stored, today } from "../lib/letter.mjs";
import { caseOf, hidden, signIn, sql } from "../lib/people.mjs";
import { tell, toApprove } from "../lib/score.mjs";

const mark = `m${process.pid}x${Date.now()}`;
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"))
	.replace(/<input type="hidden"[^>]*>/g, "");
const SCORE = 1, ANSWERS = 2, REVIEW = 3, OUTCOME = 6, WITHDRAWN = 7, PANEL = 8, POINTS_BACK = 11;
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
	reason: `Reason ${where} ${n} ${mark}`, relied: `Relied ${where} ${n} ${mark}`, ...fields });

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
	await toApprove({ worker, family, lead, at });
});

test("the letter of the score", async () => {
	const { html } = await sendLetter(lead, to("questionnaire/check/letter"), to("questionnaire/check/approve"),
		{ casefile: id, kind: SCORE });
	everyFact(id, html, { by: "Alice Wren, practice lead", contact: "Yusuf Demir" });
	assert.match(html, /Yusuf Demir, social worker, answered the questions with you/);
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
	sql(`UPDATE todo SET due = '2026-01-05' WHERE casefile = ${id} AND step = 6`);
	const { html } = await sendLetter(lead, to("total/letter"), to("total"), { casefile: id, kind: ANSWERS });
	assert.match(html, /Confirm the new total: due by 5 January 2026, and \d+ working days late/);
	tell(sql, at);
	everyFact(id, html, { by: "Alice Wren, practice lead", contact: "Yusuf Demir" });
	assert.match(html, /Reconsidered by Yusuf Demir, social worker; total confirmed by Alice Wren, practice lead, on/);
	assert.match(html, /Please aim for \d+ \w+ \d{4}\. If you need longer, take it/);
});

test("the letter of the review; the page says which decision changed an answer", async () => {
	for (const n of [1, 4])
		await form(family, to("answers", n), { say: "contest", words: `Still ${n} ${mark}`, evidence: `Letter ${n} ${mark}` });
	sql(`UPDATE todo SET due = '2026-01-05' WHERE casefile = ${id} AND step = 8`);
	await decide(reviewer, "review", 1, { verdict: "part" });
	await decide(reviewer, "review", 4, { verdict: "keep" });
	const { html } = await sendLetter(reviewer, to("review/letter"), to("review/send"), { casefile: id, kind: REVIEW });
	tell(sql, at);
	everyFact(id, html, { by: "Daniel Petrov, practice lead", contact: "Yusuf Demir" });
	assert.match(html, /Review the contested scores: due by 5 January 2026, and \d+ working days late/);

	const page = main(await worker.get(to("worked-out")));
	const row = (n) => page.slice(page.indexOf(`>${n}. `), page.indexOf(`>${n + 1}. `));
	assert.match(row(1), /18 of 27/);
	assert.match(row(1), /Reviewed: accepted in part\. First scored at 9 points\. By Daniel Petrov, practice lead, on/);
	assert.match(row(2), /Reconsidered: accepted\. First scored at 9 points\. By Yusuf Demir/);
	assert.doesNotMatch(row(3), /First scored/);
	assert.match(page, /Reconsidered by Yusuf Demir, social worker; confirmed by Alice Wren, practice lead/);
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
	assert.match(html, /Yours sincerely,<\/p>\s*<p><strong>Yusuf Demir, social worker<\/strong>/);
	assert.match(html, /As scored\.<\/strong> Yusuf Demir, social worker; approved by Alice Wren, practice lead/);
	assert.match(html, /Reconsidered: accepted\.<\/strong> Yusuf Demir, social worker, on/);
	assert.match(html, /Vera Holub withdrew one or more questions/);
	assert.match(html, /Open “The challenge and its answers” in Accord, and then the question\. Press “Take this question up again”/);
	assert.match(main(await family.get(to("answers/7"))), /Take this question up again/, "what the letter says is there");
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

async function write(who, fields = {}) {
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
			`Relied reconsider 1 ${mark}`, `Still 1 ${mark}`, `Reason review 1 ${mark}`, "Daniel Petrov"])
			assert.ok(page.includes(text), `${path} does not show ${text}`);
	}
});

test("the letter of the outcome, with a step handed over and late", async () => {
	sql(`UPDATE todo SET due = '2026-01-05' WHERE casefile = ${id} AND step = 22 AND NOT see_to`);
	const { text } = await helen.get(to("steps/22"));
	const found = text.lastIndexOf('name="to"', text.indexOf("Samuel Finch"));
	const who = /value="([^"]+)"/.exec(text.slice(found))[1];
	await form(helen, to("steps/22"), { to: who, reason: "3",
		...dateFields("due", soon(3)) });

	const asked = await samuel.submit(to("decide/points/1"), to("decide/points/1"), { ...nothing,
		answer: "in_part", part: "700", reason: `Half ${mark}`, relied: "" });
	assert.equal(asked.status, 422);
	assert.match(main(asked), /Say which evidence this rests on/);
	await form(samuel, to("decide/points/1"), { ...nothing, answer: "in_part", part: "700",
		reason: `Half ${mark}`, relied: `The school report ${mark}` });
	const first = one(`SELECT DATE(MIN(l.available) + INTERVAL 1 DAY) FROM letter l WHERE l.casefile = ${id}
		AND l.kind = 1 AND l.made >= (SELECT opened FROM assessment WHERE id = ${assessment()})`);
	const [y, m, d] = first.split("-").map(Number);
	await write(samuel, { "runs_from-day": String(d), "runs_from-month": String(m), "runs_from-year": String(y),
		why_from: `Since the report ${mark}` });
	const { html } = await sendLetter(samuel, to("decide/letter"), to("decide/send"), { casefile: id, kind: OUTCOME });
	everyFact(id, html, { by: "Samuel Finch, operations manager", contact: "Samuel Finch" });
	for (const text of [`You asked: Nights ${mark}`, "That is £1,200 a year. Agreed: £700 a year.", `Why: Half ${mark}`,
		`Evidence this rests on: The school report ${mark}`,
		`Not the taxi ${mark}`, `Yusuf rings you ${mark}`, "Yusuf Demir fits the plan to the sum with you. The aim is to do it by",
		"as decided by Helen Abbott. It was due by 5 January 2026; the new date is", "The case has passed to another person, who needs time to read it",
		`, runs from ${day(first)}`, `Since the report ${mark}`, "(£700 more)"])
		assert.ok(html.includes(text), `the letter does not say ${text}`);
});

test("what is changed after the decision does not change the letter", async () => {
	const letter = lastLetter(id, OUTCOME), path = to("letters", letter.pid);
	const again = await bare(samuel, to("decide/points/1"), { ...nothing, answer: "agreed",
		reason: "Changed", relied: "Changed" });
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
		relied: `The report ${mark}` });
	const soon = new Date(Date.now() + 14 * 86400000);
	await write(margaret, { "panel-day": String(soon.getUTCDate()), "panel-month": String(soon.getUTCMonth() + 1),
		"panel-year": String(soon.getUTCFullYear()) });
	await took(margaret.submit(to("decide/letter"), to("decide/send"), {}));
	const sent = lastLetter(id, OUTCOME).html;
	everyFact(id, sent, { by: "Margaret Lowe, operations manager", contact: "Margaret Lowe" });
	assert.match(sent, /£9,000 more is recommended to the panel/);
	assert.match(sent, /Point 1: recommended in full/);
	assert.doesNotMatch(sent, /Point 1[:,] agreed/, "nothing is agreed before the panel has decided");
	sql(`UPDATE outcome SET panel = UTC_DATE() WHERE casefile = ${id} ORDER BY round DESC LIMIT 1`);
	await form(margaret, to("panel"), { answer: "in_part", point1: "5,000", one_sum: "", reasons: `Panel ${mark}`,
		relied: `The pack ${mark}` });
	const looked = hidden((await margaret.get(to("panel/letter"))).text, to("panel/send"));
	assert.match(looked.seen, /^[0-9a-f ]{60,}$/);
	await form(margaret, to("panel"), { answer: "in_part", point1: "5,000", one_sum: "", reasons: `Panel ${mark}`,
		relied: `The pack, all of it ${mark}` });
	const stale = await margaret.post(to("panel/send"), looked);
	assert.equal(stale.status, 422, "what was not looked at is not sent");
	assert.match(main(stale), /The letter has changed since you read it[^]*The pack, all of it/);
	assert.equal(lastLetter(id, OUTCOME).html, sent);
	await form(margaret, to("panel"), { answer: "in_part", point1: "5,000", one_sum: "", reasons: `Panel ${mark}`,
		relied: `The pack, all of it ${mark}`, chaired: "yes" });
	const { html } = await sendLetter(margaret, to("panel/letter"), to("panel/send"), { casefile: id, kind: PANEL });
	assert.match(html, /Margaret Lowe chaired this panel\./);
	everyFact(id, html, { by: "Margaret Lowe, operations manager", contact: "Margaret Lowe" });
	for (const text of [`Panel ${mark}`, `The pack, all of it ${mark}`, `Nights ${mark}`, "(£5,000 more)"])
		assert.ok(html.includes(text), text);
});

test("how it was worked out, to be printed whole: reference, day, versions, what was agreed", async () => {
	const [[ref]] = sql(`SELECT ref FROM casefile WHERE id = ${id}`), panel = lastLetter(id, PANEL);
	const at = (when) => sql(`UPDATE letter SET available = ${when} WHERE id = ${panel.id}`);
	tell(sql, to());
	at("UTC_TIMESTAMP(6) + INTERVAL 1 DAY");
	const before = main(await family.get(to("worked-out")));
	assert.match(before, /What was agreed above the score[^]*The points of disagreement were decided[^]*£700 more/);
	assert.doesNotMatch(before, /£5,000/, "not before its letter can be read");
	assert.match(main(await margaret.get(to("worked-out"))), /£5,000 more/);
	at("UTC_TIMESTAMP(6)");
	const page = main(await family.get(to("worked-out")));
	assert.match(page, new RegExp(`Case ${ref}, as it stands on ${today()}\\.`));
	assert.match(page, /The panel decided[^]*Margaret Lowe, operations manager[^]*£5,000 more/);
	const [[sum]] = sql(`SELECT (SELECT yearly FROM score WHERE assessment = ${assessment()} ORDER BY no DESC LIMIT 1)
		+ (SELECT SUM(IF(recommended, panel_added, added)) FROM outcome WHERE casefile = ${id}
			AND assessment = ${assessment()} AND decided IS NOT NULL)`);
	assert.ok(page.includes(`The sum, with what was agreed: <strong>${money(sum)} a year</strong>`));
	assert.match(page, /Questions and tables used[^]*version reference-2025-1[^]*Planning guidance, rates, limits and times[^]*version reference-2025-1/);
});

// It is shown, and nothing is asked about it.
async function sayChaired(who, on) {
	const page = main(await who.get(to("decide/check")));
	assert.match(page, new RegExp(`You chaired the panel of ${on}, which looked at this case before`));
	assert.doesNotMatch(page, /name="chaired/);
}

test("the letter of points that its writer decides after chairing a panel says which", async () => {
	await raise("100");
	for (const [who, says] of [[margaret, new RegExp(`Margaret Lowe also chaired the panel of ${today()}, which looked at this case before`)],
		[samuel, /decided this on [^.]*\.<\/p>/]]) {
		await form(who, to("decide/points/1"), { ...nothing, answer: "not_assessed", reason: `No ${mark}`,
			relied: `The report ${mark}` });
		await write(who);
		assert.match(main(await who.get(to("decide/letter"))), says);
	}
	await sayChaired(margaret, today());
	const own = { covers_not: "", next_step: "", why_from: "",
		...dateFields("runs_from", one(`SELECT d.runs_from FROM outcome_draft d JOIN outcome o ON o.id = d.outcome
			WHERE o.casefile = ${id} AND o.decided IS NULL LIMIT 1`)) };
	for (const [when, words] of [["", /Enter the day of the panel you chaired/], [soon(3), /was today or earlier/]]) {
		const got = await bare(samuel, to("decide/check"), { ...own, chaired: "yes", ...dateFields("chaired_on", when) });
		assert.equal(got.status, 422);
		assert.match(main(got), words);
	}
	const forgot = await bare(samuel, to("decide/check"), { ...own, ...dateFields("chaired_on", "2026-01-05") });
	assert.equal(forgot.status, 422);
	assert.match(main(forgot), /href="#chaired"[^>]*>Tick this too, or take the day away[^]*name="chaired_on-year"[^>]*value="2026"/);
	await write(samuel, { chaired: "yes", ...dateFields("chaired_on", "2026-01-05") });
	const { html } = await sendLetter(samuel, to("decide/letter"), to("decide/send"), { casefile: id, kind: OUTCOME });
	assert.match(html, /Samuel Finch also chaired the panel of 5 January 2026, which looked at this case before/);
	assert.equal(one(`SELECT chaired_on FROM outcome WHERE casefile = ${id} ORDER BY round DESC LIMIT 1`), "2026-01-05");
});

test("who said once which panel they chaired is not asked again, and says the same", async () => {
	const says = /Samuel Finch also chaired the panel of 5 January 2026, which looked at this case before/;
	for (const amount of ["110", "120"]) {
		await raise(amount);
		await form(samuel, to("decide/points/1"), { ...nothing, answer: "not_assessed", reason: `No ${mark}`,
			relied: `The report ${mark}` });
		await sayChaired(samuel, "5 January 2026");
		await write(samuel);
		const { html } = await sendLetter(samuel, to("decide/letter"), to("decide/send"), { casefile: id, kind: OUTCOME });
		assert.match(html, says);
		assert.equal(one(`SELECT chaired_on FROM outcome WHERE casefile = ${id} ORDER BY round DESC LIMIT 1`), "2026-01-05");
	}
});

test("the letter of points that were taken back", async () => {
	await raise("300");
	await took(family.submit(to("points"), to("points/take-back"), {}));
	const { html } = lastLetter(id, POINTS_BACK);
	everyFact(id, html, { by: "Vera Holub", contact: "Yusuf Demir" });
	assert.ok(html.includes(`Nights ${mark} (£300 a year)`));
});

const choice = (page, name) => new RegExp(`value="([^"]+)"[^>]*>\\s*<label[^>]*>${name}<`).exec(page)[1];

test("a letter is sent again: both stay, and the decision is word for word the same", async () => {
	const first = lastLetter(id, REVIEW), path = to("letters", first.pid, "again");
	for (const who of [family, stranger])
		assert.equal((await who.get(path)).status, 404);
	assert.equal((await bare(family, path, { goes_to: "x", reason: "x" })).status, 404);
	assert.match(main(await worker.get(to("letters", first.pid))), /Send this letter again/);
	assert.match(main(await worker.get(path)), /type="radio"[^>]* checked[^]*>Vera Holub</);
	const vera = choice(main(await worker.get(path)), "Vera Holub");
	assert.match(main(await worker.get(path)), /Who will see this[^]*Vera Holub: family/);
	const empty = await worker.submit(path, path, { goes_to: vera, address: `2 New Street ${mark}`, reason: "" });
	assert.equal(empty.status, 422);
	assert.match(main(empty), new RegExp(`Say why[^]*2 New Street ${mark}`));

	for (const reason of [`She moved to 2 new street ${mark}`, `It is NE1 4XX now ${mark}`]) {
		const told = await worker.submit(path, path, { goes_to: vera, address: `2 New Street ${mark}, Newcastle`, reason });
		assert.equal(told.status, 422);
		assert.match(main(told), /Leave the address out/);
	}
	const nobody = await worker.submit(path, path, { goes_to: "A".repeat(22), address: "", reason: "x" });
	assert.equal(nobody.status, 422);
	assert.match(main(nobody), /Choose to whom the letter goes now/);
	await form(worker, path, { goes_to: vera, address: `2 New Street ${mark}\nNewcastle`, reason: `The address was old & <wrong> ${mark}` });
	const second = lastLetter(id, REVIEW);
	assert.notEqual(second.id, first.id);
	assert.equal(lastLetter(id, REVIEW).html.slice(-first.html.length), first.html);
	const top = second.html.slice(0, -first.html.length);
	for (const text of [`It replaces letter ${first.no}`, "It goes to: Vera Holub.",
		`The address was old &amp; &lt;wrong&gt; ${mark}`, "Yusuf Demir, "])
		assert.ok(top.includes(text), text);
	assert.ok(!second.html.includes("New Street"), "the letter holds no address");
	assert.match(main(await lead.get(to("letters", second.pid))), new RegExp(`Post it to[^]*2 New Street ${mark}`));
	assert.equal(stored(one(`SELECT html FROM letter WHERE id = ${first.id}`)), first.html, "the first stays as it was");
	const old = main(await worker.get(to("letters", first.pid)));
	assert.match(old, new RegExp(`Replaced by letter ${second.no} of`));
	assert.ok(old.includes(first.html));
	assert.doesNotMatch(old, /Send this letter again/);
	assert.match(main(await worker.get(to("letters", second.pid))), new RegExp(`It replaces letter ${first.no}\\.`));
	assert.match(main(await worker.get(to("letters"))), new RegExp(`Letter ${first.no}:[^]*?Replaced`));
	assert.equal((await bare(worker, path, { goes_to: "x", reason: "x" })).status, 409, "once");

	const next = to("letters", second.pid, "again");
	await form(lead, next, { goes_to: vera, address: "", reason: `And again ${mark}` });
	const third = lastLetter(id, REVIEW);
	assert.equal(third.html.slice(-first.html.length), first.html);
	sql(`UPDATE letter SET available = made WHERE casefile = ${id}`);
	for (const { pid } of [first, second, third]) {
		const read = await family.get(to("letters", pid));
		assert.equal(read.status, 200);
		assert.doesNotMatch(read.text, /New Street|Post it to/);
	}
	assert.match(main(await family.get(to("record"))), /A letter was sent again/);
	const print = /accord-fingerprint">([^<]+)</.exec((await family.get(to("letters", first.pid))).text)[1];
	const [ref] = sql(`SELECT ref FROM casefile WHERE id = ${id}`)[0];
	assert.match((await family.get(`/verify?${new URLSearchParams({ reference: ref, fingerprint: print })}`)).text,
		new RegExp(`It was sent again as letter ${second.no} on`));
});

test("where one parent lives stays hidden from the other, in letter, record and mail", async () => {
	const [maria, joseph, priya] = [await signIn("maria.osei@family.example"),
		await signIn("joseph.osei@family.example"), await signIn("priya.nair@accord.example")];
	const kit = await caseOf(maria, "Kit"), road = `7 Hidden Row ${mark}`;
	const [[casefile, pid]] = sql(`SELECT c.id, HEX(l.pid) FROM casefile c JOIN letter l ON l.casefile = c.id
		WHERE c.child_name = 'Kit Osei' ORDER BY l.no DESC LIMIT 1`);
	const path = `${kit}/letters/${Buffer.from(pid, "hex").toString("base64url")}/again`;
	const page = main(await priya.get(path));
	assert.doesNotMatch(page, / checked/, "of two parents the worker chooses");
	const fields = { goes_to: choice(page, "Joseph Osei"), address: `${road}\nM32 0JG`, reason: `A paper copy ${mark}` };
	assert.equal((await priya.submit(path, path, { ...fields, goes_to: "" })).status, 422);
	await form(priya, path, fields);
	tell(sql, kit);

	const sent = lastLetter(casefile, one(`SELECT kind FROM letter WHERE casefile = ${casefile} ORDER BY no DESC LIMIT 1`));
	const places = [`${kit}/letters/${sent.pid}`, `${kit}/letters`, `${kit}/record`, kit];
	assert.match((await maria.get(places[0])).text, /It goes to: Joseph Osei\./);
	for (const who of [maria, joseph])
		for (const place of places)
			assert.doesNotMatch((await who.get(place)).text, /Hidden Row|M32 0JG/, `${who.email} ${place}`);
	assert.match((await priya.get(places[0])).text, new RegExp(road));
	assert.deepEqual(sql(`SELECT id FROM mail WHERE CONCAT(subject, body) LIKE '%Hidden Row%'`), []);
	assert.deepEqual(sql(`SELECT no FROM record WHERE casefile = ${casefile} AND note LIKE '%Hidden Row%'`), []);
});

// ---- the demonstration's letters ----

const words = (html) => stored(html).replace(/<[^>]+>/g, " ");

test("a letter about a child under 7 speaks of no points, bands or challenges", () => {
	const all = sql(`SELECT c.ref, l.html FROM letter l JOIN casefile c ON c.id = l.casefile
		JOIN assessment a ON a.id = c.assessment WHERE a.tool = 1`);
	assert.ok(all.length > 2);
	for (const [ref, html] of all)
		assert.doesNotMatch(words(html), /\bpoints?\b|\bbands?\b|challenge|\bscore/i, ref);
});

test("the page of a child under 7 tells of an assessment, and offers no challenge", async () => {
	const maria = await signIn("maria.osei@family.example"), page = main(await maria.get(await caseOf(maria, "Kit")));
	assert.match(page, /The assessment was approved/);
	assert.match(page, />What the assessment says</);
	assert.doesNotMatch(page, /score was|Challenge the score|The challenge and its answers/);
	assert.match(main(await family.get(at)), />How the score was worked out<[^]*>Challenge the score</);
});

test("a letter speaks to its reader, in sentences of fewer than 25 words", () => {
	const all = sql(`SELECT c.ref, l.kind, l.html FROM letter l JOIN casefile c ON c.id = l.casefile
		WHERE l.id IN (SELECT MAX(k.id) FROM letter k WHERE k.made < CURDATE() GROUP BY k.kind)`);
	assert.ok(all.some(([, kind]) => kind === "20"));
	for (const [ref, kind, html] of all) {
		// but for what the demonstration's people say of question 11
		assert.doesNotMatch(words(html), /\bthe family\b(?! (has not eaten|goes out) )/i, `${ref}, letter of kind ${kind}`);
		for (const [, block] of stored(html).matchAll(/<(?:p|li|td)>([^]*?)<\/(?:p|li|td)>/g))
			for (const sentence of words(block).trim().split(/[.!?]\s+/))
				assert.ok(sentence.split(/\s+/).length < 25, `${ref}, letter of kind ${kind}: ${sentence}`);
	}
});

test("where a band begins is explained to whom it touches", () => {
	const all = sql(`SELECT n.total, l.html FROM letter l JOIN casefile c ON c.id = l.casefile
		JOIN score n ON n.assessment = c.assessment AND n.no = 1 WHERE l.kind = ${SCORE} AND l.made = n.at`);
	assert.ok(all.some(([total]) => total === "100") && all.some(([total]) => total === "101"));
	for (const [total, html] of all)
		assert.equal(html.includes("A score of exactly 100"), total === "100", total);
});

test("a letter says the day it was decided on, and from when it can be read", () => {
	for (const [ref, at, available, held, html] of sql(`SELECT c.ref, l.made, l.available, l.format, l.html FROM letter l
			JOIN casefile c ON c.id = l.casefile WHERE l.kind < 6 AND l.made < CURDATE() AND c.id <> ${id} AND l.html LIKE '%Decided on%'
			AND NOT EXISTS (SELECT 1 FROM letter_again g WHERE g.letter = l.id)`)) {
		const decided = `Decided on ${day(at)}\\.`;
		const reads = held !== "0" ? " This letter goes out as soon as it is made in the form you asked for\\." :
			day(at) !== day(available) ? ` This letter can be read from ${day(available)}\\.` : "";
		assert.match(html, new RegExp(`<p>${decided}${reads}</p>`), ref);
	}
});
