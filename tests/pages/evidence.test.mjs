// What was sent is looked at, document by document: whoever decides a challenged
// question says of each what it was to the decision, and letters and receipts say
// that and nothing else. The child is Elsie Thorne (10408), whose challenge has one
// answer to come, to question 6; no other test uses her.

import assert from "node:assert";
import test, { before } from "node:test";

import { hidden } from "../lib/http.mjs";
import { lastLetter } from "../lib/letter.mjs";
import { caseOf, signIn, sql } from "../lib/people.mjs";
import { tell } from "../lib/score.mjs";
import { inCopy, lay, receipt as considered, weigh } from "../lib/weighed.mjs";

const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const ANSWERS = 2, REVIEW = 3;
let family, worker, lead, reviewer, at, id;

const to = (...part) => [at, ...part].join("/");

async function took(answer) {
	const got = await answer;
	assert.equal(got.status, 303, `${got.status} ${main(got)}`);
	return got;
}

const decide = async (who, where, said, fields) => who.submit(to(where), to(where), { verdict: "keep", points: "",
	reason: "She is understood by those who know her", relied: "Two visits at home",
	...await weigh(who, to(where), said), ...fields });

const here = () => ({ family, at, id });
const sent = (name, purpose, about, earlier = true) => lay(here(), name, purpose, { about, today: !earlier });
const receipt = (purpose) => considered(here(), purpose);

before(async () => {
	[family, worker, lead, reviewer] = await Promise.all(["nicola.thorne@family.example",
		"yusuf.demir@accord.example", "alice.wren@accord.example", "daniel.petrov@accord.example"].map((e) => signIn(e)));
	at = await caseOf(family, "Elsie");
	id = sql("SELECT id FROM casefile WHERE child_name = 'Elsie Thorne'")[0][0];
});

test("with no documents the page asks nothing more", async () => {
	assert.doesNotMatch(main(await worker.get(to("reconsider/6"))), /What each document was/);
});

test("each document before who decides is looked at, or the check page stays shut", async () => {
	await sent("speech.pdf", "Report of the speech therapist", "6");
	await sent("summer.pdf", "How the summer was", "");
	await sent("nights.pdf", "Diary of nights", "4");
	await sent("new.pdf", "Came today", "6", false);
	const page = main(await worker.get(to("reconsider/6")));
	assert.match(page, /What each document was to this decision[^]*speech\.pdf[^]*summer\.pdf[^]*new\.pdf/);
	assert.doesNotMatch(page.slice(page.indexOf("What each document was")), /nights\.pdf/);
	const days = ["speech", "new"].map((name) => [...page.matchAll(new RegExp(`\\(${name}\\.pdf\\), received (\\d+ \\w+ \\d{4})<`, "g"))]
		.map(([, day]) => day));
	assert.deepEqual(days.map((d) => d.length), [2, 2], "in the list about the question, and to be weighed");
	assert.notEqual(days[0][1], days[1][1], "two files of one name are told apart by their day");

	const nothing = await decide(worker, "reconsider/6", {});
	assert.equal(nothing.status, 422);
	assert.equal(main(nothing).match(/error-message[^]*?Say what this document was to your decision/g).length, 2,
		"not of the one that came today");
	const bare = await decide(worker, "reconsider/6", { "speech.pdf": "relied", "summer.pdf": "" });
	assert.equal(bare.status, 422);
	assert.match(main(bare), /Say why it did not decide it/);
	assert.equal((await worker.get(to("reconsider/check"))).status, 303);
	const weighed = { "speech.pdf": "relied", "summer.pdf": "It tells of other weeks" };
	const rests = await decide(worker, "reconsider/6", { ...weighed, "speech.pdf": "Old" }, { relied: "" });
	assert.equal(rests.status, 422);
	assert.match(main(rests), /Say which evidence this rests on/);
	await took(decide(worker, "reconsider/6", weighed));
	const check = main(await worker.get(to("reconsider/check")));
	assert.match(check, /Report of the speech therapist \(speech\.pdf\)\./);
	assert.match(check, /How the summer was \(summer\.pdf\): It tells of other weeks\./);
	assert.match(check, /A document has come in and nothing is said of it yet/, "the one of today");
});

test("a document that came before today shuts the check page again, and a form that was open", async () => {
	const [all, one] = [["reconsider/check", "reconsider/share"], ["reconsider/6", "reconsider/6/share"]];
	const forms = [];
	for (const [page, path] of [all, one])
		forms.push([path, hidden((await worker.get(to(page))).text, to(path))]);
	await sent("late.pdf", "Came after it was written", "6");
	assert.match(main(await worker.get(to("reconsider"))), /Documents to look at/);
	assert.equal((await worker.get(to("reconsider/check"))).status, 303);
	for (const [path, form] of forms)
		assert.equal((await took(worker.post(to(path), form))).headers.location, to("reconsider"), path);
	assert.match(main(await worker.get(to("reconsider"))), /Documents to look at/, "nothing was shared");
	sql(`UPDATE document SET audience = 2 WHERE casefile = ${id} AND name = 'late.pdf'`);
	assert.equal((await worker.get(to("reconsider/check"))).status, 200);
});

test("the letter and the receipts say what was said, and no more", async () => {
	assert.equal(await receipt("Report of the speech therapist"), "No decision yet", "a draft is its writer's alone");
	await took(worker.submit(to("reconsider/check"), to("reconsider/share"), {}));
	await took(lead.submit(to("total/letter"), to("total"), {}));
	const { html } = lastLetter(id, ANSWERS);
	assert.match(html, /Evidence: Two visits at home\. Report of the speech therapist \(speech\.pdf\)\./);
	assert.match(html, /Received, but it did not decide it: How the summer was \(summer\.pdf\): It tells of other weeks\./);
	assert.doesNotMatch(html, /nights\.pdf|new\.pdf/);
	tell(sql, at);

	assert.match(await receipt("Report of the speech therapist"),
		/^The answers to your challenge, question 6, Yusuf Demir, [^:]+:[^:]+: the decision rests on it$/);
	assert.match(await receipt("How the summer was"), /question 6, .*: received, but it did not decide it: It tells of other weeks$/);
	for (const other of ["Diary of nights", "Came today"])
		assert.equal(await receipt(other), "No decision yet");
});

// Three files of one name, two of one purpose as well: each has its number, in the
// letter, beside the fields about it and in the list about the question.
async function numbered() {
	const number = ({ document, name, purpose }) => sql(`UPDATE document SET name = '${name}', purpose = '${purpose}' WHERE id = ${document}`);
	const were = sql(`SELECT id, name, purpose FROM document WHERE casefile = ${id} AND audience = 1
		AND name IN ('speech.pdf', 'summer.pdf', 'new.pdf') ORDER BY sent, id`)
		.map(([document, name, purpose]) => ({ document, name, purpose }));
	const purposes = ["Report of the school", "How the summer was", "How the summer was"];
	try {
		were.forEach(({ document }, i) => number({ document, name: "report.pdf", purpose: purposes[i] }));
		const page = main(await reviewer.get(to("review/6"))), letter = main(await reviewer.get(to("review/letter")));
		purposes.forEach((purpose, i) => {
			const which = `number ${i + 1} of that name, received \\d+ \\w+ \\d{4} at [^<]*`;
			assert.match(letter, new RegExp(`${purpose} \\(report\\.pdf, ${which}\\)`));
			assert.match(page, new RegExp(`${purpose}</a> \\(report\\.pdf\\), ${which}</legend>`));
			assert.match(page, new RegExp(`: why<span[^>]*>, ${purpose}, ${which}</span>`));
		});
		for (const n of [1, 3])		// sent for the question
			assert.match(page, new RegExp(`\\(report\\.pdf\\), number ${n} of that name, received [^<]*</li>`));
		assert.match(page, /\(more\.pdf\), received \d+ \w+ \d{4}</, "which is the only one of its name");
	} finally {
		were.forEach(number);
	}
}

test("who reviews looks at them anew, and what was said does not change", async () => {
	await took(family.submit(to("answers/6"), to("answers/6"), { say: "contest", words: "Still not right" }));
	sql(`UPDATE document SET sent = sent - INTERVAL 2 DAY WHERE casefile = ${id} AND name = 'new.pdf'`);
	assert.equal((await decide(reviewer, "review/6", { "speech.pdf": "relied", "summer.pdf": "relied" })).status, 422);
	await took(decide(reviewer, "review/6", { "speech.pdf": "relied", "summer.pdf": "relied", "new.pdf": "It says the same" },
		{ verdict: "accept", relied: "" }));
	await sent("more.pdf", "Came while it was written", "", false);
	assert.match(main(await reviewer.get(to("review/letter"))), /A document has come in and nothing is said of it yet/);
	const form = hidden((await reviewer.get(to("review/letter"))).text, to("review/send"));
	await sent("late2.pdf", "Came after it was read", "");
	assert.equal((await took(reviewer.post(to("review/send"), form))).headers.location, to("review"));
	assert.deepEqual(sql(`SELECT id FROM letter WHERE casefile = ${id} AND kind = ${REVIEW}`), [], "it is not sent");
	sql(`UPDATE document SET audience = 2 WHERE casefile = ${id} AND name = 'late2.pdf'`);
	await numbered();
	await took(reviewer.submit(to("review/letter"), to("review/send"), {}));
	const { html } = lastLetter(id, REVIEW);
	assert.doesNotMatch(await receipt("How the summer was"), /review/, "not before its letter can be read");
	tell(sql, at);
	sql(`UPDATE item_answer w JOIN item i ON i.id = w.item JOIN casefile c ON c.assessment = i.assessment
		SET w.shared = UTC_TIMESTAMP(6) WHERE c.id = ${id} AND w.shared > UTC_TIMESTAMP(6)`);
	const own = main(await worker.get(to("worked-out")));
	assert.match(own, /Evidence[^]*Report of the speech therapist \(speech\.pdf\)\. How the summer was \(summer\.pdf\)\./,
		"how it was worked out names the documents as well");
	assert.match(html, /Reviewed: accepted[^]*speech\.pdf[^]*summer\.pdf[^]*Received, but it did not decide it: Came today \(new\.pdf\): It says the same\./);
	assert.match(await receipt("How the summer was"), /other weeks\s+The score after the review, question 6, .*: the decision rests on it$/);
	assert.equal(await receipt("Diary of nights"), "No decision yet");
});

test("the copy for the case system says it of both decisions", async () => {
	const copy = await inCopy(lead, at);
	assert.match(copy, /How the summer was \(summer\.pdf\)\nThe answers to your challenge, question 6, Yusuf Demir, [^\n]*: received, but it did not decide it: It tells of other weeks\n/);
	assert.match(copy, /How the summer was \(summer\.pdf\)\nThe score after the review, question 6, Daniel Petrov, [^\n]*: the decision rests on it\n/);
	assert.doesNotMatch(copy, /nights\.pdf/);
});
