// A person's own account, over HTTP: password, telephone number, e-mail address,
// authenticator app, recovery codes. Every run opens accounts of its own.

import assert from "node:assert";
import test, { before } from "node:test";

import { Client, hidden as secretsOf } from "../lib/http.mjs";
import { accord, caseOf, signIn, sql } from "../lib/people.mjs";
import { readQr } from "../lib/qr.mjs";
import { stepNow, totp } from "../lib/sign_in.mjs";
import { invalid } from "../lib/window.mjs";

const OLD = "seven kettles on a violet shelf", NEW = "nine ladders by the amber sea";
const mark = `${process.pid}x${Date.now()}`;
const parent = `parent-${mark}@family.example`, other = `other-${mark}@family.example`;
const worker = `worker-${mark}@accord.example`;
let family, workerSecret, workerCodes;

const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const mails = (address) => sql(`SELECT REPLACE(body, '\\n', ' ') FROM mail
	WHERE address = '${address}' ORDER BY id`).flat();
const mailedCode = (address) => / (\d{6}) /.exec(mails(address).at(-1))[1];
const person = (email) => sql(`SELECT id FROM person WHERE email = '${email}'`)[0][0];
const events = (email) => sql(`SELECT action FROM account_event
	WHERE person = ${person(email)} ORDER BY no`).flat().map(Number);
const open = (email, name, role, ...team) => accord(["user", "add", email, name, role, ...team],
	{ input: `${OLD}\n${OLD}\n` });
const send = (client, page, fields, action = page) => client.submit(page, action, fields);
const passwordOnly = (email, password) => new Client(process.env.ACCORD_URL)
	.submit("/sign-in", "/sign-in", { email, password });

async function refused(answer, words) {
	const got = await answer;
	assert.strictEqual(got.status, 422, main(got));
	assert.match(main(got), words);
}

async function took(answer, to = "/account") {
	const got = await answer;
	assert.strictEqual(got.status, 303, main(got));
	assert.strictEqual(got.headers.location, to);
}

// As if this half minute's code had not been used, and nothing had been wrong yet.
function unused(email) {
	sql(`UPDATE credential SET totp_step = 0 WHERE person = ${person(email)};
		DELETE FROM failed_sign_in`);
}

before(async () => {
	for (const [email, name] of [[parent, "Pat Marsh"], [other, "Olive Marsh"]])
		assert.strictEqual((await open(email, name, "family")).status, 0);
	const got = await open(worker, "Wendy Marsh", "worker", "North team");
	workerSecret = /[?&]secret=([A-Z2-7]+)/.exec(got.out)[1];
	workerCodes = got.out.match(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/gm);
	family = await signIn(parent, { password: OLD, code: () => mailedCode(parent) });
});

test("accounts opened at one moment are all opened", async () => {
	const got = await Promise.all(Array.from({ length: 24 }, (_, i) =>
		open(`panel-${i}-${mark}@accord.example`, "Una Marsh", "panel_member")));

	assert.deepStrictEqual(got.map((one) => one.status), got.map(() => 0));
});

test("a password is changed by who has the present one, and it must be good", async () => {
	const page = "/account/password", try_ = (present, fresh, again = fresh) =>
		send(family, page, { present, fresh, again });

	await refused(try_("", NEW), /Enter the password you have now/);
	await refused(try_("not this one", NEW), /not the password you have now/);
	await refused(try_(OLD, "too short"), /15/);
	await refused(try_(OLD, "pat marsh accord"), /made of your name/);
	await refused(try_(OLD, OLD), /you do not have already/);
	await refused(try_(OLD, NEW, `${NEW} `), /differ/);
	assert.strictEqual((await passwordOnly(parent, NEW)).status, 422, "nothing has changed");
	assert.ok(!(await family.get(page)).text.includes(OLD));
	assert.deepStrictEqual(sql(`SELECT field FROM draft WHERE person = ${person(parent)}`), []);
});

test("then other sessions end, this one has a new cookie, and a notice goes out", async () => {
	const elsewhere = await signIn(parent, { password: OLD, code: () => mailedCode(parent) });
	const cookie = family.cookie("__Host-accord"), thief = new Client(process.env.ACCORD_URL);

	await took(send(family, "/account/password", { present: OLD, fresh: NEW, again: NEW }));
	assert.notStrictEqual(family.cookie("__Host-accord"), cookie);
	thief.setCookie("__Host-accord", cookie);
	assert.strictEqual((await thief.get("/account")).status, 303);
	assert.strictEqual((await elsewhere.get("/account")).status, 303);
	assert.strictEqual((await family.get("/account")).status, 200);
	assert.match(mails(parent).at(-1), /password of your account was changed/);
	assert.ok(!mails(parent).at(-1).includes(NEW));
	assert.strictEqual(events(parent).at(-1), 3);
	assert.strictEqual((await passwordOnly(parent, OLD)).status, 422);
	assert.strictEqual((await passwordOnly(parent, NEW)).headers.location, "/sign-in/code",
		"other devices are forgotten");
});

test("a telephone number asks for the password, and is its person's alone", async () => {
	const page = "/account/telephone", number = "01632 960 777";

	await refused(send(family, page, { phone: number, present: OLD }), /not the password/);
	await refused(send(family, page, { phone: "ring me", present: NEW }), /digits/);
	await took(send(family, page, { phone: number, present: NEW }));
	assert.ok((await family.get("/account")).text.includes(number));
	assert.match(mails(parent).at(-1), /telephone number of your account was changed/);
	await took(send(family, page, { phone: "", present: NEW }));
	assert.match((await family.get("/account")).text, /None given/);
});

test("no page shows one parent the number or address of the other", async () => {
	const maria = await signIn("maria.osei@family.example");
	const [[phone]] = sql("SELECT phone FROM person WHERE email = 'joseph.osei@family.example'");
	const file = await caseOf(maria, "Kit");

	assert.ok(phone.length > 6);
	for (const page of ["/", "/account", "/account/telephone", file, `${file}/supporters`, `${file}/record`,
		`${file}/letters`]) {
		const { status, text } = await maria.get(page);
		assert.strictEqual(status, 200, page);
		assert.ok(!text.includes(phone) && !text.includes("joseph.osei@"), page);
	}
});

test("an address counts once its code has come back", async () => {
	const fresh = `fresh-${mark}@family.example`;
	const ask = (email, present = NEW) => send(family, "/account/email", { email, present });
	const enter = (code) => send(family, "/account/email/code", { code });

	await refused(ask(fresh, OLD), /not the password/);
	await refused(ask(parent), /have already/);
	assert.deepStrictEqual(mails(fresh), []);
	await took(ask(fresh), "/account/email/code");
	await refused(enter("000000"), /not right/);
	assert.strictEqual(person(parent) > 0, true, "the old address still signs in");
	const id = person(parent);
	await took(enter(mailedCode(fresh)));
	assert.strictEqual(person(fresh), id);
	assert.match(mails(parent).at(-1), /new email address/, "the old one is told");
	await refused(enter(mailedCode(fresh)), /not right/);
	assert.strictEqual((await passwordOnly(fresh, NEW)).status, 303);
	assert.strictEqual((await passwordOnly(parent, NEW)).status, 422);
	sql(`UPDATE person SET email = '${parent}' WHERE id = ${id}`);
});

test("an address that has an account is not told to who asks", async () => {
	const before = mails(other).length;

	await took(send(family, "/account/email", { email: other, present: NEW }), "/account/email/code");
	assert.match(mails(other).at(-1), /account with it already/);
	assert.strictEqual(mails(other).length, before + 1);
	for (let i = 0; i < 6; i++)
		await refused(send(family, "/account/email/code", { code: "123456" }), /not right/);
	sql("DELETE FROM failed_sign_in");
});

test("a family sets an app up, signs in with it and with a recovery code, and turns it off", async () => {
	await refused(send(family, "/account/app", { present: OLD }), /not the password/);
	const shown = await send(family, "/account/app", { present: NEW });
	assert.strictEqual(shown.status, 200);
	const secret = /secret=([A-Z2-7]+)/.exec(shown.text)[1];
	assert.ok(main(shown).replaceAll(" ", "").includes(`>${secret}<`), "the key to type");
	assert.match(shown.headers["cache-control"], /no-store/);
	assert.strictEqual(sql(`SELECT has_totp FROM credential WHERE person = ${person(parent)}`)[0][0],
		"0", "not before a code has come back");

	const hidden = (html, name) => new RegExp(`action="/account/app/code"[^]*?name="${name}" value="([^"]*)"`)
		.exec(html)[1];
	const enter = (html, code) => family.post("/account/app/code",
		{ csrf: hidden(html, "csrf"), form: hidden(html, "form"), code });
	const again = await enter(shown.text, "000000");
	await refused(again, /not the code the app shows/);
	assert.ok(again.text.includes(secret), "it is still there to be taken over");
	const elsewhere = await signIn(parent, { password: NEW, code: () => mailedCode(parent) });
	const pried = await elsewhere.post("/account/app/code", { ...secretsOf((await elsewhere.get("/account")).text, "/sign-out"), code: "000000" });
	assert.strictEqual(pried.headers.location, "/account/app", "another session has not given the password for it");
	assert.ok(!pried.text.includes(secret));
	for (const { text } of [shown, again])
		assert.strictEqual(readQr(text), /otpauth:[^<\s]+/.exec(text)[0].replaceAll("&amp;", "&"), "what a phone reads");
	const done = await enter(again.text, totp(secret, stepNow()));
	assert.strictEqual(done.status, 200);
	for (const { text } of [shown, again, done])
		assert.deepStrictEqual(await invalid(text), []);
	const codes = main(done).match(/[A-Z2-7]{4}(-[A-Z2-7]{4}){3}/g);
	assert.strictEqual(new Set(codes).size, 10);
	assert.match(mails(parent).at(-1), /authenticator app was set up/);
	assert.match((await family.get("/account")).text, /10 left/);

	unused(parent);
	const count = mails(parent).length;
	await signIn(parent, { password: NEW, code: () => totp(secret, stepNow()) });
	await signIn(parent, { password: NEW, code: () => codes[0] });
	assert.strictEqual(mails(parent).length, count, "no code by mail");
	assert.match((await family.get("/account")).text, /9 left/);

	unused(parent);
	await refused(send(family, "/account/recovery", { present: NEW, code: codes[0] }), /not right/);
	const fresh = await send(family, "/account/recovery", { present: NEW, code: codes[1] });
	const later = main(fresh).match(/[A-Z2-7]{4}(-[A-Z2-7]{4}){3}/g);
	assert.strictEqual(new Set([...codes, ...later]).size, 20);
	await refused(send(family, "/account/app/off", { present: OLD }), /not the password/);
	await took(send(family, "/account/app/off", { present: NEW }));
	assert.deepStrictEqual(sql(`SELECT * FROM recovery_code WHERE person = ${person(parent)}`), []);
	assert.strictEqual((await passwordOnly(parent, NEW)).headers.location, "/sign-in/code");
	assert.deepStrictEqual([...new Set(events(parent))].sort((a, b) => a - b),
		[1, 3, 4, 9, 10, 11, 12, 13, 14]);
});

test("staff change to another app with a present code, and keep one", async () => {
	unused(worker);
	const client = await signIn(worker, { password: OLD, code: () => totp(workerSecret, stepNow()) });

	await refused(send(client, "/account/app", { present: OLD, code: "" }), /not right/);
	await refused(send(client, "/account/app", { present: OLD, code: "123456" }), /not right/);
	await refused(send(client, "/account/app", { present: OLD,
		code: totp(workerSecret, stepNow()) }), /used already/);
	const shown = await send(client, "/account/app", { present: OLD, code: workerCodes[0] });
	assert.strictEqual(shown.status, 200);
	assert.ok(!shown.text.includes(workerSecret));
	for (const path of ["/account/app/off", "/account/email"])
		assert.strictEqual((await client.get(path)).headers.location, "/account", path);
	await refused(send(client, "/account/password", { present: OLD, fresh: "eleven chr", again: "" }),
		/Enter the new password once more/);
	unused(worker);
	await signIn(worker, { password: OLD, code: () => totp(workerSecret, stepNow()) });
});

test("ten wrong passwords and nothing is taken for a while", async () => {
	unused(parent);
	for (let i = 0; i < 10; i++)
		await refused(send(family, "/account/telephone", { phone: "1", present: "wrong" }), /not the password/);
	await refused(send(family, "/account/telephone", { phone: "", present: NEW }), /not the password/);
	assert.strictEqual((await passwordOnly(parent, NEW)).status, 422, "signing in counts with it");
	unused(parent);
	await took(send(family, "/account/telephone", { phone: "", present: NEW }));
});

test("the account's chain of events is whole", async () => {
	const { status, out } = await accord(["verify"]);
	assert.strictEqual(status, 0, out);
});
