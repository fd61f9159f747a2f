// A support plan over HTTP, from the first outcome to both signatures, as family,
// worker and practice lead. The child is Niamh Donnelly (10630), whom nobody else
// uses; her sum is 8,000 pounds a year. A second run sends a new version.

import assert from "node:assert";
import test, { before } from "node:test";

import { everyFact, lastLetter, sendLetter } from "../lib/letter.mjs";
import { caseOf, hidden, signIn, sql as rows } from "../lib/people.mjs";
import { hide, inCopy, lay, receipt, weigh } from "../lib/weighed.mjs";

const mark = `m${process.pid}x${Date.now()}`;	// stands in what this run writes
let family, worker, lead, stranger, plan, id;

const sql = (text) => rows(text)[0]?.[0];
// What a reader reads, without the secrets of the forms.
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"))
	.replace(/<input type="hidden"[^>]*>/g, "");
const lastMail = () => sql("SELECT REPLACE(body, '\\n', ' ') FROM mail WHERE address = 'sarah.donnelly@family.example' ORDER BY id DESC LIMIT 1");
const state = () => sql(`SELECT state FROM planning WHERE casefile = ${id}`);
const steps = () => sql(`SELECT GROUP_CONCAT(step ORDER BY step) FROM todo
	WHERE casefile = ${id} AND step BETWEEN 9 AND 30`);
const secrets = async (who) => hidden((await who.get("/account")).text, "/sign-out");
const page = (...part) => [plan, ...part].join("/");

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

const press = (who, from, to) => who.submit(from, to, {});
const bare = async (who, to, fields = {}) => who.post(to, { ...await secrets(who), ...fields });

// The draft's own lines, in order: { path, what }
async function lines() {
	const { text } = await family.get(page("lines"));
	return [...text.matchAll(/href="([^"]+\/plan\/lines\/[\w-]{22})">Change or remove<span[^>]*> line \d+, ([^<]*)</g)]
		.map(([, path, what]) => ({ path, what }));
}

async function add(fields) {
	const { text } = await family.get(page("lines/add"));
	const outcome = /name="outcome" type="radio" value="([^"]+)"/.exec(text)?.[1];
	return family.submit(page("lines/add"), page("lines/add"),
		{ prohibited: "0", ...outcome && { outcome }, ...fields });
}

const swim = { what: `Swimming ${mark}`, rate: "own", price: "12", unit: "visit", quantity: "1", weeks: "40" };
const helper = { what: `Helper ${mark}`, rate: "personal_assistant.weekday.1", quantity: "5", weeks: "48" };
const agency = { what: `Weekends ${mark}`, rate: "agency.weekend.1", quantity: "10", weeks: "48" };

// The letter may be read only in sending hours: brings that moment about.
function unseal() {
	sql(`UPDATE plan_answer k JOIN plan p ON p.id = k.plan SET k.available = k.confirmed
		WHERE p.casefile = ${id} AND k.confirmed IS NOT NULL;
		UPDATE letter SET available = made WHERE casefile = ${id} AND kind = 4`);
}

// Wherever a run before has left the case: to a point from which a plan is sent.
async function home() {
	if (state() === "21")
		await took(press(family, plan, page("come-back")));
	if (state() === "2" || state() === "3")
		await took(press(family, page("take-back"), page("take-back")));
	await took(bare(family, page("draft")));
	for (const { path } of await lines())
		await took(press(family, path, `${path}/remove`));
}

before(async () => {
	[family, worker, lead, stranger] = await Promise.all([
		signIn("sarah.donnelly@family.example"), signIn("yusuf.demir@accord.example"),
		signIn("daniel.petrov@accord.example"), signIn("zoe.yates@family.example"),
	]);
	plan = `${await caseOf(family, "Niamh")}/plan`;
	id = sql("SELECT id FROM casefile WHERE child_name = 'Niamh Donnelly'");
	// whatever a challenge has made of her score
	sql(`UPDATE score s JOIN casefile c ON c.assessment = s.assessment SET s.yearly = 800000 WHERE c.id = ${id}`);
	hide({ id }, "%.pdf");	// of a run before
	await home();
});

test("a foreign plan looks like none", async () => {
	for (const part of ["", "/draft", "/lines", "/lines/add", "/send", "/answer", "/confirm", "/fit", "/sign"])
		assert.equal((await stranger.get(plan + part)).status, 404, part);
	for (const part of ["/outcomes", "/send", "/settle", "/sign", "/end"])
		assert.equal((await bare(stranger, plan + part)).status, 404, part);
});

test("the family writes outcomes, the child's words and money for surprises", async () => {
	await took(family.submit(page("outcomes"), page("outcomes"), { words: `She has friends ${mark}` }));
	await refused(family.submit(page("outcomes"), page("outcomes"), { words: " " }), /Write what you want/);
	await took(family.submit(page("child"), page("child"), { words: `I like water ${mark}` }));
	for (const percent of ["9", "16", "x", ""])
		await refused(family.submit(page("surprises"), page("surprises"), { percent }), /There is a problem/);
	await took(family.submit(page("surprises"), page("surprises"), { percent: "15" }));
	assert.match(main(await family.get(page("child"))), new RegExp(`I like water ${mark}`));
});

test("what a line costs is worked out", async () => {
	await took(add(swim));
	await took(add(helper));
	await took(add({ what: `Headset ${mark}`, rate: "own", price: "250", unit: "once", equipment: "yes" }));
	const text = main(await family.get(page("lines")));
	assert.match(text, /£480<\/span> a year/);
	assert.match(text, /£3,909\.60<\/span> a year/);
	assert.match(text, /£100<\/span> a year[^]*the budget pays up to £100/);
	assert.match(text, /The money reaches all of it\. £3,510\.40 a year is left/);
	await took(add({ what: `Switches ${mark}`, rate: "own", price: "140", unit: "once", quantity: "2", equipment: "yes" }));
	assert.match(main(await family.get(page("lines"))), /£200<\/span> a year[^]*2 pieces, at £140 each; the budget pays up to £100 for each/);
	const { path } = (await lines()).find(({ what }) => what.startsWith("Switches"));
	assert.match(main(await family.get(path)), /The budget pays up to £100 for each piece/);
	await took(press(family, path, `${path}/remove`));
});

test("a line that lacks something is shown again with what was typed", async () => {
	await refused(add({ ...swim, what: "" }), /Write what is needed/);
	await refused(add({ ...swim, price: "" }), /Enter the price/);
	await refused(add({ ...swim, unit: undefined ?? "" }), /Choose what the price is for/);
	await refused(add({ ...swim, quantity: "0" }), /Enter a number above 0/);
	await refused(add({ ...swim, weeks: "54" }), /whole number from 0 to 53/);
	await refused(add({ ...helper, rate: "butler.weekday.1" }), /Choose one of the answers/);
	await refused(add({ ...helper, outcome: "A".repeat(22) }), /Choose one of the answers/);
	assert.equal((await add({ ...swim, yearly: "1" })).status, 400, "an amount cannot be typed");
	assert.match(main(await add({ ...swim, price: "" })), new RegExp(`Swimming ${mark}`));
});

test("what a budget does not pay for is explained, and not refused", async () => {
	await took(add({ ...swim, what: `Lottery ${mark}`, prohibited: "4" }));
	await refused(add({ ...swim, prohibited: "9" }), /Say why this is needed/);
	await took(add({ ...swim, what: `Aunt ${mark}`, prohibited: "9", why: "She knows her signs." }));
	const text = main(await family.get(page("lines")));
	assert.match(text, /A budget does not pay for this\. You may still ask/);
	assert.match(text, /Paying a family carer who lives with your child/);
	for (const { path, what } of await lines())
		if (/Lottery|Aunt/.test(what))
			await took(press(family, path, `${path}/remove`));
	assert.equal((await lines()).length, 3);
});

test("the lines stand in the family's order, and the page says where the money ends", async () => {
	await took(add(agency));
	let all = await lines();
	assert.match(main(await family.get(page("lines"))),
		/The money reaches part of this: £8,278\.40 a year is missing[^]*The money ends here\.<\/strong> £8,000/);
	await took(press(family, page("lines"), `${all[3].path}/up`));
	all = await lines();
	assert.deepEqual(all.map(({ what }) => what.split(" ")[0]), ["Swimming", "Helper", "Weekends", "Headset"]);
	await took(press(family, page("lines"), `${all[2].path}/down`));
	assert.match((await lines())[3].what, /Weekends/);
});

test("the council reads nothing of it before it is sent", async () => {
	for (const who of [worker, lead]) {
		assert.doesNotMatch((await who.get(plan)).text, new RegExp(mark));
		for (const part of ["draft", "lines", "outcomes", "child", "send"])
			assert.equal((await who.get(page(part))).status, 404);
		assert.doesNotMatch((await who.get(plan.replace("/plan", "/record"))).text, /write a draft/);
	}
});

test("it is sent with who will see it, and is the worker's to answer", async () => {
	assert.match(main(await family.get(page("send"))), /Who will see this[^]*Yusuf Demir/);
	await took(press(family, page("send"), page("send")));
	assert.equal(state(), "2");
	assert.equal(steps(), "10");
	assert.match(main(await worker.get(plan)), new RegExp(`Helper ${mark}`));
	assert.match(main(await family.get(plan)), /The plan is with the worker/);
	assert.equal((await bare(family, page("send"))).status, 409, "there is no draft any more");
});

test("the worker answers line by line, need before resources", async () => {
	const list = main(await worker.get(page("answer")));
	assert.doesNotMatch(list, /8,000/);
	const [first, second, third, fourth] = [...list.matchAll(/href="([^"]+\/answer\/lines\/[\w-]{22})"/g)]
		.map(([, path]) => path);
	const say = (line, fields) => worker.submit(line, line, fields);
	assert.doesNotMatch(main(await worker.get(first)), /8,000/);
	await refused(say(first, {}), /Choose the answer/);
	await refused(say(first, { verdict: "in_part", part: "480", reason: "x" }), /above nothing and below/);
	await refused(say(first, { verdict: "not_assessed" }), /Give the reason/);
	await refused(say(first, { verdict: "another_way", reason: "x" }), /other way/);
	await refused(say(first, { verdict: "for_less", place: "The pool", price: "480", reason: "x" }), /below what was asked/);
	await took(say(first, { verdict: "agreed" }));
	await took(say(second, { verdict: "agreed" }));
	await took(say(third, { verdict: "for_less", place: "The shop", price: "60", reason: `Same model ${mark}` }));
	await refused(worker.submit(page("answer/check"), page("answer/check"),
		{ kind: "within", reason: "x" }), /Answer this line/);
	const check = page("answer/check"), choices = async () => [...main(await worker.get(check))
		.matchAll(/name="kind" type="radio" value="([^"]+)"/g)].map(([, value]) => value);
	await took(say(fourth, { verdict: "in_part", part: "5000", reason: `Most weekends ${mark}` }));
	assert.deepEqual(await choices(), ["not_every_line"], "nothing else fits £9,389.60 of £8,000");
	assert.match(main(await worker.get(check)), /£1,389\.60 more[^]*The sum becomes <strong>£9,389\.60<\/strong> a year when/);
	for (const kind of ["within", "not_agreed"])
		await refused(worker.submit(check, check, { kind, reason: "x" }), /raises the sum: choose “not every line is agreed”/);
	await took(say(fourth, { verdict: "in_part", part: "2000", reason: `Alternate weekends ${mark}` }));
	assert.deepEqual(await choices(), ["within", "not_agreed"]);
	assert.match(main(await worker.get(check)), /The sum stays <strong>£8,000<\/strong> a year when/);
	for (const who of [family, lead])
		assert.doesNotMatch((await who.get(plan)).text, new RegExp(`Alternate weekends ${mark}`));
	assert.match(main(await worker.get(page("answer/check"))), /£6,389\.60/);
	await refused(worker.submit(page("answer/check"), page("answer/check"),
		{ kind: "at_its_cost", reason: "x" }), /every line agreed in full/);
	assert.doesNotMatch(main(await worker.get(page("answer/check"))), /Not every line is agreed/);
	await refused(worker.submit(page("answer/check"), page("answer/check"),
		{ kind: "not_every_line", reason: "x" }), /costs more than the sum/);
	await took(worker.submit(page("answer/check"), page("answer/check"),
		{ kind: "within", reason: `The needs are met ${mark}` }));
	assert.equal(state(), "3");
	assert.equal(steps(), "11");
	assert.equal((await worker.get(first)).status, 409, "it is passed on");
	assert.equal((await bare(worker, first, { verdict: "agreed" })).status, 409);
});

test("who wrote the answer may not confirm it", async () => {
	assert.equal((await worker.get(page("confirm"))).status, 404);
	assert.equal((await bare(worker, page("confirm"))).status, 404);
	sql(`UPDATE plan_answer k JOIN plan p ON p.id = k.plan JOIN person l ON l.email = 'daniel.petrov@accord.example'
		SET k.writer = l.id WHERE p.casefile = ${id} AND k.confirmed IS NULL`);
	assert.equal((await lead.get(page("confirm"))).status, 404);
	sql(`UPDATE plan_answer k JOIN plan p ON p.id = k.plan JOIN person l ON l.email = 'yusuf.demir@accord.example'
		SET k.writer = l.id WHERE p.casefile = ${id} AND k.confirmed IS NULL`);
});

const here = () => ({ family, at: plan.replace("/plan", ""), id });

test("documents that came in after the answer was written send it back", async () => {
	await lay(here(), "today.pdf", "Came today", { today: true });
	assert.match(main(await lead.get(page("confirm/letter"))), /A document has come in and nothing is said of it yet/);
	await lay(here(), "fun.pdf", "The fun centre", { about: "plan" });
	await lay(here(), "letter.pdf", "Letter of the doctor");
	await lay(here(), "other.pdf", "Of a question", { about: "5" });
	const confirm = main(await lead.get(page("confirm")));
	assert.match(confirm, /Documents came in after this answer was written[^]*Return it/);
	assert.doesNotMatch(confirm, /Read the letter before you confirm/);
	assert.equal((await lead.get(page("confirm/letter"))).status, 303);
	assert.equal((await bare(lead, page("confirm"))).status, 303);
	assert.equal(state(), "3", "it is not confirmed");
});

test("the practice lead returns it, then confirms it in a letter", async () => {
	await refused(lead.submit(page("confirm"), page("confirm/return"), { reason: "" }), /look at again/);
	await took(lead.submit(page("confirm"), page("confirm/return"), { reason: `Line four ${mark}` }));
	assert.match(main(await worker.get(page("answer"))), new RegExp(`Line four ${mark}`));
	const answer = { kind: "within", reason: `The needs are met ${mark}`, relied: `The visit ${mark}` };
	const pass = async (said) => worker.submit(page("answer/check"), page("answer/check"),
		{ ...answer, ...await weigh(worker, page("answer/check"), said) });
	const form = main(await worker.get(page("answer/check")));
	assert.match(form, /with the plan, or for the case as a whole[^]*fun\.pdf[^]*letter\.pdf[^]*today\.pdf/);
	assert.doesNotMatch(form, /other\.pdf/);
	const nothing = await pass({});
	assert.equal(nothing.status, 422);
	assert.equal(main(nothing).match(/error-message[^]*?Say what this document was to your decision/g).length, 2);
	assert.ok(main(nothing).includes(`The visit ${mark}</textarea>`), "what was typed stays");
	await refused(pass({ "fun.pdf": "relied", "letter.pdf": "" }), /Say why it did not decide it/);
	await took(pass({ "fun.pdf": "relied", "letter.pdf": `It is older ${mark}` }));
	assert.match(main(await lead.get(page("confirm"))), /The sum stays <strong>£8,000<\/strong> a year when this answer is confirmed/);
	assert.match(main(await lead.get(page("confirm"))), /£6,389\.60[^]*goes out in your name|goes out in your name[^]*£6,389\.60/);
	await sendLetter(lead, page("confirm/letter"), page("confirm"), { casefile: id, kind: 4 });
	assert.equal(state(), "4");
	assert.equal(steps(), "12");
	const letter = sql(`SELECT html FROM letter WHERE casefile = ${id} AND kind = 4 ORDER BY id DESC LIMIT 1`);
	for (const words of [mark, "£8,000", "£6,389.60", "£16,278.40", "agreed within the allocation",
		"not agreed: met for less: The shop, £60 a year there", "£0 agreed",
		"Alternate weekends", "Daniel Petrov", "Yusuf Demir", "Ombudsman", "mediation", "runs from"])
		assert.ok(letter.includes(words), `the letter says ${words}`);
	everyFact(id, lastLetter(id, 4).html, { by: "Daniel Petrov, practice lead", contact: "Yusuf Demir" });
	const { html } = lastLetter(id, 4);
	assert.ok(html.includes(`Evidence this rests on: The visit ${mark}. The fun centre (fun.pdf).`));
	assert.ok(html.includes(`did not decide it, and why: Letter of the doctor (letter.pdf): It is older ${mark}.`));
	assert.equal(await receipt(here(), "The fun centre"), "No decision yet", "not before the letter can be read");
	assert.match(await inCopy(lead, here().at), /The fun centre \(fun\.pdf\)\nThe answer to your support plan, version \d+, Yusuf Demir, [^\n]*: the decision rests on it\n/);
	const mail = sql("SELECT body FROM mail WHERE address = 'sarah.donnelly@family.example' ORDER BY id DESC LIMIT 1");
	assert.match(mail, /support plan has been answered/);
	assert.doesNotMatch(mail, /Niamh|£/);
});

test("the family reads the answer when its letter may be read", async () => {
	sql(`UPDATE plan_answer k JOIN plan p ON p.id = k.plan SET k.available = k.confirmed + INTERVAL 3 DAY
		WHERE p.casefile = ${id} AND k.confirmed IS NOT NULL`);
	const before = main(await family.get(plan));
	assert.match(before, /You can read the letter from/);
	assert.doesNotMatch(before, new RegExp(`Alternate weekends ${mark}`));
	assert.doesNotMatch(before, /settled with this answer/);
	assert.doesNotMatch((await family.get(plan.replace(/plan$/, "points"))).text, /From our plan/);
	assert.match(main(await lead.get(plan)), new RegExp(`Alternate weekends ${mark}`));
	unseal();
	assert.match(await receipt(here(), "The fun centre"), /^The answer to your support plan, version \d+, Yusuf Demir, [^:]+:[^:]+: the decision rests on it$/);
	assert.match(await receipt(here(), "Letter of the doctor"), new RegExp(`received, but it did not decide it: It is older ${mark}$`));
	for (const other of ["Came today", "Of a question"])
		assert.equal(await receipt(here(), other), "No decision yet");
	const after = main(await family.get(plan));
	assert.match(after, new RegExp(`Alternate weekends ${mark}`));
	for (const next of [/We are settled with this answer/, /We would like a meeting/, /We put it to the operations manager/])
		assert.match(after, next);
	// 16,278.40 and a sum of 8,000: exactly the rest is to be asked for.
	const points = main(await family.get(plan.replace(/plan$/, "points")));
	assert.match(points, new RegExp(`From our plan: Weekends ${mark}[^]*£8,278\\.40 a year`));
	assert.match(points, new RegExp(`From our plan: Headset ${mark}[^<]*The sum reaches it[^]*No more money is asked: if it is agreed`));
});

const ways = { council: "", third: "", third_name: "", direct: "" };
const deliver = (fields) => worker.submit(page("delivery"), page("delivery"), { ...ways, ...fields });

// In two parts, with the conditions of a direct payment.
async function delivered() {
	assert.equal((await family.get(page("delivery"))).status, 404);
	const [, recipient] = /name="recipient" type="radio" value="([^"]+)"/.exec((await worker.get(page("delivery"))).text);
	await refused(deliver({}), /Say how the plan is delivered/);
	await refused(deliver({ council: "6949" }), /have to come to the agreed sum/);
	await refused(deliver({ third: "6889.60" }), /Say which third party/);
	await refused(deliver({ direct: "6889.60" }), /Choose who receives/);
	await refused(deliver({ direct: "6889.60", recipient, suitable: "yes", welfare: "yes" }), /needs all three conditions/);
	assert.equal(sql(`SELECT COUNT(*) FROM plan_delivery d JOIN plan p ON p.id = d.plan
		WHERE p.casefile = ${id} AND p.council_signed IS NULL`), "0");
	await took(deliver({ direct: "5000", council: "1889.60", recipient, suitable: "yes", can_meet: "yes", welfare: "yes" }));
	assert.match(main(await worker.get(page("fit"))),
		/A direct payment to Sarah Donnelly: [^]*£5,000[^]*Organised by the council: [^]*£1,889\.60[^]*Yusuf Demir confirmed on/);
	assert.doesNotMatch(main(await family.get(plan)), /A direct payment to/, "not before the council has signed");
}

// Who receives the direct payment consents first.
async function consented() {
	await refused(bare(family, page("sign")), /consent to the direct payment is needed/);
	assert.equal(state(), "19");
	assert.equal((await bare(worker, page("consent"))).status, 404);
	await took(press(family, page("sign"), page("consent")));
	assert.match(main(await family.get(page("sign"))), /Sarah Donnelly, [^]*I agree to receive £5,000 a year as a direct payment for Niamh[^]*or ring [A-Z][^<]* on <a[^>]*>01632/);
	assert.equal((await bare(family, page("consent"))).status, 409, "once");
}

test("settled: the plan is fitted to the sum, and both sign", async () => {
	await took(press(family, plan, page("settle")));
	assert.equal(state(), "18");
	const list = main(await worker.get(page("fit")));
	const at = [...list.matchAll(/href="([^"]+\/plan\/fit\/[\w-]{22})"/g)].map(([, path]) => path);
	const fit = (line, amount, reason = "") => worker.submit(at[line], at[line], { amount, reason });
	assert.match(list, new RegExp(`Weekends ${mark}, <span class="accord-figure">£2,000`));
	assert.match(list, new RegExp(`The answer to the plan:</strong> Agreed in part\\. £2,000 a year\\. Alternate weekends ${mark}`));
	assert.match(list, new RegExp(`Headset ${mark}, <span class="accord-figure">£0`));
	await refused(fit(0, "481"), /up to what was planned/);
	await refused(fit(2, "60"), /Say why the line has another amount/);
	await refused(bare(worker, page("fit")), /Say why so much of the sum is not used/);
	assert.match(list, /Not used: <strong class="accord-figure">£1,610\.40/);
	await took(fit(3, "5000", `One more each month ${mark}`));
	assert.match(main(await worker.get(page("fit"))), /£1,389\.60[^]*too much/);
	await refused(bare(worker, page("fit")), /too much/);
	assert.equal(state(), "18", "what does not fit is not signed");
	await took(fit(3, "2500", `One more each month ${mark}`));
	assert.equal((await bare(family, page("sign"))).status, 409, "the council signs first");
	await refused(bare(worker, page("fit")), /Say how the plan is delivered/);
	await delivered();
	await took(press(worker, page("fit"), page("fit")));
	assert.equal(state(), "19");
	assert.match(lastMail(), /has signed your support plan/);
	assert.match(main(await family.get(page("sign"))), new RegExp(`Why it has another amount:</strong> One more each month ${mark}[^]*£6,889\\.60`));
	assert.equal((await worker.get(page("sign"))).status, 404);
	await consented();
	await took(press(family, page("sign"), page("sign")));
	assert.equal(state(), "20");
	assert.equal(steps(), "NULL");
	assert.match(main(await family.get(plan)), /agreed and signed by both/);
});

test("the consent to a direct payment can be withdrawn, and stays readable", async () => {
	assert.match(main(await family.get(plan)), /For surprises up to £750 of the direct payment \(15 in 100\) may stay/);
	assert.equal((await bare(worker, page("delivery"), ways)).status, 422);
	await took(press(family, page("consent/withdraw"), page("consent/withdraw")));
	assert.equal(steps(), "30", "somebody has to arrange it");
	assert.match(main(await worker.get("/")), /Arrange the support another way/);
	const stopped = main(await family.get(plan));
	assert.match(stopped, /A direct payment to Sarah Donnelly, stopped on [^]*and to be arranged another way[^]*£5,000/);
	assert.match(stopped, /Yusuf Demir arranges the support another way with you by \w+day \d+ [^<]*, 5 working days left\. Telephone: \d/);
	assert.doesNotMatch(stopped, /may stay in the account/, "nothing is paid into it");
	assert.match(main(await worker.get(plan)), /I agree to receive £5,000[^]*Withdrawn on/);
	assert.equal((await bare(family, page("consent/withdraw"))).status, 409);
	assert.match(main(await family.get(plan.replace(/plan$/, "record"))), /consent to the direct payment was withdrawn/);
	assert.equal(state(), "20", "the plan stays agreed");
	const [, recipient] = /name="recipient" type="radio" value="([^"]+)"/.exec((await worker.get(page("delivery"))).text);
	await refused(deliver({ direct: "5000", council: "1889.60", recipient, suitable: "yes", can_meet: "yes", welfare: "yes" }),
		/have withdrawn their consent/);
	await took(deliver({ council: "6889.60" }));
	assert.equal(steps(), "NULL");
	assert.match(lastMail(), /arranged another way/);
	const arranged = main(await family.get(plan));
	assert.match(arranged, /Organised by the council: [^]*£6,889\.60/);
	assert.doesNotMatch(arranged, /A direct payment to|stopped on|may stay in the account/);
	assert.match(arranged, /Withdrawn on/);
	assert.equal((await deliver({ council: "6889.60" })).status, 409, "it is arranged");
});

test("a new version stands beside the old, and can be taken back", async () => {
	const versions = Number(sql(`SELECT MAX(no) FROM plan WHERE casefile = ${id}`));
	await took(press(family, plan, page("draft")));
	assert.equal((await lines()).length, 4, "it begins as a copy");
	await took(press(family, (await lines())[0].path, `${(await lines())[0].path}/remove`));
	await took(press(family, page("send"), page("send")));
	assert.match(main(await family.get(page("versions", versions))), new RegExp(`Swimming ${mark}`));
	assert.doesNotMatch(main(await family.get(page("versions", versions + 1))), new RegExp(`Swimming ${mark}`));
	assert.equal((await family.get(page("versions", versions + 2))).status, 404);
	await took(press(family, page("take-back"), page("take-back")));
	assert.equal(state(), "20", "the plan that was agreed still is");
	assert.match(main(await family.get(plan)), /agreed and signed by both[^]*Signed for the council/);
	assert.match(sql(`SELECT html FROM letter WHERE casefile = ${id} ORDER BY id DESC LIMIT 1`), /took back your support plan/);
	assert.match(lastMail(), /was taken back\. There is a letter/);
});

test("the family ends the case and comes back", async () => {
	await took(press(family, plan, page("draft")));
	await took(press(family, page("send"), page("send")));
	await took(press(family, page("end"), page("end")));
	assert.equal(state(), "21");
	assert.equal(steps(), "NULL");
	assert.equal(sql(`SELECT state FROM plan WHERE casefile = ${id} ORDER BY no DESC LIMIT 1`), "3", "nobody answers it now");
	assert.match(sql(`SELECT html FROM letter WHERE casefile = ${id} ORDER BY id DESC LIMIT 1`), /You have ended the case/);
	assert.match(lastMail(), /case was ended\. There is a letter/);
	await took(press(family, plan, page("come-back")));
	assert.equal(state(), "20", "where they stood before they sent it");
});

test("what was told by telephone counts from that day, and says who typed it", async () => {
	const entry = plan.replace(/plan$/, "entry");
	const other = await signIn("liam.corrigan@accord.example");
	assert.equal((await family.get(entry)).status, 404);
	assert.equal((await stranger.get(entry)).status, 404);
	assert.equal((await bare(worker, page("outcomes"), { words: "x" })).status, 404, "no entry is open");
	await took(family.submit(page("outcomes"), page("outcomes"), { words: `Not sent ${mark}` }));

	const day = sql("SELECT DATE_FORMAT(UTC_DATE() - INTERVAL 3 DAY, '%e %c %Y')").split(" ");
	const [, relative] = /name="relative" type="radio" value="([^"]+)"/.exec((await worker.get(entry)).text);
	const received = ([d, m, y]) => ({ "received-day": d, "received-month": m, "received-year": y });
	await refused(worker.submit(entry, entry, { kind: "plan", relative, way: "telephone", words: "Our plan", ...received(["1", "1", "2199"]) }),
		/Enter today or an earlier day/);
	await took(worker.submit(entry, entry, { kind: "plan", relative, way: "telephone", words: "Our plan", ...received(day) }));

	const draft = await worker.get(page("outcomes"));
	assert.match(main(draft), /You enter for Sarah Donnelly what was told by telephone/);
	assert.doesNotMatch(main(draft), new RegExp(`Not sent ${mark}`), "what the family has not sent is theirs");
	assert.equal((await bare(other, page("outcomes"), { words: "x" })).status, 404, "the entry is the worker's own");
	for (const [, to] of main(draft).matchAll(/href="([^"]+\/plan\/outcomes\/[\w-]{22})"/g))
		await took(press(worker, to, `${to}/remove`));
	await took(worker.submit(page("outcomes"), page("outcomes"), { words: `By telephone ${mark}` }));
	const line = (await worker.get(page("lines/add"))).text;
	const outcome = /name="outcome" type="radio" value="([^"]+)"/.exec(line)[1];
	await took(worker.submit(page("lines/add"), page("lines/add"), { ...helper, outcome, prohibited: "0" }));
	await took(press(worker, page("send"), page("send")));
	await took(worker.submit(entry, `${entry}/end`, { scan: "" }));
	assert.equal((await worker.get(page("send"))).status, 404, "and then it is over");

	assert.match(main(await family.get(plan)), /Sent by Sarah Donnelly, entered by Yusuf Demir/);
	assert.equal(sql(`SELECT received = UTC_DATE() - INTERVAL 3 DAY FROM plan WHERE casefile = ${id}
		ORDER BY no DESC LIMIT 1`), "1");
	assert.match(main(await family.get(plan.replace(/plan$/, "record"))),
		/was sent to the council[^]*by Sarah Donnelly, entered by Yusuf Demir[^]*This was told by telephone/);
	assert.match(sql("SELECT REPLACE(body, '\\n', ' ') FROM mail WHERE address = 'sarah.donnelly@family.example' ORDER BY id DESC LIMIT 1"),
		/tell us if it is not what you said/);
	assert.match((await family.get(page("outcomes"))).text, new RegExp(`Not sent ${mark}`));
	await took(press(family, page("take-back"), page("take-back")));
});
