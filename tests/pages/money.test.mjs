// One sum wherever it is said: from a plan above the sum to a meeting, points and
// the plan fitted to what was agreed. The child is Anaya Patel (10186), whom
// nobody else uses; her figure is made 2,800 pounds, as in the letters she got.

import assert from "node:assert";
import test, { before } from "node:test";

import { documentsOf, upload } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { caseOf, hidden, signIn, sql as rows } from "../lib/people.mjs";
import { weigh } from "../lib/weighed.mjs";

const mark = `m${process.pid}x${Date.now()}`;
let family, worker, lead, margaret, samuel, base, id;

const sql = (text) => rows(text)[0]?.[0];
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"))
	.replace(/<input type="hidden"[^>]*>/g, "");
const to = (...part) => [base, ...part].join("/");
const read = async (who, ...part) => main(await who.get(to(...part)));
const press = (who, from, action) => who.submit(to(from), to(action), {});
const state = () => Number(sql(`SELECT state FROM planning WHERE casefile = ${id}`));

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

// A letter may be read in sending hours only: brings that moment about.
const unseal = () => sql(`UPDATE plan_answer k JOIN plan p ON p.id = k.plan SET k.available = k.confirmed
		WHERE p.casefile = ${id} AND k.confirmed IS NOT NULL;
	UPDATE letter SET available = made WHERE casefile = ${id}`);

async function line(what, price, why = "") {
	const { text } = await family.get(to("plan/lines/add"));
	const outcome = /name="outcome" type="radio" value="([^"]+)"/.exec(text)[1];
	await took(family.submit(to("plan/lines/add"), to("plan/lines/add"), { what: `${what} ${mark}`, outcome,
		rate: "own", price, unit: "once", prohibited: "0", why }));
}

before(async () => {
	[family, worker, lead, margaret, samuel] = await Promise.all(["sunita.patel@family.example",
		"yusuf.demir@accord.example", "daniel.petrov@accord.example", "margaret.lowe@accord.example",
		"samuel.finch@accord.example"].map((email) => signIn(email)));
	base = await caseOf(family, "Anaya");
	id = sql("SELECT id FROM casefile WHERE child_name = 'Anaya Patel'");
	sql(`UPDATE score s JOIN casefile c ON c.assessment = s.assessment SET s.yearly = 280000 WHERE c.id = ${id};
		UPDATE planning SET state = 1, plan_was_answered = 0, in_writing = 0 WHERE casefile = ${id};
		DELETE FROM todo WHERE casefile = ${id} AND step >= 9;
		DELETE l FROM plan_line l JOIN plan p ON p.id = l.plan WHERE p.casefile = ${id} AND p.no = 0;
		UPDATE plan_answer k JOIN plan p ON p.id = k.plan SET k.agreed = 0 WHERE p.casefile = ${id};
		UPDATE meeting SET amount = 0 WHERE casefile = ${id};
		DELETE FROM point WHERE casefile = ${id} AND round IS NULL;
		UPDATE outcome SET added = 0, panel_added = 0 WHERE casefile = ${id} AND added IS NOT NULL`);
	unseal();
});

test("a drawing that is not sent is not forgotten when the plan is", async () => {
	await took(family.submit(to("plan/outcomes"), to("plan/outcomes"), { words: `She drums ${mark}` }));
	await line("Helper", "1,954.80");
	await line("Trampoline", "450");
	await line("Drum lessons", "4,460", `She sleeps when she has drummed ${mark}`);
	await took(upload(family, await documentsOf(family, "Anaya"), { name: "drawing.pdf", bytes: files.pdf({ words: mark }) },
		{ purpose: `Her drawing ${mark}`, about: "plan", audience: "draft" }));
	assert.match(await read(family, "plan/send"), new RegExp(`not sent yet[^]*Her drawing ${mark}`));
	await refused(press(family, "plan/send", "plan/send"), /Choose whether these files go with the plan/);
	assert.equal(state(), 1);
	await took(family.submit(to("plan/send"), to("plan/send"), { files: "send" }));
	assert.equal(state(), 2);
	assert.match(await read(worker, "plan"), new RegExp(`Files with the plan[^]*Her drawing ${mark}`));
});

test("the disagreement is on the list while the plan is above the sum", async () => {
	for (const who of [worker, lead, margaret]) {
		const list = main(await who.get("/disputes"));
		const row = list.split("<tr").find((part) => part.includes("Anaya Patel"));
		assert.match(row ?? list, /Answer the support plan[^]*data-label="Asked">£4,064\.80<[^]*data-label="Agreed">£0</);
	}
});

test("what a meeting adds is there to plan with, and nothing is offered twice", async () => {
	const at = [...(await read(worker, "plan/answer")).matchAll(/href="([^"]+\/answer\/lines\/[\w-]{22})"/g)].map(([, path]) => path);
	const say = (no, fields) => took(worker.submit(at[no], at[no], fields));
	await say(0, { verdict: "in_part", part: "1,054.80", reason: `Six hours ${mark}` });
	await say(1, { verdict: "not_assessed", reason: `Play was not found ${mark}` });
	await say(2, { verdict: "in_part", part: "500", reason: `One lesson a week ${mark}` });
	await took(worker.submit(to("plan/answer/check"), to("plan/answer/check"), { kind: "within", reason: `As the lines say ${mark}`,
		relied: `The drum teacher’s letter ${mark}`, ...await weigh(worker, to("plan/answer/check")) }));
	await took(press(lead, "plan/confirm/letter", "plan/confirm"));
	unseal();
	assert.match(await read(family, "plan"), /£1,554\.80<\/strong> of it is agreed\. <strong>£5,310<\/strong> of it is not[^]*There is <strong>£2,800<\/strong> a year with all that is agreed\. £1,245\.20 of it is not used/);
	sql(`INSERT INTO meeting (pid, casefile, assessment, kind, asked, asked_by, counts_from, way, interpreter, adjustments,
			comes, about, held, note, answer, amount, reasons, answered, answered_by)
		SELECT RANDOM_BYTES(16), c.id, c.assessment, 1, NOW(6), p.id, CURRENT_DATE, 1, '', '', '', '', CURRENT_DATE,
			'We talked ${mark}', 2, 90000, 'More at school ${mark}', UTC_TIMESTAMP(6), l.id
		FROM casefile c JOIN person p ON p.email = 'sunita.patel@family.example'
			JOIN person l ON l.email = 'daniel.petrov@accord.example' WHERE c.id = ${id};
		UPDATE planning SET state = 11 WHERE casefile = ${id}`);
	const plan = await read(family, "plan");
	assert.match(plan, /There is <strong>£3,700<\/strong> a year with all that was decided since\. £2,145\.20 of it stands at no line yet/);
	assert.match(plan, new RegExp(`What came of the meeting: Daniel Petrov, practice lead, [^<]*</strong> Agreed in part\\. £900 a year more\\. More at school ${mark}`));
	assert.match(plan, new RegExp(`Play was not found ${mark}</p>\\s*<p[^>]*>This was the answer to the plan\\. What was decided after it stands above`));
	assert.match(plan, /The meeting is answered in writing\./);
	assert.match(plan, /We are settled with this answer/);
	assert.doesNotMatch(plan, /We would like a meeting/);
});

// What is typed and not sent, as the script keeps it.
const keeps = async (who, page, field, value) => assert.equal((await who.post(`/drafts?page=${page}`,
	{ csrf: hidden((await who.get("/account")).text, "/sign-out").csrf, field, value })).status, 204);

test("points ask exactly for what the money does not reach", async () => {
	const points = await read(family, "points");
	assert.match(points, new RegExp(`From our plan: Drum lessons ${mark}[^<]*<strong class="accord-figure">£3,164\\.80 a year`));
	assert.match(points, new RegExp(`From our plan: Trampoline ${mark}[^<]*The sum reaches it: we ask that £450 a year of it may be used for this\\.[^<]*No more money is asked`));
	const at = (what) => new RegExp(`From our plan: ${what}[^]*?href="([^"]+/points/lines/[\\w-]{22})"`).exec(points)[1];
	const [drums, trampoline] = [at("Drum lessons"), at("Trampoline")];
	const asks = main(await family.get(drums));
	assert.match(asks, new RegExp(`name="why"[^>]*>\\s*She sleeps when she has drummed ${mark}</textarea>`), "the plan says why");
	assert.match(asks, /name="asked"[^>]*value="3,164\.80"/);
	assert.match(asks, /Your reason is filled in from the plan/);
	const plain = main(await family.get(trampoline));
	assert.match(plain, /name="why"[^>]*>\s*<\/textarea>/);
	assert.doesNotMatch(plain, /name="asked"|filled in from the plan/, "no money is asked");
	await refused(family.submit(trampoline, trampoline, { why: " " }), /Say why you need it\. One example is enough/);
	await refused(family.submit(drums, drums, { why: `Kept ${mark}`, asked: "" }), new RegExp(`Enter what it costs in a year[^]*Kept ${mark}</textarea>`));
	await took(family.submit(drums, drums, { why: `She sleeps when she has drummed ${mark}`, asked: "200" }));
	await took(family.submit(trampoline, trampoline, { why: `She is calm after it ${mark}` }));
	assert.equal((await family.get(drums)).headers.location, to("points"), "it is a point already");
	await keeps(family, drums, "why", `Half a why ${mark}`);
	const late = await family.get(drums);
	assert.equal(late.status, 409, "what was typed there is not lost");
	assert.match(main(late), new RegExp(`What you typed[^]*Half a why ${mark}[^]*Delete what I typed`));
	await keeps(family, drums, "why", "");
	assert.deepEqual(rows(`SELECT words, asked FROM point WHERE casefile = ${id} AND round IS NULL ORDER BY id`), [
		[`From our plan: Drum lessons ${mark}. She sleeps when she has drummed ${mark}.`, "20000"],
		[`From our plan: Trampoline ${mark}. She is calm after it ${mark}. The sum reaches it: we ask that £450 a year of it may be used for this.`, "0"]]);
	assert.doesNotMatch(await read(family, "points"), new RegExp(`Drum lessons ${mark}[^<]*<strong class="accord-figure">£3,164`));
	await took(family.submit(to("points/check"), to("points/send"), { way: "telephone" }));
});

test("deciding before the discussion says what comes first", async () => {
	await keeps(margaret, to("decide/points/1"), "reason", `Half a reason ${mark}`);
	assert.match(await read(margaret, "decide/points/1"), new RegExp(`The discussion comes first[^]*What you typed[^]*Half a reason ${mark}`));
	await keeps(margaret, to("decide/points/1"), "reason", "");
	for (const part of ["decide", "decide/points/1", "decide/check", "decide/letter"]) {
		const early = await margaret.get(to(part));
		assert.equal(early.status, 200, part);
		assert.match(main(early), new RegExp(`The discussion comes first[^]*href="${to("discussion")}"`));
	}
	const click = await margaret.post(to("decide/points/1"), { ...hidden((await margaret.get("/account")).text, "/sign-out"),
		answer: "agreed", reason: "x", relied: "x" });
	assert.equal(click.status, 409);
	await took(press(family, "discussion", "discussion/in-writing"));
	for (const part of ["points", "discussion"]) {
		const page = await read(family, part);
		assert.match(page, /as they were written/);
		assert.doesNotMatch(page, /heard/);
	}
	const over = await worker.get(to("plan/answer"));
	assert.equal(over.status, 409);
	assert.match(main(over), /This is not open now/);
	assert.doesNotMatch(main(over), /What you sent/);
});

const nothing = { part: "", which: "", "from-day": "", "from-month": "", "from-year": "", price: "" };
const decide = async (who, no, fields) => who.submit(to("decide/points", no), to("decide/points", no),
	{ ...nothing, reason: `Because ${mark}`, relied: "x", ...await weigh(who, to("decide/points", no)), ...fields });

test("need and history stand before the pounds of a point", async () => {
	const [drums, trampoline] = [await read(margaret, "decide/points/1"), await read(margaret, "decide/points/2")];
	for (const words of ["Need, evidence and history", `Drum lessons ${mark}`, `She drums ${mark}`, "agreed in part",
		`One lesson a week ${mark}`, "Yusuf Demir", `The drum teacher’s letter ${mark}`])
		assert.ok(drums.includes(words), words);
	assert.ok(drums.indexOf(`One lesson a week ${mark}`) < drums.indexOf("Asked:"), "history first");
	assert.match(trampoline, /The sum already reaches <strong[^>]*>£450<\/strong> more of this[^]*This point asks for no more money\. If you agree, £450 a year of the sum may be used for it/);
	assert.doesNotMatch(trampoline, /value="in_part"|value="for_less"/);
	assert.doesNotMatch(drums, /has begun/);
	await took(decide(margaret, 1, { answer: "agreed" }));
	await took(decide(margaret, 2, { answer: "not_assessed" }));
	assert.match(drums, /The sum already reaches <strong[^>]*>£795\.20<\/strong> more of this\. Missing: <strong[^>]*>£3,164\.80/);
	const reaches = /a year is added, and/;
	assert.doesNotMatch(await read(margaret, "decide/check"), reaches);
	sql(`UPDATE point SET asked = 400000 WHERE casefile = ${id} AND asked = 20000 ORDER BY id DESC LIMIT 1`);
	assert.match(await read(margaret, "decide/check"),
		/£4,000 a year is added, and £3,164\.80 is missing\. The sum already reaches £835\.20 of it: £2,145\.20 a year/);
	sql(`UPDATE point SET asked = 20000 WHERE casefile = ${id} AND asked = 400000 ORDER BY id DESC LIMIT 1`);
	const second = await read(samuel, "decide");
	assert.match(second, /Margaret Lowe has begun to decide these points/);
	assert.doesNotMatch(second, new RegExp(`Because ${mark}`));
});

test("what was agreed reaches the fit, line by line, and what departs says why", async () => {
	const { text } = await margaret.get(to("decide/check"));
	const part = (name) => new RegExp(`name="runs_from-${name}"[^>]*value="(\\d+)"`).exec(text)[1];
	await took(margaret.submit(to("decide/check"), to("decide/check"), { "runs_from-day": part("day"),
		"runs_from-month": part("month"), "runs_from-year": part("year"), why_from: "", covers_not: "", next_step: "x" }));
	await took(margaret.submit(to("decide/letter"), to("decide/send"), {}));
	const letter = sql(`SELECT html FROM letter WHERE casefile = ${id} AND kind = 6 ORDER BY no DESC LIMIT 1`);
	assert.match(letter, /Point 2: not agreed[^]*This point asks for no more money[^<]*The sum stays as it is/);
	assert.match(letter, /The allocation is £3,900 a year/);
	unseal();
	const plan = await read(family, "plan");
	assert.match(plan, /£3,900<\/strong> a year with all that was decided since/);
	assert.match(plan, new RegExp(`One lesson a week ${mark}[^]*Agreed\\. £200 a year more, and £795\\.20 a year of the sum may be used for this\\. Because ${mark}[^]*data-label="Agreed">£1,495\\.20<`));
	assert.match(plan, /Of its lines <strong>£2,550<\/strong> is agreed\. <strong>£4,314\.80<\/strong> is not\./);
	assert.doesNotMatch(plan, /The money reaches this/);
	const fit = await read(worker, "plan/fit");
	assert.match(fit, /There is <strong class="accord-figure">£3,900/);
	assert.match(fit, /The meeting was answered in writing:<\/strong> £900 a year more/);
	assert.match(fit, new RegExp(`Drum lessons ${mark}, <span class="accord-figure">£1,495\\.20`));
	assert.match(fit, new RegExp(`Trampoline ${mark}, <span class="accord-figure">£0`));
	assert.match(fit, new RegExp(`Point 1, decided by Margaret Lowe[^:]*:</strong> Agreed\\. £200 a year more, and £795\\.20 a year of the sum may be used for this\\. Because ${mark}`));
	assert.match(fit, /Not used: <strong class="accord-figure">£1,350<\/strong> a year of the sum/);
	const at = [...fit.matchAll(/href="([^"]+\/plan\/fit\/[\w-]{22})"/g)].map(([, path]) => path);
	await refused(worker.submit(at[1], at[1], { amount: "450", reason: "" }), /Say why the line has another amount/);
	await took(worker.submit(to("plan/delivery"), to("plan/delivery"),
		{ council: "2,550", third: "", third_name: "", direct: "" }));
	await refused(worker.submit(to("plan/fit"), to("plan/fit"), { why: "" }), /Say why so much of the sum is not used/);
	assert.equal(state(), 18);
	await took(worker.submit(to("plan/fit"), to("plan/fit"), { why: `A place is looked for ${mark}` }));
	assert.match(await read(family, "plan/sign"), new RegExp(`Not used: <strong class="accord-figure">£1,350</strong> a year of the sum\\. A place is looked for ${mark}`));
});
