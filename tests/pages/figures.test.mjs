// Figures by group: who may see them, that they are what the cases add up to, and
// that no small number and no name stands among them.

import assert from "node:assert";
import test, { before } from "node:test";

import { signIn, sql } from "../lib/people.mjs";

const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
let page;

// The rows below a caption: { group: [cells] }
function table(caption) {
	const from = page.indexOf(`>${caption}</caption>`);
	const body = page.slice(from, page.indexOf("</table>", from));
	return Object.fromEntries(body.split("<tr").slice(2).map((row) =>
		[...row.matchAll(/<t[hd][^>]*>([^<]*)<\/t[hd]>/g)].map(([, words]) => words))
		.map(([name, ...cells]) => [name, cells]));
}

before(async () => {
	page = main(await (await signIn("margaret.lowe@accord.example")).get("/figures"));
});

test("operations manager, head of service and auditor see them, and nobody else", async () => {
	for (const email of ["margaret.lowe@accord.example", "helen.abbott@accord.example", "ivy.marsden@accord.example"]) {
		const who = await signIn(email);
		assert.match(main(await who.get("/")), /href="\/figures"/, email);
		assert.equal((await who.get("/figures")).status, 200, email);
	}
	for (const email of ["priya.nair@accord.example", "alice.wren@accord.example", "beth.mistry@family.example"]) {
		const who = await signIn(email);
		assert.equal((await who.get("/figures")).status, 404, email);
		assert.doesNotMatch(main(await who.get("/")), /href="\/figures"/, email);
	}
});

test("they are what the cases add up to", () => {
	const teams = table("By team"), sexes = table("By sex");
	for (const [name, cases, scored, points] of sql(`SELECT t.name, COUNT(*), COUNT(d.total), ROUND(AVG(d.total))
			FROM casefile c JOIN team t ON t.id = c.team LEFT JOIN score d ON d.assessment = c.assessment
			AND d.no = (SELECT MAX(n.no) FROM score n WHERE n.assessment = c.assessment) GROUP BY t.id, t.name`)) {
		if (Number(cases) < 5) {
			assert.equal(teams[name][0], "fewer than 5");
			continue;
		}
		assert.ok([cases, "not shown"].includes(teams[name][0]), `${name}: ${teams[name]}`);
		if (teams[name][0] === cases)
			assert.deepEqual(teams[name].slice(1, 3), [scored, points], name);
	}
	for (const [what, column] of [[1, 4], [2, 5], [3, 6]]) {
		const [[all]] = sql(`SELECT COUNT(*) FROM casefile c JOIN item i ON i.assessment = c.assessment
			WHERE (SELECT a.verdict FROM item_answer a WHERE a.item = i.id ORDER BY a.tier DESC LIMIT 1) = ${what}`);
		const seen = Object.values(teams).map((row) => row[column]);
		if (seen.every((words) => /^\d+$/.test(words)))
			assert.equal(String(seen.reduce((n, words) => n + Number(words), 0)), all, `verdict ${what}`);
	}
	const [[female]] = sql("SELECT COUNT(*) FROM casefile WHERE sex = 1");
	assert.ok([female, "not shown"].includes(sexes.Female[0]));
	assert.match(sexes.Female[3], /^£[\d,]+$/);
	assert.equal(sexes["Not said"][0], "fewer than 5");
	assert.equal(sexes["Not said"][2], "not shown", "nor the average of a few");
	assert.ok(["Female", "Male"].some((name) => sexes[name][0] === "not shown"), "not the only one that is hidden");
});

test("no number under 5 stands there, never one hidden alone, and no name", () => {
	for (const caption of ["By age", "By sex", "By team"]) {
		const rows = Object.values(table(caption));
		assert.ok(rows.length > 1, caption);
		for (const row of rows) {
			assert.equal(row.length, 8);
			for (const column of [0, 1, 4, 5, 6, 7])
				assert.match(row[column], /^(fewer than 5|not shown|[5-9]|\d{2,})$/, `${caption}: ${row}`);
		}
		for (const column of [0, 1, 4, 5, 6, 7])
			assert.notEqual(rows.filter((row) => /\D/.test(row[column])).length, 1, `${caption}, column ${column}`);
	}
	for (const [name] of sql("SELECT child_name FROM casefile UNION SELECT ref FROM casefile UNION SELECT name FROM person WHERE role <> 5"))
		assert.ok(!page.includes(name), name);
});
