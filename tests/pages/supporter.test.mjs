// Those who help a family, over HTTP: named by e-mail, an account by a link that
// works once, what they may do, and the end of it. The child is Gethin Pryce
// (10704), whom nobody else uses; every run names people of its own.

import assert from "node:assert";
import test, { before } from "node:test";

import { upload } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { Client } from "../lib/http.mjs";
import { accord, caseOf, hidden, signIn, sql } from "../lib/people.mjs";

const mark = `s${process.pid}x${Date.now()}`;
const PASSWORD = "violet kettle ninety orchard";
const address = (name) => `${name}-${mark}@help.example`;
let family, at;

const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const secrets = async (who) => hidden((await who.get("/account")).text, "/sign-out");
const bare = async (who, to, fields = {}) => who.post(to, { ...await secrets(who), ...fields });
const list = () => `${at}/supporters`;
const name = (email, may, more = {}) => family.submit(list(), list(), { email, may, ...more });

async function took(answer) {
	const got = await answer;
	assert.equal(got.status, 303, `${got.status} ${main(got)}`);
	return got;
}

function mail(email) {
	return sql(`SELECT REPLACE(body, '\\n', ' ') FROM mail WHERE address = '${email}' ORDER BY id DESC LIMIT 1`)[0][0];
}

const link = (email) => /(\/sign-in\/invitation\?code=[\w-]{22})/.exec(mail(email))[1];

function accept(client, email, fields) {
	return client.submit(link(email), "/sign-in/invitation", fields);
}

async function helper(email, may, more) {
	await took(name(email, may, more));
	const client = new Client(process.env.ACCORD_URL);
	await took(accept(client, email, { name: `Ann ${mark}`, password: PASSWORD }));
	return client;
}

before(async () => {
	family = await signIn("bronwen.pryce@family.example");
	at = await caseOf(family, "Gethin");
});

test("only the family of the child names anybody", async () => {
	const stranger = await signIn("zoe.yates@family.example");
	assert.equal((await stranger.get(list())).status, 404);
	assert.equal((await bare(stranger, list(), { email: address("no"), may: "see" })).status, 404);
	assert.equal((await name("", "see")).status, 422);
	assert.equal((await name(address("a"), "send")).status, 422);
	assert.equal((await name(address("a"), "see",
		{ "until-day": "1", "until-month": "1", "until-year": "2020" })).status, 422);
});

// The sections of the page that tell of these addresses, without what is each one's own.
async function told(emails) {
	const page = main(await family.get(list()));
	return emails.map((email) => page.split("<section").find((part) => part.includes(email)).split("</section>")[0]
		.replaceAll(email, "x").replace(/invitations\/[\w-]{22}/, "").replace(/<input[^>]*>/g, ""));
}

test("nobody learns from a name whether it has an account", async () => {
	const emails = ["zoe.yates@family.example", address("nobody"), "priya.nair@accord.example"];
	for (const email of emails)
		await took(name(email, "see"));
	const [account, nobody, staff] = await told(emails);
	assert.equal(account, nobody);
	assert.equal(staff, nobody);
	assert.doesNotMatch(main(await family.get(list())), /Zoe Yates|Priya Nair/);
	const bodies = emails.map((email) => mail(email).replace(/code=[\w-]{22}/, ""));
	assert.equal(new Set(bodies).size, 1, "and the letters are the same");
	const zoe = await signIn("zoe.yates@family.example");
	assert.equal((await zoe.get(at)).status, 404, "nobody helps before they say yes");
	const work = new Client(process.env.ACCORD_URL);
	assert.match(main(await work.get(link(emails[2]))), /address you use at work/);
	assert.match(main(await work.post("/sign-in/invitation", { ...hidden((await work.get(link(emails[1]))).text,
		"/sign-in/invitation"), code: link(emails[2]).split("=")[1] })), /address you use at work/);
	for (const email of emails)
		await took(family.submit(list(), /action="([^"]+\/invitations\/[\w-]{22}\/end)"/.exec(
			main(await family.get(list())).split("<section").find((part) => part.includes(email)))[1], {}));
});

test("only the newest link works, and none once the help has ended", async () => {
	const email = address("older");
	await took(name(email, "see"));
	const first = link(email);
	await took(name(email, "draft"));
	const nobody = new Client(process.env.ACCORD_URL);
	assert.match(main(await nobody.get(first)), /does not work any more/);
	const ann = await helper(email, "see");
	await took(name(email, "see"));
	assert.match(main(await nobody.get(link(email))), /You have an account/);
	const page = main(await family.get(list())).split("<section")
		.find((part) => part.includes(email) && part.includes("/supporters/"));
	await took(family.submit(list(), /action="([^"]+\/supporters\/[\w-]{22}\/end)"/.exec(page)[1], {}));
	assert.match(main(await nobody.get(link(email))), /does not work any more/);
	assert.equal((await ann.get(at)).status, 404);
});

test("the mail holds no name, and its link works once", async () => {
	const email = address("once");
	await took(name(email, "see"));
	assert.doesNotMatch(mail(email), /Gethin|Bronwen|Pryce/);
	assert.match(main(await family.get(list())), new RegExp(`${email}[^]*no answer yet`));
	const one = new Client(process.env.ACCORD_URL), two = new Client(process.env.ACCORD_URL);
	assert.match(main(await one.get(link(email))), new RegExp(`You sign in with ${email}`));
	for (const bad of ["", "\u200b", "Tom Ellery, social worker", "Tom\u200fEllery", "Tom\u00adEllery"])
		assert.equal((await accept(one, email, { name: bad, password: PASSWORD })).status, 422, `“${bad}”`);
	assert.equal((await accept(one, email, { name: "Ann", password: "short" })).status, 422);
	assert.equal((await accept(one, email, { name: "Ann", password: "password password" })).status, 422);
	const form = hidden((await two.get(link(email))).text, "/sign-in/invitation");
	await took(accept(one, email, { name: "Ann", password: PASSWORD }));
	assert.match(main(await two.post("/sign-in/invitation", { ...form, name: "Eve", password: PASSWORD })),
		/does not work any more/);
	assert.match(main(await two.get(link(email))), /does not work any more/);
	assert.match(main(await two.get("/sign-in/invitation?code=AAAAAAAAAAAAAAAAAAAAAA")), /does not work any more/);
	assert.equal(sql(`SELECT COUNT(*) FROM person WHERE email = '${email}'`)[0][0], "1");
	assert.equal((await two.submit("/sign-in", "/sign-in", { email, password: PASSWORD })).status, 303,
		"and the password signs in");
	const [[note, actor, role]] = sql(`SELECT r.note, p.email, r.role FROM record r JOIN person p ON p.id = r.actor
		JOIN casefile c ON c.id = r.casefile WHERE p.email = '${email}' AND r.action = 46`);
	assert.deepEqual([note, actor, role], ["Accepted to help: may see.", email, "2"], "it stands in the record");
	assert.match(main(await family.get(at)), /Accepted to help: may see/);
	assert.match((await accord(["verify"])).out, /^Checked \d+ rows/m, "and its chain holds");
});

test("who may see sees, and writes nothing", async () => {
	const ann = await helper(address("sees"), "see");
	assert.equal((await ann.get(at)).status, 200);
	assert.equal((await ann.get(`${at}/plan`)).status, 200);
	for (const part of ["/plan/draft", "/plan/lines/add", "/plan/send", "/supporters", "/views"])
		assert.equal((await ann.get(at + part)).status, 404, part);
	assert.equal((await bare(ann, `${at}/plan/outcomes`, { words: "x" })).status, 404);
	assert.match(main(await ann.get("/")), /You need do nothing just now/);
});

test("who may write drafts writes with the family, and sends nothing", async () => {
	const ann = await helper(address("drafts"), "draft");
	const outcomes = `${at}/plan/outcomes`;
	await took(ann.submit(outcomes, outcomes, { words: `From Ann ${mark}` }));
	assert.match((await family.get(outcomes)).text, new RegExp(`From Ann ${mark}`));
	assert.match(main(await ann.get(`${at}/plan/draft`)), /Only the family sends it/);
	assert.equal((await ann.get(`${at}/plan/send`)).status, 404);
	assert.equal((await bare(ann, `${at}/plan/send`)).status, 404);
	assert.equal((await bare(ann, `${at}/plan/settle`)).status, 404);
});

test("the family sees what was opened, and ends it with one click", async () => {
	const email = address("ends"), ann = await helper(email, "see");
	await ann.get(at);
	const papers = `${at}/documents`;
	await took(upload(family, papers, { name: `Stairs ${mark}.pdf`, bytes: files.pdf() }, { about: "", purpose: `Stairs ${mark}` }));
	const paper = new RegExp(`href="(${papers}/[\\w-]{22})">Stairs ${mark}`).exec((await ann.get(papers)).text)[1];
	assert.equal((await ann.get(paper)).status, 200);
	const page = main(await family.get(list()));
	const section = page.split("<section").find((part) => part.includes(email));
	const [, opened] = /href="([^"]+\/supporters\/[\w-]{22})"/.exec(section);
	assert.match(main(await family.get(opened)), new RegExp(`Ann ${mark}[^]*looked at the pages`));
	assert.match(main(await family.get(opened)), new RegExp(`opened the document “Stairs ${mark}\\.pdf”`));
	await took(family.submit(list(), `${opened}/end`, {}));
	assert.equal((await ann.get(at)).status, 404, "at the next request");
	assert.match(main(await family.get(list())).split("<section").find((part) => part.includes(email)), /This ended on/);
	assert.equal((await bare(family, `${opened}/end`)).status, 404, "it has ended already");
});

test("it ends by itself on the day the family named", async () => {
	const email = address("until");
	const ann = await helper(email, "see", { "until-day": "1", "until-month": "1", "until-year": "2199" });
	assert.equal((await ann.get(at)).status, 200);
	assert.match(main(await family.get(list())).split("<section").find((part) => part.includes(email)),
		/The last day is 1 January 2199\./);
	assert.match(main(await family.get(list())), /The council staff of the case see their name where they take part/);
	sql(`UPDATE supporter s JOIN person p ON p.id = s.person SET s.until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND
		WHERE p.email = '${email}'`);
	assert.equal((await ann.get(at)).status, 404);
});

test("an invitation can be taken back", async () => {
	const email = address("back");
	await took(name(email, "draft"));
	const page = main(await family.get(list()));
	const [, end] = /action="([^"]+\/invitations\/[\w-]{22}\/end)"/.exec(
		page.split("<section").find((part) => part.includes(email)));
	await took(family.submit(list(), end, {}));
	assert.match(main(await new Client(process.env.ACCORD_URL).get(link(email))), /does not work any more/);
});

test("another parent helps with the account they have", async () => {
	const other = await signIn("jasmine.flint@family.example");
	assert.equal((await other.get(at)).status, 404);
	await took(name("jasmine.flint@family.example", "draft"));
	assert.equal((await other.get(at)).status, 404, "not before they say yes");
	const { headers } = await took(other.submit(link("jasmine.flint@family.example"), "/sign-in/invitation", {}));
	assert.equal(headers.location, "/sign-in");
	assert.equal((await other.get(at)).status, 200);
	assert.equal((await other.get(`${at}/plan/draft`)).status, 200);
	assert.equal((await other.get(`${at}/plan/send`)).status, 404);
	assert.equal((await other.get(list())).status, 404);
	const [[pid]] = sql("SELECT TO_BASE64(pid) FROM person WHERE email = 'jasmine.flint@family.example'");
	const id = pid.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
	await took(family.submit(list(), `${list()}/${id}/end`, {}));
	assert.equal((await other.get(at)).status, 404);
});

// Kit Osei has two parents. Joseph has a helper whom Maria is not to find.
test("who helps one parent is not the other’s to know, and no draft is either", async () => {
	const joseph = await signIn("joseph.osei@family.example"), maria = await signIn("maria.osei@family.example");
	const kit = await caseOf(joseph, "Kit"), mine = `${kit}/supporters`;
	const email = address("refuge"), helperName = `Zuleika ${mark}`;
	await took(joseph.submit(mine, mine, { email, may: "draft" }));
	assert.doesNotMatch(main(await maria.get(mine)), new RegExp(email), "nor who was asked");
	const rita = new Client(process.env.ACCORD_URL);
	await took(accept(rita, email, { name: helperName, password: PASSWORD }));
	assert.equal((await rita.get(kit)).status, 200);
	assert.match(main(await joseph.get(mine)), new RegExp(helperName));
	const seen = main(await maria.get(mine));
	assert.match(seen, /Somebody else in the family has named a person/);
	assert.doesNotMatch(seen, new RegExp(`${email}|${helperName}`));

	const [[pid]] = sql(`SELECT TO_BASE64(pid) FROM person WHERE email = '${email}'`);
	const id = pid.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
	assert.equal((await maria.get(`${mine}/${id}`)).status, 404);
	assert.equal((await bare(maria, `${mine}/${id}/end`)).status, 404);
	const views = main(await maria.get(`${kit}/views`));
	assert.match(views, /Somebody who helps/);
	assert.doesNotMatch(views, new RegExp(helperName));
	assert.match(main(await joseph.get(`${kit}/views`)), new RegExp(helperName));

	const outcomes = `${kit}/plan/outcomes`;
	await took(rita.submit(outcomes, outcomes, { words: `Joseph’s words ${mark}` }));
	assert.match(main(await joseph.get(outcomes)), new RegExp(`Joseph’s words ${mark}`));
	assert.doesNotMatch(main(await maria.get(outcomes)), new RegExp(mark));
	const papers = `${kit}/documents`;
	assert.equal((await upload(rita, papers, { name: "a.pdf", bytes: files.pdf() },
		{ purpose: `From Rita ${mark}`, audience: "draft" })).status, 303);
	assert.match((await joseph.get(papers)).text, new RegExp(`From Rita ${mark}`));
	assert.doesNotMatch((await maria.get(papers)).text, new RegExp(`From Rita ${mark}`));
	const [, send] = /action="([^"]+\/send)"/.exec((await joseph.get(papers)).text
		.split('<article class="accord-document"').find((part) => part.includes(`From Rita ${mark}`)));
	await took(joseph.submit(papers, send, {}));
	const shown = (await maria.get(papers)).text;
	assert.match(shown, new RegExp(`From Rita ${mark}`));
	assert.doesNotMatch(shown, new RegExp(helperName));
	await took(joseph.submit(mine, `${mine}/${id}/end`, {}));
});
