// Those who help a family, over HTTP: named by e-mail, an account by a link that
// works once, what they may do, and the end of it. The child is Gethin Pryce
// (10704), whom nobody else uses; every run names people of its own.

import assert from "node:assert";
import test, { before } from "node:test";

import { Client } from "../lib/http.mjs";
import { caseOf, hidden, signIn, sql } from "../lib/people.mjs";

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
	assert.match(main(await name("priya.nair@accord.example", "see")), /at work for the council/);
});

test("the mail holds no name, and its link works once", async () => {
	const email = address("once");
	await took(name(email, "see"));
	assert.doesNotMatch(mail(email), /Gethin|Bronwen|Pryce/);
	assert.match(main(await family.get(list())), new RegExp(`${email}[^]*no answer yet`));
	const one = new Client(process.env.ACCORD_URL), two = new Client(process.env.ACCORD_URL);
	assert.match(main(await one.get(link(email))), new RegExp(`You sign in with ${email}`));
	assert.equal((await accept(one, email, { name: "", password: PASSWORD })).status, 422);
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
});

test("who may see sees, and writes nothing", async () => {
	const ann = await helper(address("sees"), "see");
	assert.equal((await ann.get(at)).status, 200);
	assert.equal((await ann.get(`${at}/plan`)).status, 200);
	for (const part of ["/plan/draft", "/plan/lines/add", "/plan/send", "/supporters", "/views"])
		assert.equal((await ann.get(at + part)).status, 404, part);
	assert.equal((await bare(ann, `${at}/plan/outcomes`, { words: "x" })).status, 404);
	assert.match(main(await ann.get("/")), /Nothing waits for you/);
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
	const page = main(await family.get(list()));
	const section = page.split("<section").find((part) => part.includes(email));
	const [, opened] = /href="([^"]+\/supporters\/[\w-]{22})"/.exec(section);
	assert.match(main(await family.get(opened)), new RegExp(`Ann ${mark}[^]*looked at the pages`));
	await took(family.submit(list(), `${opened}/end`, {}));
	assert.equal((await ann.get(at)).status, 404, "at the next request");
	assert.match(main(await family.get(list())).split("<section").find((part) => part.includes(email)), /This ended on/);
	assert.equal((await bare(family, `${opened}/end`)).status, 404, "it has ended already");
});

test("it ends by itself on the day the family named", async () => {
	const email = address("until");
	const ann = await helper(email, "see", { "until-day": "1", "until-month": "1", "until-year": "2199" });
	assert.equal((await ann.get(at)).status, 200);
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
	assert.match(mail("jasmine.flint@family.example"), /You have an account already/);
	assert.equal((await other.get(at)).status, 200);
	assert.equal((await other.get(`${at}/plan/draft`)).status, 200);
	assert.equal((await other.get(`${at}/plan/send`)).status, 404);
	assert.equal((await other.get(list())).status, 404);
	const [[pid]] = sql("SELECT TO_BASE64(pid) FROM person WHERE email = 'jasmine.flint@family.example'");
	const id = pid.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
	await took(family.submit(list(), `${list()}/${id}/end`, {}));
	assert.equal((await other.get(at)).status, 404);
});
