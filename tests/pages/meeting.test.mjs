// A meeting over HTTP, from the button to the letter, as family, practice leads
// and a stranger. The child is Bilal Iqbal (11111), whom nobody else uses; every
// run begins where his plan has been answered.

import assert from "node:assert";
import test, { before } from "node:test";

import { soon } from "../lib/days.mjs";
import { everyFact, lastLetter, sendLetter } from "../lib/letter.mjs";
import { caseOf, hidden, signIn, sql as rows } from "../lib/people.mjs";
import { tell } from "../lib/score.mjs";
import { hide, inCopy, lay, receipt, weigh } from "../lib/weighed.mjs";

const mark = `m${process.pid}x${Date.now()}`;
let family, owen, ruth, worker, stranger, page, id;

const sql = (text) => rows(text)[0]?.[0];
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"))
	.replace(/<input type="hidden"[^>]*>/g, "");
const state = () => Number(sql(`SELECT state FROM planning WHERE casefile = ${id}`));
const due = (step) => sql(`SELECT due FROM todo WHERE casefile = ${id} AND step = ${step} AND NOT see_to`);
const secrets = async (who) => hidden((await who.get("/account")).text, "/sign-out");
const to = (...part) => [page, ...part].join("/");

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

const bare = async (who, path, fields = {}) => who.post(path, { ...await secrets(who), ...fields });
const press = (who, name, fields = {}) => who.submit(page, to(name), fields);

// A weekday at least so many days from now: { day, month, year }
function day(ahead) {
	return soon(ahead).split("-").reverse().map((n) => String(Number(n)));
}

function date(name, [d, m, y]) {
	return { [`${name}-day`]: d, [`${name}-month`]: m, [`${name}-year`]: y };
}

const offer = (who, ahead = 7) => press(who, "offer", {
	...date("day1", day(ahead)), time1: "14:30", ...date("day2", day(ahead + 2)), time2: "9.30am",
	...date("day3", ["", "", ""]), time3: "", place: `Room ${mark}`,
});

async function choose() {
	const { text } = await family.get(page);
	const [, pid] = /name="offer" type="radio" value="([^"]+)"/.exec(text);
	return press(family, "choose", { offer: pid });
}

// As if the time that was chosen had come; and the first of those that are offered.
const hasCome = () => sql(`UPDATE meeting_offer SET at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR WHERE id = (SELECT chosen FROM meeting
	WHERE casefile = ${id} ORDER BY id DESC LIMIT 1)`);
const firstIsOver = () => sql(`UPDATE meeting_offer SET at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR WHERE open AND meeting =
	(SELECT MAX(id) FROM meeting WHERE casefile = ${id}) ORDER BY at LIMIT 1`);

before(async () => {
	const people = [];
	for (const email of [
		"qasim.iqbal@family.example", "owen.hughes@accord.example",
		"ruth.okafor@accord.example", "priya.nair@accord.example",
		"tanya.rowe@family.example",
	])
		people.push(await signIn(email));
	[family, owen, ruth, worker, stranger] = people;
	const path = await caseOf(family, "Bilal");
	page = `${path}/meeting`;
	id = sql("SELECT id FROM casefile WHERE child_name = 'Bilal Iqbal'");
	hide({ id }, "%.pdf");	// of a run before
	sql(`UPDATE planning SET state = 4, plan_was_answered = 1, in_writing = 0, note_due = NULL
		WHERE casefile = ${id};
		DELETE FROM todo WHERE casefile = ${id} AND step >= 9;
		DELETE FROM excused WHERE casefile = ${id};
		UPDATE meeting SET amount = 0 WHERE casefile = ${id}`);
});

test("nobody else sees it or asks for it", async () => {
	assert.equal((await stranger.get(page)).status, 404);
	assert.equal((await bare(stranger, to("ask"))).status, 404);
	assert.equal((await bare(worker, to("ask"))).status, 404);
	assert.doesNotMatch(main(await owen.get(page)), /Ask for a meeting/);
});

test("one button asks, and the clock begins", async () => {
	assert.match(main(await family.get(page)), /Ask for a meeting/);
	await took(press(family, "ask"));
	assert.equal(state(), 6);
	assert.match(due(13), /^\d{4}-/);
	assert.match(main(await family.get(page)), /A practice lead offers times/);
	assert.match(main(await owen.get("/")), /Offer times for the meeting/);
});

test("the family says what it needs", async () => {
	await took(press(family, "needs", {
		way: "telephone", interpreter: "Urdu", adjustments: `School hours ${mark}`, comes: "My sister", about: "",
	}));
	const seen = main(await owen.get(page));
	for (const words of ["by telephone", "Urdu", `School hours ${mark}`, "My sister"])
		assert.ok(seen.includes(words), words);
});

test("times are offered as people write them", async () => {
	await refused(press(owen, "offer", { ...date("day1", day(3)), time1: "half three",
		...date("day2", ["", "", ""]), time2: "", ...date("day3", ["", "", ""]), time3: "", place: "x" }), /14:30/);
	await refused(press(owen, "offer", { ...date("day1", ["1", "3", "2020"]), time1: "10:00",
		...date("day2", ["", "", ""]), time2: "", ...date("day3", ["", "", ""]), time3: "", place: "x" }), /still to come/);
	const today = new Date();
	await refused(press(owen, "offer", { ...date("day1", [today.getUTCDate(), today.getUTCMonth() + 1, today.getUTCFullYear()].map(String)),
		time1: "23:59", ...date("day2", ["", "", ""]), time2: "", ...date("day3", ["", "", ""]), time3: "", place: "x" }),
	/the family needs a working day/);
	await took(offer(owen));
	assert.equal(state(), 7);
	assert.match(main(await family.get(page)), /2:30pm/);
	const first = /Choose before the first time offered, <strong>[A-Z][a-z]+day \d[^<]* at 2:30pm</;
	assert.match(main(await family.get("/")), first);
	const file = main(await family.get(page.replace("/meeting", "")));
	assert.match(file, first);
	assert.match(file, /Before [A-Z][a-z]+day \d[^<]* at 2:30pm, the first time offered/);
});

test("the family may ask for another practice lead", async () => {
	const pid = /name="person" type="radio" value="([^"]+)"[^]*?Owen Hughes/.exec((await family.get(page)).text)[1];
	await took(press(family, "excuse", { person: pid }));
	const late = await bare(owen, to("missed"));
	assert.equal(late.status, 409);
	assert.match(late.text, /Somebody got there first[^]*This step is not with you any more/);
	assert.match(main(await family.get(page)), /You asked for another than: Owen Hughes/);
});

test("a time that is over is not shown, and not taken", async () => {
	const [, over] = /name="offer" type="radio" value="([^"]+)"/.exec((await family.get(page)).text);
	firstIsOver();
	const left = main(await family.get(page));
	assert.ok(!left.includes(over), "it is not offered any more");
	assert.equal(left.match(/name="offer" type="radio"/g).length, 1);
	assert.match(main(await family.get("/")), /The first time offered is over\. You can choose a later one/);
	await refused(press(family, "choose", { offer: over }), /This time can no longer be chosen/);
	assert.equal(state(), 7);
	sql(`UPDATE meeting_offer SET at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR WHERE open AND meeting =
		(SELECT MAX(id) FROM meeting WHERE casefile = ${id}) ORDER BY at DESC LIMIT 1`);
	const none = main(await family.get(page));
	assert.match(none, /The times that were offered are over|A practice lead will offer times/);
	assert.doesNotMatch(none, /Choose this time/);
	await took(offer(ruth));
});

test("missed counts against nobody, and is offered again", async () => {
	await took(choose());
	assert.equal(state(), 8);
	assert.match(main(await family.get(page)), /The time is fixed\.[^]*<dt[^>]*>When<[^]*<dt[^>]*>Where<[^]*<dt[^>]*>With<[^]*<dt[^>]*>Way<[^]*Ask for other times/);
	assert.match(main(await ruth.get(page)), /you can say here that it was held, or that it did not take place/);
	assert.doesNotMatch(main(await ruth.get(page)), /write the note/);
	await took(bare(ruth, to("missed")));
	assert.equal(state(), 8, "its time has not come");
	hasCome();
	assert.match(main(await family.get(page)), /The meeting was to be on [^<]*\. The practice lead notes what came of it/);
	assert.match(main(await ruth.get(page)), /The meeting was to be on [^<]*\. Please note what came of it/);
	await took(press(ruth, "missed"));
	assert.equal(state(), 6);
	assert.match(main(await family.get(page)), /counts against nobody/);
	await took(offer(ruth));
	await took(choose());
});

test("the note is its writer's until it is shared", async () => {
	assert.equal((await ruth.get(to("note"))).status, 303, "its time has not come");
	await took(bare(ruth, to("note"), { ...date("held", day(0)), note: "x" }));
	await took(bare(ruth, to("note/share")));
	assert.equal(state(), 8, "nothing is shared before it");
	hasCome();
	const now = new Date();
	const held = [now.getUTCDate(), now.getUTCMonth() + 1, now.getUTCFullYear()].map(String);
	await refused(ruth.submit(to("note"), to("note"), { ...date("held", day(9)), note: "x" }), /a day that has been/);
	await refused(ruth.submit(to("note"), to("note"), { ...date("held", ["1", "1", "2026"]), note: "x" }),
		/was asked for, or a later one/);
	await took(ruth.submit(to("note"), to("note"), { ...date("held", held), note: `We spoke of nights. ${mark}` }));
	assert.doesNotMatch(main(await family.get(page)), /We spoke of nights/);
	assert.match(main(await ruth.get(to("note/check"))), /Who will see this/);
	await took(ruth.submit(to("note/check"), to("note/share"), {}));
	assert.equal(state(), 9);
	assert.match(main(await family.get(page)), /We spoke of nights/);
	for (const at of ["/", page.replace("/meeting", "")]) {
		const asked = main(await family.get(at));
		assert.match(asked, /Correct the note of the meeting[^]*?You can do this until <strong>[^<]*<\/strong>\. It closes at the end of that day/);
		assert.doesNotMatch(asked, /Correct the note[^]*?nothing is refused as late[^]*?<\/section>/);
	}
});

test("the correction stands beside the note", async () => {
	await refused(press(family, "correct", { right: "wrong", correction: "" }), /wrong or missing/);
	await took(press(family, "correct", { right: "wrong", correction: `Two nights. ${mark}` }));
	assert.equal(state(), 10);
	assert.match(main(await ruth.get(page)), /Two nights/);
});

const here = () => ({ family, at: page.replace("/meeting", ""), id });
const words = { reasons: `Because ${mark}`, next_step: "Ring Ruth.", relied: `Relied ${mark}` };
const weighed = { "school.pdf": "relied", "baths.pdf": `Of last year ${mark}` };
const answer = async (said, fields) => ruth.submit(to("answer"), to("answer"),
	{ answer: "in_part", amount: "500", ...words, ...await weigh(ruth, to("answer"), said), ...fields });

test("who answers says of each document of the case what it was to it", async () => {
	assert.doesNotMatch(main(await ruth.get(to("answer"))), /What each document was/);
	await lay(here(), "school.pdf", "Report of the school", { about: "3" });
	await lay(here(), "baths.pdf", "Prices of the baths", { about: "plan" });
	await lay(here(), "new.pdf", "Came today", { today: true });
	const form = main(await ruth.get(to("answer")));
	assert.match(form, /What each document was[^]*all documents of the case[^]*school\.pdf[^]*baths\.pdf[^]*new\.pdf[^]*What else it rests on/);
	assert.doesNotMatch(form, /nothing is said of/, "nothing is written yet");
	const nothing = await answer({});
	assert.equal(nothing.status, 422);
	assert.equal(main(nothing).match(/error-message[^]*?Say what this document was to your decision/g).length, 2,
		"not of the one that came today");
	assert.ok(main(nothing).includes(`Because ${mark}</textarea>`), "what was typed stays");
	await refused(answer({ ...weighed, "baths.pdf": "" }), /Say why it did not decide it/);
	await refused(answer({ ...weighed, "school.pdf": "Old" }, { relied: "" }), /Say which evidence this rests on/);
	await took(answer(weighed, { relied: "" }));
	assert.match(main(await ruth.get(to("answer/check"))), /A document has come in and nothing is said of it yet/);
});

test("a document that came before today stops the letter until it is looked at", async () => {
	await took(answer(weighed));
	await lay(here(), "late.pdf", "Came after it was written");
	assert.equal((await ruth.get(to("answer/check"))).headers.location, to("answer"));
	assert.match(main(await ruth.get(to("answer"))), /2 documents have come in and nothing is said of them yet/);
	assert.equal((await bare(ruth, to("answer/send"))).status, 303);
	assert.equal(state(), 10, "it is not sent");
	hide(here(), "late.pdf");
});

test("the answer is bounded, previewed and sent as a letter", async () => {
	await refused(answer(weighed, { answer: "agreed", amount: "2,000.01" }),
		/above what you may agree/);
	await took(answer(weighed));
	assert.doesNotMatch(main(await family.get(page)), new RegExp(`Because ${mark}`));
	const preview = main(await ruth.get(to("answer/check")));
	assert.match(preview, /Who will see this/);
	assert.match(preview, /£8,500/);	// 208 points give 8,000
	await sendLetter(ruth, to("answer/check"), to("answer/send"), { casefile: id, kind: 5 });
	assert.equal(state(), 11);
	const [[html]] = rows(`SELECT html FROM letter WHERE casefile = ${id} AND kind = 5 ORDER BY no DESC LIMIT 1`);
	assert.match(html, /Agreed after this meeting<\/td><td>£500/);
	assert.match(html, new RegExp(`Because ${mark}`));
	assert.match(html, new RegExp(`Two nights. ${mark}`));
	assert.ok(html.includes(`Evidence this rests on: Relied ${mark}. Report of the school (school.pdf).`));
	assert.ok(html.includes(`did not decide it, and why: Prices of the baths (baths.pdf): Of last year ${mark}.`));
	assert.doesNotMatch(html, /new\.pdf|late\.pdf/);
	assert.equal(await receipt(here(), "Report of the school"), "No decision yet", "not before the letter can be read");
	everyFact(id, lastLetter(id, 5).html, { by: "Ruth Okafor, practice lead", contact: "Ruth Okafor" });
	assert.equal((await bare(ruth, to("answer/send"))).status, 409);
	rows(`UPDATE letter SET available = UTC_TIMESTAMP(6) + INTERVAL 1 DAY WHERE casefile = ${id} ORDER BY no DESC LIMIT 1`);
	const plan = page.replace(/meeting$/, "plan");
	assert.doesNotMatch(main(await family.get(plan)), /We are settled|We put it to/, "nobody answers what cannot be read yet");
	assert.equal((await bare(family, `${plan}/settle`)).status, 409);
	assert.equal(state(), 11);
	tell(rows, page);
	assert.match(await receipt(here(), "Report of the school"), /^What came of our meeting, Ruth Okafor, [^:]+:[^:]+: the decision rests on it$/);
	assert.match(await receipt(here(), "Prices of the baths"), new RegExp(`received, but it did not decide it: Of last year ${mark}$`));
	assert.equal(await receipt(here(), "Came today"), "No decision yet");
	assert.match(await inCopy(ruth, here().at), /Report of the school \(school\.pdf\)\nWhat came of our meeting, Ruth Okafor, [^\n]*: the decision rests on it\n/);
	const answered = main(await family.get(page));
	assert.match(answered, /href="\/cases\/[\w-]+\/letters\/[\w-]+">Read the letter</);
	assert.match(answered, /We are settled with this answer[^]*We put it to the operations manager/);
	assert.doesNotMatch(main(await ruth.get(page)), /We are settled/);
});
