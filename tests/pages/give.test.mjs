// A case goes to another worker: at once or on a day, within a team or to another;
// what goes along and what stays; what the family is told. A stack of its own.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { dateFields, later, next } from "../lib/days.mjs";
import { multipart, send as sendFile } from "../lib/documents.mjs";
import { hidden } from "../lib/http.mjs";
import { bare, main, movedStack, radioOf } from "../lib/moved.mjs";
import { until } from "../lib/people.mjs";

const START = next(1, 8);	// a Monday
const ABSENT = "AAAAAAAAAAAAAAAAAAAAAA";
let it, scores, plan;

const one = (who, query) => it.value(query.replaceAll("CASE_ID", who.id));
const holder = (who, step) => one(who, `SELECT p.email FROM todo t JOIN person p ON p.id = t.person
	WHERE t.casefile = CASE_ID AND t.step = ${step} AND NOT t.see_to`);
const worker = (who) => one(who, "SELECT p.email FROM casefile c JOIN person p ON p.id = c.worker WHERE c.id = CASE_ID");
const mails = (who, words) => Number(it.value(`SELECT COUNT(*) FROM mail
	WHERE address = '${who.family}' AND REPLACE(body, '\\n', ' ') LIKE '%${words}%'`));

function caseBy(number) {
	const [[id, pid]] = it.sql(`SELECT id, HEX(pid) FROM casefile WHERE ref LIKE '${number}%'`);
	const who = { id, path: `/cases/${Buffer.from(pid, "hex").toString("base64url")}` };

	who.family = one(who, "SELECT p.email FROM family_member f JOIN person p ON p.id = f.person WHERE f.casefile = CASE_ID ORDER BY f.since LIMIT 1");
	who.lead = one(who, "SELECT MIN(p.email) FROM person p JOIN casefile c ON c.team = p.team WHERE c.id = CASE_ID AND p.role = 4 AND p.active");
	who.worker = worker(who);
	const [[email, name, phone]] = it.sql(`SELECT p.email, p.name, p.phone FROM person p JOIN casefile c ON c.team = p.team
		WHERE c.id = ${id} AND p.role = 3 AND p.active AND p.id <> c.worker ORDER BY p.id LIMIT 1`);
	who.other = { email, name, phone };
	return who;
}

async function refused(answer, words) {
	const got = await answer;
	assert.equal(got.status, 422, main(got));
	assert.match(main(got), words);
}

const send = async (by, who, name, first, more = {}) => {
	const page = `${who.path}/worker`, to = radioOf((await by.get(page)).text, "to", name);

	return by.submit(page, page, { to, ...dateFields("first", first), reason: "10", ...more });
};

before(async () => {
	it = await movedStack();
	await it.go(START);
	scores = caseBy("10371");	// challenged; both answers are typed, none is shared
	plan = caseBy("10778");		// its plan waits for the worker's answer
});

after(() => it?.stop());

test("the practice lead of the team gives a case, and the operations manager; nobody else", async () => {
	for (const email of [plan.worker, plan.family, "helen.abbott@accord.example"])
		assert.equal((await (await it.who(email)).get(`${plan.path}/worker`)).status, 404, email);
	const other = one(plan, "SELECT MIN(p.email) FROM person p JOIN casefile c ON c.team <> p.team WHERE c.id = CASE_ID AND p.role = 4 AND p.active");
	assert.equal((await (await it.who(other)).get(`${plan.path}/worker`)).status, 404);
	const lead = await it.who(plan.lead);
	assert.match(main(await lead.get(plan.path)), /Give this case to another worker/);
	const page = main(await lead.get(`${plan.path}/worker`));
	assert.match(page, new RegExp(plan.other.name));
	assert.doesNotMatch(page, /Hand over the challenged scores/, "it has none");
});

test("it takes somebody, a day that can be, and a reason", async () => {
	const lead = await it.who(plan.lead), page = `${plan.path}/worker`;
	await refused(send(lead, plan, plan.other.name, later(START, -1)), /within the next six months/);
	await refused(send(lead, plan, plan.other.name, later(START, 400)), /within the next six months/);
	for (const reason of ["77", "4"])	// nobody's; and of a step that is late
		await refused(send(lead, plan, plan.other.name, START, { reason }), /Choose the reason/);
	const offered = main(await lead.get(page));
	assert.match(offered, /The person who was to do this has left/);
	assert.doesNotMatch(offered, /something we asked another organisation for|who needs time to read it/);
	await refused(lead.submit(page, page, { to: "AAAAAAAAAAAAAAAAAAAAAA", ...dateFields("first", START), reason: "10" }),
		/Choose who is to have the case/);
	assert.equal(worker(plan), plan.worker);
});

test("at once: what waits for the worker goes along, and the family is told with the number to ring", async () => {
	const old = await it.who(plan.worker), line = /href="([^"]*\/plan\/answer\/lines\/[\w-]{22})"/
		.exec((await old.get(`${plan.path}/plan/answer`)).text)[1];
	assert.equal((await old.submit(line, line, { verdict: "agreed", reason: "A draft of the one before." })).status, 303);
	const due = one(plan, "SELECT due FROM todo WHERE casefile = CASE_ID AND step = 10");
	assert.equal((await send(await it.who(plan.lead), plan, plan.other.name, START)).status, 303);
	assert.equal(worker(plan), plan.other.email);
	assert.equal(holder(plan, 10), plan.other.email);
	assert.equal(one(plan, "SELECT due FROM todo WHERE casefile = CASE_ID AND step = 10"), due, "the date stays");
	const family = await it.who(plan.family);
	assert.match(main(await family.get("/")), new RegExp(`${plan.other.name}[^]*${plan.other.phone}`));
	const told = `Your worker is now ${plan.other.name}, telephone ${plan.other.phone}`;
	assert.ok(main(await family.get(plan.path)).includes(told), main(await family.get(plan.path)));
	assert.equal(mails(plan, told), 1);
	const now = await it.who(plan.other.email);
	assert.equal((await now.get(`${plan.path}/plan/answer`)).status, 200);
	assert.doesNotMatch((await now.get(line)).text, /A draft of the one before/, "a draft is its writer's alone");
	for (const part of ["", "/documents"])
		assert.equal((await old.get(plan.path + part)).status, 404, `the one before: ${part}`);
	const gone = await old.get(`${plan.path}/plan/answer`);
	assert.equal(gone.status, 409);
	assert.match(main(gone), /This case is not with you any more/);
	assert.doesNotMatch(main(gone), /href="\/cases/);
	assert.doesNotMatch(main(await old.get("/")), new RegExp(one(plan, "SELECT ref FROM casefile WHERE id = CASE_ID")));
});

// Everything a worker sends in a case of theirs, each with something typed.
const typed = (letter, document, line) => [
	["comments", { words: "The school rang" }], ["council-number", { number: "M 4711" }],
	["complaints", { reference: "C 12" }], ["questionnaire/3", { reason: "She wakes at night" }],
	["questionnaire/people", { name: "Mrs Finch" }], ["entry/end", {}],
	["held", { note: "Read to her" }], ["unopened", { note: "Rang at noon" }],
	["plan/delivery", { third_name: "A trust" }], [`plan/answer/lines/${line}`, { reason: "It fits" }],
	[`letters/${letter}/again`, { reason: "A new address" }], [`letters/${letter}/post`, { "day-day": "27" }],
	["documents", {}], [`documents/${document}/send`, {}], [`plan/fit/${line}`, { reason: "Cheaper" }],
];

test("what was typed while a case went to another is not lost, and tells nobody else of it", async () => {
	const gone = caseBy("10741"), [old, lead] = [await it.who(gone.worker), await it.who(gone.lead)];
	const never = await it.who(it.value(`SELECT p.email FROM person p JOIN casefile c ON c.team <> p.team
		WHERE c.id = ${gone.id} AND p.role = 3 AND p.active ORDER BY p.id LIMIT 1`));
	const path = (hex) => Buffer.from(hex, "hex").toString("base64url");
	const thing = (query) => path(one(gone, query)), list = `${gone.path}/comments`;
	const line = thing("SELECT HEX(l.pid) FROM plan_line l JOIN plan p ON p.id = l.plan WHERE p.casefile = CASE_ID LIMIT 1");
	const letter = thing("SELECT HEX(pid) FROM letter WHERE casefile = CASE_ID LIMIT 1");
	const elsewhere = thing("SELECT HEX(pid) FROM letter WHERE casefile <> CASE_ID LIMIT 1");
	it.sql(`INSERT INTO document (pid, casefile, name, kind, purpose, audience, added, added_by, role, sent, received, kept, bytes, pages, key_no, sealed_key, header)
		SELECT RANDOM_BYTES(16), ${gone.id}, 'a.pdf', 1, 'A letter', 1, UTC_TIMESTAMP(6), id, 3, UTC_TIMESTAMP(6),
			REPEAT('x', 32), REPEAT('x', 32), 1, 1, 1, REPEAT('x', 72), REPEAT('x', 24) FROM person WHERE email = '${gone.worker}'`);
	const document = thing("SELECT HEX(pid) FROM document WHERE casefile = CASE_ID ORDER BY id DESC LIMIT 1");
	// A file goes as its own kind of form.
	const sends = async (who, at, fields) => !at.endsWith("/documents") ? bare(who, at, fields) :
		sendFile(who, at, multipart({ ...hidden((await who.get("/account")).text, "/sign-out"), purpose: "School report" },
			{ name: "a.pdf", bytes: Buffer.from("%PDF-") }));

	const { csrf } = hidden((await old.get(list)).text, list);
	assert.equal((await old.post(`/drafts?page=${list}`, { csrf, field: "words", value: "Half a <thought>" })).status, 204);
	const answer = `${gone.path}/plan/answer/check`;
	assert.equal((await old.post(`/drafts?page=${answer}`, { csrf, field: `why_${document}`, value: "It is of last year" })).status, 204);
	assert.equal((await send(lead, gone, gone.other.name, it.today())).status, 303);
	const now = await it.who(gone.other.email);
	assert.equal((await bare(now, list, { words: "From who has it now" })).status, 303);

	for (const [part, fields] of typed(letter, document, line)) {
		const got = await sends(old, `${gone.path}/${part}`, fields), text = main(got);
		assert.equal(got.status, 409, part);
		assert.match(text, /This case is not with you any more/, part);
		assert.doesNotMatch(text, /Delete what I typed/, part);
		for (const value of Object.values(fields))
			assert.ok(text.includes(value), `${part}: ${value}`);
		assert.doesNotMatch(text, /href="\/cases/, part);
		assert.ok(!got.text.includes(one(gone, "SELECT child_name FROM casefile WHERE id = CASE_ID")) && !got.text.includes(gone.other.name), part);
		assert.equal((await sends(never, `${gone.path}/${part}`, fields)).status, 404, part);
	}
	assert.match(main(await sends(old, `${gone.path}/documents`)), /We have not kept the file[^]*School report/);
	assert.match(main(await old.get(answer)), /What you typed[^]*Why the document did not decide it \(1\)[^]*It is of last year/);
	it.sql(`DELETE FROM draft WHERE page = '${answer}'`);
	for (const id of [ABSENT, elsewhere])
		for (const [part, fields] of typed(id, id, id).filter(([p]) => p.includes(id)))
			assert.equal((await sends(old, `${gone.path}/${part}`, fields)).status, 404, part);
	for (const part of ["worker", "views/release", "steps/10"])
		assert.equal((await bare(old, `${gone.path}/${part}`)).status, 404, `never theirs: ${part}`);
	assert.equal(one(gone, "SELECT COUNT(*) FROM staff_comment WHERE casefile = CASE_ID"), "1");

	const alike = ({ status, text }) => [status, text.replace(/(accord-reference">|value=")[^<"]*/g, "$1")];
	assert.deepEqual(alike(await bare(never, list, { words: "x" })), alike(await bare(never, `/cases/${ABSENT}/comments`, { words: "x" })));

	// and what was kept can still be copied, and is then no draft any more
	assert.ok(main(await old.get("/")).includes(`href="${list}">Go on with what you typed`));
	const kept = await old.get(list);
	assert.equal(kept.status, 404);
	assert.match(main(kept), /What you typed[^]*Half a &lt;thought&gt;[^]*Delete what I typed/);
	const secret = hidden((await never.get("/account")).text, "/sign-out").csrf;
	for (const page of [list, `/cases/${ABSENT}/comments`])
		assert.equal((await never.post(`/drafts?page=${page}`, { csrf: secret, field: "words", value: "A guess" })).status, 204);
	assert.deepEqual(alike(await never.get(list)), alike(await never.get(`/cases/${ABSENT}/comments`)), "it says nothing of the case");
	const beside = `${gone.path}/comments-form`;
	it.sql(`INSERT INTO draft (person, page, field, value, at) SELECT id, '${beside}', 'words', 'x', UTC_TIMESTAMP(6) FROM person WHERE email = '${gone.worker}'`);
	const gives = { ...hidden(kept.text, "/drafts/delete") };
	for (const time of ["once", "twice"])
		assert.equal((await old.post("/drafts/delete", gives)).status, 303, time);
	assert.equal(it.value(`SELECT COUNT(*) FROM draft WHERE page = '${beside}'`), "1", "nor what stands beside it");
	it.sql(`DELETE FROM draft WHERE page = '${beside}'`);
	assert.equal((await old.post("/drafts/delete", { ...gives, page: "/" })).status, 409, "the same form for other pages");
	assert.match(main(await old.get("/")), /What you typed is deleted/);
	assert.doesNotMatch(main(await old.get("/")), /Go on with what you typed/);
	assert.doesNotMatch((await old.get(list)).text, /Half a/);
	assert.equal(it.value(`SELECT COUNT(*) FROM draft WHERE page = '${list}'`), "1", "only their own");
});

test("reconsidering stays with who scored, or goes along by name", async () => {
	const lead = await it.who(scores.lead), old = await it.who(scores.worker);
	assert.match(main(await lead.get(`${scores.path}/worker`)), /Hand over the challenged scores as well/);
	assert.equal((await send(lead, scores, scores.other.name, START)).status, 303);
	assert.equal(worker(scores), scores.other.email);
	assert.equal(holder(scores, 5), scores.worker, "who scored it reconsiders it");
	assert.equal((await old.get(`${scores.path}/reconsider`)).status, 200);
	const now = await it.who(scores.other.email);
	assert.equal((await now.get(scores.path)).status, 200);
	assert.equal((await now.get(`${scores.path}/reconsider`)).status, 404);

	// any step can be handed over at any time
	const step = `${scores.path}/steps/5`;
	const to = radioOf((await lead.get(step)).text, "to", scores.other.name);
	const typed = it.value(`SELECT d.reason FROM item_draft d JOIN casefile c ON c.assessment = d.assessment
		WHERE c.id = ${scores.id} AND d.reason <> "" LIMIT 1`);
	assert.ok(typed, "there is a draft");
	assert.equal((await lead.submit(step, step, { to, ...dateFields("due", ""), reason: "10" })).status, 303);
	assert.equal(holder(scores, 5), scores.other.email);
	const list = await now.get(`${scores.path}/reconsider`);
	assert.equal(list.status, 200);
	for (const [, path] of list.text.matchAll(/href="(\/cases\/[\w-]{22}\/reconsider\/\d+)"/g))
		assert.ok(!(await now.get(path)).text.includes(typed), "not even then their draft");
	assert.equal(one(scores, "SELECT COUNT(*) FROM handover WHERE casefile = CASE_ID AND step = 5 AND reason = 10"), "1");
});

test("from a day on: nothing changes before it, and then all of it", async () => {
	const lead = await it.who(plan.lead), day = later(START, 2), back = one(plan, `SELECT name FROM person WHERE email = '${plan.worker}'`);
	assert.equal((await send(lead, plan, back, day)).status, 303);
	assert.equal(worker(plan), plan.other.email);
	assert.match(main(await lead.get(`${plan.path}/worker`)), /What you save here replaces it/);
	assert.equal(mails(plan, `your worker is ${back}`), 1);
	await it.go(day);
	await until(() => worker(plan) === plan.worker, 90);
	assert.equal(holder(plan, 10), plan.worker);
	assert.ok(main(await (await it.who(plan.family)).get(plan.path)).includes(`Your worker is now ${back}`));
});

test("an operations manager gives it to another team: what waits for the team goes along", async () => {
	const [[email, name, team]] = it.sql(`SELECT p.email, p.name, p.team FROM person p JOIN casefile c ON c.team <> p.team
		WHERE c.id = ${scores.id} AND p.role = 3 AND p.active ORDER BY p.id LIMIT 1`);
	it.sql(`INSERT INTO todo (casefile, step, team, role, since) SELECT id, 13, team, 4, UTC_TIMESTAMP() FROM casefile WHERE id = ${scores.id}`);
	const manager = await it.who("margaret.lowe@accord.example");
	assert.equal((await send(manager, scores, name, it.today())).status, 303);
	assert.equal(worker(scores), email);
	assert.equal(one(scores, "SELECT team FROM casefile WHERE id = CASE_ID"), team);
	assert.equal(one(scores, "SELECT team FROM todo WHERE casefile = CASE_ID AND step = 13"), team);
	assert.equal((await (await it.who(scores.lead)).get(scores.path)).status, 404, "the team before");
	assert.equal((await manager.get(scores.path)).status, 200);
});
