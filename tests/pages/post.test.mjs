// Letters by post: the family's standing choice, what it does to the days, the queue
// of letters to print, and a family that has no e-mail. A stack of its own.

import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { dateFields, later, next } from "../lib/days.mjs";
import { main, movedStack, radioOf } from "../lib/moved.mjs";

const START = next(1, 8);	// a Monday
let it, evie, paper, letter;

const caseBy = (number) => {
	const [[id, pid, ref, lead, family, worker]] = it.sql(`SELECT c.id, HEX(c.pid), c.ref,
		COALESCE((SELECT l.email FROM assessment s JOIN person l ON l.id = s.approver WHERE s.id = c.assessment), ''),
		(SELECT p.email FROM family_member f JOIN person p ON p.id = f.person WHERE f.casefile = c.id ORDER BY f.since LIMIT 1),
		(SELECT w.email FROM person w WHERE w.id = c.worker) FROM casefile c WHERE c.ref LIKE '${number}%'`);
	return { id, ref, lead, family, worker, path: `/cases/${Buffer.from(pid, "hex").toString("base64url")}` };
};
const waiting = (who) => Number(it.value(`SELECT COUNT(*) FROM letter_post q JOIN letter l ON l.id = q.letter
	WHERE l.casefile = ${who.id} AND q.posted IS NULL`));
const newest = (who) => `${who.path}/letters/${Buffer.from(it.value(`SELECT HEX(pid) FROM letter WHERE casefile = ${who.id}
	ORDER BY no DESC LIMIT 1`), "hex").toString("base64url")}`;

const holidays = readFileSync("sql/policy/reference/bank_holidays.csv", "utf8");

function working(day, days) {
	for (let left = days; left > 0;) {
		day = later(day, 1);
		left -= new Date(day).getUTCDay() % 6 !== 0 && !holidays.includes(day);
	}
	return day;
}

const due = (who) => it.value(`SELECT due FROM todo WHERE casefile = ${who.id} AND step = 7`);

before(async () => {
	it = await movedStack();
	await it.go(START);
	evie = caseBy("10445");		// all answers are shared; the total is to be confirmed
	paper = caseBy("10482");
});

after(() => it?.stop());

test("a parent chooses letters by post, and the record says so", async () => {
	const family = await it.who(evie.family), page = `${evie.path}/letters-form`;
	assert.match(main(await family.get(page)), /Send my letters by post as well/);
	assert.equal((await family.submit(page, page, { format: "none", words: "", post: "" })).status, 422);
	assert.equal((await family.submit(page, page, { format: "none", words: "", post: "post" })).status, 303);
	assert.match((await family.get(page)).text, /value="post"[^>]*checked/);
	assert.match(main(await family.get(evie.path)), /Letters are sent by post as well/);
	assert.equal((await (await it.who(evie.worker)).get(page)).status, 404, "the family's choice");
});

test("a letter then waits to be printed, says so, and its days count two working days later", async () => {
	const mails = () => Number(it.value(`SELECT COUNT(*) FROM mail WHERE address = '${evie.family}'`)), before = mails();
	const lead = await it.who(evie.lead), total = `${evie.path}/total`;
	assert.equal((await lead.submit(`${total}/letter`, total, {})).status, 303);
	assert.equal(waiting(evie), 1);
	assert.equal(due(evie), working(START, 22), "twenty working days, and two for the post");
	letter = newest(evie);
	const text = main(await (await it.who(evie.family)).get(letter));
	assert.match(text, /This letter also goes to you by post\. Days that count from it begin 2 working days later/);
	assert.equal(mails(), before + 1, "the notice still goes by mail");
});

test("staff see their letters to print, with the count at home; nobody else does", async () => {
	const worker = await it.who(evie.worker);
	assert.match(main(await worker.get("/")), /Letters to print and post: 1/);
	for (const email of [evie.worker, evie.lead, "margaret.lowe@accord.example"]) {
		const list = main(await (await it.who(email)).get("/post"));
		assert.ok(list.includes(evie.ref) && list.includes(`${letter}/post`), email);
	}
	const other = it.value(`SELECT MIN(p.email) FROM person p JOIN casefile c ON c.team <> p.team WHERE c.id = ${evie.id} AND p.role = 4 AND p.active`);
	assert.ok(!main(await (await it.who(other)).get("/post")).includes(evie.ref), "another team");
	assert.equal((await (await it.who(other)).get(`${letter}/post`)).status, 404);
	assert.equal((await (await it.who(evie.family)).get("/post")).status, 404);
	assert.equal((await (await it.who(evie.family)).get(`${letter}/post`)).status, 404);
});

test("it stays in the queue until somebody posted it, and is late meanwhile", async () => {
	await it.go(working(START, 3));
	const worker = await it.who(evie.worker), page = `${letter}/post`;
	assert.match(main(await worker.get("/post")), /Late/);
	const shown = main(await worker.get(page));
	assert.ok(shown.includes(`${letter}/pdf`) && shown.includes(`${letter}/large`));
	for (const day of [later(it.today(), 1), later(START, -1)])
		assert.equal((await worker.submit(page, page, dateFields("day", day))).status, 422);
	assert.equal(waiting(evie), 1);
	assert.equal((await worker.submit(page, page, dateFields("day", it.today()))).status, 303);
	assert.equal(waiting(evie), 0);
	assert.equal(due(evie), working(START, 25), "posted late: the family's days count from then");
	assert.match(main(await worker.get("/")), /Letters to print and post: 0/);
	assert.match(main(await (await it.who(evie.family)).get(evie.path)), /It was printed, and posted on/);
	assert.equal(it.value(`SELECT p.email FROM letter_post q JOIN person p ON p.id = q.posted_by JOIN letter l ON l.id = q.letter WHERE l.casefile = ${evie.id}`), evie.worker);
	assert.match(main(await worker.get(page)), /does not wait to be printed/);
});

test("a family without e-mail has its letters by post, and nothing fails for it", async () => {
	execFileSync(join(process.env.ACCORD_BUILD, "bin/accord"), ["case", "paper", paper.ref, "Edith Marsh", "0191 498 0199",
		"--config", it.at.config], { stdio: "pipe" });
	assert.equal(it.value("SELECT email IS NULL FROM person WHERE name = 'Edith Marsh'"), "1");
	const worker = await it.who(paper.worker), last = newest(paper);
	const again = `${last}/again`;
	const goes_to = radioOf((await worker.get(again)).text, "goes_to", "Edith Marsh");
	assert.equal((await worker.submit(again, again, { goes_to, address: "", reason: "She has no email." })).status, 303);
	assert.equal(waiting(paper), 1);
	assert.match(main(await worker.get("/post")), /Edith Marsh/);
	const entry = main(await worker.get(`${paper.path}/entry`));
	assert.match(entry, /Edith Marsh/, "what she says is entered by staff");
});

test("a letter sent again waits for its one reader, and nobody else who reads on paper", async () => {
	const worker = await it.who(paper.worker);
	const parent = it.value(`SELECT p.name FROM person p WHERE p.email = '${paper.family}'`);
	const readers = () => it.value(`SELECT COALESCE(GROUP_CONCAT(p.name), '') FROM letter_post q JOIN person p ON p.id = q.person
		WHERE q.letter = (SELECT MAX(id) FROM letter WHERE casefile = ${paper.id})`);
	const send = async (name, address) => {
		const page = `${newest(paper)}/again`, goes_to = radioOf((await worker.get(page)).text, "goes_to", name);
		const sent = await worker.submit(page, page, { goes_to, address, reason: "It did not arrive." });
		assert.equal(sent.status, 303, main(sent));
	};
	await send(parent, "");
	assert.equal(readers(), "", "who reads online alone");
	await send("Edith Marsh", "");
	assert.equal(readers(), "Edith Marsh");
	await send(parent, "7 New Row, Exampleton");
	assert.equal(readers(), parent, "where it is posted was said");
	assert.match(main(await worker.get(`${newest(paper)}/post`)), /7 New Row, Exampleton/);
});
