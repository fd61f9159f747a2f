// Who has a case: one answer for every reader, on every page of it and at home.
// Reads only, of children who stand where their story ends.

import assert from "node:assert";
import test from "node:test";

import { publicId } from "../lib/accord.mjs";
import { main } from "../lib/moved.mjs";
import { signIn, sql } from "../lib/people.mjs";

const pathOf = (number) => `/cases/${publicId(sql(
	`SELECT HEX(pid) FROM casefile WHERE ref LIKE '${number}-%'`)[0][0])}`;
const worker = (number) => signIn(sql(`SELECT p.email FROM casefile c JOIN person p ON p.id = c.worker
	WHERE c.ref LIKE '${number}-%'`)[0][0]);
const family = (number) => signIn(sql(`SELECT p.email FROM casefile c JOIN family_member f ON f.casefile = c.id
	JOIN person p ON p.id = f.person WHERE c.ref LIKE '${number}-%' AND p.email LIKE '%@family.example'
	ORDER BY f.since, p.id LIMIT 1`)[0][0]);
const panel = (page) => /<section class="accord-status[^]*?<\/section>/.exec(page)[0]
	.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const page = async (who, path) => main(await (await who).get(path));

test("an agreed case says so, and an ended one how to come back", async () => {
	for (const [number, own, others] of [
		["12480", /The plan is agreed/, /The plan is agreed/],
		["12517", /You ended the case/, /The family ended the case/]]) {
		const at = pathOf(number);
		const mine = await page(family(number), at);
		assert.match(panel(mine), own);
		assert.match(mine, new RegExp(`accord-status[^]*href="${at}/plan"[^]*Questions`));
		assert.match(panel(await page(worker(number), at)), others);
		assert.match(await page(family(number), "/"), own);
		assert.doesNotMatch(mine, /Nothing waits for an answer|No date is set/);
	}
});

test("who has a task is not told that the family has the case", async () => {
	const at = pathOf("12406"), seen = await page(worker("12406"), at);
	assert.match(seen, /For you: Fit the plan/);
	assert.match(panel(seen), /The plan is being fitted to the sum Who has this now You/);
	const mine = panel(await page(family("12406"), at));
	assert.match(mine, /Your plan is being fitted to the sum Who has this now Hannah Brandt/);
	assert.match(mine, /Ring Hannah Brandt on 01632 960 105/);
});

test("every page of a case says who has it, by when, what then and whom to ring", async () => {
	const at = pathOf("11740");		// a meeting was asked for
	const one = panel(await page(family("11740"), at));
	assert.match(one, /You asked for a meeting Who has this now .* By when .* What happens next .* Ring .* 01632/);
	for (const part of ["/plan", "/meeting", "/points", "/answers", "/discussion"])
		assert.equal(panel(await page(family("11740"), at + part)), one, part);
});

test("home and case give the same answer and the same number to ring", async () => {
	for (const number of ["11740", "11925", "12258", "10556", "12480", "10371"]) {
		const at = pathOf(number), said = panel(await page(family(number), at));
		const home = (await page(family(number), "/")).split("<section>").find((s) => s.includes(`href="${at}">Everything`));
		const text = home.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
		const [, holder] = /Who has this now (.*?) (?:By when|When it is|Since when)/.exec(said);
		assert.ok(text.includes(`Who has it: ${holder}.`), `${number}: ${holder} ${text}`);
		const [, ring] = /Questions (Ring [^]*?\d{3} \d{3})/.exec(said);
		assert.ok(text.includes(ring), `${number}: ${ring} ${text}`);
	}
});

test("a challenge that can still be made stands apart once somebody has the case", async () => {
	const at = pathOf("11925"), seen = await page(family("11925"), at);
	assert.doesNotMatch(seen, /For you: Check the score/);
	assert.match(seen, /accord-status[^]*(Also for you|You can also do this, at any time)[^]*Check the score/);
});

test("the day of a meeting stands on the page of the case", async () => {
	const at = pathOf("11814");
	const [, day] = /(\d+ \w+ \d{4} at \d+:\d\d[ap]m)/.exec(await page(family("11814"), `${at}/meeting`)) ?? [];
	assert.ok(day, "a time is fixed");
	assert.ok(panel(await page(family("11814"), at)).includes(day), day);
});

test("of a late step it is said who sees to it, by name and number, and whose lateness it is", async () => {
	const seen = panel(await page(family("10926"), pathOf("10926")));
	assert.match(seen, /This is late It is late on the council’s side, never on yours\./);
	assert.match(seen, /Who sees to it Margaret Lowe or Samuel Finch, .* Ring Margaret Lowe on 01632 960 111/);
	assert.match(await page(family("10926"), "/"), /late on the council’s side, never on yours/);
});

test("nobody is told to ring themselves", async () => {
	for (const number of ["10667", "12480", "11740"]) {	// with the family; at rest; with a team
		const at = pathOf(number), said = panel(await page(worker(number), at));
		assert.match(said, /Questions Others see your name and number here\./);
		assert.doesNotMatch(said, /Ring/, number);
	}
	assert.match(panel(await page(worker("10556"), pathOf("10556"))), /Questions Ring/, "somebody else has it");
	const late = panel(await page(signIn("margaret.lowe@accord.example"), pathOf("10926")));
	assert.match(late, /Who sees to it You or Samuel Finch, operations manager\. /);
	assert.doesNotMatch(late, /Ring Margaret Lowe/);
});

test("nobody of the family reads of itself as of somebody else", async () => {
	for (const number of ["11740", "11888", "12036", "12406", "10445", "10519"]) {
		for (const part of ["", "/plan", "/meeting", "/answers"])
			assert.doesNotMatch(panel(await page(family(number), pathOf(number) + part)),
				/[Tt]he family/, `${number}${part}`);
	}
});

test("nor in its own story", async () => {
	for (const number of ["11370", "11259", "11888", "12036", "12517", "11074", "12628"]) {
		for (const part of ["", "/record"]) {
			const entries = (await page(family(number), pathOf(number) + part))
				.match(/<li class="accord-timeline__entry">[^]*?<\/li>/g) ?? [];
			assert.ok(entries.length > 0, `${number}${part} has entries`);
			for (const entry of entries)
				assert.doesNotMatch(entry.replace("The family’s letter", ""), /[Tt]he family\b/, `${number}${part}`);
		}
		assert.doesNotMatch(await page(family(number), pathOf(number)), /What was entered for the family/);
	}
});

test("the timeline says what happened, not which right was used", async () => {
	const titles = async (number) => [...(await page(worker(number), pathOf(number)))
		.matchAll(/accord-timeline__title">([^<]+)</g)].map(([, title]) => title);
	const agreed = await titles("12480");
	assert.ok(agreed.some((title) => /^Consent was given|^The council has signed|^The plan is agreed/.test(title)), agreed.join("; "));
	for (const number of ["12480", "11925", "12628", "10297", "12776"])
		for (const title of await titles(number))
			assert.doesNotMatch(title, /Who does a step|withdrew a question, or came back|The family chose who helps|was filled in|A date has come/, number);
});

test("a meeting is offered to whoever can ask for it, and to nobody else", async () => {
	for (const [number, words] of [["12258", /No meeting was asked for\./], ["10667", /You can meet a practice lead[^]*Ask for a meeting/]])
		assert.match(await page(family(number), `${pathOf(number)}/meeting`), words, number);
});

test("the sum there is now stands at home and on the case", async () => {
	const said = /The indicative allocation now: <strong[^>]*>£2,800 a year<\/strong>[^]*146 points<\/strong>, Medium/;
	for (const part of ["/", pathOf("11925")])
		assert.match(await page(family("11925"), part), said);
	for (const part of ["/", pathOf("12480")])
		assert.match(await page(family("12480"), part), /The sum that was agreed: <strong[^>]*>£[\d,.]+ a year/, "both have signed");
});
