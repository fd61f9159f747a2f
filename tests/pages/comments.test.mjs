// What staff note beside a case, and who never sees it. The child is Mabel Tuck
// (12776), whose family has named a supporter.

import assert from "node:assert";
import test, { before } from "node:test";

import { caseOf, hidden, pagesOf, signIn, sql as rows } from "../lib/people.mjs";

const ABSENT = "AAAAAAAAAAAAAAAAAAAAAA";
const mark = `k${process.pid}x${Date.now()}`;
const sql = (text) => rows(text)[0]?.[0];
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const bare = async (who, to, fields) =>
	who.post(to, { ...hidden((await who.get("/account")).text, "/sign-out"), ...fields });
const write = (who, words) => who.submit(list, list, { words });
const titles = (page) => [...main(page).matchAll(/<p class="accord-timeline__title">Comment (\d+)</g)]
	.map(([, no]) => Number(no));
let family, helper, worker, lead, manager, elsewhere, at, id, list;

before(async () => {
	[family, helper, worker, lead, manager, elsewhere] = await Promise.all(["irene.tuck@family.example",
		"ann.calder@help.example", "priya.nair@accord.example", "ruth.okafor@accord.example",
		"margaret.lowe@accord.example", "daniel.petrov@accord.example"].map((email) => signIn(email)));
	at = await caseOf(family, "Mabel");
	id = sql("SELECT id FROM casefile WHERE child_name = 'Mabel Tuck'");
	list = `${at}/comments`;
});

test("worker, practice lead and operations manager write and read them, newest first", async () => {
	for (const [who, said] of [[worker, "Priya Nair, social worker"], [lead, "Ruth Okafor, practice lead"],
		[manager, "Margaret Lowe, operations manager"]]) {
		const words = `The school rang <${mark}>\n\nand so did ${said}`;
		const kept = await write(who, words);
		assert.equal(kept.status, 303, main(kept));
		const page = await manager.get(list);
		const first = main(page).slice(main(page).indexOf("accord-timeline__title")).split("</li>")[0];
		assert.match(first, new RegExp(`__when">[^<]*20\\d\\d[^<]*, ${said}<`));
		assert.ok(first.includes(`The school rang &lt;${mark}&gt;\n\nand so did ${said}`), first);
		assert.deepEqual(titles(page), titles(page).toSorted((a, b) => b - a));
	}
	const count = titles(await worker.get(list))[0];
	assert.ok(count >= 5, "two of the demonstration, and these");
	for (const who of [worker, lead, manager])
		assert.match(main(await who.get(at)), new RegExp(`href="${list}">Staff comments \\(${count}\\)<`));
});

test("the page says that they may be disclosed, and are no part of a decision", async () => {
	const page = main(await worker.get(list));
	assert.match(page, /may be disclosed to the family on request/);
	assert.match(page, /not part of any decision/);
});

test("an empty one, or one too long, is not taken", async () => {
	const before = sql(`SELECT COUNT(*) FROM staff_comment WHERE casefile = ${id}`);
	for (const words of ["", "x".repeat(4001)])
		assert.equal((await write(worker, words)).status, 422);
	assert.equal(sql(`SELECT COUNT(*) FROM staff_comment WHERE casefile = ${id}`), before);
});

// Without what is each answer's own.
const alike = ({ status, text }) => [status, text.replace(/(accord-reference">|value=")[^<"]*/g, "$1")];

test("for everybody else there is nothing here, as where there is no case", async () => {
	const before = sql(`SELECT COUNT(*) FROM staff_comment WHERE casefile = ${id}`);
	const others = await Promise.all(["zoe.yates@family.example", "helen.abbott@accord.example",
		"ivy.marsden@accord.example", "noel.garside@accord.example", "liam.corrigan@accord.example"].map((email) => signIn(email)));
	for (const who of [family, helper, elsewhere, ...others]) {
		const none = `/cases/${ABSENT}/comments`;
		assert.equal((await who.get(list)).status, 404, who.email);
		assert.deepEqual(alike(await who.get(list)), alike(await who.get(none)), who.email);
		assert.deepEqual(alike(await bare(who, list, { words: mark })), alike(await bare(who, none, { words: mark })), who.email);
	}
	assert.equal(sql(`SELECT COUNT(*) FROM staff_comment WHERE casefile = ${id}`), before);
});

test("no page of the family or of its supporter has a word of them, and no letter", async () => {
	for (const who of [family, helper]) {
		const found = await pagesOf(who, at);
		assert.ok(found.has(`${at}/record`) && found.has(`${at}/letters`) && found.size > 10, who.email);
		for (const [path, text] of found)
			assert.doesNotMatch(text, new RegExp(`${mark}|comments? of staff|staff comment`, "i"), `${who.email} ${path}`);
	}
	assert.equal(sql(`SELECT COUNT(*) FROM letter WHERE html LIKE '%${mark}%'`), "0");
	assert.equal(sql(`SELECT COUNT(*) FROM mail WHERE body LIKE '%${mark}%'`), "0");
});

test("each stands in the record for staff, who can go to it", async () => {
	const no = titles(await worker.get(list))[0];
	const record = main(await lead.get(`${at}/record`));
	assert.match(record, new RegExp(`A staff comment was written</p>\\s*<p[^>]*>[^<]*by Margaret Lowe[^<]*</p>\\s*<p class="govuk-body">Comment ${no}\\.`));
	assert.ok(record.includes(`href="${list}"`));
});

test("the copy for the case system has them apart, under a heading of their own", async () => {
	const { text } = await lead.get(`${at}/copy/text`);
	const part = text.split(/^== /m).find((s) => s.startsWith("Staff comments"));
	assert.match(part, /^Staff comments: no part of any decision, and may be disclosed to the family on request ==/);
	assert.match(part, /Comment 1, Priya Nair, [^\n]*\nWords: I rang the school about the new timetable/);
	assert.ok(part.includes(mark));
	assert.equal(text.split(mark).length, part.split(mark).length, "and nowhere else");
	assert.match(main(await lead.get(`${at}/copy`)), /<h2[^>]*>Staff comments: no part of any decision/);
});

test("a copy has all of them, or there is none", async () => {
	const last = Number(sql(`SELECT MAX(no) FROM staff_comment WHERE casefile = ${id}`));
	const fill = (from, to) => rows(`INSERT INTO staff_comment (pid, casefile, no, person, role, at, words, hash)
		SELECT RANDOM_BYTES(16), ${id}, ${last} + seq, (SELECT worker FROM casefile WHERE id = ${id}), 3, UTC_TIMESTAMP(6),
			REPEAT('€', 4000), RANDOM_BYTES(32) FROM seq_${from}_to_${to}`);
	fill(1, 200);
	const whole = await lead.get(`${at}/copy/text`);
	assert.equal(whole.status, 200);
	assert.equal(whole.text.match(/^Comment \d+,/gm).length, last + 200);
	fill(201, 400);
	for (const page of ["copy", "copy/text"])
		assert.ok((await lead.get(`${at}/${page}`)).status >= 400, "what does not fit is not left out in silence");
	rows(`DELETE FROM staff_comment WHERE casefile = ${id} AND no > ${last}`);
});

test("one that is being written is its writer's alone", async () => {
	const types = async (who, value) => {
		const { csrf } = hidden((await who.get(list)).text, list);
		assert.equal((await who.post(`/drafts?page=${list}`, { csrf, field: "words", value })).status, 204);
	};
	await types(worker, `Half a thought ${mark}`);
	await types(lead, `Another thought ${mark}`);	// who has one of their own sees no other
	for (const [who, own] of [[worker, "Half a thought"], [lead, "Another thought"]])
		assert.ok((await who.get(list)).text.includes(`${own} ${mark}</textarea>`), who.email);
	for (const who of [lead, manager, family, helper])
		assert.ok(!(await who.get(list)).text.includes("Half a thought"), who.email);
	await types(lead, "");
	assert.equal((await write(worker, `A whole one ${mark}`)).status, 303);
	assert.ok(!(await worker.get(list)).text.includes("Half a thought"));
});

test("a long list goes on from page to page", async () => {
	const last = Number(sql(`SELECT MAX(no) FROM staff_comment WHERE casefile = ${id}`));
	for (let n = 0; n < 50; n++)
		assert.equal((await write(worker, `${mark} long ${n}`)).status, 303);
	const first = titles(await lead.get(list));
	assert.deepEqual([first.length, first[0]], [50, last + 50]);
	assert.match(main(await lead.get(list)), new RegExp(`<form method="get"[^]*name="before" value="${first.at(-1)}"`));
	const rest = titles(await lead.get(`${list}?before=${first.at(-1)}`));
	assert.deepEqual(rest, Array.from({ length: last }, (_, i) => last - i));
});
