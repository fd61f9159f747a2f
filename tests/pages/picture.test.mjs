// What a family adds beside its words: the child's own picture in the plan, and
// evidence for a question of a score that is out. The child is Jakub Kowalska
// (10445), whom no other test of pages uses.

import assert from "node:assert";
import test, { before } from "node:test";

import { upload } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { caseOf, hidden, signIn } from "../lib/people.mjs";

const mark = `m${process.pid}x${Date.now()}`;
let family, worker, at;

const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const add = (fields, name = `Drawing ${mark}.pdf`) =>
	upload(family, `${at}/documents`, { name, bytes: files.pdf() }, fields);

before(async () => {
	[family, worker] = [await signIn("ewa.kowalska@family.example"), await signIn("priya.nair@accord.example")];
	at = await caseOf(family, "Jakub");
});

test("the child's own picture stands in the plan, and is as good as words", async () => {
	await family.post(`${at}/plan/draft`, hidden((await family.get("/account")).text, "/sign-out"));
	assert.equal((await add({ about: "picture", purpose: `What Jakub drew ${mark}` })).status, 303);
	assert.match(main(await family.get(`${at}/documents`)), /The support plan: the child’s own picture/);
	assert.match(main(await family.get(`${at}/plan/send`)),
		new RegExp(`Jakub’s own picture: <a[^>]*>Drawing ${mark}\\.pdf</a>, What Jakub drew ${mark}`));
	assert.doesNotMatch(main(await family.get(`${at}/plan/send`)), /Files with the plan/, "and once");
	const task = main(await family.get(`${at}/plan/draft`)).split("<li").find((part) => part.includes("own words, or picture"));
	assert.match(task, /Done/);
});

test("a file added from the draft of a plan is the plan's, the writer's alone, and leads back", async () => {
	const href = /href="(\/cases\/[\w-]+\/documents\?next=[^"]+)"/.exec(main(await family.get(`${at}/plan/draft`)))[1];
	const page = main(await family.get(href));
	assert.match(page, /<option value="plan" selected>/);
	assert.match(page, /value="draft" checked/);
	assert.match(page, /href="[^"]+\/plan\/draft"[^>]*>Back to the plan</);
	const next = /name="next" value="([^"]+)"/.exec(page)[1];
	assert.equal((await add({ about: "plan", audience: "draft", purpose: `A report ${mark}`, next }, `Report ${mark}.pdf`)).status, 303);
	const mine = main(await family.get(`${at}/documents`)).split("<article").find((part) => part.includes(`Report ${mark}`));
	assert.match(mine, /The support plan/);
	assert.match(mine, /Draft saved/);
	assert.doesNotMatch(main(await worker.get(`${at}/documents`)), new RegExp(`Report ${mark}`));
	const task = main(await family.get(`${at}/plan/draft`)).split("<li").find((part) => />\s*Files/.test(part));
	assert.match(task, /Added/);
	assert.match(main(await family.get(`${at}/documents?next=${at}/plan/child`)), /<option value="picture" selected>/);
});

test("evidence belongs to a question when the score is out, too", async () => {
	assert.equal((await add({ about: "5", purpose: `For question five ${mark}` }, `Five ${mark}.pdf`)).status, 303);
	const list = main(await worker.get(`${at}/documents`));
	const own = list.split("<article").find((part) => part.includes(`Five ${mark}`));
	assert.match(own, /Question 5: /);
	assert.match(list, /<option value="5">Question 5: /);
	assert.match(own, /No decision yet/);
	assert.equal((await own.match(/accord-fingerprint/g)).length, 2, "two fingerprints");
});
