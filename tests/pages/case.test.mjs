// A real case from its beginning: `accord case`, in an empty database of its own;
// and the name the family chooses for e-mail, on the page, for Anaya Patel (10186).

import assert from "node:assert";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { accord, caseOf, hidden, signIn, sql as run } from "../lib/people.mjs";
import { root } from "../lib/stack.mjs";

const config = join(process.env.ACCORD_VAR, "accord-case.conf");
const table = join(process.env.ACCORD_VAR, "cases.csv");
const HEAD = "name,called,notice_name,born,school,team,worker,family,council_number,young_person,sex";
const PASSWORD = "seven kettles on a violet shelf\n";
const sql = (text) => run(text, config);
const ours = (args, input) => accord(args, { config, input });
const lastRow = (ref) => sql(`SELECT r.note FROM record r JOIN casefile c ON c.id = r.casefile AND c.record_no = r.no
	AND c.record_mac = r.mac WHERE c.ref = '${ref}'`)[0][0];
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));

async function add(...rows) {
	writeFileSync(table, [HEAD, ...rows].join("\n") + "\n");
	return ours(["case", "add", table]);
}

before(async () => {
	writeFileSync(config, readFileSync(process.env.ACCORD_CONFIG, "utf8")
		.replace(/^db\.name = .*$/m, "db.name = accord_test_case")
		.replace(/^record\.anchor = .*$/m, ""));	// that is the other database's
	run("DROP DATABASE IF EXISTS accord_test_case; CREATE DATABASE accord_test_case CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
	for (const [args, input] of [[["migrate"]], [["policy", "load", join(root, "sql/policy/reference")]],
		...[["una@accord.example", "Una Marsh", "worker", "Hill team"], ["lea@accord.example", "Lea Holt", "practice_lead", "Hill team"],
			["may@family.example", "May Ashby", "family"], ["ben@family.example", "Ben Ashby", "family"]]
			.map((words) => [["user", "add", ...words], PASSWORD + PASSWORD])]) {
		const got = await ours(args, input);
		assert.equal(got.status, 0, `${args} ${got.out}${got.err}`);
		if (args[0] === "migrate")
			sql("UPDATE installation SET demonstration = TRUE");	// as the configuration says
	}
});

after(() => {
	run("DROP DATABASE accord_test_case");
	rmSync(config);
	rmSync(table, { force: true });
});

test("what cannot be a case is refused in plain words, and nothing is opened", async () => {
	const good = { name: "Ada Ashby", called: "Addy", notice: "Heron", born: "2016-03-27", school: "primary",
		team: "Hill team", worker: "una@accord.example", family: "may@family.example", number: "", young: "", sex: "" };
	const row = (other) => Object.values({ ...good, ...other }).join(",");
	for (const [other, words] of [
		[{ born: "27.3.2016" }, /day of birth is written 2016-03-27/],
		[{ school: "nursery" }, /primary or secondary/],
		[{ family: "nobody@family.example" }, /no account yet/],
		[{ family: "may@family.example lea@accord.example" }, /no account yet/],
		[{ team: "Dale team" }, /no such team/],
		[{ worker: "lea@accord.example" }, /no such worker/],
		[{ notice: "Little Ashby" }, /not your child’s/],
		[{ notice: "our ADDY" }, /not your child’s/],
		[{ young: "ben@family.example" }, /at 16 and 17 only/],
		[{ sex: "F" }, /female, male, or empty/],
		[{ number: "1,2" }, /eleven cells/],
		[{ number: "\"1" }, /accord case: line \d+: /],
	]) {
		const got = await add(row({}), row(other));
		assert.equal(got.status, 1, `${Object.values(other)} ${got.out}`);
		assert.match(got.err, words);
		assert.doesNotMatch(got.out, /\d{5}-[A-Z]/, "no reference is said of what was not kept");
	}
	assert.deepEqual(sql("SELECT id FROM casefile"), [], "not even the row before it");
	assert.deepEqual(sql("SELECT no FROM record"), []);
});

test("a case is opened with its family, its first task and the first row of its record", async () => {
	const got = await add("Ada Ashby,Addy,,2016-03-27,primary,Hill team,una@accord.example,may@family.example ben@family.example,M1,,");
	assert.equal(got.status, 0, got.out + got.err);
	const ref = got.out.trim();
	assert.match(ref, /^\d{5}-[A-Z]$/);
	assert.deepEqual(sql(`SELECT c.ref, c.notice_name, c.council_number, t.name, w.name FROM casefile c
		JOIN team t ON t.id = c.team JOIN person w ON w.id = c.worker`), [[ref, ref, "M1", "Hill team", "Una Marsh"]]);
	assert.deepEqual(sql(`SELECT p.name FROM family_member f JOIN person p ON p.id = f.person ORDER BY p.id`).flat(),
		["May Ashby", "Ben Ashby"]);
	assert.deepEqual(sql("SELECT p.name FROM todo t JOIN person p ON p.id = t.person"), [["Una Marsh"]]);
	assert.deepEqual(sql(`SELECT r.no, r.note, r.request, r.no = c.record_no AND r.mac = c.record_mac
		FROM record r JOIN casefile c ON c.id = r.casefile`),
		[["1", "The case was opened. For May Ashby and Ben Ashby. The worker is Una Marsh.", "accord case", "1"]]);
	const whole = await ours(["verify"]);
	assert.equal(whole.status, 0, whole.out + whole.err);
	sql("UPDATE record SET note = 'For May Ashby.'");
	assert.equal((await ours(["verify"])).status, 1, "the row is in the chain");
});

test("a young person of 16 or 17 is of the family in their own right", async () => {
	const born = new Date(Date.now() - 17 * 365.25 * 86400000 - 86400000 * 20).toISOString().slice(0, 10);
	const got = await add(`Ben Ashby,Ben,Heron,${born},secondary,Hill team,una@accord.example,may@family.example,,ben@family.example,male`);
	assert.equal(got.status, 0, got.out + got.err);
	assert.deepEqual(sql(`SELECT p.name, f.young_person FROM family_member f JOIN person p ON p.id = f.person
		JOIN casefile c ON c.id = f.casefile WHERE c.ref = '${got.out.trim()}' ORDER BY p.id`), [["May Ashby", "0"], ["Ben Ashby", "1"]]);
});

test("a family without e-mail has a case, and is added by name and telephone", async () => {
	assert.equal((await ours(["user", "title", "una@accord.example", "family support worker"])).status, 0);
	const got = await add("Kim Ashby,Kim,,2016-03-27,primary,Hill team,una@accord.example,,,,"), ref = got.out.trim();
	assert.equal(got.status, 0, got.out + got.err);
	assert.deepEqual(sql(`SELECT r.note FROM record r JOIN casefile c ON c.id = r.casefile WHERE c.ref = '${ref}'`),
		[["The case was opened. For a family that reads on paper. The family support worker is Una Marsh."]]);
	const paper = await ours(["case", "paper", ref, "Jo Ashby", "01632 960 888"]);
	assert.equal(paper.status, 0, paper.out + paper.err);
	assert.equal(lastRow(ref), "Jo Ashby was added to the family. They read on paper: their letters are printed and posted.");
	assert.deepEqual(sql(`SELECT p.name, p.email IS NULL, f.by_post FROM family_member f JOIN person p ON p.id = f.person
		JOIN casefile c ON c.id = f.casefile WHERE c.ref = '${ref}'`), [["Jo Ashby", "1", "1"]]);
});

test("what a command names is checked as what a form sends", async () => {
	const [[ref]] = sql("SELECT ref FROM casefile WHERE child_name = 'Kim Ashby'");
	const count = () => sql("SELECT (SELECT COUNT(*) FROM person), (SELECT COUNT(*) FROM casefile)");
	const before = count();
	for (const name of ["", " ", "Jo\x01Ashby", "Jo\nAshby", "Jo\u202eybhsA", "Jo\u200bAshby", "J".repeat(201), "<b>\t</b>"]) {
		const paper = await ours(["case", "paper", ref, name, "01632 960 888"]);
		assert.equal(paper.status, 1, JSON.stringify(name));
		assert.match(paper.err, /a name is one line/);
		for (const row of [`"${name}",Jo,Zebra`, `Jo Ashby,"${name}",Zebra`]) {
			const got = await add(`${row},2016-03-27,primary,Hill team,una@accord.example,,,,`);
			assert.equal(got.status, 1, JSON.stringify(row));
			assert.match(got.err, /a name is one line/);
		}
	}
	for (const phone of ["0\x011", "not a phone", "1".repeat(41)])
		assert.match((await ours(["case", "paper", ref, "Jo Ashby", phone])).err, /a telephone number is written/);
	assert.match((await add("Jo Ashby,Jo,Zebra,2016-03-27,primary,Hill team,una@accord.example,,1\x07,,")).err, /own number is one line/);
	assert.equal((await ours(["case", "paper", ref, "Jo", "Ashby", "01632 960 888"])).status, 2, "a word too many");
	assert.deepEqual(count(), before);
});

test("who takes part in their own right is put right later, and stands in the record", async () => {
	const born = (years) => new Date(Date.now() - years * 365.25 * 86400000 - 86400000 * 20).toISOString().slice(0, 10);
	const open = async (years) => (await add(`Ivo Ashby,Ivo,Wren,${born(years)},secondary,Hill team,una@accord.example,may@family.example,,,`)).out.trim();
	const [ref, child] = [await open(16), await open(15)];
	const young = () => sql(`SELECT p.name, f.young_person FROM family_member f JOIN person p ON p.id = f.person
		JOIN casefile c ON c.id = f.casefile WHERE c.ref = '${ref}' ORDER BY p.id`);
	for (const [args, words] of [[[child, "ben@family.example"], /at 16 and 17 only/], [["99999-A", "ben@family.example"], /no case/],
		[[ref, "nobody@family.example"], /no account yet/], [[ref, "lea@accord.example"], /no account yet/]]) {
		const got = await ours(["case", "young-person", ...args]);
		assert.equal(got.status, 1, String(args));
		assert.match(got.err, words);
	}
	assert.deepEqual(young(), [["May Ashby", "0"]]);
	assert.equal((await ours(["case", "young-person", ref, "ben@family.example"])).status, 0);
	assert.deepEqual(young(), [["May Ashby", "0"], ["Ben Ashby", "1"]], "added");
	assert.equal(lastRow(ref), "Ben Ashby takes part in their own right. They are the young person of this case.");
	sql("UPDATE family_member SET young_person = FALSE");
	assert.equal((await ours(["case", "young-person", ref, "ben@family.example"])).status, 0);
	assert.deepEqual(young(), [["May Ashby", "0"], ["Ben Ashby", "1"]], "of the family already");
});

test("the sex that was entered is put right, and the record says from what", async () => {
	const [[ref]] = sql("SELECT ref FROM casefile WHERE child_name = 'Ada Ashby'");
	const sex = () => sql(`SELECT sex FROM casefile WHERE ref = '${ref}'`)[0][0];
	assert.equal(sex(), "0");
	assert.equal((await ours(["case", "sex", ref, "F"])).status, 1);
	assert.equal((await ours(["case", "sex", ref, "female"])).status, 0);
	assert.equal(sex(), "1");
	assert.equal(lastRow(ref), "What is noted of the child was put right. Sex: from Not said to Female.");
	assert.equal((await ours(["case", "sex", ref, ""])).status, 0);
	assert.equal(sex(), "0");
});

test("a second household is refused with a sentence that says so", async () => {
	const [[ref]] = sql("SELECT ref FROM casefile");
	const got = await ours(["case", "family", ref, "ben@family.example"]);
	assert.equal(got.status, 1);
	assert.match(got.out, /Accord keeps one household per case for now: a second one, with an address and letters of its own, cannot be added\./);
});

test("without its words the command says how it is used", async () => {
	for (const args of [["case"], ["case", "add"], ["case", "open", table]]) {
		const got = await ours(args);
		assert.equal(got.status, 2, String(args));
		assert.match(got.err, /accord case add TABLE\.csv \| family REF EMAIL/);
	}
});

test("the family chooses the name in emails: never the child's, and the reference where there is none", async () => {
	const family = await signIn("sunita.patel@family.example"), stranger = await signIn("beth.mistry@family.example");
	const at = await caseOf(family, "Anaya"), path = `${at}/name-in-emails`;
	const pid = Buffer.from(at.split("/")[2], "base64url").toString("hex");
	const stored = () => run(`SELECT notice_name, ref, child_name FROM casefile WHERE pid = UNHEX('${pid}')`)[0];
	const [before, ref, child] = stored();
	assert.match(main(await family.get(at)), /The name that stands in emails/);
	assert.match(main(await family.get(path)), new RegExp(`value="${before}"`));
	assert.equal((await stranger.get(path)).status, 404);
	assert.equal((await stranger.post(path, { ...hidden((await stranger.get("/account")).text, "/sign-out"), name: "x" })).status, 404);
	for (const name of [child, `the ${child.split(" ").at(-1)} budget`, "anaya"]) {
		const got = await family.submit(path, path, { name });
		assert.equal(got.status, 422, name);
		assert.match(main(got), /not your child’s/);
	}
	assert.equal(stored()[0], before);
	assert.equal((await family.submit(path, path, { name: "Night Heron" })).status, 303);
	assert.equal(stored()[0], "Night Heron");
	assert.match(main(await family.get(`${at}/record`)), /The name that stands in emails[^]*Night Heron/);
	assert.equal((await family.submit(path, path, { name: "" })).status, 303);
	assert.equal(stored()[0], ref);
	assert.match(main(await family.get(path)), /name="name" type="text" data-keep value=""/);
	assert.equal((await family.submit(path, path, { name: before })).status, 303);
});
