// Points of disagreement over HTTP: written, sent, decided one by one by one of
// two operations managers, above and below the limit of authority. The child is
// Temi Adebayo (11037): 150 points, 2,800 pounds a year. Nobody else uses him.

import assert from "node:assert";
import test, { before } from "node:test";

import { dateFields, soon } from "../lib/days.mjs";
import { everyFact, lastLetter, sendLetter } from "../lib/letter.mjs";
import { caseOf, hidden, signIn, sql as rows, until } from "../lib/people.mjs";
import { hide, inCopy, lay, receipt, weigh } from "../lib/weighed.mjs";

const mark = `m${process.pid}x${Date.now()}`;
let family, margaret, samuel, helen, worker, base, id;

const sql = (text) => rows(text)[0]?.[0];
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"))
	.replace(/<input type="hidden"[^>]*>/g, "");
const state = () => Number(sql(`SELECT state FROM planning WHERE casefile = ${id}`));
const secrets = async (who) => hidden((await who.get("/account")).text, "/sign-out");
const to = (...part) => [base, ...part].join("/");
const bare = async (who, path, fields = {}) => who.post(path, { ...await secrets(who), ...fields });

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

const add = (who, words, asked) => who.submit(to("points"), to("points/add"), { words, asked });
const nothing = { part: "", which: "", "from-day": "", "from-month": "", "from-year": "", price: "" };
const decide = async (who, no, fields, said) => who.submit(to("decide/points", no), to("decide/points", no),
	{ ...nothing, reason: `Because ${mark}`, relied: `Relied ${mark}`,
		...await weigh(who, to("decide/points", no), said), ...fields });
// The day the sum runs from is filled in already.
async function check(who, fields = {}) {
	const { text } = await who.get(to("decide/check"));
	const part = (name) => new RegExp(`name="runs_from-${name}"[^>]*value="(\\d+)"`).exec(text)[1];
	return who.submit(to("decide/check"), to("decide/check"), {
		"runs_from-day": part("day"), "runs_from-month": part("month"), "runs_from-year": part("year"),
		why_from: "", covers_not: "Transport", next_step: `Grace rings you. ${mark}`, ...fields,
	});
}

function begin() {
	sql(`UPDATE planning SET state = 4, plan_was_answered = 1, in_writing = 0 WHERE casefile = ${id};
		DELETE FROM todo WHERE casefile = ${id} AND step >= 9;
		INSERT INTO plan (pid, casefile, no, state, assessment, child_words, begun, begun_by, sent, sent_by, received)
			SELECT RANDOM_BYTES(16), c.id, 1 + (SELECT COALESCE(MAX(p.no), 0) FROM plan p WHERE p.casefile = c.id),
			4, c.assessment, '', NOW(6), f.person, NOW(6), f.person, CURDATE()
			FROM casefile c JOIN family_member f ON f.casefile = c.id WHERE c.id = ${id} LIMIT 1;
		DELETE FROM point WHERE casefile = ${id} AND round IS NULL;
		UPDATE outcome SET added = 0 WHERE casefile = ${id} AND added IS NOT NULL;
		UPDATE outcome SET panel_added = 0 WHERE casefile = ${id} AND panel_added IS NOT NULL`);
}

before(async () => {
	const people = [];
	for (const email of [
		"olu.adebayo@family.example", "margaret.lowe@accord.example",
		"samuel.finch@accord.example", "helen.abbott@accord.example",
		"grace.adeyemi@accord.example",
	])
		people.push(await signIn(email));
	[family, margaret, samuel, helen, worker] = people;
	base = await caseOf(family, "Temi");
	id = sql("SELECT id FROM casefile WHERE child_name = 'Temi Adebayo'");
	hide({ id }, "%.pdf");	// of a run before
	begin();
});

// The last letter can be read from now and so long.
const letterFrom = (moved) => sql(`UPDATE letter SET available = UTC_TIMESTAMP(6) ${moved}
	WHERE casefile = ${id} ORDER BY no DESC LIMIT 1`);

test("before an answer the page says what comes first, and by when; after the end that it is settled", async () => {
	const at = async (state) => {
		sql(`UPDATE planning SET state = ${state} WHERE casefile = ${id}`);
		return main(await family.get(to("points")));
	};
	sql(`INSERT INTO todo (casefile, step, person, role, since, due, see_to)
		SELECT id, 10, worker, 3, NOW(6), '2027-03-02', FALSE FROM casefile WHERE id = ${id}`);
	const sent = await at(2);
	assert.match(sent, /First the plan is answered in writing\.[^<]* The answer is due by 2 March 2027\./);
	assert.match(sent, /href="[^"]+\/plan">The support plan</);
	assert.match(await at(8), /First the meeting is held and answered in writing[^]*href="[^"]+\/meeting">The meeting</);
	assert.match(await at(20), /This is settled: the plan is agreed and signed/);
	for (const state of [1, 2, 8, 20])
		assert.doesNotMatch(await at(state), /Add this point|you can put to/);
	begin();
	assert.match(main(await family.get(to("points"))), /you can put to the operations manager[^]*Add this point/);
});

test("what is written is its writer's alone", async () => {
	await refused(add(family, "", ""), /Say what you ask for/);
	await took(add(family, `Two hours more ${mark}`, "1,000"));
	await took(add(family, `A bicycle ${mark}`, "400"));
	assert.match(main(await family.get(to("points"))), /£1,400 a year/);
	for (const who of [margaret, worker])
		assert.ok(!main(await who.get(to("points"))).includes(mark));
	assert.equal((await bare(worker, to("points/add"), { words: "x", asked: "1" })).status, 404);
});

test("of the score only what is contested is offered, with its effect", async () => {
	const item = (question, state, original, proposed) => sql(`INSERT INTO item (assessment, question, state, original,
		proposed, why, evidence, challenged_by, challenged, moved) SELECT c.assessment, ${question}, ${state}, ${original},
		${proposed}, 'Why ${question} ${mark}', '', p.id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
		FROM casefile c JOIN person p ON p.email = 'olu.adebayo@family.example' WHERE c.id = ${id}`);
	item(2, 6, 9, 27);	// settled by the review at 9: 18 points more are 4,000 pounds
	item(3, 4, 9, 18);	// the family accepts the answer
	item(5, 3, 9, 18);	// it rests with the family
	item(7, 6, 0, 1);	// moves nothing by itself
	const page = main(await family.get(to("points")));
	sql(`DELETE i FROM item i JOIN casefile c ON c.assessment = i.assessment WHERE c.id = ${id}`);
	assert.match(page, new RegExp(`Question 2, [^<]*27 points instead of 9\\. Why 2 ${mark} <strong[^>]*>£1,200 a year`));
	assert.match(page, new RegExp(`Why 7 ${mark}\\s+Not about money: if it is agreed, the council says so in writing\\. The sum and the score stay as they are`));
	assert.doesNotMatch(page, new RegExp(`Why (3|5) ${mark}`));
});

test("changed and removed while it is a draft", async () => {
	const links = [...(await family.get(to("points"))).text
		.matchAll(/\/points\/([\w-]{22})\/change"/g)].map(([, pid]) => pid);
	assert.equal(links.length, 2);
	const path = to("points", links[1], "change");
	await took(family.submit(path, path, { words: `A tricycle ${mark}`, asked: "300.50" }));
	assert.match(main(await family.get(to("points"))), /A tricycle .*[^]*£1,300.50/);
	await took(add(family, `Too much ${mark}`, "5"));
	const last = [...(await family.get(to("points"))).text
		.matchAll(/\/points\/([\w-]{22})\/remove"/g)].at(-1)[1];
	await took(family.submit(to("points"), to("points", last, "remove"), {}));
	assert.ok(!main(await family.get(to("points"))).includes("Too much"));
	assert.equal((await margaret.get(path)).status, 404);
});

test("sent in writing only, after who will see it", async () => {
	assert.match(main(await family.get(to("points/check"))), /Who will see this/);
	await refused(family.submit(to("points/check"), to("points/send"), {}), /Choose how/);
	await took(family.submit(to("points/check"), to("points/send"), { way: "in_writing" }));
	assert.equal(state(), 15);
	assert.match(main(await margaret.get("/")), /Decide the points/);
	assert.equal((await family.get(to("decide"))).status, 404);
});

const here = () => ({ family, at: base, id });
const weighed = { "school.pdf": "relied", "prices.pdf": `It is older ${mark}` };
const about = (no, what) => sql(`UPDATE point SET ${what} WHERE casefile = ${id} AND no = ${no} ORDER BY id DESC LIMIT 1`);

test("who decides a point says of each document what it was to it", async () => {
	await lay(here(), "school.pdf", "Report of the school", { about: "3" });
	await lay(here(), "prices.pdf", "Prices of the shop", { about: "plan" });
	await lay(here(), "new.pdf", "Came today", { today: true });
	const form = main(await margaret.get(to("decide/points/1")));
	assert.match(form, /What each document was[^]*all documents of the case[^]*school\.pdf[^]*prices\.pdf[^]*new\.pdf/);
	const bare = await decide(margaret, 1, { answer: "agreed" });
	assert.equal(bare.status, 422);
	assert.equal(main(bare).match(/error-message[^]*?Say what this document was to your decision/g).length, 2,
		"not of the one that came today");
	assert.ok(main(bare).includes(`Because ${mark}</textarea>`), "what was typed stays");
	await refused(decide(margaret, 1, { answer: "agreed" }, { ...weighed, "prices.pdf": "" }), /Say why it did not decide it/);
	await refused(decide(margaret, 1, { answer: "agreed", relied: "" }, { ...weighed, "school.pdf": "Old" }),
		/Say which evidence this rests on/);
	await took(decide(margaret, 1, { answer: "agreed", relied: "" }, weighed));
});

test("a point that comes from a question, or from the plan, has what was sent for that", async () => {
	about(2, "question = 3");
	const question = main(await margaret.get(to("decide/points/2")));
	assert.match(question, /for this question, or for the case as a whole[^]*school\.pdf[^]*new\.pdf/);
	assert.doesNotMatch(question, /prices\.pdf/);
	about(2, "question = NULL, plan_line = REPEAT('x', 16)");
	const line = main(await margaret.get(to("decide/points/2")));
	assert.match(line, /with the plan, or for the case as a whole[^]*prices\.pdf[^]*new\.pdf/);
	assert.doesNotMatch(line, /school\.pdf/);
	about(2, "plan_line = NULL");
});

test("decided one by one, each with what it needs", async () => {
	await refused(decide(margaret, 1, { answer: "in_part", part: "1,000" }, weighed), /below what was asked/);
	await refused(decide(margaret, 1, { answer: "another_way", which: "A club" }, weighed), /from when/);
	await took(decide(margaret, 1, { answer: "agreed" }, weighed));
	assert.ok(!main(await samuel.get(to("decide"))).includes("Decided by you"));
	assert.ok(!main(await family.get(to("points"))).includes(`Because ${mark}`));
	assert.equal((await margaret.get(to("decide/check"))).status, 303);	// one is open
	await took(decide(margaret, 2, { answer: "for_less", which: "The shop in Leam", price: "120" },
		{ "school.pdf": `Nothing of bicycles ${mark}`, "prices.pdf": "relied" }));
	await took(decide(samuel, 1, { answer: "not_assessed" }, weighed));
	await took(decide(samuel, 2, { answer: "not_assessed" }, weighed));
});

test("a document that came before today stops the letter until it is looked at", async () => {
	assert.equal((await margaret.get(to("decide/check"))).status, 200);
	await took(check(margaret));
	assert.match(main(await margaret.get(to("decide/letter"))), /A document has come in and nothing is said of it yet/,
		"the one of today, once for two points");
	await lay(here(), "late.pdf", "Came after it was written");
	assert.match(main(await margaret.get(to("decide"))), /Documents to look at/);
	for (const part of ["decide/check", "decide/letter"])
		assert.equal((await margaret.get(to(part))).status, 303, part);
	assert.equal((await bare(margaret, to("decide/send"))).status, 303);
	assert.equal(state(), 15, "it is not sent");
	hide(here(), "late.pdf");
});

test("the sum is worked out; two managers, one wins, the other is told", async () => {
	assert.match(main(await margaret.get(to("decide/check"))), /£3,800/);
	await took(check(margaret));
	await took(check(samuel));
	const preview = main(await margaret.get(to("decide/letter")));
	assert.match(preview, /The allocation is £3,800 a year/);
	await took(margaret.submit(to("decide/letter"), to("decide/send"), {}));
	const late = await bare(samuel, to("decide/send"));
	assert.equal(late.status, 409, main(late));
	assert.equal(state(), 18);
	const [[html]] = rows(`SELECT html FROM letter WHERE casefile = ${id} AND kind = 6 ORDER BY no DESC LIMIT 1`);
	everyFact(id, lastLetter(id, 6).html, { by: "Margaret Lowe, operations manager", contact: "Margaret Lowe" });
	for (const words of ["£3,800", "The shop in Leam", `Relied ${mark}. Report of the school (school.pdf).`, `Because ${mark}`,
		`did not decide it, and why: Prices of the shop (prices.pdf): It is older ${mark}.`,
		`Relied ${mark}. Prices of the shop (prices.pdf).`, `Report of the school (school.pdf): Nothing of bicycles ${mark}.`, "Margaret Lowe", "Transport",
		`Grace rings you. ${mark}`, "Ombudsman"])
		assert.ok(html.includes(words), words);
	assert.ok(!html.includes("not an assessed need"));
	assert.ok(preview.includes(html.replaceAll("\\n", "\n").trim()), "the letter is not its preview");
	assert.equal(sql(`SELECT added FROM outcome WHERE casefile = ${id} ORDER BY round DESC LIMIT 1`), "100000");
	letterFrom("+ INTERVAL 1 DAY");
	const sealed = main(await family.get(to("points")));
	assert.match(sealed, /It is decided\. The letter can be read from/);
	for (const page of [sealed, main(await family.get(to("plan"))), main(await family.get(to("plan/lines")))])
		assert.doesNotMatch(page, /£3,800|The shop in Leam/, "nothing of it before the letter");
	assert.match(main(await margaret.get(to("points"))), /£3,800/);
	assert.equal(await receipt(here(), "Report of the school"), "No decision yet", "nothing of it before the letter");
	letterFrom("- INTERVAL 1 SECOND");
	assert.match(main(await family.get(to("points"))), /£3,800/);
	const said = await receipt(here(), "Report of the school");
	assert.match(said, /^The outcome of your points of disagreement, point 1, Margaret Lowe, [^:]+:[^:]+: the decision rests on it/);
	assert.match(said, new RegExp(`point 2, Margaret Lowe, .*: received, but it did not decide it: Nothing of bicycles ${mark}$`));
	assert.doesNotMatch(said, /Samuel Finch/, "what another wrote decided nothing");
	assert.match(await inCopy(margaret, base), /Prices of the shop \(prices\.pdf\)\nThe outcome of your points of disagreement, point 2, Margaret Lowe, [^\n]*: the decision rests on it\n/);
	hide(here(), "%.pdf");
});

test("above the limit it is recommended to the panel", async () => {
	begin();
	await took(add(family, `Nights ${mark}`, "6,000.01"));
	await took(add(family, `Mornings ${mark}`, "500"));
	await took(add(family, `A horse ${mark}`, "900"));
	await took(family.submit(to("points/check"), to("points/send"), { way: "telephone" }));
	assert.equal(state(), 12);
	await took(family.submit(to("discussion"), to("discussion/in-writing"), {}));
	await took(decide(margaret, 1, { answer: "agreed" }));
	await took(decide(margaret, 2, { answer: "agreed" }));
	await took(decide(margaret, 3, { answer: "not_assessed" }));
	await refused(check(margaret), /day of the panel/);
	const soon = new Date(Date.now() + 14 * 86400000);
	const panel = { "panel-day": String(soon.getUTCDate()), "panel-month": String(soon.getUTCMonth() + 1),
		"panel-year": String(soon.getUTCFullYear()) };
	await took(check(margaret, panel));
	assert.match(main(await margaret.get(to("decide/check"))), /data-label="Recommended, a year">£6,000\.01/);
	assert.match(main(await margaret.get(to("decide/letter"))), /recommended to the panel of/);
	await took(margaret.submit(to("decide/letter"), to("decide/send"), {}));
	assert.equal(state(), 17);
	const letter = () => sql(`SELECT html FROM letter WHERE casefile = ${id} AND kind IN (6, 8) ORDER BY no DESC LIMIT 1`);
	assert.match(letter(), /stays at £2,800 a year/);
	assert.match(letter(), /The sum stays <strong>£2,800 a year/);
	assert.match(letter(), /<h2>Point 1: recommended in full<\/h2>[^]*Recommended to the panel: £6,000\.01 a year/);
	assert.match(letter(), /<h2>Point 3: not agreed: not an assessed need<\/h2>[^]*Nothing is added for it/);
	assert.doesNotMatch(letter(), /Point \d: agreed|Recommended: £0/, "a recommendation is no award");
	const waiting = main(await margaret.get(to("points")));
	assert.match(waiting, /Recommended by these points[^]*£6,500\.01[^]*until the panel has decided[^]*£2,800/);
	assert.match(waiting, /Recommended, a year/);
	assert.doesNotMatch(waiting, /£9,300\.01|Agreed by these points|Agreed, a year|The panel gave/);

	const noted = { answer: "in_part", point1: "4,500", point2: "500", one_sum: "",
		reasons: `Panel ${mark}` };
	assert.match(main(await margaret.get(to("panel"))), /has not met yet/);
	await refused(bare(margaret, to("panel"), noted), /has not met yet/);
	assert.equal(state(), 17);
	sql(`UPDATE outcome SET panel = UTC_DATE() WHERE casefile = ${id} ORDER BY round DESC LIMIT 1`);
	const note = async (fields, said) => margaret.submit(to("panel"), to("panel"),
		{ ...noted, ...await weigh(margaret, to("panel"), said), ...fields });
	const page = main(await margaret.get(to("panel")));
	assert.match(page, new RegExp(`the panel gave for point 2[^]*Mornings ${mark} Recommended: £500 a year`));
	assert.doesNotMatch(page, /A horse|point 3/, "the panel is asked for what was recommended");
	await refused(note({ point1: "6,000.02" }), /no more than was recommended/);
	await refused(note({ point2: "" }), /what the panel gave for this point/);
	await refused(note({ point1: "6,000.01" }), /Every point has all that was recommended/);
	await refused(note({ answer: "one_sum", one_sum: "6,500.01" }), /below what was recommended/);
	await refused(note({ reasons: "" }), /Give the panel’s reasons/);
	assert.equal((await margaret.get(to("panel/letter"))).status, 303, "nothing is written yet");
	hide(here(), "school.pdf", false);
	await refused(note({}), /Say what this document was to your decision/);
	await took(note({}, { "school.pdf": "relied" }));
	hide(here(), "prices.pdf", false);
	assert.equal((await margaret.get(to("panel/letter"))).status, 303, "there is a document to look at");
	const before = rows(`SELECT COUNT(*) FROM record WHERE casefile = ${id}`);
	assert.equal((await bare(margaret, to("panel/send"))).status, 303);
	assert.deepEqual(rows(`SELECT COUNT(*) FROM record WHERE casefile = ${id}`), before, "nothing was done, and nothing recorded");
	assert.doesNotMatch(main(await margaret.get(to("panel"))), /the letter is made/);
	assert.match(main(await margaret.get(to("panel"))), /A document has come in and nothing is said of it yet/);
	hide(here(), "prices.pdf");
	assert.equal(state(), 17, "a draft is its writer's alone");
	assert.doesNotMatch(main(await samuel.get(to("panel"))), new RegExp(`Panel ${mark}`));
	assert.match(main(await margaret.get(to("panel"))), new RegExp(`Panel ${mark}`));
	await sendLetter(margaret, to("panel/letter"), to("panel/send"), { casefile: id, kind: 8 });
	assert.equal(state(), 18);
	assert.match(letter(), /£7,800/);
	assert.match(letter(), /Evidence this rests on: Report of the school \(school\.pdf\)\./);
	assert.match(await inCopy(margaret, base), /Report of the school \(school\.pdf\)\nWhat the panel decided, Margaret Lowe, [^\n]*: the decision rests on it\n/);
	hide(here(), "school.pdf");
	everyFact(id, lastLetter(id, 8).html, { by: "Margaret Lowe, operations manager", contact: "Margaret Lowe" });
	sql(`UPDATE letter SET available = UTC_TIMESTAMP(6) WHERE casefile = ${id} AND kind = 6`);
	letterFrom("+ INTERVAL 1 DAY");
	const sealed = main(await family.get(to("points")));
	assert.match(sealed, /It is decided\. The letter can be read from[^]*until the panel has decided[^]*£2,800/);
	assert.doesNotMatch(sealed, /£5,000|£7,800|£4,500|Agreed by the panel|The panel gave|The panel:/, "nothing of the panel before its letter");
	letterFrom("- INTERVAL 1 SECOND");
	assert.match(main(await family.get(to("points"))), /Agreed by the panel[^]*£5,000[^]*Together, the allocation[^]*£7,800/);
	const after = main(await margaret.get(to("points")));
	assert.match(after, /Agreed by the panel[^]*£5,000[^]*Together, the allocation[^]*£7,800/);
	assert.match(after, /data-label="Recommended, a year">£6,000\.01<[^]*data-label="The panel gave, a year">£4,500</);
	assert.doesNotMatch(after, /£9,300\.01|Agreed, a year/);
	assert.match(letter(), new RegExp(`Nights ${mark}[^<]*recommended £6,000\\.01 a year\\. <strong>The panel gave £4,500 a year for it`));
	const fit = main(await worker.get(to("plan/fit")));
	assert.match(fit, /There is <strong class="accord-figure">£7,800/);
	assert.match(fit, new RegExp(`Point 1, recommended by Margaret Lowe[^:]*:</strong> Recommended in full\\. £6,000\\.01 a year was recommended\\. The panel gave for it: £4,500 a year more\\. Because ${mark}`));
});

test("a panel that gave one sum gave none to a single point", async () => {
	begin();
	await took(add(family, `Nights ${mark}`, "6,000.01"));
	await took(add(family, `Mornings ${mark}`, "500"));
	await took(family.submit(to("points/check"), to("points/send"), { way: "in_writing" }));
	for (const no of [1, 2])
		await took(decide(margaret, no, { answer: "agreed" }));
	const soon = new Date(Date.now() + 14 * 86400000);
	await took(check(margaret, { "panel-day": String(soon.getUTCDate()), "panel-month": String(soon.getUTCMonth() + 1),
		"panel-year": String(soon.getUTCFullYear()) }));
	await took(margaret.submit(to("decide/letter"), to("decide/send"), {}));
	sql(`UPDATE outcome SET panel = UTC_DATE() WHERE casefile = ${id} ORDER BY round DESC LIMIT 1`);
	await took(margaret.submit(to("panel"), to("panel"), { answer: "one_sum", one_sum: "5,000", point1: "4,000", point2: "1",
		reasons: `Panel ${mark}` }));
	await sendLetter(margaret, to("panel/letter"), to("panel/send"), { casefile: id, kind: 8 });
	const page = main(await margaret.get(to("points")));
	assert.match(page, /data-label="The panel gave, a year">one sum for all points/);
	assert.doesNotMatch(page, /£4,000/);
	assert.match(main(await worker.get(to("plan/fit"))), /The panel[^:]*:<\/strong> £5,000 a year more/);
});

test("taken back, with a letter, and kept as drafts", async () => {
	begin();
	await took(add(family, `Swimming ${mark}`, "200"));
	await took(family.submit(to("points/check"), to("points/send"), { way: "video" }));
	await took(family.submit(to("points"), to("points/take-back"), {}));
	assert.equal(state(), 4);	// where the family stood before
	assert.match(main(await family.get(to("points"))), /What you have written[^]*Swimming/);
});

test("a late step is confirmed by the next tier, not by others", async () => {
	begin();
	await took(add(family, `Late ${mark}`, "200"));
	await took(family.submit(to("points/check"), to("points/send"), { way: "in_writing" }));
	const due = new Date(Date.now() - (30 + Math.floor(Math.random() * 3000)) * 86400000)
		.toISOString().slice(0, 10);
	sql(`UPDATE todo SET due = '${due}' WHERE casefile = ${id} AND step = 22 AND NOT see_to`);
	const list = main(await helen.get("/late"));
	assert.match(list, /Decide the points and write the letter/);
	assert.ok(!list.includes("Temi"), "the head of service sees the step, not the child");
	assert.equal((await helen.get(to("points"))).status, 404);
	// The calendar gives the next tier a task, and the family a first notice.
	await until(() => sql(`SELECT 1 FROM lateness WHERE casefile = ${id} AND due = '${due}'`), 90);
	assert.match(main(await helen.get("/")), /Confirm or hand over: Decide the points/);
	assert.match(main(await family.get(base)), /A step is late/);
	assert.ok(Number(sql(`SELECT COUNT(*) FROM mail WHERE address = 'olu.adebayo@family.example'
		AND body LIKE '%A step is late%'`)) > 0);
	const path = to("steps", 22);
	assert.equal((await worker.get(path)).status, 404);
	assert.equal((await margaret.get(path)).status, 404);
	const { text } = await helen.get(path);
	const [, who] = /name="to" type="radio" value="([^"]+)"[^]*?Samuel Finch/.exec(text.slice(text.lastIndexOf('name="to"',
		text.indexOf("Samuel Finch"))));
	await refused(helen.submit(path, path, { to: who, reason: "1", "due-day": "", "due-month": "", "due-year": "" }),
		/give it a new date/);
	await took(helen.submit(path, path, { to: who, reason: "1",
		...dateFields("due", soon(3)) }));
	assert.match(main(await samuel.get("/")), /Temi Adebayo/);
	assert.ok(!main(await margaret.get("/")).includes("Temi"));	// it is his by name
	assert.match(main(await family.get(base)), /The reason: The person who was to do this has other work/);
});

test("a complaint stands beside the case, and who is named in it does not see it", async () => {
	const page = to("complaints");
	const stages = main(await family.get(page));
	assert.match(stages, /Stage 1[^]*A manager of the service: in 10 working days, at most 20\.[^]*20 working days to ask for the next stage/);
	assert.match(stages, /Stage 2[^]*in 25 working days, at most 65\.[^]*Stage 3[^]*in 30 working days\.[^]*Ombudsman/);
	assert.match(main(await family.get("/help/complain")), /in 25 working days, at most 65/);
	const { text } = await worker.get(page);
	const [[second, email]] = rows(`SELECT p.name, p.email FROM person p
		JOIN casefile c ON c.team = p.team WHERE c.id = ${id} AND p.role = 4 ORDER BY p.id DESC`);
	const box = (name) => {
		const [tag, id] = new RegExp(`<input[^>]*id="(named\\d+)"[^>]*>\\s*<label[^>]*>${name}<`).exec(text);
		return [id, /value="([^"]+)"/.exec(tag)[1]];
	};
	await took(worker.submit(page, page, { "day-day": "5", "day-month": "1", "day-year": "2026",
		reference: `C-${mark}`, subject: "How long it took", answers: "Complaints office",
		...Object.fromEntries([box("Samuel Finch"), box(second)]) }));
	assert.ok(main(await family.get(page)).includes(`C-${mark}`));
	assert.match(main(await family.get(page)), new RegExp([second, "Samuel Finch"].sort().join(", ")));
	for (const named of [samuel, await signIn(email)])
		assert.equal((await named.get(page)).status, 404);
	assert.ok(main(await margaret.get(page)).includes(`C-${mark}`));
	assert.ok(!main(await samuel.get(to("record"))).includes("complaint"));

	await took(decide(samuel, 1, { answer: "not_assessed" }));
	await took(check(samuel));
	assert.equal((await samuel.get(page)).status, 404, "while the step is his");
	await sendLetter(samuel, to("decide/letter"), to("decide/send"), { casefile: id, kind: 6 });
	assert.ok(main(await samuel.get(page)).includes(`C-${mark}`), "when it is answered he sees it too");
});
