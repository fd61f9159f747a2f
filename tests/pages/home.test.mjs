// Home, and the list of cases: what waits, most urgent first, and where a case
// is found when nothing waits in it. Reads only; any child will do. The two shared
// answers are Jakub Kowalska's (10445).

import assert from "node:assert";
import test from "node:test";

import { caseOf, signIn, sql } from "../lib/people.mjs";

const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const day = (words) => Date.parse(words.replace(/^\w+ /, ""));

test("a family sees all that waits, by date, and can still do what is past", async () => {
	const family = await signIn("leila.haddad@family.example");	// Rami
	const text = main(await family.get("/"));
	const asks = [...text.matchAll(/<section class="accord-now">[^]*?<\/section>/g)].map(([s]) => s);
	const open = sql(`SELECT COUNT(*) FROM todo t JOIN casefile c ON c.id = t.casefile
		WHERE c.ref LIKE '10519-%' AND t.role = 1 AND NOT t.see_to
		AND t.since <= UTC_TIMESTAMP(6)`)[0][0];
	assert.equal(asks.length, Number(open));
	assert.ok(asks.length >= 2, text);
	const kind = (ask) => /Please do this by/.test(ask) ? 0 : /There is no date/.test(ask) ? 1
		: /You can still do this/.test(ask) ? 2 : NaN;
	const kinds = asks.map(kind);
	assert.deepEqual(kinds, [...kinds].sort((a, b) => (a === 2) - (b === 2) || a - b), text);
	const dates = asks.filter((ask) => kind(ask) === 0)
		.map((ask) => day(/<strong>(\w+ \d+ \w+ \d+)/.exec(ask)[1]));
	assert.deepEqual(dates, [...dates].sort((a, b) => a - b));
	assert.doesNotMatch(text, /No date is set/);
	assert.match(text, /Everything about Rami’s budget/);
});

test("where nothing waits for the family, home says with whom it is", async () => {
	const family = await signIn("elena.ionescu@family.example");	// Luca
	const text = main(await family.get("/"));
	assert.match(text, /Who has it: [A-Z]\w+ [A-Z]\w+, \w+/);
});

test("the answers are to be read until the last of them was opened", async () => {
	const JAKUB = "(SELECT id FROM casefile WHERE ref LIKE '10445-%')";
	sql(`UPDATE item i JOIN casefile c ON c.assessment = i.assessment SET i.answer_opened = NULL WHERE c.ref LIKE '10445-%';
		DELETE FROM todo WHERE step = 32 AND casefile = ${JAKUB};
		INSERT INTO todo (casefile, step, role, since) SELECT id, 32, 1, '2026-01-01' FROM casefile WHERE ref LIKE '10445-%'`);
	const [family, worker] = [await signIn("ewa.kowalska@family.example"), await signIn("priya.nair@accord.example")];
	const asked = async () => /Read the answers to your challenge/.test(main(await family.get("/")));
	const at = await caseOf(family, "Jakub");
	assert.equal((await worker.get(`${at}/answers/2`)).status, 200);
	assert.equal((await worker.get(`${at}/answers/4`)).status, 200);
	assert.equal((await family.get(`${at}/answers`)).status, 200);
	assert.ok(await asked(), "nobody of the family has opened one");
	assert.equal((await family.get(`${at}/answers/2`)).status, 200);
	assert.ok(await asked(), "one is left");
	assert.equal((await family.get(`${at}/answers/4`)).status, 200);
	assert.ok(!await asked(), "all are read");
});

test("of several letters to read the newest stands first", async () => {
	const DYLAN = "(SELECT id FROM casefile WHERE ref LIKE '10334-%')";
	sql(`INSERT INTO todo (casefile, step, role, since, thing) SELECT casefile, 31, 1, available, pid FROM letter
		WHERE casefile = ${DYLAN} ORDER BY HEX(pid)`);
	const titles = sql(`SELECT title FROM letter WHERE casefile = ${DYLAN} ORDER BY available DESC`).flat();
	const text = main(await (await signIn("joanne.pickering@family.example")).get("/"));
	sql(`DELETE FROM todo WHERE step = 31 AND casefile = ${DYLAN}`);
	assert.ok(titles.length > 2, titles.join());
	assert.deepEqual([...text.matchAll(/Read the letter: ([^<]+)/g)].map(([, title]) => title.trim()), titles);
});

test("nothing that did not happen has a date", async () => {
	const family = await signIn("leila.haddad@family.example");
	const [, at] = /<h2 class="govuk-heading-m"><a class="govuk-link" href="(\/cases\/[\w-]{22})"/.exec((await family.get("/")).text);
	for (const page of ["", "/plan", "/meeting", "/points", "/worked-out", "/answers", "/letters"])
		assert.doesNotMatch(main(await family.get(at + page)), /1970|1 January 1900/, page);
	const due = main(await (await signIn("tom.ellery@accord.example")).get("/"));
	assert.match(due, /data-label="Due">\w+day \d+ \w+ 20\d\d/);
	assert.doesNotMatch(due, /1970/, "what a worker has to do");
});

test("a worker opens any case of theirs, a lead any of the team", async () => {
	for (const [email, owner] of [["priya.nair@accord.example", "worker = p.id"],
		["owen.hughes@accord.example", "team = p.team"]]) {
		const who = await signIn(email);
		const mine = sql(`SELECT c.ref, c.child_name FROM casefile c JOIN person p
			ON c.${owner} WHERE p.email = '${email}' ORDER BY c.child_name`);
		assert.ok(mine.length > 2);
		const refs = [...main(await who.get("/cases")).matchAll(/<br>(\d{5}-[A-Z])/g)];
		assert.deepEqual(refs.map(([, ref]) => ref), mine.map(([ref]) => ref));
		const [ref, child] = mine[0];
		for (const find of [ref, ref.slice(0, 5), child.slice(1, 5)]) {
			const found = main(await who.get(`/cases?find=${encodeURIComponent(find)}`));
			assert.ok(found.includes(ref), find);
			const [, to] = /href="(\/cases\/[\w-]{22})"/.exec(found);
			assert.equal((await who.get(to)).status, 200);
		}
		const other = sql(`SELECT c.ref FROM casefile c JOIN person p ON p.email = '${email}'
			WHERE NOT c.${owner} LIMIT 1`)[0][0];
		const none = main(await who.get(`/cases?find=${other}`));
		assert.match(none, /No case fits/);
		assert.ok(none.includes(`value="${other}"`), "what was typed is gone");
	}
});

test("who runs the service finds one by its reference, and lists none", async () => {
	const who = await signIn("margaret.lowe@accord.example");
	assert.doesNotMatch(main(await who.get("/cases")), /<table/);
	const [[ref]] = sql("SELECT ref FROM casefile ORDER BY id LIMIT 1");
	assert.match(main(await who.get(`/cases?find=${ref}`)), new RegExp(`<br>${ref}`));
	assert.match(main(await who.get("/cases?find=nobody")), /No case fits/);
	for (const email of ["helen.abbott@accord.example", "ivy.marsden@accord.example",
		"david.ashworth@family.example"])
		assert.equal((await (await signIn(email)).get("/cases")).status, 404, email);
});
