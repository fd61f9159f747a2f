// From the answer to a plan to the operations manager, face to face: what the
// points begin with, and a discussion with fixed times, offered, chosen, missed,
// offered again and held. A stack of its own: Zara Sadiq's plan is answered,
// Rami Haddad's challenge as well.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { formsOf, formTo } from "../lib/forms.mjs";
import { dateFields, later, working } from "../lib/days.mjs";
import { bare, main, movedStack, radioOf } from "../lib/moved.mjs";
import { caseOf, until } from "../lib/people.mjs";

let it, family, margaret, samuel, worker, rami, at, id;

const state = () => it.value(`SELECT state FROM planning WHERE casefile = ${id}`);
const todo = (step, what = "COUNT(*)") => it.value(`SELECT ${what} FROM todo
	WHERE casefile = ${id} AND step = ${step} AND NOT see_to`);
const press = (who, name, fields = {}) => who.submit(`${at}/discussion`, `${at}/discussion/${name}`, fields);

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

// What a page offers to take over as a point: of the score as its form would send it,
// of the plan { words, write: the page that asks why }.
async function offered(who, path) {
	const { text } = await who.get(`${path}/points`);
	const lines = [...text.matchAll(/<p class="govuk-body">(From our plan: [^<]*)[^]*?href="([^"]+\/points\/lines\/[\w-]{22})"/g)];
	return formsOf(text).filter((f) => f.action === `${path}/points/add`)
		.map((f) => Object.fromEntries(f.fields.map((v) => [v.name, v.value])))
		.filter((f) => f.words?.trim()).concat(lines.map(([, words, write]) => ({ words, write })));
}

const weekday = (ahead) => working(later(it.today(), ahead - 1));

const offer = (who, ahead) => press(who, "offer", {
	...dateFields("day1", weekday(ahead)), time1: "14:30",
	...dateFields("day2", weekday(ahead + 2)), time2: "9.30am",
	...dateFields("day3", ""), time3: "", place: "01632 960 111, we ring you",
});

async function choose() {
	const [, pid] = /name="offer" type="radio" value="([^"]+)"/.exec((await family.get(`${at}/discussion`)).text);
	return press(family, "choose", { offer: pid });
}

// As if the time that was chosen had come.
const hasCome = () => it.sql(`UPDATE meeting_offer o JOIN meeting m ON m.chosen = o.id
	SET o.at = UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE WHERE m.casefile = ${id}`);

before(async () => {
	it = await movedStack();
	[family, margaret, samuel, worker, rami] = await Promise.all(["hamid.sadiq@family.example",
		"margaret.lowe@accord.example", "samuel.finch@accord.example",
		"priya.nair@accord.example", "leila.haddad@family.example"].map(it.who));
	at = await caseOf(family, "Zara");
	id = it.value("SELECT id FROM casefile WHERE child_name = 'Zara Sadiq'");
});

after(() => it?.stop());

test("the points begin with the lines of the plan the money does not reach", async () => {
	const all = await offered(family, at);
	assert.equal(all.length, 1, "what was agreed is no point");
	assert.match(all[0].words, /The same at the weekend/);
	const [[pid, yearly]] = it.sql(`SELECT HEX(l.pid), l.yearly FROM plan_line l JOIN plan p ON p.id = l.plan
		WHERE p.casefile = ${id} AND l.what = 'The same at the weekend'`);
	const { write } = all[0], form = formTo((await family.get(write)).text, write);
	const fields = Object.fromEntries(form.fields.filter((f) => f.name).map((f) => [f.name, f.value]));
	const asked = Math.round(Number(fields.asked.replace(/,/g, "")) * 100);
	assert.ok(asked > 0 && asked < Number(yearly), "what the money reaches of it is not asked again");
	assert.equal(fields.why, "");
	await took(family.post(write, { ...fields, why: "At the weekend we are alone with him." }));
	assert.equal(it.value(`SELECT HEX(plan_line) FROM point WHERE casefile = ${id}`), pid);
	assert.equal((await offered(family, at)).length, 0, "it is offered once");
});

test("an answer that rests is not contested, and no point", async () => {
	const path = await caseOf(rami, "Rami");
	it.sql(`UPDATE planning SET state = 4, plan_was_answered = 1
		WHERE casefile = (SELECT id FROM casefile WHERE child_name = 'Rami Haddad')`);
	assert.equal((await offered(rami, path)).length, 0);
});

test("a discussion is asked for in the way the family chooses", async () => {
	await took(family.submit(`${at}/points/check`, `${at}/points/send`, { way: "telephone" }));
	assert.equal(state(), "12");
	assert.match(todo(19, "due"), /^\d{4}-/);
	assert.match(main(await margaret.get("/")), /Offer times for the discussion/);
	assert.match(main(await samuel.get(`${at}/discussion`)), /by telephone/);
	await took(press(family, "needs", { way: "telephone", interpreter: "", adjustments: "After six",
		comes: "", about: "" }));
	assert.match(main(await margaret.get(`${at}/discussion`)), /After six/);
	assert.equal((await bare(worker, `${at}/discussion/offer`)).status, 404);
});

test("times are offered, and one is chosen", async () => {
	await refused(press(margaret, "offer", { ...dateFields("day1", "2020-03-02"), time1: "10:00",
		...dateFields("day2", ""), time2: "", ...dateFields("day3", ""), time3: "", place: "x" }), /still to come/);
	await took(offer(margaret, 7));
	assert.equal(state(), "13");
	assert.equal(todo(20, "role"), "1", "the family chooses");
	const page = main(await family.get(`${at}/discussion`));
	assert.match(page, /2:30pm[^]*9:30am/);
	assert.match(main(await family.get(at)), /For you: Choose a time for the discussion/);
	await took(choose());
	assert.equal(state(), "14");
	assert.match(main(await family.get(at)), /The time of the discussion is fixed/);
	assert.equal(todo(21, "person"), it.value(
		"SELECT id FROM person WHERE email = 'margaret.lowe@accord.example'"), "hers who offered it");
});

test("missed counts against nobody, and is offered again", async () => {
	await bare(margaret, `${at}/discussion/missed`);
	assert.equal(state(), "14", "not before its time");
	hasCome();
	await took(press(margaret, "missed"));
	assert.equal(state(), "12");
	assert.match(main(await family.get(at)), /This counts against nobody/);
	await took(offer(margaret, 9));
	await took(choose());
	await took(press(family, "ask"));
	assert.equal(state(), "12", "the family may ask for other times");
	assert.match(todo(19, "due"), /^\d{4}-/);
	await took(offer(margaret, 9));
	await took(choose());
	assert.equal(state(), "14");
	hasCome();
});

test("times nobody chose are over, and new ones are the council's task", async () => {
	await took(press(family, "ask"));
	await took(offer(margaret, 7));
	const told = () => Number(it.value(`SELECT COUNT(*) FROM mail WHERE address = 'hamid.sadiq@family.example'
		AND REPLACE(body, '\\n', ' ') LIKE '%offered for the discussion are over%'`));
	assert.equal(told(), 0);
	it.sql(`UPDATE meeting_offer o JOIN meeting m ON m.id = o.meeting SET o.at = UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE
		WHERE m.casefile = ${id} AND o.open`);
	await until(() => state() === "12", 150);
	assert.match(todo(19, "due"), /^\d{4}-/, "with its clock");
	assert.equal(todo(20), "0");
	assert.equal(told(), 1);
	assert.match(main(await family.get(at)), /The times that were offered are over/);
	await took(offer(margaret, 7));
	await took(choose());
	hasCome();
});

test("held: the note is shared, and the points are hers to decide", async () => {
	const page = `${at}/discussion/note`, fields = { note: "We talked about weekends." };
	await refused(margaret.submit(page, page, { ...fields, note: "", ...dateFields("held", it.today()) }),
		/Write the note/);
	await took(margaret.submit(page, page, { ...fields, ...dateFields("held", it.today()) }));
	assert.doesNotMatch(main(await family.get(`${at}/discussion`)), /weekends/, "hers until it is shared");
	await took(margaret.submit(`${page}/check`, `${page}/share`, {}));
	assert.match(main(await margaret.get(`${at}/discussion`)), /The note is shared\. The family can read it now/);
	assert.equal(state(), "15");
	assert.match(main(await family.get(`${at}/discussion`)), /We talked about weekends/);
	assert.match(todo(22, "due"), /^\d{4}-/);
	assert.match(main(await margaret.get("/")), /Decide the points and write the letter/);
});

test("the letter says who talked with whom, whoever decides", async () => {
	for (const [no] of it.sql(`SELECT no FROM point WHERE casefile = ${id} AND round = (SELECT MAX(round) FROM outcome WHERE casefile = ${id})`)) {
		const page = `${at}/decide/points/${no}`;
		await took(samuel.submit(page, page, { answer: "not_assessed", part: "", which: "", "from-day": "", "from-month": "",
			"from-year": "", price: "", reason: "No need", relied: "The note" }));
	}
	const check = `${at}/decide/check`;
	await took(samuel.submit(check, check, { why_from: "Since the talk", covers_not: "", next_step: "", ...dateFields("runs_from", it.today()) }));
	assert.match(main(await samuel.get(`${at}/decide/letter`)), new RegExp(`You and Margaret Lowe \\(operations manager\\) ` +
		`talked about them on \\d+ \\w+ \\d{4}, `));
});
