// The questionnaire to the score letter over HTTP, as worker, family and practice
// lead. The child is Ravi Mistry (11518), whom nobody else uses; a second run
// begins a new questionnaire for him.

import assert from "node:assert";
import test, { before } from "node:test";

import { Client, hidden } from "../lib/http.mjs";
import { caseOf, signIn, sql, until } from "../lib/people.mjs";

const mark = `m${process.pid}x${Date.now()}`;	// stands in every reason of this run
let worker, family, lead, stranger, at;

const value = (text) => sql(text)[0]?.[0];
const main = (answer) => answer.text.slice(answer.text.indexOf("<main"), answer.text.indexOf("</main>"));
const question = (n) => `${at}/questionnaire/${n}`;
const check = () => `${at}/questionnaire/check`;
const chosen = (n, level = 2) => n === 4 || n === 12 ? { points: "10" } : { level: String(level) };
const words = (n) => ({ reason: `Reason ${n} ${mark}`, evidence: `Seen at home ${n} ${mark}` });

const save = (n, more = {}) => worker.submit(question(n), question(n), { ...chosen(n), ...words(n), ...more });
const press = (who, page, action) => who.submit(page, action, {});
const view = (n, fields) => family.submit(question(n), `${question(n)}/view`, fields);
const reply = (n, text) => lead.submit(question(n), `${question(n)}/reply`, { reply: text });

async function took(answer) {
	const got = await answer;
	assert.equal(got.status, 303, main(got));
	return got;
}

async function fill() {
	for (let n = 1; n <= 12; n++)
		await took(save(n));
	await took(worker.submit(`${at}/questionnaire/people`, `${at}/questionnaire/people`,
		{ name: "Beth Mistry", who: "mother", "day-day": "3", "day-month": "3", "day-year": "2026" }));
	await took(worker.submit(`${at}/questionnaire/people`, `${at}/questionnaire/people`,
		{ name: "Yusuf Demir", who: "worker", "day-day": "4", "day-month": "3", "day-year": "2026" }));
	await took(worker.submit(`${at}/questionnaire/child`, `${at}/questionnaire/child`,
		{ said: `I like trains ${mark}` }));
}

// A run that broke off leaves a questionnaire behind: brings it to its end.
async function finish() {
	if (value("SELECT questionnaire IS NULL FROM casefile WHERE child_name = 'Ravi Mistry'") === "1")
		return;
	if (/Return it to the worker/.test((await lead.get(check())).text))
		await lead.submit(check(), `${check()}/return`, { reason: "To begin again." });
	await fill();
	await took(press(worker, check(), `${check()}/share`));
	await took(press(family, check(), `${check()}/view`));
	await took(press(lead, `${check()}/letter`, `${check()}/approve`));
}

before(async () => {
	[worker, family, lead, stranger] = await Promise.all([
		signIn("yusuf.demir@accord.example"), signIn("beth.mistry@family.example"),
		signIn("daniel.petrov@accord.example"), signIn("zoe.yates@family.example"),
	]);
	at = await caseOf(family, "Ravi");
	await finish();
});

test("the worker of the case begins it, and nobody else", async () => {
	const begin = `${at}/questionnaire`;
	const form = hidden((await worker.get(begin)).text, begin);
	for (const other of [family, lead, stranger]) {
		const own = hidden((await other.get("/account")).text, "/sign-out");
		assert.equal((await other.post(begin, own)).status, 404);
	}
	assert.equal((await worker.post(begin, form)).status, 303);
	assert.equal((await worker.post(begin, form)).status, 303, "the same form: the same answer");
	assert.equal((await worker.submit(begin, begin, {})).status, 403, "the button is gone");
	assert.match(main(await worker.get(begin)), /Key stage 2 questionnaire/);
});

test("a foreign case looks like none", async () => {
	for (const page of ["", "/1", "/check", "/people", "/child"])
		assert.equal((await stranger.get(`${at}/questionnaire${page}`)).status, 404);
	assert.equal((await stranger.get(`${at}/worked-out`)).status, 404);
	assert.equal((await family.get(`${at}/questionnaire/13`)).status, 404);
});

test("the title of a page is its heading", async () => {
	for (const [page, title] of [["people", "Who took part, and when"], ["child", "What the child said or showed"]])
		assert.match((await worker.get(`${at}/questionnaire/${page}`)).text, new RegExp(`<title>${title} `));
});

test("an answer has a level of the table, a reason and its evidence", async () => {
	for (const [n, fields] of [[1, { level: "5" }], [1, { level: "7" }], [4, { points: "28" }],
		[4, { points: "" }], [2, { reason: "" }], [2, { evidence: " " }]]) {
		const answer = await save(n, fields);
		assert.equal(answer.status, 422, JSON.stringify(fields));
		assert.match(main(answer), /There is a problem/);
	}
	assert.equal((await save(1, { level: "x" })).status, 422);
	assert.equal((await save(1, { price: "1" })).status, 400, "an undeclared field");
	assert.match(main(await worker.get(question(2))), /It is kept for you alone/,
		"what was refused is not lost");
});

test("an answer is the family's to see only when it is shared", async () => {
	await took(save(1));
	await took(save(2));
	await took(press(worker, question(1), `${question(1)}/share`));
	assert.match((await worker.get(question(1))).text,
		/govuk-notification-banner--success[^]*?The answer is shared\. The family can read it now\./);
	for (const page of [question(1), question(2), check(), `${at}/questionnaire`, at, `${at}/record`]) {
		const { text } = await family.get(page);
		assert.ok(!text.includes(`Reason 2 ${mark}`), `${page} shows what is not shared`);
	}
	assert.match((await family.get(question(1))).text, new RegExp(`Reason 1 ${mark}`));
	assert.doesNotMatch((await lead.get(question(2))).text, new RegExp(mark));
	const own = hidden((await family.get(question(1))).text, `${question(1)}/view`);
	assert.equal((await family.post(`${question(2)}/view`, { ...own, view: "same" })).status, 404);
});

test("a shared answer that changes has to be shared again", async () => {
	await took(view(1, { view: "different", words: `Not so ${mark}` }));
	assert.doesNotMatch((await worker.get(question(1))).text, new RegExp(`Not so ${mark}`),
		"private until sent");
	await took(save(1));
	assert.match((await family.get(question(1))).text, new RegExp(`Reason 1 ${mark}`),
		"the same words again change nothing");
	await took(save(1, { level: "3" }));
	assert.doesNotMatch((await family.get(question(1))).text, new RegExp(`Reason 1 ${mark}`));
});

test("it is shared whole when nothing is missing", async () => {
	const form = hidden((await worker.get(question(2))).text, question(2));
	assert.equal((await worker.post(`${check()}/share`, form)).status, 409);
	await fill();
	assert.doesNotMatch(main(await worker.get(question(3))), /£|Indicative|Medium/,
		"need before resources");
	assert.match(main(await worker.get(check())), /£\d/);
	await took(press(worker, check(), `${check()}/share`));
	assert.doesNotMatch(main(await family.get(check())), /£\d/);
	assert.match(main(await family.get(at)), /All of them\. You say how you see them by/);
	assert.match(main(await worker.get(at)), /All of them\. The family says how it sees them by/);
	assert.equal((await worker.post(question(3), { ...hidden((await worker.get("/account")).text,
		"/sign-out"), ...chosen(3), ...words(3) })).status, 409, "shared answers rest");
});

test("that it was done is said on the next page, once, to who did it", async () => {
	const banner = /class="govuk-notification-banner[^]*?The answers are shared\. The family can read them now\./;
	await worker.get("/");		// what the test before has left
	sql(`UPDATE session s JOIN person p ON p.id = s.person SET s.told = 'The answers are shared. The family can read them now.'
		WHERE p.email = 'yusuf.demir@accord.example' AND s.ended IS NULL`);
	assert.doesNotMatch((await family.get("/")).text, banner);
	await worker.request("HEAD", "/");
	assert.match((await worker.get(check())).text, banner);
	assert.doesNotMatch((await worker.get(check())).text, /govuk-notification-banner/);
	await took(view(7, { view: "same" }));
	assert.doesNotMatch((await family.get(check())).text, /govuk-notification-banner/, "nothing is sent yet");
});

test("the story tells what was saved bit by bit as one thing", async () => {
	const story = main(await worker.get(at));
	const filled = story.split("accord-timeline__title").filter((part) => part.startsWith('">The questionnaire was worked on'));
	assert.match(story, /Questions 1 to 12</);
	assert.ok(filled.length <= 4, `${filled.length} rows`);
	const people = [...story.matchAll(/">Who took part was written down<[^]*?<p class="govuk-body">([^<]*)</g)];
	assert.equal(people.length, 1, "who, and when, in one row");
	assert.match(people[0][1], /^Yusuf Demir, worker, on 4 March 2026\. Beth Mistry, mother, on 3 March 2026\./);
	assert.ok(main(await worker.get(`${at}/record`)).split("The questionnaire was worked on").length > 12,
		"the record keeps every row");
});

test("the family says how it sees each answer, and sends it", async () => {
	assert.equal((await view(3, { view: "different" })).status, 422, "differently, and why");
	await took(view(3, { view: "different", words: `It is harder ${mark}` }));
	await took(view(5, { view: "same" }));
	assert.doesNotMatch((await lead.get(question(3))).text, new RegExp(`harder ${mark}`));
	await took(press(family, check(), `${check()}/view`));
	assert.match((await lead.get(question(3))).text, new RegExp(`harder ${mark}`));
});

test("the practice lead returns it, and it comes back", async () => {
	assert.equal((await lead.submit(check(), `${check()}/return`, { reason: "" })).status, 422);
	await took(lead.submit(check(), `${check()}/return`, { reason: `Look at 6 again ${mark}` }));
	assert.match((await worker.get(`${at}/questionnaire`)).text, new RegExp(`Look at 6 again ${mark}`));
	await took(save(6, { level: "3" }));
	await took(press(worker, check(), `${check()}/share`));
	// Nobody answers: the calendar goes on, past a case that it cannot move.
	const id = sql("SELECT id FROM casefile WHERE child_name LIKE 'Ravi %'")[0][0];
	const [[stuck]] = sql(`INSERT INTO todo (casefile, step, role, since, due) SELECT id, 1, 1, NOW(6), '2026-01-05'
		FROM casefile WHERE questionnaire IS NULL LIMIT 1; SELECT LAST_INSERT_ID()`);
	sql(`UPDATE todo SET due = '2026-01-06' WHERE casefile = ${id} AND step = 1;
		UPDATE assessment a JOIN casefile c ON c.questionnaire = a.id SET a.view_due = '2026-01-06' WHERE c.id = ${id}`);
	await until(() => sql(`SELECT 1 FROM todo WHERE casefile = ${id} AND step = 2`).length, 90);
	sql(`DELETE FROM todo WHERE id = ${stuck}`);
	assert.match(main(await family.get(at)), /days to look at the answers are over/);
	await took(press(family, check(), `${check()}/view`));
});

test("every difference is answered before approval, and approval happens once", async () => {
	const form = hidden((await lead.get(question(3))).text, `${question(3)}/reply`);
	assert.equal((await lead.post(`${check()}/approve`, form)).status, 409);
	assert.equal((await lead.get(`${check()}/letter`)).status, 303, "nor is there a letter to look at");
	await took(reply(3, `The diary shows two nights ${mark}`));
	assert.doesNotMatch((await family.get(question(3))).text, new RegExp(`two nights ${mark}`),
		"a draft decision is its writer's");
	for (const other of [worker, family, stranger])
		assert.equal((await other.post(`${check()}/approve`,
			hidden((await other.get("/account")).text, "/sign-out"))).status, 404);
	const letters = () => Number(value("SELECT COUNT(*) FROM letter l JOIN casefile c ON c.id = l.casefile " +
		"WHERE c.child_name = 'Ravi Mistry'"));
	const before = letters(), page = hidden((await lead.get(`${check()}/letter`)).text, `${check()}/approve`);
	const [one, two] = await Promise.all([lead.post(`${check()}/approve`, page),
		lead.post(`${check()}/approve`, page)]);
	assert.equal(one.status, 303, main(one));
	assert.equal(two.headers.location, one.headers.location);
	assert.equal(letters(), before + 1);
});

test("how it was worked out can be done again on paper", async () => {
	const page = main(await lead.get(`${at}/worked-out`));
	assert.ok(!page.includes(`href="${at}/challenge"`), "it is not the council that challenges");
	const points = [...page.matchAll(/data-label="Points">(\d+) of 27</g)].map((m) => Number(m[1]));
	const total = points.reduce((a, b) => a + b, 0);
	assert.equal(points.length, 12);
	assert.match(page, new RegExp(`<p>${total} points, in the band <strong>Low`));
	assert.match(page, /£1,000 a year/);
	assert.match(page, new RegExp(`${122 - total} more points would mean £1,500`));
	assert.match(page, /version reference-2025-1, in force from 1 April 2025/);
	const html = value("SELECT html FROM letter l JOIN casefile c ON c.id = l.casefile " +
		"WHERE c.child_name = 'Ravi Mistry' ORDER BY l.no DESC LIMIT 1");
	for (let n = 1; n <= 12; n++)
		assert.ok(html.includes(`Reason ${n} ${mark}`), `the letter has no reason ${n}`);
	for (const part of [`${total} points`, "£1,000 a year", "Daniel Petrov", "Ombudsman", mark])
		assert.ok(html.includes(part), part);
});

test("before the sending hours the family reads no figure", async () => {
	const told = value("SELECT told > UTC_TIMESTAMP(6) FROM assessment s JOIN casefile c " +
		"ON c.assessment = s.id WHERE c.child_name = 'Ravi Mistry'");
	const page = main(await family.get(`${at}/worked-out`));
	assert.equal(page.includes(`href="${at}/challenge"`), told === "0", "what is wrong can be challenged from here");
	assert[told === "1" ? "doesNotMatch" : "match"](page, /£1,000/);
});

// ---- what is typed and not sent ----

const keep = (who, field, value, page, more = {}) => who.post(`/drafts?page=${page}`,
	{ csrf: who.csrf, field, value, ...more });

test("what is typed is kept as it is typed, for its writer alone", async () => {
	const list = `${at}/questionnaire`;
	await took(press(worker, list, list));
	worker.csrf = hidden((await worker.get(question(7))).text, question(7)).csrf;
	family.csrf = hidden((await family.get("/account")).text, "/sign-out").csrf;
	assert.equal((await keep(worker, "reason", `Half a thought ${mark}`, question(7))).status, 204);
	assert.equal((await keep(worker, "level", "3", question(7))).status, 204);
	const page = (await worker.get(question(7))).text;
	assert.match(page, new RegExp(`Half a thought ${mark}</textarea>`));
	assert.match(page, /value="3" checked/);
	assert.match((await worker.get("/")).text, new RegExp(`href="${question(7)}">Go on with`));
	for (const other of [family, lead])
		assert.doesNotMatch((await other.get(question(7))).text, /Half a thought/);
	await took(save(7));
	assert.doesNotMatch((await worker.get(question(7))).text, /Half a thought|kept for you alone/);
	assert.equal(value(`SELECT COUNT(*) FROM draft WHERE page = '${question(7)}'`), "0");
});

test("what is empty, or says what is stored, is never offered as typed", async () => {
	const home = async () => (await worker.get("/")).text;
	const rows = () => value(`SELECT COUNT(*) FROM draft WHERE page = '${question(7)}'`);
	const back = async (fields) => {
		const answer = await worker.submit(question(7), question(7), fields);
		assert.equal(answer.status, 422);
	};
	const [[level, evidence]] = sql(`SELECT 1, a.evidence FROM answer a JOIN casefile c
		ON c.assessment = a.assessment WHERE a.question = 7 AND c.child_name = 'Ravi Mistry'`);
	assert.ok(level && evidence);
	await back({ level: "", reason: "", evidence: "" });
	assert.equal(rows(), "0", "an empty form");
	await back({ level: "", reason: "", evidence });
	assert.equal(rows(), "0", "and one that says what is stored");
	assert.doesNotMatch(await home(), new RegExp(`href="${question(7)}">Go on with`));

	await back({ level: "", reason: "", evidence: `Something new ${mark}` });
	assert.equal(rows(), "1");
	assert.match(await home(), new RegExp(`href="${question(7)}">Go on with`));
	await back({ level: "", reason: "", evidence });
	assert.equal(rows(), "0", "put back as it was");
	assert.equal((await keep(worker, "reason", "Typed", question(7))).status, 204);
	assert.equal((await keep(worker, "reason", "", question(7))).status, 204);
	assert.equal(rows(), "0", "typed and emptied");
	await back({ level: "", reason: "", evidence: `Something new ${mark}` });
	await took(save(7));
	assert.equal(rows(), "0", "sent");
});

test("only fields of our forms are kept, and only with a token", async () => {
	assert.equal((await keep(worker, "price", "1", question(7))).status, 400);
	assert.equal((await keep(worker, "reason", "x", "/nowhere")).status, 400);
	assert.equal((await keep(worker, "password", "x", "/sign-in")).status, 400);
	assert.equal((await keep(worker, "reason", "x", question(7), { csrf: "A".repeat(86) })).status, 403);
	assert.equal((await keep(worker, "reason", "x", question(7), { more: "y" })).status, 400);
});

test("a form sent after the session's end is there again after signing in", async () => {
	const page = hidden((await worker.get(question(8))).text, question(8));
	const over = (minutes) => sql(`UPDATE session s JOIN person p ON p.id = s.person
		SET s.seen = UTC_TIMESTAMP(6) - INTERVAL ${minutes} MINUTE
		WHERE p.email = 'yusuf.demir@accord.example'`);
	over(24 * 60);
	const found = new Client(process.env.ACCORD_URL);
	found.setCookie("__Host-accord", worker.cookie("__Host-accord"));
	await found.post(question(8), { ...page, ...chosen(8), reason: `Planted ${mark}`, evidence: "" });
	assert.equal(sql(`SELECT COUNT(*) FROM draft WHERE value LIKE 'Planted ${mark}'`)[0][0], "0",
		"a cookie found long after plants nothing");
	over(40);
	const answer = await worker.post(question(8), { ...page, ...chosen(8), reason: `Late ${mark}`, evidence: "" });
	assert.equal(answer.headers.location, `/sign-in?next=${question(8)}`);
	worker = await signIn("yusuf.demir@accord.example");
	assert.match((await worker.get("/")).text, new RegExp(`href="${question(8)}">Go on with`));
	assert.match((await worker.get(question(8))).text, new RegExp(`Late ${mark}</textarea>`));
});
