// A young person of 17 in her own right: Nia Lowell (12961) signs in beside her
// mother, does what a family may, and her view of the plan stands for itself.

import assert from "node:assert";
import test, { before } from "node:test";

import { lastLetter, thisYear } from "../lib/letter.mjs";
import { caseOf, hidden, pagesOf, signIn, sql } from "../lib/people.mjs";
import { tell } from "../lib/score.mjs";

const mark = `m${process.pid}x${Date.now()}`;
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"))
	.replace(/<input type="hidden"[^>]*>/g, "");
const PLAN = 4;
let nia, carys, worker, lead, at, id;

const to = (...part) => [at, "plan", ...part].join("/");
const bare = async (who, path, fields = {}) =>
	who.post(path, { ...hidden((await who.get("/account")).text, "/sign-out"), ...fields });

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

// A run before has left a plan: it is taken back, or the letter of its answer is read.
async function fresh() {
	const state = Number(sql(`SELECT COALESCE(MAX(state), 0) FROM planning WHERE casefile = ${id}`)[0][0]);
	if (state === 2 || state === 3)
		await took(nia.submit(to("take-back"), to("take-back"), {}));
	await took(bare(nia, to("draft")));
	sql(`DELETE FROM plan_line WHERE plan IN (SELECT id FROM plan WHERE casefile = ${id} AND no = 0)`);
	sql(`UPDATE plan SET own_view = 0 WHERE casefile = ${id} AND no = 0`);
}

before(async () => {
	[nia, carys, worker, lead] = [await signIn("nia.lowell@family.example"), await signIn("carys.lowell@family.example"),
		await signIn("priya.nair@accord.example"), await signIn("ruth.okafor@accord.example")];
	at = await caseOf(nia, "Everything about Nia");
	id = sql("SELECT id FROM casefile WHERE child_name = 'Nia Lowell'")[0][0];
	tell(sql, at);
	await fresh();
});

test("how to reach one of the family stands on no page of another, and in no message", async () => {
	const reach = (email) => sql(`SELECT email, phone FROM person WHERE email = '${email}'`)[0];
	for (const [reader, other] of [[nia, carys], [carys, nia]]) {
		const found = await pagesOf(reader, at);
		assert.ok(found.has(`${at}/record`) && found.has(`${at}/letters`) && found.has(`${at}/meeting`) && found.size > 10);
		for (const secret of reach(other.email)) {
			assert.ok(secret.length > 8, secret);
			for (const [path, text] of [...found, ["/", (await reader.get("/")).text]])
				assert.ok(!text.includes(secret), `${reader.email} reads ${secret} on ${path}`);
			assert.deepEqual(sql(`SELECT id FROM mail WHERE address = '${reader.email}' AND INSTR(body, '${secret}') > 0`), []);
		}
	}
});

test("she has the case as her mother has it", async () => {
	assert.equal(await caseOf(carys, "Everything about Nia"), at);
	assert.deepEqual(sql(`SELECT p.name, f.young_person FROM family_member f JOIN person p ON p.id = f.person
		WHERE f.casefile = ${id} ORDER BY p.id`), [["Carys Lowell", "0"], ["Nia Lowell", "1"]]);
	const links = (page) => [...main(page).matchAll(/<li><a class="govuk-link" href="([^"]+)"/g)].map(([, path]) => path);
	assert.deepEqual(links(await nia.get(at)), links(await carys.get(at)));
	for (const path of links(await nia.get(at)))
		assert.equal((await nia.get(path)).status, 200, path);
});

test("at 16 and 17 the plan asks whether they see it the same way; of a younger child it does not", async () => {
	assert.match(main(await nia.get(to("child"))), /Do parents and young person see the plan the same way\?/);
	await refused(nia.submit(to("child"), to("child"), { words: `I want to live with my aunt ${mark}` }), /Say whether they see/);
	await took(nia.submit(to("child"), to("child"), { words: `I want to live with my aunt ${mark}`, own_view: "differs" }));
	assert.match(main(await nia.get(to("child"))), /value="differs" checked/);

	const other = await signIn("sunita.patel@family.example"), younger = `${await caseOf(other, "Anaya")}/plan/child`;
	assert.doesNotMatch(main(await other.get(younger)), /the same way/);
});

test("where it differs, need and risk are assessed with her, and the letter says it", async () => {
	await took(nia.submit(to("outcomes"), to("outcomes"), { words: `I choose where I live ${mark}` }));
	const outcome = /name="outcome" type="radio" value="([^"]+)"/.exec((await nia.get(to("lines/add"))).text)[1];
	await took(nia.submit(to("lines/add"), to("lines/add"), { prohibited: "0", outcome, what: `Swimming ${mark}`,
		rate: "own", price: "12", unit: "visit", quantity: "1", weeks: "40" }));
	await took(nia.submit(to("surprises"), to("surprises"), { percent: "10" }));
	await took(nia.submit(to("send"), to("send"), {}));
	for (const who of [carys, worker])
		assert.match(main(await who.get(to())), /Nia’s own view of the plan differs from their parents’/);

	const line = /href="([^"]+\/answer\/lines\/[\w-]{22})"/.exec(main(await worker.get(to("answer"))))[1];
	await took(worker.submit(line, line, { verdict: "agreed" }));
	const check = to("answer/check"), answer = { kind: "at_its_cost", reason: `It serves what she wants ${mark}` };
	await refused(worker.submit(check, check, { ...answer, need_and_risk: " " }), /Write what you assessed with the young person/);
	await took(worker.submit(check, check, { ...answer, need_and_risk: `We met twice: she is safe there ${mark}` }));
	assert.match(main(await lead.get(to("confirm"))), new RegExp(`Need and risk, as assessed with Nia[^]*she is safe there ${mark}`));
	assert.doesNotMatch((await nia.get(to())).text, /she is safe there/, "not before the letter");
	await took(lead.submit(to("confirm", "letter"), to("confirm"), {}));

	const { html } = lastLetter(id, PLAN);
	for (const text of [`I want to live with my aunt ${mark}`, "Nia’s own view of the plan differs from their parents’.",
		`We met twice: she is safe there ${mark}`, "may prevail over their parents’"])
		assert.ok(html.includes(text), `the letter does not say ${text}`);
});

test("where they agree, nothing is assessed", async () => {
	tell(sql, at);
	sql(`UPDATE plan_answer k JOIN plan p ON p.id = k.plan SET k.available = k.confirmed WHERE p.casefile = ${id}`);
	await took(bare(nia, to("draft")));
	assert.match(main(await nia.get(to("child"))), /value="differs" checked/, "a new version begins as the last");
	await took(nia.submit(to("child"), to("child"), { words: `We talked ${mark}`, own_view: "same" }));
	await took(nia.submit(to("send"), to("send"), {}));
	const line = /href="([^"]+\/answer\/lines\/[\w-]{22})"/.exec(main(await worker.get(to("answer"))))[1];
	await took(worker.submit(line, line, { verdict: "agreed" }));
	assert.doesNotMatch(main(await worker.get(to("answer/check"))), /Need and risk/);
	await took(worker.submit(to("answer/check"), to("answer/check"), { kind: "at_its_cost", reason: `Yes ${mark}` }));
	await took(lead.submit(to("confirm", "letter"), to("confirm"), {}));
	const { html } = lastLetter(id, PLAN);
	assert.ok(html.includes("Nia sees the plan as their parents do."));
	assert.ok(!html.includes("Need and risk"));
});

// Pounds above a figure that make, worked out by themselves, a penny more or less.
function apart(cost) {
	const [[days, all]] = sql(`SELECT DATEDIFF(last, CURRENT_DATE - INTERVAL 1 DAY) + 1, DATEDIFF(last, last - INTERVAL 1 YEAR)
		FROM (SELECT MAKEDATE(YEAR(CURRENT_DATE) + (MONTH(CURRENT_DATE) > 3), 1) + INTERVAL 3 MONTH - INTERVAL 1 DAY AS last) y`)
		.map((row) => row.map(Number));
	const share = (pence) => Math.round(pence * days / all);
	for (let more = 2000; more < 3000; more++)
		if (share(cost - more) + share(more) !== share(cost))
			return cost - more;
	return cost - 2000;	// on the first days of April a year is a year
}

test("an answer that raises the sum says so before it is confirmed, and adds up after", async () => {
	const [[figure]] = sql(`SELECT s.yearly FROM score s JOIN casefile c ON c.assessment = s.assessment WHERE c.id = ${id} ORDER BY s.no DESC LIMIT 1`);
	const set = (pence) => sql(`UPDATE score s JOIN casefile c ON c.assessment = s.assessment SET s.yearly = ${pence} WHERE c.id = ${id}`);
	tell(sql, at);
	sql(`UPDATE plan_answer k JOIN plan p ON p.id = k.plan SET k.available = k.confirmed, k.agreed = 0 WHERE p.casefile = ${id};
		UPDATE letter SET available = CURRENT_DATE - INTERVAL 1 DAY + INTERVAL 12 HOUR WHERE casefile = ${id} AND kind = 1`);
	set(apart(48000));
	await took(bare(nia, to("draft")));
	await took(nia.submit(to("send"), to("send"), {}));
	const line = /href="([^"]+\/answer\/lines\/[\w-]{22})"/.exec(main(await worker.get(to("answer"))))[1];
	await took(worker.submit(line, line, { verdict: "agreed" }));
	const becomes = /The sum becomes <strong>£480<\/strong> a year when this answer is confirmed/;
	const check = main(await worker.get(to("answer/check")));
	assert.match(check, becomes);
	assert.deepEqual(check.match(/type="radio" value="[^"]+"( checked)?/g), ['type="radio" value="at_its_cost" checked'],
		"the one answer that fits is chosen");
	await took(worker.submit(to("answer/check"), to("answer/check"), { kind: "at_its_cost", reason: `Yes ${mark}` }));
	assert.match(main(await lead.get(to("confirm"))), becomes);
	await took(lead.submit(to("confirm", "letter"), to("confirm"), {}));
	const { html } = lastLetter(id, PLAN);
	assert.match(html, /The sum now<\/strong><\/td><td><strong>£480<[^]*The sum is now <strong>£480 a year/);
	thisYear(html);
	set(figure);
});
