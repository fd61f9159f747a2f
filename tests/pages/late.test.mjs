// Time, with a moved clock: a step that falls late, its two notices, who sees to
// it; handing over before anything is late; an absence. A stack of its own.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { publicId } from "../lib/accord.mjs";
import { dateFields, later, next, working } from "../lib/days.mjs";
import { bare, main, movedStack, radioOf } from "../lib/moved.mjs";
import { caseOf, until } from "../lib/people.mjs";

const START = next(1, 8);	// a Monday
const PRIYA = "priya.nair@accord.example", TOM = "tom.ellery@accord.example";
const OWEN = "owen.hughes@accord.example", RUTH = "ruth.okafor@accord.example";
const kwame = { child: "Kwame", family: "kofi.mensah@family.example" };
const ruby = { child: "Ruby", family: "keith.barlow@family.example" };
const jakub = { child: "Jakub", family: "ewa.kowalska@family.example" };
let it;

const todo = (who, step, what = "COUNT(*)", seeTo = false) => it.value(`SELECT ${what} FROM todo
	WHERE casefile = ${who.id} AND step = ${step} AND ${seeTo ? "" : "NOT"} see_to`);
const mails = (who, words) => Number(it.value(`SELECT COUNT(*) FROM mail
	WHERE address = '${who.family}' AND REPLACE(body, '\\n', ' ') LIKE '%${words}%'`));
const mailed = (who) => Number(it.value(`SELECT COUNT(*) FROM mail WHERE address = '${who.family}'`));
const person = (email) => it.value(`SELECT id FROM person WHERE email = '${email}'`);

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

// The family challenges a question: with the worker, who has ten working days.
async function challenge(who) {
	const family = await it.who(who.family);
	const page = `${who.path}/challenge/1`;
	const now = it.value(`SELECT w.points FROM answer w JOIN casefile c ON c.assessment = w.assessment
		WHERE c.id = ${who.id} AND w.question = 1`);
	await took(family.submit(page, page, { points: now === "27" ? "18" : "27",
		...(now === "27" ? { lower: "yes" } : {}), why: "It takes both of us.", evidence: "" }));
	await took(family.submit(`${who.path}/challenge/check`, `${who.path}/challenge/send`, {}));
}

before(async () => {
	it = await movedStack();
	await it.go(START);
	for (const who of [kwame, ruby, jakub]) {
		who.path = await caseOf(await it.who(who.family), who.child);
		who.id = it.value(`SELECT id FROM casefile WHERE child_name LIKE '${who.child} %'`);
	}
	await challenge(kwame);
	await challenge(ruby);
});

after(() => it?.stop());

test("a practice lead hands a step over before anything is late", async () => {
	const owen = await it.who(OWEN), page = `${ruby.path}/steps/5`;
	assert.equal(todo(ruby, 5, "person"), person(PRIYA));
	const due = todo(ruby, 5, "due");
	assert.equal((await (await it.who(PRIYA)).get(page)).status, 404, "not who has it");
	assert.equal((await (await it.who(ruby.family)).get(page)).status, 404);
	assert.equal((await (await it.who("daniel.petrov@accord.example")).get(page)).status, 404, "not another team");
	const to = radioOf((await owen.get(page)).text, "to", "Tom Ellery");
	await refused(owen.submit(page, page, { ...dateFields("due", ""), reason: "3" }), /Choose who is to do it/);
	await refused(owen.submit(page, page, { to, ...dateFields("due", "2020-01-06"), reason: "3" }),
		/working day after today/);
	await refused(owen.submit(page, page, { to, ...dateFields("due", ""), reason: "4" }), /does not fit who is to do it/);
	assert.match(main(await owen.get(page)), /who needs time to read it[^]*?If it stays with who has it[^]*If somebody else is to do it/);
	assert.equal(todo(ruby, 5, "person"), person(PRIYA), "nothing has changed");
	await took(owen.submit(page, page, { to, ...dateFields("due", ""), reason: "3" }));
	assert.equal(todo(ruby, 5, "person"), person(TOM));
	assert.equal(todo(ruby, 5, "due"), due, "the date stays");
	assert.match(main(await (await it.who(ruby.family)).get(ruby.path)),
		/this was handed to Tom Ellery[^]*The case has passed to another person/);
	assert.equal(mails(ruby, "this has passed to another person"), 1);
	const tom = await it.who(TOM);
	assert.match(main(await tom.get("/")), /Reconsider the challenged scores/);
	assert.equal((await tom.get(`${ruby.path}/reconsider`)).status, 200, "it is his by name");
	assert.equal((await tom.get(`${ruby.path}/plan/answer`)).status, 404, "and nothing else of it");
});

test("an absence is entered, with days that can be, and who stands in", async () => {
	const priya = await it.who(PRIYA), page = "/absences";
	assert.equal((await (await it.who(kwame.family)).get(page)).status, 404);
	const { text } = await priya.get(page);
	const tom = radioOf(text, "stands_in", "Tom Ellery");
	assert.ok(!main({ text }).includes("Liam Corrigan"), "somebody of the team");
	const send = (first, last, who = tom) => priya.submit(page, page,
		{ ...dateFields("first", first), ...dateFields("last", last), stands_in: who });
	await refused(send(later(START, 3), later(START, 2)), /The last day is before the first/);
	await refused(send("2020-01-06", "2020-01-07"), /still to come/);
	await refused(send("", later(START, 2)), /Enter the first day/);
	await refused(send(later(START, 1), later(START, 2), "AAAAAAAAAAAAAAAAAAAAAA"), /Choose who stands in/);
	assert.equal(it.value(`SELECT COUNT(*) FROM absence WHERE person = ${person(PRIYA)}`), "0");
	const due = todo(kwame, 5, "due");
	await took(send(later(due, 30), later(due, 40)));
	assert.match(main(await priya.get(page)), /Tom Ellery/);
	const end = /action="(\/absences\/[\w-]{22}\/end)"/.exec((await priya.get(page)).text)[1];
	assert.equal((await bare(await it.who(TOM), end)).status, 404, "not somebody else's to end");
	await took(priya.submit(page, end, {}));
	assert.doesNotMatch(main(await priya.get(page)), /action="\/absences\/[\w-]{22}\/end"/);
});

test("what falls due in an absence passes to who stands in, and the rest stays", async () => {
	const priya = await it.who(PRIYA), page = "/absences";
	const tom = radioOf((await priya.get(page)).text, "stands_in", "Tom Ellery");
	const due = todo(kwame, 5, "due");
	await took(priya.submit(page, page, { ...dateFields("first", due), ...dateFields("last", due), stands_in: tom }));
	const others = it.value(`SELECT COUNT(*) FROM todo WHERE person = ${person(PRIYA)}
		AND (due IS NULL OR due <> '${due}')`);
	await it.go(working(START));
	await until(() => todo(kwame, 5, "person") === person(TOM), 90);
	assert.equal(todo(kwame, 5, "due"), due, "the date stays");
	assert.ok(Number(it.value(`SELECT COUNT(*) FROM todo WHERE person = ${person(PRIYA)}
		AND (due IS NULL OR due <> '${due}')`)) >= Number(others));
	assert.match(main(await (await it.who(kwame.family)).get(kwame.path)), /Somebody else does this now: Reconsider the challenged scores[^]*It is with Tom Ellery/);
	const helper = await it.who(TOM);
	assert.equal((await helper.get(`${kwame.path}/reconsider`)).status, 200);
	assert.equal(it.value(`SELECT CONCAT(reason, by_person IS NULL) FROM handover WHERE casefile = ${kwame.id}
		ORDER BY id DESC LIMIT 1`), "01", "by the calendar, because of the absence");
});

// Whose answers rest with them; the demonstration has two such families.
const resting = () => it.sql(`SELECT c.id, HEX(c.pid), MIN(p.email) FROM todo t JOIN casefile c ON c.id = t.casefile
	JOIN family_member f ON f.casefile = c.id JOIN person p ON p.id = f.person WHERE t.step = 7 AND t.due IS NOT NULL
	GROUP BY c.id, c.pid ORDER BY c.id LIMIT 2`).map(([id, pid, family]) => ({ id, family, path: `/cases/${publicId(pid)}` }));
const reminders = (who) => mails(who, "you can accept or contest each one");
const reminded = (who) => Number(it.value(`SELECT COUNT(*) FROM record WHERE casefile = ${who.id} AND note LIKE 'A reminder went out%'`));
let already;

test("a family is reminded of its answers, once, when half its days have gone by", async () => {
	const [first, second] = resting(), today = it.today();
	already = [first, second].map(reminded);
	it.sql(`DELETE FROM mail WHERE body LIKE '%accept or contest each%'; UPDATE todo SET reminded = NULL, due = '${working(today, 10)}' WHERE step = 7 AND casefile = ${first.id};
		UPDATE todo SET reminded = NULL, due = '${working(today, 15)}' WHERE step = 7 AND casefile = ${second.id}`);
	await it.go(today, 11);
	await until(() => reminders(first) === 1, 90);
	assert.equal(reminders(second), 0, "it has time enough");
	const family = await it.who(first.family);
	assert.match(main(await family.get(`${first.path}/answers`)), /A reminder of these answers went out on [^<]*\. Nothing is late/);
	const page = main(await family.get(first.path));
	assert.match(page, /A reminder went out/);
	assert.doesNotMatch(page, /working days? late/);
});

test("on its last day a step is not late, the day after it is: first notice, task for the next tier", async () => {
	const due = todo(kwame, 5, "due");
	await it.go(due);
	await it.looked();
	assert.match(main(await (await it.who(kwame.family)).get(kwame.path)), /, today</);
	assert.equal(it.value(`SELECT COUNT(*) FROM lateness WHERE casefile = ${kwame.id}`), "0");
	await it.go(working(due));
	await until(() => it.value(`SELECT due FROM lateness WHERE casefile = ${kwame.id} AND step = 5`) === due, 90);
	assert.equal(todo(kwame, 5, "role", true), "4", "the practice leads of the team");
	assert.ok(todo(kwame, 5, "due", true) > it.today(), "with two working days");
	const page = main(await (await it.who(kwame.family)).get(kwame.path));
	assert.match(page, /A step is late: Reconsider the challenged scores, due by[^]*The practice lead sees to it by/);
	assert.match(page, /1 working day late/);
	assert.equal(mails(kwame, "A step is late: Reconsider the challenged scores"), 1);
	assert.equal(mails(kwame, "sees to it"), 1, "which step, its date, who now sees to it");
	const told = mailed(kwame);
	await it.go(working(due), 14);	// the calendar looks again, and says nothing twice
	await it.looked();
	assert.equal(it.value(`SELECT COUNT(*) FROM lateness WHERE casefile = ${kwame.id}`), "1");
	assert.equal(mailed(kwame), told, "and writes nothing twice");
});

test("the list of what is late, for the tier above and for nobody else", async () => {
	const ref = it.value(`SELECT ref FROM casefile WHERE id = ${kwame.id}`);
	for (const lead of [OWEN, RUTH]) {
		assert.match(main(await (await it.who(lead)).get("/late")), new RegExp(ref));
		assert.match(main(await (await it.who(lead)).get("/")),
			/Confirm or hand over: Reconsider the challenged scores/);
	}
	assert.doesNotMatch(main(await (await it.who("daniel.petrov@accord.example")).get("/late")), new RegExp(ref));
	assert.doesNotMatch(main(await (await it.who("margaret.lowe@accord.example")).get("/late")), new RegExp(ref),
		"a tier sees what is late one below it");
	for (const other of [PRIYA, TOM, kwame.family])
		assert.equal((await (await it.who(other)).get("/late")).status, 404);
});

test("it is confirmed with a new date and a reason: second notice", async () => {
	const ruth = await it.who(RUTH), page = `${kwame.path}/steps/5`;
	const to = radioOf((await ruth.get(page)).text, "to", "Tom Ellery");
	const soon = working(it.today(), 2);
	await refused(ruth.submit(page, page, { to, ...dateFields("due", ""), reason: "1" }), /give it a new date/);
	await refused(ruth.submit(page, page, { to, ...dateFields("due", later(it.today(), 200)), reason: "1" }),
		/within the full aim/);
	await refused(ruth.submit(page, page, { to, ...dateFields("due", soon), reason: "10" }), /does not fit who is to do it/);
	await took(ruth.submit(page, page, { to, ...dateFields("due", soon), reason: "1" }));
	assert.equal(todo(kwame, 5, "due"), soon);
	assert.equal(todo(kwame, 5, "COUNT(*)", true), "0", "the task is done, for both practice leads");
	assert.equal(it.value(`SELECT answered_by FROM lateness WHERE casefile = ${kwame.id}`), person(RUTH));
	assert.equal(mails(kwame, "this stays where it is"), 1);
	assert.match(main(await (await it.who(kwame.family)).get(kwame.path)),
		/The reason: The person who was to do this has other work/);
	assert.doesNotMatch(main(await (await it.who(OWEN)).get("/")), /Confirm or hand over: Reconsider[^<]*<[^]*Kwame/);
});

test("the head of service sees late steps of operations managers, and nothing else of the case", async () => {
	const ref = it.value(`SELECT ref FROM casefile WHERE id = ${jakub.id}`);
	const yesterday = later(it.today(), -4);
	it.sql(`INSERT INTO todo (casefile, step, role, since, due) VALUES
		(${jakub.id}, 22, 5, '${yesterday} 08:00:00', '${yesterday}')`);
	await it.go(working(it.today()));
	await until(() => it.value(`SELECT 1 FROM lateness WHERE casefile = ${jakub.id} AND step = 22`), 90);
	assert.match(main(await (await it.who(jakub.family)).get(jakub.path)),
		/A step is late: Decide the points[^]*The head of service sees to it by/, "the family reads who, and by when");
	const again = await it.who("helen.abbott@accord.example");
	const list = main(await again.get("/late"));
	assert.match(list, new RegExp(ref));
	assert.doesNotMatch(list, /Jakub|Kowalska|Ruby|Barlow/);
	assert.match(main(await again.get("/")), /Confirm or hand over: Decide the points/);
	assert.doesNotMatch(main(await again.get("/")), /Jakub|Kowalska/);
	for (const part of ["", "/points", "/decide", "/letters", "/documents", "/record", "/plan", "/complaints", "/steps/5", "/unopened"])
		assert.equal((await again.get(jakub.path + part)).status, 404, part);
	const page = `${jakub.path}/steps/22`;
	assert.match(main(await again.get(page)), /Who has it<\/dt>\s*<dd[^>]*>An operations manager</, "no team has it");
	assert.doesNotMatch(main(await again.get(page)), /Jakub|Kowalska/);
	const to = radioOf((await again.get(page)).text, "to", "Samuel Finch");
	const notices = () => Number(it.value(`SELECT COUNT(*) FROM mail WHERE address = '${jakub.family}'`)), had = notices();
	await took(again.submit(page, page, { to, ...dateFields("due", working(it.today())), reason: "1" }));
	assert.equal(todo(jakub, 22, "person"), person("samuel.finch@accord.example"));
	assert.ok(notices() > had, "the second notice");
	assert.match(main(await (await it.who(jakub.family)).get(jakub.path)), /Samuel Finch[^]*The new date is/);
});

test("and the other family in its turn, each once", () => {
	assert.deepEqual(resting().map(reminded), already.map((n) => n + 1));
});

test("what the next tier does not see to moves up, and the family is told", async () => {
	const HEAD = "6", seeTo = () => it.value(`SELECT MAX(role) FROM todo WHERE casefile = ${ruby.id} AND step = 5 AND see_to`);
	const ref = it.value(`SELECT ref FROM casefile WHERE id = ${ruby.id}`);
	await until(() => seeTo() !== null, 90);
	for (let tier = seeTo(); tier !== HEAD; tier = seeTo()) {
		await it.go(later(todo(ruby, 5, "MAX(due)", true), 6));	// past Christmas, if need be
		await until(() => seeTo() > tier, 90);
		const listed = main(await (await it.who("margaret.lowe@accord.example")).get("/late")).includes(ref);
		assert.equal(listed, seeTo() === "5", "what moved up to the operations managers is on their list");
	}
	assert.ok(todo(ruby, 5, "MAX(due)", true) >= it.today(), "with days of its own");
	const page = main(await (await it.who(ruby.family)).get(ruby.path));
	assert.match(page, /A step is still late: Reconsider the challenged scores/);
	assert.match(page, /The (practice lead|operations manager) has not seen to it by/);
	assert.ok(mails(ruby, "A step is still late: Reconsider") >= 1, "and by e-mail");
	assert.match(page, /Who sees to it<\/dt>\s*<dd>Helen Abbott, head of service/);
});
