// What is said of a document is bound to it, and to no place in the list: whatever
// comes in while the form is open, and in drafts. And a point from a line of the plan has
// what earlier answers to it rest on. The child is Nell Harker (12221), whose points are
// sent; nobody else uses her.

import assert from "node:assert";
import test, { before } from "node:test";

import { caseOf, hidden, signIn, sql } from "../lib/people.mjs";
import { hide, lay, weigh } from "../lib/weighed.mjs";

const mark = `m${process.pid}x${Date.now()}`;
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const to = (...part) => [base, ...part].join("/");
const here = () => ({ family, at: base, id });
const secrets = async (who) => hidden((await who.get("/account")).text, "/sign-out");
const weighed = { "plan.pdf": "relied", "prices.pdf": `It is older ${mark}` };
let family, margaret, samuel, base, id, path;

async function took(answer) {
	const got = await answer;
	assert.equal(got.status, 303, `${got.status} ${main(got)}`);
	return got;
}

const answer = { answer: "agreed", part: "", which: "", "from-day": "", "from-month": "", "from-year": "", price: "",
	reason: `Because ${mark}`, relied: "" };
const decide = async (who, said, fields) => who.submit(path, path, { ...answer, ...await weigh(who, path, said), ...fields });

before(async () => {
	[family, margaret, samuel] = await Promise.all(["joan.harker@family.example", "margaret.lowe@accord.example",
		"samuel.finch@accord.example"].map((email) => signIn(email)));
	base = await caseOf(family, "Nell");
	[[id]] = sql("SELECT id FROM casefile WHERE child_name = 'Nell Harker'");
	path = to("decide/points/1");
	sql(`UPDATE planning SET state = 15, in_writing = 1 WHERE casefile = ${id}`);
	hide({ id }, "%.pdf");	// of a run before
	await lay(here(), "plan.pdf", "Photo of the club", { about: "plan" });
	await lay(here(), "prices.pdf", "Prices of the club");
	await lay(here(), "new.pdf", "Came today", { today: true });
	await lay(here(), "question.pdf", "Report of the school", { about: "3" });
	await lay(here(), "other.pdf", "Of another question", { about: "4" });
});

// What the page asks of a document: { pid, said, why }, as it shows them.
function asked(page, name) {
	const part = page.split("<fieldset").find((p) => p.includes(`(${name}), received`));
	const [, pid] = /name="said_([\w-]{22})"/.exec(part);
	return { pid, error: /error-message[^]*?<\/span>([^<]*)/.exec(part.split("govuk-radios")[0])?.[1],
		said: /value="(\w+)"[^>]* checked/.exec(part)?.[1] ?? "",
		why: new RegExp(`name="why_${pid}"[^>]*>\\s*([^<]*)</textarea>`).exec(page)[1] };
}

test("a document that comes in while the form is open moves nothing that was typed", async () => {
	const { text } = await margaret.get(path), fields = { ...answer, ...hidden(text, path),
		...await weigh(margaret, path, { ...weighed, "new.pdf": "Too late" }) };
	await lay(here(), "first.pdf", "Comes first in the list");
	sql(`UPDATE document SET sent = sent - INTERVAL 9 DAY WHERE casefile = ${id} AND name = 'first.pdf'`);
	const kept = () => sql(`SELECT d.name, x.said, x.why FROM document_weighed x JOIN document d ON d.id = x.document
		WHERE d.casefile = ${id} ORDER BY d.name`);
	const before = kept(), page = (await margaret.post(path, fields)).text;
	assert.match(asked(page, "first.pdf").error, /A document has come in and nothing is said of it yet/);
	assert.ok(page.indexOf("(first.pdf)") < page.indexOf("(plan.pdf)"), "every place has moved");
	assert.deepEqual(["first.pdf", "plan.pdf", "prices.pdf", "new.pdf"].map((name) => {
		const { said, why } = asked(page, name);
		return [name, said, why];
	}), [["first.pdf", "", ""], ["plan.pdf", "relied", ""], ["prices.pdf", "not_decisive", `It is older ${mark}`],
		["new.pdf", "not_decisive", "Too late"]]);
	assert.deepEqual(kept(), before, "nothing is recorded");
	assert.match((await margaret.get(path)).text, /data-typed/, "and kept as a draft");
	assert.equal(asked((await margaret.get(path)).text, "prices.pdf").why, `It is older ${mark}`);
	await took(margaret.post(path, { ...fields, ...hidden(page, path), [`said_${asked(page, "first.pdf").pid}`]: "relied",
		[`why_${asked(page, "first.pdf").pid}`]: "" }));
	assert.deepEqual(kept().map((row) => row.slice(0, 3)), [["first.pdf", "1", ""], ["new.pdf", "2", "Too late"],
		["plan.pdf", "1", ""], ["prices.pdf", "2", `It is older ${mark}`]]);
	const again = await margaret.post(path, { ...fields, ...hidden(page, path), [`why_${asked(page, "prices.pdf").pid}`]: "Other words" });
	assert.equal(again.status, 409);
	assert.match(main(again), /Why the document did not decide it \(\d\)[^]*Other words/);
	sql(`DELETE x FROM document_weighed x JOIN document d ON d.id = x.document WHERE d.casefile = ${id} AND d.name IN ('first.pdf', 'new.pdf')`);
	hide(here(), "first.pdf");
});

test("what was typed as one goes is offered with its document, and an older draft with none", async () => {
	const { csrf } = await secrets(samuel);
	const keep = async (field, value) => assert.equal((await samuel.post(`/drafts?page=${path}`, { csrf, field, value })).status,
		field.length > 10 ? 204 : 400, field);
	const { pid } = asked((await samuel.get(path)).text, "prices.pdf");
	await keep(`why_${pid}`, `Typed ${mark}`);
	await keep("why_1", "By its place");
	sql(`INSERT INTO draft (person, page, field, value, at) SELECT id, '${path}', 'why_1', 'By its place', UTC_TIMESTAMP(6)
		FROM person WHERE email = 'samuel.finch@accord.example'`);
	hide(here(), "first.pdf", false);
	const page = (await samuel.get(path)).text;
	hide(here(), "first.pdf");
	assert.equal(asked(page, "prices.pdf").why, `Typed ${mark}`);
	assert.equal(asked(page, "first.pdf").why + asked(page, "plan.pdf").why, "");
	assert.doesNotMatch(page, /By its place/);
	sql(`DELETE FROM draft WHERE page = '${path}'`);
});

test("what is said of a document of another list is not taken", async () => {
	const pid = "AAAAAAAAAAAAAAAAAAAAAA";
	const other = await decide(samuel, weighed, { [`said_${pid}`]: "relied", [`why_${pid}`]: `Of another ${mark}` });
	assert.equal(other.status, 409);
	assert.match(main(other), new RegExp(`Of another ${mark}`));
	for (const name of ["said_1", "said", `said_${pid}x`])
		assert.equal((await decide(samuel, weighed, { [name]: "relied" })).status, 400, name);
	assert.equal((await samuel.request("POST", path, { headers: { origin: samuel.base.origin, "sec-fetch-site": "same-origin",
		"content-type": "application/x-www-form-urlencoded" }, body: `${new URLSearchParams(await secrets(samuel))}&said_${pid}=relied&said_${pid}=relied` })).status, 400);
	sql(`DELETE FROM draft WHERE page = '${path}'`);
});

test("a point from a line of the plan has what the answer to it, or to the meeting, rests on", async () => {
	const lists = async (who) => [...main(await who.get(path)).matchAll(/<\/a> \(([\w.]+)\), [^<]*received[^<]*<\/legend>/g)].map(([, name]) => name);
	const own = ["plan.pdf", "prices.pdf", "new.pdf"];
	assert.deepEqual(await lists(margaret), own);
	const rests = (what, decision, person, name, said = 1) => sql(`INSERT INTO document_weighed (document, what, decision, person, said, why, saved)
		SELECT d.id, ${what}, ${decision}, ${person}, ${said}, '', UTC_TIMESTAMP(6) FROM document d WHERE d.casefile = ${id} AND d.name = '${name}'`);
	const [[plan, writer]] = sql(`SELECT a.plan, a.writer FROM plan_answer a JOIN plan_line l ON l.plan = a.plan
		JOIN point k ON k.plan_line = l.pid WHERE k.casefile = ${id}`);
	rests(3, plan, writer, "question.pdf", 2);
	rests(3, plan, writer + 1, "question.pdf");
	assert.deepEqual(await lists(margaret), own, "only what was relied on, and by who answered");
	sql(`UPDATE document_weighed SET said = 1 WHERE what = 3 AND decision = ${plan} AND person = ${writer}`);
	const more = ["plan.pdf", "prices.pdf", "question.pdf", "new.pdf"];
	assert.deepEqual(await lists(margaret), more);
	assert.match(main(await margaret.get(path)), /with the plan or for the case as a whole, or an earlier answer to this point rests on them/);
	assert.match(main(await margaret.get(to("decide"))), /Documents to look at/, "what came to the list has to be looked at");
	sql(`DELETE FROM document_weighed WHERE what = 3 AND decision = ${plan}`);

	sql(`INSERT INTO meeting (pid, casefile, kind, asked, asked_by, counts_from, way, interpreter, adjustments, comes, about, held, answer,
		answered, answered_by, ended) SELECT RANDOM_BYTES(16), ${id}, 1, UTC_TIMESTAMP(6), ${writer}, UTC_DATE(), 1, '', '', '', '', UTC_DATE(), 3,
		UTC_TIMESTAMP(6), ${writer}, UTC_TIMESTAMP(6)`);
	const [[meeting]] = sql(`SELECT MAX(id) FROM meeting WHERE casefile = ${id}`);
	rests(2, meeting, writer, "question.pdf");
	assert.deepEqual(await lists(margaret), more);
	const bare = await decide(margaret, weighed);
	assert.equal(bare.status, 422);
	assert.match(asked(bare.text, "question.pdf").error, /Say what this document was to your decision/);
	await took(decide(margaret, { ...weighed, "question.pdf": "relied" }));
	assert.match(main(await margaret.get(to("decide"))), /Decided by you/);
	const line = sql(`SELECT HEX(plan_line) FROM point WHERE casefile = ${id} AND no = 1`)[0][0];
	sql(`UPDATE point SET plan_line = NULL, question = 4 WHERE casefile = ${id} AND no = 1`);
	assert.deepEqual(await lists(margaret), ["prices.pdf", "other.pdf", "new.pdf"], "not before a point from a question");
	sql(`UPDATE point SET plan_line = UNHEX('${line}'), question = NULL WHERE casefile = ${id} AND no = 1;
		DELETE FROM document_weighed WHERE what = 2 AND decision = ${meeting}; DELETE FROM meeting WHERE id = ${meeting}`);
});
