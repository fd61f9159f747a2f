// A contested score over HTTP, from the challenge to the letter of the review,
// with the people it takes. The child is Astrid Lindqvist (11148); each run gives her
// a new score, and no other test uses her.

import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import test, { before } from "node:test";

import { multipart, send } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { hidden } from "../lib/http.mjs";
import { caseOf, signIn } from "../lib/people.mjs";
import { newScore, tell } from "../lib/score.mjs";
import { weigh } from "../lib/weighed.mjs";

const mark = `m${process.pid}x${Date.now()}`;
let family, worker, lead, reviewer, elsewhere, manager, stranger, at;

function sql(text) {
	const socket = /db.socket = (.*)/.exec(readFileSync(process.env.ACCORD_CONFIG, "utf8"))[1];
	return execFileSync("mariadb", ["--no-defaults", `--socket=${socket}`, "-N", "-B",
		"accord", "-e", text], { encoding: "utf8" }).trim();
}

const main = (answer) => answer.text.slice(answer.text.indexOf("<main"), answer.text.indexOf("</main>"));
const assessment = () => sql("SELECT assessment FROM casefile WHERE child_name = 'Astrid Lindqvist'");
const states = () => sql(`SELECT GROUP_CONCAT(CONCAT(question, '=', state) ORDER BY question) FROM item WHERE assessment = ${assessment()}`);
const lastLetter = () => sql("SELECT l.html FROM letter l JOIN casefile c ON c.id = l.casefile WHERE c.child_name = 'Astrid Lindqvist' ORDER BY l.no DESC LIMIT 1");
const letters = () => Number(sql("SELECT COUNT(*) FROM letter l JOIN casefile c ON c.id = l.casefile WHERE c.child_name = 'Astrid Lindqvist'"));
const scores = () => sql(`SELECT total, yearly DIV 100 FROM score WHERE assessment = ${assessment()} ORDER BY no`);

async function took(answer) {
	const got = await answer;
	assert.equal(got.status, 303, main(got));
	return got;
}

const challenge = (n, points, more = {}) => family.submit(`${at}/challenge/${n}`, `${at}/challenge/${n}`,
	{ points: String(points), why: `Why ${n} ${mark}`, evidence: `Letter ${n} ${mark}`, ...more });
const decide = async (who, where, n, fields) => who.submit(`${at}/${where}/${n}`, `${at}/${where}/${n}`,
	{ reason: `Reason ${where} ${n} ${mark}`, relied: `Relied ${n} ${mark}`,
		...await weigh(who, `${at}/${where}/${n}`), ...fields });

// Somebody who may not: the same as if it were not there, with a form of theirs.
async function refused(who, path, fields = {}) {
	const own = hidden((await who.get("/account")).text, "/sign-out");
	assert.equal((await who.post(`${at}${path}`, { ...own, ...fields })).status, 404, path);
}

before(async () => {
	const who = [];
	for (const email of ["rachel.lindqvist@family.example", "liam.corrigan@accord.example",
		"alice.wren@accord.example", "daniel.petrov@accord.example",
		"ruth.okafor@accord.example", "margaret.lowe@accord.example",
		"beth.mistry@family.example"])
		who.push(await signIn(email));
	[family, worker, lead, reviewer, elsewhere, manager, stranger] = who;
	at = await caseOf(family, "Astrid");
	await newScore({ worker, family, lead, at });
	tell(sql, at);
});

test("a challenge is written in private, with its effect before it is sent", async () => {
	for (const who of [worker, lead, reviewer, manager, stranger])
		assert.equal((await who.get(`${at}/challenge`)).status, 404);
	const wrong = await challenge(1, 9);
	assert.equal(wrong.status, 422);
	assert.match(main(wrong), /This is the score as it stands/);
	assert.match(main(wrong), new RegExp(`Why 1 ${mark}`), "what was typed is there");
	assert.match(main(await challenge(1, 10)), /Choose one of these scores: 0, 9, 18 or 27/);
	for (const score of ["28", "a lot", "14.5", "1000"])
		assert.match(main(await challenge(4, score)), /Enter a whole score from 0 to 27/, score);
	assert.match(main(await challenge(1, 27, { evidence: "a".repeat(2100) })),
		/<a href="#evidence">Evidence: this has 2100 characters\. Shorten it to 2000 or fewer/);
	await took(challenge(1, 27));
	await took(challenge(2, 18));
	await took(challenge(3, 27));
	await took(challenge(4, 14));
	const lower = await challenge(5, 0);
	assert.equal(lower.status, 422, "by a slip nobody asks for less");
	assert.match(main(lower), /Did you mean a lower score\? It is 9 points now, and you chose 0/);
	assert.match(main(lower), /type="checkbox" value="yes"[^>]*>\s*<label[^>]*>Yes, I mean a lower score/);
	await took(challenge(5, 0, { lower: "yes" }));
	assert.match(main(await family.get(`${at}/challenge/5`)), /name="lower"[^>]* checked/, "it is not asked twice");
	const list = main(await family.get(`${at}/challenge`));
	assert.doesNotMatch(list, /saved as you/, "that takes a script");
	assert.match(list, /Save each question before you go on/);
	assert.match(main(await family.get(`${at}/challenge/5`)), /save it before you add one/);
	assert.match(list, /5\. Keeping safe<\/a>\s*<div[^>]*>From 9 points, regular, to 0 points[^<]*Why 5/);
	assert.match(list, /6\. [^<]*<\/a>\s*<div[^>]*>(?!From)/);
	await took(family.submit(`${at}/challenge/5`, `${at}/challenge/5/leave`, {}));
	assert.doesNotMatch(main(await worker.get(`${at}/answers`)), new RegExp(mark));
	const check = main(await family.get(`${at}/challenge/check`));
	assert.match(check, /108[\s\S]*<strong>158<\/strong>/);
	assert.match(check, /Low[\s\S]*<strong>Medium<\/strong>/);
	assert.match(check, /£1,000[\s\S]*<strong>£2,800<\/strong>/);
	assert.match(check, /50 points more, and £1,800 a year more/);
	assert.match(check, /Rachel Lindqvist: family/);
	assert.match(check, /Liam Corrigan scored it[^<]*<strong>\d+ \w+ \d{4}<\/strong>[^]*href="tel:01632\d+"/);
	assert.equal(states(), "NULL");
});

test("a file is added to the question, found with it, and leads back", async () => {
	const documents = `${at}/documents`, question = `${at}/challenge/1`, purpose = `Sleep diary ${mark}`;
	const from = `${documents}?next=${question}`;
	assert.ok(main(await family.get(question)).includes(`href="${from}"`));
	assert.match(main(await family.get(`${at}/challenge/check`)), /Files<\/dt>[^]*None\. You can send without/);
	const page = await family.get(from);
	assert.ok(main(page).includes(`href="${question}">Back to the question`));
	assert.match(main(page), /<option value="1" selected>/);
	const answer = await send(family, documents, multipart({ ...hidden(page.text, documents), purpose,
		about: "1", audience: "all" }, { name: "scan0001.pdf", bytes: files.pdf() }));
	assert.equal(answer.headers.location, from);
	assert.match(main(await family.get(documents)), new RegExp(`<h2[^>]*><a[^>]*>${purpose}</a>`));
	const check = main(await family.get(`${at}/challenge/check`));
	assert.match(check, new RegExp(`Files</dt>[^]*>${purpose}</a> \\(scan0001\\.pdf\\)`));
	for (const next of ["/account", "/help", `${at.replace(/.{22}$/, "A".repeat(22))}/challenge/1`])
		assert.equal((await family.get(`${documents}?next=${next}`)).status, 400, next);
});

test("each page says whose case it is, and the window does without the child’s name", async () => {
	const title = ({ text }) => /<title>(.*)<\/title>/.exec(text)[1];
	const ours = await family.get(`${at}/challenge`), theirs = await worker.get(`${at}/questionnaire/1`);
	assert.match(main(ours), /class="accord-about">Astrid, 11148-\w</);
	assert.equal(title(ours), "Challenge the score – Tulip – Accord");
	assert.match(main(theirs), /class="accord-about">Astrid Lindqvist, 11148-\w</);
	assert.match(title(theirs), / – AL 11148-\w – Accord$/);
	assert.doesNotMatch(title(theirs), /Astrid|Lindqvist/);
});

test("sent twice it is one challenge, and a stranger sends none", async () => {
	await refused(stranger, "/challenge/send");
	await refused(worker, "/challenge/send");
	const form = hidden((await family.get(`${at}/challenge/check`)).text, `${at}/challenge/send`);
	const both = await Promise.all([family.post(`${at}/challenge/send`, form),
		family.post(`${at}/challenge/send`, form)]);
	assert.deepEqual(both.map((b) => [b.status, b.headers.location]),
		[[303, `${at}/answers`], [303, `${at}/answers`]]);
	assert.equal(states(), "1=1,2=1,3=1,4=1");
	assert.equal(sql(`SELECT COUNT(*) FROM record r JOIN casefile c ON c.id = r.casefile
		WHERE c.child_name = 'Astrid Lindqvist' AND r.action = 22 AND r.no >
		(SELECT MAX(no) FROM record x WHERE x.casefile = c.id AND x.action = 20)`), "1");
	assert.match(main(await worker.get("/")), /Reconsider the challenged scores/);
});

test("the worker decides with reasons, and sees the sum only after them", async () => {
	for (const who of [family, lead, reviewer, stranger, elsewhere])
		assert.equal((await who.get(`${at}/reconsider`)).status, 404);
	const page = main(await worker.get(`${at}/reconsider/1`));
	assert.match(page, new RegExp(`Why 1 ${mark}`));
	assert.doesNotMatch(page, /£|Medium/);
	assert.equal((await worker.get(`${at}/reconsider/check`)).status, 303, "not before");
	assert.doesNotMatch(main(await worker.get(`${at}/reconsider/2`)), /Accept in part/);
	assert.equal((await decide(worker, "reconsider", 2, { verdict: "part", points: "9" })).status, 422);
	assert.equal((await decide(worker, "reconsider", 4, { verdict: "part", points: "14" })).status, 422);
	assert.equal((await decide(worker, "reconsider", 1, { verdict: "keep", reason: "" })).status, 422);
	await took(decide(worker, "reconsider", 1, { verdict: "keep" }));
	await took(decide(worker, "reconsider", 2, { verdict: "accept" }));
	await took(decide(worker, "reconsider", 3, { verdict: "part" }));	// only 18 lies between
	await took(decide(worker, "reconsider", 4, { verdict: "part", points: "12" }));
	assert.doesNotMatch(main(await family.get(`${at}/answers/1`)), /Reason reconsider/);
	assert.doesNotMatch(main(await lead.get(`${at}/total`)), /Reason reconsider/);
	const check = main(await worker.get(`${at}/reconsider/check`));
	assert.match(check, /<strong>129<\/strong>[\s\S]*<strong>£1,500<\/strong>/);
});

test("an answer is the family's when it is shared, and counts when confirmed", async () => {
	await took(worker.submit(`${at}/reconsider/1`, `${at}/reconsider/1/share`, {}));
	assert.match(main(await family.get(`${at}/answers/1`)), new RegExp(`Reason reconsider 1 ${mark}`));
	assert.doesNotMatch(main(await family.get(`${at}/answers/2`)), /Reason reconsider/);
	assert.doesNotMatch(main(await lead.get(`${at}/total`)), /Read the letter before/);
	assert.equal((await lead.get(`${at}/total/letter`)).status, 303);
	await took(worker.submit(`${at}/reconsider/check`, `${at}/reconsider/share`, {}));
	assert.equal(states(), "1=2,2=2,3=2,4=2");
	assert.equal(scores(), "108\t1000");
	for (const who of [family, worker, reviewer, elsewhere, manager, stranger])
		await refused(who, "/total");
	const form = hidden((await lead.get(`${at}/total/letter`)).text, `${at}/total`);
	const before = letters();
	await took(lead.post(`${at}/total`, form));
	await took(lead.post(`${at}/total`, form));
	assert.equal(letters(), before + 1);
	assert.equal(scores(), "108\t1000\n129\t1500");
	assert.equal(states(), "1=3,2=3,3=3,4=3");
});

test("the letter of the answers is made of the rows", () => {
	const html = lastLetter();
	for (const n of [1, 2, 3, 4])
		for (const word of ["Why", "Letter", "Reason reconsider", "Relied"])
			assert.match(html, new RegExp(`${word} ${n} ${mark}`));
	assert.match(html, /129 points/);
	assert.match(html, /£1,500 a year/);
	assert.match(html, /Liam Corrigan, social worker/);
	assert.match(html, /Alice Wren, practice lead/);
	assert.match(html, /reference-2025-1/);
	assert.match(html, /Ombudsman/);
	assert.match(html, /Annex/);
});

test("the family accepts, contests, or lets an answer rest", async () => {
	await refused(worker, "/answers/1", { say: "accept" });
	await refused(stranger, "/answers/1", { say: "accept" });
	const say = (n, fields) => family.submit(`${at}/answers/${n}`, `${at}/answers/${n}`, fields);
	await took(say(2, { say: "accept" }));
	await took(say(1, { say: "contest", words: `Still wrong ${mark}` }));
	assert.equal((await say(4, { say: "contest", points: "12" })).status, 422, "given already");
	await took(say(4, { say: "contest", points: "20" }));
	assert.equal(states(), "1=5,2=4,3=3,4=5");
	assert.match(main(await reviewer.get("/")), /Review the contested scores/);
	assert.doesNotMatch(main(await lead.get("/")), new RegExp(`${at}/review`), "who approved has no part");
});

test("who approved, scored or is of another team does not review", async () => {
	for (const who of [lead, worker, elsewhere, manager, family, stranger]) {
		assert.equal((await who.get(`${at}/review`)).status, 404);
		await refused(who, "/review/send");
	}
});

test("the preview is the letter, and nothing in it was typed twice", async () => {
	assert.equal((await decide(reviewer, "review", 4, { verdict: "part", points: "9" })).status, 422,
		"never below what was given");
	await took(decide(reviewer, "review", 1, { verdict: "part" }));
	assert.equal((await reviewer.get(`${at}/review/letter`)).status, 303, "one is owed");
	await took(decide(reviewer, "review", 4, { verdict: "accept" }));
	assert.doesNotMatch(main(await lead.get(`${at}/answers/1`)), /Reason review/);
	const preview = await reviewer.get(`${at}/review/letter`);
	const shown = /<article[^>]*>\s*([\s\S]*?)\s*<\/article>/.exec(preview.text)[1];
	assert.doesNotMatch(main(preview), /theirs by name/, "all of its staff are named already");
	const form = hidden(preview.text, `${at}/review/send`);
	const before = letters();
	const sent = await Promise.all([reviewer.post(`${at}/review/send`, form),
		reviewer.post(`${at}/review/send`, form)]);
	assert.deepEqual(sent.map((s) => s.headers.location), [at, at]);
	assert.match(main(await reviewer.get(at)), /The review is finished, and the letter is made/);
	assert.equal(letters(), before + 1);
	assert.equal(lastLetter().replaceAll("\\n", "\n").trim(), shown.trim());
	assert.equal(scores(), "108\t1000\n129\t1500\n146\t2800");
	assert.equal(states(), "1=6,2=4,3=3,4=6");
	const [total, yearly] = scores().split("\n").at(-1).split("\t").map(Number);
	assert.match(shown, new RegExp(`${total} points`));
	assert.match(shown, /<strong>Accepted\.<\/strong> You, on /);
	assert.match(shown, new RegExp(`£${yearly.toLocaleString("en-GB")} a year`));
	const rows = sql(`SELECT i.question, w.points FROM item i JOIN item_answer w ON w.item = i.id
		WHERE i.assessment = ${assessment()} AND w.tier = 2`).split("\n");
	for (const row of rows)
		assert.match(shown, new RegExp(`<td><strong>Reviewed: [^<]*</strong>[^<]*</td><td>${row.split("\t")[1]} points`));
});

test("the second who decides is told that somebody was first", async () => {
	const own = hidden((await reviewer.get("/account")).text, "/sign-out");
	const late = await reviewer.post(`${at}/review/send`, own);
	assert.equal(late.status, 409);
	assert.match(late.text, /Somebody got there first/);
});

test("withdrawn and taken up again, with a letter and a full new clock", async () => {
	await took(challenge(7, 18));
	await took(challenge(8, 18));
	await took(family.submit(`${at}/challenge/check`, `${at}/challenge/send`, {}));
	const before = letters();
	await took(family.submit(`${at}/answers/7`, `${at}/answers/7/withdraw`, {}));
	assert.match(states(), /7=7,8=1/);
	assert.equal(letters(), before + 1);
	assert.match(lastLetter(), /What stands after your withdrawal/);
	await took(family.submit(`${at}/answers/7`, `${at}/answers/7/return`, {}));
	assert.match(states(), /7=1,8=1/);
	await refused(worker, "/answers/7/withdraw");
	await refused(stranger, "/answers/withdraw");
	await took(family.submit(`${at}/answers/withdraw`, `${at}/answers/withdraw`, {}));
	assert.match(states(), /3=7|3=9/);
	assert.match(states(), /7=7,8=7/);
	assert.equal(scores().split("\n").length, 3, "what was given stands");
});

test("the list of open disagreements has the step, who holds it and the sums", async () => {
	await took(family.submit(`${at}/answers/7`, `${at}/answers/7/return`, {}));
	for (const who of [worker, lead, manager]) {
		const page = main(await who.get("/disputes"));
		assert.match(page, /Astrid Lindqvist[\s\S]*Reconsider the challenged scores[\s\S]*Liam Corrigan/);
		assert.match(page, /data-label="Agreed">£1,800/);
	}
	for (const who of [family, stranger])
		assert.equal((await who.get("/disputes")).status, 404);
	assert.doesNotMatch(main(await elsewhere.get("/disputes")), /Astrid Lindqvist/);
	await took(family.submit(`${at}/answers/withdraw`, `${at}/answers/withdraw`, {}));
});

test("where nobody of the team may review, somebody is named, and the family told", async () => {
	const team = sql("SELECT team FROM casefile WHERE child_name = 'Astrid Lindqvist'");
	sql(`INSERT INTO team (pid, name) SELECT RANDOM_BYTES(16), 'Team without a lead'
		WHERE NOT EXISTS (SELECT 1 FROM team WHERE name = 'Team without a lead')`);
	sql(`UPDATE casefile SET team = (SELECT id FROM team WHERE name = 'Team without a lead')
		WHERE child_name = 'Astrid Lindqvist'`);
	try {
		await took(family.submit(`${at}/answers/3`, `${at}/answers/3/return`, {}));
		await took(family.submit(`${at}/answers/3`, `${at}/answers/3`, { say: "contest" }));
		assert.match(main(await manager.get("/")), /Name a reviewer from another team/);
		for (const who of [lead, worker, family, elsewhere])
			assert.equal((await who.get(`${at}/reviewer`)).status, 404);
		assert.equal((await elsewhere.get(at)).status, 404);
		const page = await manager.get(`${at}/reviewer`);
		const ruth = /value="([^"]+)"[^>]*>\s*<label[^>]*>Ruth Okafor/.exec(page.text)[1];
		await took(manager.submit(`${at}/reviewer`, `${at}/reviewer`,
			{ person: ruth, reason: `No one in the team ${mark}` }));
		assert.match(main(await family.get(at)), new RegExp(`Ruth Okafor of the North team reviews[\\s\\S]*No one in the team ${mark}`));
		assert.equal((await elsewhere.get(at)).status, 200);
		assert.equal((await elsewhere.get(`${at}/total`)).status, 404, "only the step that was given");
		await took(decide(elsewhere, "review", 3, { verdict: "accept" }));
		assert.match(main(await elsewhere.get(`${at}/review/letter`)),
			/Who will see this[^]*Ruth Okafor, practice lead: while a step of the case is theirs by name/);
		const reviewed = await took(elsewhere.submit(`${at}/review/letter`, `${at}/review/send`, {}));
		assert.equal(reviewed.headers.location, "/", "the case is theirs no more");
		assert.match(main(await elsewhere.get("/")), /The review is finished/);
		assert.match(lastLetter(), new RegExp(`Margaret Lowe named Ruth Okafor[\\s\\S]*${mark}`));
		assert.equal((await elsewhere.get(at)).status, 404, "and no longer than it lasts");
	} finally {
		sql(`UPDATE casefile SET team = ${team} WHERE child_name = 'Astrid Lindqvist'`);
	}
});
