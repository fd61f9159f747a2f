// What a family says by telephone, on paper or in person, as staff enter it: from
// the view of the questionnaire to the correction of an entry. The child is Corey
// Stott (11074), whom nobody else uses; each run gives him a new score.

import assert from "node:assert";
import test, { before } from "node:test";

import { dateFields, soon } from "../lib/days.mjs";
import { upload } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { caseOf, hidden, signIn, sql as rows, until } from "../lib/people.mjs";

const mark = `m${process.pid}x${Date.now()}`;
let family, worker, lead, reviewer, stranger, at, entry, id, relative;

const sql = (text) => rows(text)[0]?.[0];
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"))
	.replace(/<input type="hidden"[^>]*>/g, "");
const secrets = async (who) => hidden((await who.get("/account")).text, "/sign-out");
const bare = async (who, to, fields = {}) => who.post(to, { ...await secrets(who), ...fields });
const to = (path) => `${at}/${path}`;

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

const assessment = () => sql(`SELECT assessment FROM casefile WHERE id = ${id}`);
const received = (ago) => {
	const [d, m, y] = sql(`SELECT DATE_FORMAT(UTC_DATE() - INTERVAL ${ago} DAY, '%e %c %Y')`).split(" ");
	return { "received-day": d, "received-month": m, "received-year": y };
};
const told = (kind, ago = 0, more = {}) => ({ kind, relative, way: "telephone", ...received(ago),
	words: `In their words ${kind} ${mark}`, ...more });

const begin = (kind, ago, more) => took(worker.submit(entry, entry, told(kind, ago, more)));
const stop = async (fields = { scan: "" }) => {
	const { headers } = await took(worker.submit(entry, `${entry}/end`, fields));
	return headers.location;
};

// The questionnaire, as far as the family's days to look at it.
async function shared() {
	const list = to("questionnaire"), check = `${list}/check`;
	const at9 = (n) => n === 4 || n === 12 ? { points: "9" } : { level: "2" };
	const form = hidden((await worker.get(list)).text, list);

	if (form.form)
		await took(worker.post(list, form));
	else
		await lead.submit(check, `${check}/return`, { reason: "To begin again." });
	for (let n = 1; n <= 12; n++)
		await took(worker.submit(`${list}/${n}`, `${list}/${n}`, { ...at9(n),
			reason: "Seen at home on two visits.", evidence: "Home visit" }));
	await took(worker.submit(`${list}/people`, `${list}/people`,
		{ name: "Paula Stott", who: "mother", "day-day": "3", "day-month": "3", "day-year": "2026" }));
	await took(worker.submit(`${list}/child`, `${list}/child`, { said: "I like trains." }));
	await took(worker.submit(check, `${check}/share`, {}));
}

before(async () => {
	const people = [];
	for (const email of ["paula.stott@family.example", "yusuf.demir@accord.example",
		"alice.wren@accord.example", "daniel.petrov@accord.example", "zoe.yates@family.example"])
		people.push(await signIn(email));
	[family, worker, lead, reviewer, stranger] = people;
	at = await caseOf(family, "Corey");
	entry = to("entry");
	id = sql("SELECT id FROM casefile WHERE child_name = 'Corey Stott'");
	sql(`UPDATE entry SET ended = begun WHERE casefile = ${id};
		UPDATE entry SET heeded = begun WHERE casefile = ${id} AND said = 2 AND heeded IS NULL`);
	await shared();
	[, relative] = /name="relative" type="radio" value="([^"]+)"/.exec((await worker.get(entry)).text);
});

test("only staff of the case enter, and only for one purpose at a time", async () => {
	for (const who of [family, stranger])
		assert.equal((await who.get(entry)).status, 404);
	assert.equal((await bare(worker, to("questionnaire/1/view"), { view: "same" })).status, 404, "none is open");
	await refused(worker.submit(entry, entry, told("view", -1)), /Enter today or an earlier day/);
	await refused(worker.submit(entry, entry, told("view", 5)),
		/The day it came cannot be before \d+ \w+ \d{4}: what it is about was not there earlier\. Enter that day/);
	await refused(worker.submit(entry, entry, told("view", 0, { words: " " })), /in their own words/);
	await refused(worker.submit(entry, entry, told("view", 0, { relative: "A".repeat(22) })), /Choose one of the answers/);
	await refused(worker.submit(entry, entry, told("view", 0, { kind: "" })), /Choose what they told you/);
	assert.equal(sql(`SELECT COUNT(*) FROM entry WHERE casefile = ${id} AND ended IS NULL`), "0");
	await begin("view");
	const other = await bare(worker, to("meeting/ask"));
	assert.equal(other.status, 303);
	assert.equal(other.headers.location, entry, "what the entry is not for leads back to it");
	assert.equal((await bare(lead, to("questionnaire/1/view"), { view: "same" })).status, 404, "it is the worker's own");
});

test("how the family sees the answers, beside what it has written and not sent", async () => {
	const list = to("questionnaire");
	await took(family.submit(`${list}/3`, `${list}/3`.concat("/view"), { view: "different", words: `Ours alone ${mark}` }));
	const page = await worker.get(`${list}/3`);
	assert.match(main(page), /You enter for Paula Stott what was told by telephone/);
	assert.doesNotMatch(page.text, new RegExp(`Ours alone ${mark}`));
	await took(worker.submit(`${list}/1`, `${list}/1/view`, { view: "same", words: "" }));
	await took(worker.submit(`${list}/2`, `${list}/2/view`, { view: "different", words: `Worse ${mark}` }));
	assert.doesNotMatch((await lead.get(`${list}/2`)).text, new RegExp(`Worse ${mark}`), "not before it is sent");
	assert.doesNotMatch((await family.get(`${list}/2`)).text, new RegExp(`Worse ${mark}`));
	await took(worker.submit(`${list}/check`, `${list}/check/view`, {}));
	assert.match(main(await lead.get(`${list}/2`)), new RegExp(`Worse ${mark}`));
	const own = main(await family.get(`${list}/3`));
	assert.match(own, new RegExp(`Ours alone ${mark}`), "the family's draft stays");
	const of3 = sql(`SELECT CONCAT(said, view) FROM answer a JOIN casefile c ON c.questionnaire = a.assessment
		WHERE c.id = ${id} AND question = 3`);
	assert.equal(of3, "02");
	await stop();
	await took(lead.submit(`${list}/2`, `${list}/2/reply`, { reply: "Seen on two visits." }));
	await took(lead.submit(`${list}/check/letter`, `${list}/check/approve`, {}));
	// the letter went out ten days ago
	sql(`UPDATE assessment SET approved = approved - INTERVAL 10 DAY, told = approved WHERE id = ${assessment()};
		UPDATE score SET told = told - INTERVAL 10 DAY WHERE assessment = ${assessment()}`);
});

test("a challenge counts from the day it was received", async () => {
	await refused(worker.submit(entry, entry, told("challenge", 15)), /cannot be before/);
	await refused(worker.submit(entry, entry, told("reply", 1)), /nothing of this kind to answer yet/);
	await begin("challenge", 6);
	await took(worker.submit(to("challenge/5"), to("challenge/5"), { points: "18", why: `Why ${mark}`, evidence: "" }));
	await took(worker.submit(to("challenge/7"), to("challenge/7"), { points: "18", why: `And ${mark}`, evidence: "" }));
	await took(worker.submit(to("challenge/check"), to("challenge/send"), {}));
	const by = sql(`SELECT CONCAT(p.name, '/', e.name) FROM record r JOIN person p ON p.id = r.actor
		JOIN person e ON e.id = r.entered_by WHERE r.casefile = ${id} AND r.action = 22 ORDER BY r.no DESC LIMIT 1`);
	assert.equal(by, "Paula Stott/Yusuf Demir");
	// ten working days, of which those since it was received are gone
	const days = sql(`SELECT DATEDIFF(due, UTC_DATE()) FROM todo WHERE casefile = ${id} AND step = 5`);
	assert.ok(Number(days) <= 10, `due in ${days} days`);
	assert.match(main(await family.get(to("answers"))), /Keeping safe/);
});

test("who looked is the member of staff, not the family", async () => {
	assert.equal(sql(`SELECT COUNT(*) FROM view v JOIN person p ON p.id = v.person
		WHERE v.casefile = ${id} AND p.role = 1 AND v.role <> 1`), "0");
	assert.notEqual(sql(`SELECT COUNT(*) FROM view v JOIN person p ON p.id = v.person
		WHERE v.casefile = ${id} AND p.name = 'Yusuf Demir' AND v.role = 3`), "0");
});

let read;
test("the family gets a copy, and says that it is not what it said", async () => {
	const place = await stop();
	read = place;
	const letter = sql(`SELECT html FROM letter WHERE casefile = ${id} AND kind = 20 ORDER BY id DESC LIMIT 1`);
	assert.match(letter, new RegExp(`In their words challenge ${mark}`));
	assert.match(letter, /Paula Stott told us by telephone on [^]*Yusuf Demir entered it for you/);
	assert.match(letter, /tell us by \d+ \w+ \d{4}/);
	// ten working days of the clock, and two for the post
	assert.equal(sql(`SELECT DATEDIFF(e.correct_by, l.available) BETWEEN 16 AND 21 FROM entry e
		JOIN letter l ON l.pid = e.letter WHERE e.casefile = ${id} ORDER BY e.id DESC LIMIT 1`), "1");
	assert.match(main(await worker.get(place)), /print the copy<\/a> and post it/);
	assert.doesNotMatch(main(await family.get(place)), /print the copy/);
	assert.match(sql("SELECT REPLACE(body, '\\n', ' ') FROM mail WHERE address = 'paula.stott@family.example' ORDER BY id DESC LIMIT 1"),
		/We have entered what you told us\. Please look at it, and tell us if it is not what you said/);
	assert.match(main(await family.get(to("entries"))), /A challenge to the score[^]*by telephone on[^]*Entered by Yusuf Demir/);
	assert.equal((await stranger.get(read)).status, 404);
	assert.equal((await bare(lead, read, { said: "wrong", correction: "x" })).status, 404, "it is the family's to correct");
	await refused(family.submit(read, read, { said: "wrong", correction: " " }), /Write what you did say/);
	await refused(family.submit(read, read, { correction: "x" }), /Say whether it is right/);
	await took(family.submit(read, read, { said: "wrong", correction: `I said nights ${mark}` }));
	assert.equal((await bare(family, read, { said: "right" })).status, 409, "once");
});

test("whoever holds the step sees entry and correction side by side, and answers", async () => {
	for (const who of [worker, lead, reviewer])
		assert.match(main(await who.get(to("answers"))), /something entered for it is not what it said/);
	assert.doesNotMatch(main(await family.get(to("answers"))), /something entered for it/);
	const both = main(await lead.get(read));
	assert.match(both, new RegExp(`In their words challenge ${mark}[^]*That is not what we said[^]*I said nights ${mark}`));
	await refused(worker.submit(read, `${read}/answer`, { words: "" }), /Say what you do about it/);
	await took(worker.submit(read, `${read}/answer`, { words: `We take it as nights ${mark}` }));
	assert.match(main(await family.get(read)), new RegExp(`I said nights ${mark}[^]*We take it as nights ${mark}`));
	assert.doesNotMatch(main(await lead.get(to("answers"))), /something entered for it/);
	assert.match(main(await family.get(at)), /You looked at what was entered for you/);
});

test("a correction has its clock, and can be told by telephone too", async () => {
	await begin("withdrawal");
	await took(worker.submit(to("answers/7"), to("answers/7/withdraw"), {}));
	const place = await stop(), no = place.split("/").at(-1);
	assert.equal(sql(`SELECT state FROM item WHERE assessment = ${assessment()} AND question = 7`), "7");
	await begin("correction");
	assert.match(main(await worker.get(to("entries"))), /What we entered for you/);
	sql(`UPDATE entry SET correct_by = UTC_DATE() - INTERVAL 1 DAY WHERE casefile = ${id} AND no = ${no}`);
	assert.equal((await bare(worker, place, { said: "wrong", correction: `Late ${mark}` })).status, 409);
	sql(`UPDATE entry SET correct_by = UTC_DATE() WHERE casefile = ${id} AND no = ${no}`);
	await took(worker.submit(place, place, { said: "right", correction: "" }));
	assert.match(main(await family.get(place)), /It is right\. Paula Stott/);
	await stop();
});

test("they accept and contest answers by telephone", async () => {
	const where = to("reconsider/5");
	await took(worker.submit(where, where, { verdict: "keep", points: "", reason: `Kept ${mark}`, relied: "Visits" }));
	await took(worker.submit(to("reconsider/check"), to("reconsider/share"), {}));
	await took(lead.submit(to("total/letter"), to("total"), {}));
	const html = sql(`SELECT html FROM letter WHERE casefile = ${id} AND kind = 2 ORDER BY no DESC LIMIT 1`);
	const by = "Paula Stott, on [^(<]* \\(told by telephone on [^,]*, entered by Yusuf Demir\\)";
	assert.match(html, new RegExp(`Challenged\\.</strong> ${by}`));
	assert.match(html, new RegExp(`Seen by you before approval\\.</strong> ${by}: Worse ${mark}`));
	assert.match(html, /Answered before approval\.<\/strong> Alice Wren, practice lead, on [^:]*: Seen on two visits\./);
	await begin("reply");
	await took(worker.submit(to("answers/5"), to("answers/5"), { say: "contest", words: `Still nights ${mark}`, points: "", evidence: "" }));
	assert.equal(sql(`SELECT c.words FROM item_contest c JOIN item i ON i.id = c.item
		WHERE i.assessment = ${assessment()} AND i.question = 5`), `Still nights ${mark}`);
	await stop();
});

test("a letter on paper needs its scan, from the documents of the case", async () => {
	sql(`UPDATE planning SET state = 4, plan_was_answered = 1, in_writing = 0, note_due = NULL WHERE casefile = ${id};
		DELETE FROM todo WHERE casefile = ${id} AND step >= 9`);
	await begin("meeting", 0, { way: "paper" });
	const meeting = to("meeting");
	assert.match(main(await worker.get(meeting)), /Ask for a meeting/, "as the family sees it");
	await took(worker.submit(meeting, `${meeting}/ask`, {}));
	await refused(worker.submit(entry, `${entry}/end`, { scan: "" }), /Choose the scan of what they wrote/);
	await took(upload(worker, to("documents"), { name: "letter.pdf", bytes: files.pdf() },
		{ purpose: `Their letter ${mark}`, audience: "all" }));
	const scan = /name="scan" type="radio" value="([\w-]{22})"/.exec((await worker.get(entry)).text)?.[1];
	const place = await stop({ scan });
	assert.match(main(await family.get(place)), new RegExp(`href="${at}/documents/${scan}"`));
	assert.equal(sql(`SELECT state FROM planning WHERE casefile = ${id}`), "6");
});

test("the family's choice of a time, and points for the operations manager", async () => {
	const meeting = to("meeting");
	await took(lead.submit(meeting, `${meeting}/offer`, {
		...dateFields("day1", soon(3)),
		time1: "14:30", "day2-day": "", "day2-month": "", "day2-year": "", time2: "",
		"day3-day": "", "day3-month": "", "day3-year": "", time3: "", place: "Room 3" }));
	await begin("meeting");
	const [, offer] = /name="offer" type="radio" value="([^"]+)"/.exec((await worker.get(meeting)).text);
	await took(worker.submit(meeting, `${meeting}/choose`, { offer }));
	assert.equal(sql(`SELECT state FROM planning WHERE casefile = ${id}`), "8");
	await stop();

	sql(`UPDATE planning SET state = 4 WHERE casefile = ${id}; DELETE FROM todo WHERE casefile = ${id} AND step >= 9;
		DELETE FROM point WHERE casefile = ${id} AND round IS NULL`);
	await took(family.submit(to("points"), to("points/add"), { words: `Not sent ${mark}`, asked: "10" }));
	await begin("points");
	assert.doesNotMatch((await worker.get(to("points"))).text, new RegExp(`Not sent ${mark}`));
	await took(worker.submit(to("points"), to("points/add"), { words: `By telephone ${mark}`, asked: "500" }));
	await took(worker.submit(to("points/check"), to("points/send"), { way: "in_writing" }));
	assert.equal(sql(`SELECT GROUP_CONCAT(words) FROM point WHERE casefile = ${id} AND round =
		(SELECT MAX(round) FROM point WHERE casefile = ${id})`), `By telephone ${mark}`);
	assert.equal(sql(`SELECT COUNT(*) FROM point WHERE casefile = ${id} AND round IS NULL`), "1", "the family's stays");
	await stop();
});

test("an entry that came to nothing tells nobody", async () => {
	const mails = () => sql("SELECT COUNT(*) FROM mail WHERE address = 'paula.stott@family.example'");
	const before_ = mails();
	await begin("plan");
	await took(worker.submit(entry, `${entry}/end`, {}));
	assert.equal(mails(), before_);
	assert.equal((await worker.get(to("plan/send"))).status, 404, "and it is over");
	const [no] = rows(`SELECT MAX(no) FROM entry WHERE casefile = ${id}`)[0];
	assert.equal((await family.get(to(`entries/${no}`))).status, 404);
});

test("nobody enters for a relative whose account is closed", async () => {
	await begin("points");
	sql(`UPDATE person p JOIN family_member f ON f.person = p.id SET p.active = FALSE WHERE f.casefile = ${id}`);
	try {
		assert.equal((await worker.get(to("points/check"))).status, 404);
		assert.doesNotMatch(main(await worker.get(entry)), new RegExp(relative));
	} finally {
		sql(`UPDATE person p JOIN family_member f ON f.person = p.id SET p.active = TRUE WHERE f.casefile = ${id}`);
	}
	await took(worker.submit(entry, `${entry}/end`, {}));
});

test("what nobody finishes is finished by the service, and the family gets its copy", async () => {
	const add = (no, sent) => rows(`INSERT INTO entry (casefile, no, staff, relative, kind, way, received, words, begun, sent)
		SELECT c.id, (SELECT MAX(x.no) FROM entry x WHERE x.casefile = c.id) + ${no}, c.worker, f.person, 7, 1, UTC_DATE(),
		       'Left open ${mark}', UTC_TIMESTAMP(6) - INTERVAL 13 HOUR, ${sent}
		  FROM casefile c JOIN family_member f ON f.casefile = c.id WHERE c.id = ${id}`);
	const ended = () => sql(`SELECT COUNT(*) FROM entry WHERE words = 'Left open ${mark}' AND ended IS NOT NULL`);
	add(1, "UTC_TIMESTAMP(6) - INTERVAL 12 HOUR");
	add(1, "NULL");
	await until(() => ended() === "2", 60);
	const copies = rows(`SELECT l.html, l.title FROM entry e JOIN letter l ON l.pid = e.letter WHERE e.words = 'Left open ${mark}'`);
	assert.equal(copies.length, 1, "of the one that had an effect");
	assert.match(copies[0][0], new RegExp(`Left open ${mark}`));
	assert.match(sql(`SELECT note FROM record WHERE casefile = ${id} ORDER BY no DESC LIMIT 1`), /not finished in time/);
});
