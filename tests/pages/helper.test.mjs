// A parent who helps another family is a supporter there, and nothing more: who
// somebody is in a case is said by how they stand to it. The cases are Fatou
// Sesay's and Martha Frost's; Donna Keating, who has a child of her own, helps.

import assert from "node:assert";
import test, { before } from "node:test";

import { documentsOf, upload } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { caseOf, hidden, signIn, sql } from "../lib/people.mjs";

const mark = `h${process.pid}x${Date.now()}`;
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
let donna, ibrahim, xenia, ann, fatou, martha;

function helps(email, child) {
	sql(`INSERT INTO supporter (casefile, person, named_by, may_draft, since)
		SELECT c.id, p.id, f.person, TRUE, UTC_TIMESTAMP(6)
		  FROM casefile c, person p, family_member f
		 WHERE c.child_name = '${child}' AND f.casefile = c.id AND p.email = '${email}'
		ON DUPLICATE KEY UPDATE until = NULL, may_draft = TRUE`);
}

before(async () => {
	for (const email of ["donna.keating@family.example", "ann.calder@help.example"])
		for (const child of ["Fatou Sesay", "Martha Frost"])
			helps(email, child);
	[donna, ibrahim, xenia, ann] = await Promise.all(["donna.keating@family.example",
		"ibrahim.sesay@family.example", "xenia.frost@family.example",
		"ann.calder@help.example"].map((email) => signIn(email)));
	fatou = await caseOf(ibrahim, "Fatou");
	martha = await caseOf(xenia, "Martha");
});

test("another supporter’s draft is not theirs to see, open or send", async () => {
	const list = await documentsOf(ibrahim, "Fatou"), purpose = `Ann’s draft ${mark}`;
	assert.equal((await upload(ann, list, { name: "a.pdf", bytes: files.pdf() },
		{ purpose, audience: "draft" })).status, 303);
	const page = await ibrahim.get(list);
	assert.match(page.text, new RegExp(purpose), "the family sees it");
	const part = page.text.split('<article class="accord-document"').find((p) => p.includes(purpose));
	const [, open] = /href="(\/cases\/[^"]*)"/.exec(part);
	assert.doesNotMatch((await donna.get(list)).text, new RegExp(purpose));
	assert.equal((await donna.get(open)).status, 404);
	const secrets = hidden((await donna.get("/account")).text, "/sign-out");
	assert.equal((await donna.post(`${open}/send`, secrets)).status, 404);
	assert.equal((await donna.get(`${open}/newer`)).status, 404);
});

test("what they add is a draft for the family to send", async () => {
	const list = await documentsOf(ibrahim, "Fatou");
	const file = { name: "a.pdf", bytes: files.pdf() };
	assert.equal((await upload(donna, list, file, { audience: "all" })).status, 400);
	const purpose = `Donna’s draft ${mark}`;
	assert.equal((await upload(donna, list, file, { purpose, audience: "draft" })).status, 303);
	const part = (await ibrahim.get(list)).text.split('<article class="accord-document"')
		.find((p) => p.includes(purpose));
	assert.match(part, /You and your supporter, until you send it/);
});

test("what they write is marked for the family, and waits for it", async () => {
	const words = `She sings on Fridays ${mark}`, outcomes = `${fatou}/plan/outcomes`;
	assert.equal((await donna.submit(outcomes, outcomes, { words })).status, 303);
	const said = /Written by Donna Keating on \d+ \w+ \d{4} at [^.]*\. Nothing is sent until you send it/;
	const row = main(await ibrahim.get(outcomes)).split("<li>").find((part) => part.includes(words));
	assert.match(row, said);
	const [, one] = /href="([^"]*)"/.exec(row);
	assert.match(main(await ibrahim.get(one)), said);
	assert.equal((await ibrahim.submit(one, one, { words })).status, 303);
	assert.doesNotMatch(main(await ibrahim.get(one)), /Written by/, "now it is theirs");
	assert.equal((await ibrahim.submit(one, `${one}/remove`, {})).status, 303);

	const question = `${fatou}/challenge/4`, asks = { points: "5", why: `Up all night ${mark}`, lower: "yes" };
	assert.equal((await donna.submit(question, question, asks)).status, 303);
	for (const page of ["challenge", "challenge/4", "challenge/check"])
		assert.match(main(await ibrahim.get(`${fatou}/${page}`)), said, page);
	assert.doesNotMatch(main(await donna.get(question)), /Written by/);
	assert.equal((await ibrahim.submit(question, question, asks)).status, 303);
	assert.doesNotMatch(main(await ibrahim.get(question)), /Written by/);
	assert.equal((await ibrahim.submit(question, `${question}/leave`, {})).status, 303);
});

test("a letter they open is not opened by the family", async () => {
	sql("UPDATE letter l JOIN casefile c ON c.id = l.casefile SET l.opened = NULL WHERE c.child_name = 'Fatou Sesay'");
	const opened = () => sql(`SELECT COUNT(l.opened) FROM letter l JOIN casefile c ON c.id = l.casefile
		WHERE c.child_name = 'Fatou Sesay'`)[0][0];
	const [, letter] = /href="(\/cases\/[^"]*\/letters\/[^"]*)"/.exec((await donna.get(`${fatou}/letters`)).text);
	assert.equal((await donna.get(letter)).status, 200);
	assert.equal(opened(), "0");
	assert.equal(sql("SELECT v.role FROM view v JOIN person p ON p.id = v.person " +
		"WHERE p.email = 'donna.keating@family.example' AND v.what = 2 ORDER BY v.at DESC LIMIT 1")[0][0],
	"2", "and who looked was a supporter");
	assert.equal((await ibrahim.get(letter)).status, 200);
	assert.equal(opened(), "1");
});

test("the family reads which letters and documents they opened", async () => {
	const list = await documentsOf(ibrahim, "Fatou"), purpose = `For all ${mark}`;
	const looked = async () => main(await ibrahim.get(`${fatou}/views`)).split("<tr")
		.filter((row) => /Donna Keating[^]*supporter[^]*opened the (letter|document) ‘/.test(row)).length;
	const before = await looked();
	assert.ok(before > 0, "the letter");
	assert.equal((await upload(ibrahim, list, { name: "a.pdf", bytes: files.pdf() }, { purpose, audience: "all" })).status, 303);
	const part = (await donna.get(list)).text.split('<article class="accord-document"').find((p) => p.includes(purpose));
	assert.equal((await donna.get(/href="(\/cases\/[^"]*)"/.exec(part)[1])).status, 200);
	assert.equal(await looked(), before + 1, "the document");
	assert.equal((await donna.get(`${fatou}/views`)).status, 404, "the list itself is the family’s");
});

test("what the family has not sent of its view is the family’s", async () => {
	const at = `${martha}/questionnaire/1`, words = `Not sent ${mark}`;
	assert.equal((await xenia.submit(at, `${at}/view`, { view: "different", words })).status, 303);
	assert.match((await xenia.get(at)).text, new RegExp(words));
	assert.equal((await donna.get(at)).status, 200);
	assert.doesNotMatch((await donna.get(at)).text, new RegExp(words));
	assert.doesNotMatch(main(await donna.get(`${martha}/questionnaire`)), /differently/);
});

test("their own child’s case is theirs as before", async () => {
	const tilly = await caseOf(donna, "Tilly");
	assert.equal((await donna.get(`${tilly}/supporters`)).status, 200);
	const home = main(await donna.get("/"));
	assert.match(home, /Everything about Fatou’s budget/);
	assert.doesNotMatch(home, /Fatou: /);	// what is asked there is asked of her family
});
