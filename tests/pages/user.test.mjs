// Accounts made by hand: `accord user`, and the two kinds of installation that
// never meet.

import assert from "node:assert";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { accounts } from "../lib/accord.mjs";
import { Client } from "../lib/http.mjs";
import { accord, setting, signIn, sql, until } from "../lib/people.mjs";

const PASSWORD = "seven kettles on a violet shelf", OTHER = "nine ladders by the amber sea";
const email = `user.${Date.now()}@accord.example`;
let folder, production, secret, codes;

const user = (args, lines = []) => accord(["user", ...args], { input: lines.join("\n") + "\n" });
const twice = (password) => [password, password];
const totp = () => execFileSync("oathtool", ["--totp", "-b", secret], { encoding: "utf8" }).trim();
const events = () => sql(`SELECT e.action FROM account_event e JOIN person p ON p.id = e.person
	WHERE p.email = '${email}' ORDER BY e.no`).flat().map(Number);

before(() => {
	folder = mkdtempSync(join(tmpdir(), "accord-user-"));
	production = join(folder, "accord.conf");
	writeFileSync(production, readFileSync(process.env.ACCORD_CONFIG, "utf8")
		.replace(/^demonstration = yes$/m, "demonstration = no")
		.replace(/^(.*)\.socket = .*\/(accord-.*)$/gm, `$1.socket = ${folder}/$2`));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("what cannot be an account is refused in plain words, and nothing is made", async () => {
	const add = ["add", email, "Una Marsh", "worker", "North team"];
	for (const [args, lines, words] of [
		[add, twice("short"), /12/],
		[add, twice("una marsh accord"), /made of your name|guess/],
		[add, [PASSWORD, OTHER], /The two passwords differ/],
		[add, [PASSWORD], /Type the password twice/],
		[["add", "una.marsh", "Una Marsh", "worker", "North team"], twice(PASSWORD), /email address/],
		[["add", email, "Una Marsh", "wizard"], twice(PASSWORD), /The roles are:.* worker .*auditor/],
		[["add", email, "Una Marsh", "worker"], twice(PASSWORD), /name it/],
		[["add", "priya.nair@accord.example", "P", "auditor"], twice(PASSWORD), /already/],
		[["close", "nobody@accord.example"], [], /no account/],
	]) {
		const got = await user(args, lines);
		assert.strictEqual(got.status, 1, `${args}: ${got.out}`);
		assert.match(got.out, words);
	}
	assert.strictEqual((await user(["add", email])).status, 2);
	assert.deepStrictEqual(sql(`SELECT id FROM person WHERE email = '${email}'`), []);
});

test("a code is that of the clock the demonstration runs by", async () => {
	const who = accounts().find((a) => a.email === "priya.nair@accord.example");
	const moved = join(folder, "moved.conf"), by = -200 * 86400;
	const at = () => Math.floor(Date.now() / 1000) + by;
	const codeAt = (time) => execFileSync("oathtool", ["--totp", "-b", `--now=@${time}`, who.secret],
		{ encoding: "utf8" }).trim();

	writeFileSync(moved, `${readFileSync(process.env.ACCORD_CONFIG, "utf8")}\nclock.moved_s = ${by}\n`);
	const before = at(), got = await accord(["code", who.email], { config: moved });
	assert.ok([codeAt(before), codeAt(at())].includes(got.out.trim()), got.out + got.err);
});

test("staff sign in with the app, or with a recovery code once", async () => {
	const got = await user(["add", email, "Una Marsh", "worker", "North team"], twice(PASSWORD));
	assert.strictEqual(got.status, 0, got.out + got.err);
	secret = /otpauth:\/\/totp\/\S*[?&]secret=([A-Z2-7]+)/.exec(got.out)[1];
	codes = got.out.match(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/gm);
	assert.strictEqual(codes.length, 10);
	assert.ok(!got.out.includes(PASSWORD));

	const client = await signIn(email, { password: PASSWORD, code: totp });
	assert.match((await client.get("/")).text, /Signed in as Una Marsh/);
	await signIn(email, { password: PASSWORD, code: () => codes[0] });

	const again = new Client(process.env.ACCORD_URL);
	await again.submit("/sign-in", "/sign-in", { email, password: PASSWORD });
	const used = await again.submit("/sign-in/code", "/sign-in/code", { code: codes[0] });
	assert.strictEqual(used.status, 422, "a recovery code works once");
	assert.deepStrictEqual(events(), [1, 4, 4, 5]);
});

// Somebody else holds the address until the command has lost it once and waits again.
test("a command that lost a race says once what it did", async () => {
	const other = `race.${email}`, team = `Team of ${other}`;
	const waits = () => sql(`SELECT trx_id FROM information_schema.INNODB_TRX
		WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%INSERT INTO person%'`).flat()[0];
	const holder = spawn("mariadb", ["--no-defaults", `--socket=${setting("db.socket")}`, setting("db.name")]);
	const ended = new Promise((resolve) => holder.on("close", resolve));

	holder.stdin.write(`START TRANSACTION; INSERT INTO person (pid, email, name, role, created)
		VALUES (RANDOM_BYTES(16), '${other}', 'Nobody', 3, UTC_TIMESTAMP());\n`);
	const added = user(["add", other, "Una Marsh", "worker", team], twice(PASSWORD));
	const first = await until(waits);
	await until(() => (waits() ?? first) !== first);
	holder.stdin.end("ROLLBACK;\n");
	await ended;
	const got = await added;
	assert.strictEqual(got.status, 0, got.out + got.err);
	assert.strictEqual(got.out.split(`${team} is a new team.`).length - 1, 1, got.out);
	assert.strictEqual((await user(["close", other])).status, 0);
});

test("a new password and new codes end every session", async () => {
	const client = await signIn(email, { password: PASSWORD, code: () => codes[1] });
	const got = await user(["password", email], twice(OTHER));
	assert.strictEqual(got.status, 0, got.out);
	assert.strictEqual((await client.get("/")).status, 303);
	const old = await new Client(process.env.ACCORD_URL)
		.submit("/sign-in", "/sign-in", { email, password: PASSWORD });
	assert.strictEqual(old.status, 422);

	const fresh = await user(["codes", email]);
	const before = codes[2];
	codes = fresh.out.match(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/gm);
	const half = new Client(process.env.ACCORD_URL);
	await half.submit("/sign-in", "/sign-in", { email, password: OTHER });
	assert.strictEqual((await half.submit("/sign-in/code", "/sign-in/code",
		{ code: before })).status, 422, "the old codes are gone");
	await signIn(email, { password: OTHER, code: () => codes[2] });
});

test("an own title is given and taken back, to staff only", async () => {
	const own = () => sql(`SELECT CONCAT('-', own_title) FROM person WHERE email = '${email}'`)[0][0];
	for (const [args, says] of [[["title", "nobody@accord.example", "x"], /no account/],
		[["title", "adam.colley@family.example", "father"], /Only staff/],
		[["title", email, "x".repeat(81)], /at most 80/], [["title", email, "two\nlines"], /one line/]]) {
		const got = await user(args);
		assert.notStrictEqual(got.status, 0);
		assert.match(got.out, says);
	}
	assert.match((await user(["title", email, " social worker "])).out, /from now on/);
	assert.strictEqual(own(), "-social worker");
	assert.strictEqual(events().at(-1), 16);
	assert.match((await user(["title", email, "social worker"])).out, /already/);
	assert.match((await user(["title", email, ""])).out, /title of the role/);
	assert.strictEqual(own(), "-");
});

test("another role or team ends every session, and what is the same changes nothing", async () => {
	const client = await signIn(email, { password: OTHER, code: () => codes[4] });
	const rights = () => sql(`SELECT p.role, t.name FROM person p LEFT JOIN team t ON t.id = p.team WHERE p.email = '${email}'`)[0];
	for (const [args, words] of [
		[["role", email, "wizard"], /The roles are:.* worker /],
		[["role", email, "family"], /Only staff change their role/],
		[["role", email, "practice_lead"], /name it/],
		[["role", "adam.colley@family.example", "auditor"], /Only staff change their role/],
		[["role", "nobody@accord.example", "auditor"], /no account/],
	]) {
		const got = await user(args);
		assert.strictEqual(got.status, 1, `${args}: ${got.out}`);
		assert.match(got.out, words);
	}
	assert.strictEqual((await user(["role", email])).status, 2);
	assert.match((await user(["role", email, "worker", "North team"])).out, /already/);
	assert.strictEqual((await client.get("/")).status, 200);
	assert.deepStrictEqual(rights(), ["3", "North team"]);

	const before = events().length;
	assert.strictEqual((await user(["role", email, "worker", "South team"])).status, 0);
	assert.strictEqual((await client.get("/")).status, 303, "the old team's session is over");
	assert.deepStrictEqual(rights(), ["3", "South team"]);
	const again = await signIn(email, { password: OTHER, code: () => codes[5] });
	assert.strictEqual((await user(["role", email, "auditor"])).status, 0);
	assert.strictEqual((await again.get("/")).status, 303, "the old role's session is over");
	assert.deepStrictEqual(rights(), ["7", "NULL"]);
	assert.deepStrictEqual(events().slice(before).filter((e) => e === 15), [15, 15]);
	// other tests change documents and letters behind its back; no account's record
	const { out } = await accord(["verify"]);
	assert.match(out, /^Checked \d+ rows of \d+ cases and \d+ rows of \d+ accounts/m);
	assert.doesNotMatch(out, /^Account .*: row/m);
});

test("a closed account is out at once", async () => {
	const client = await signIn(email, { password: OTHER, code: () => codes[3] });
	assert.strictEqual((await user(["close", email])).status, 0);
	assert.strictEqual((await client.get("/")).status, 303);
	const again = await new Client(process.env.ACCORD_URL)
		.submit("/sign-in", "/sign-in", { email, password: OTHER });
	assert.strictEqual(again.status, 422);
	assert.strictEqual(events().at(-1), 2);
});

test("a production configuration refuses a demonstration's database", async () => {
	const got = await accord(["verify"], { config: production });
	assert.strictEqual(got.status, 1);
	assert.match(got.out, /fictional people/);

	for (const [program, args] of [["accord", ["serve", "pages"]], ["accord-jobs", []]]) {
		const child = spawn(join(process.env.ACCORD_BUILD, "bin", program),
			[...args, "--config", production]);
		let said = "";
		child.stderr.on("data", (text) => said += text);
		await until(() => said.includes("never work together"));
		child.kill("SIGTERM");
		await new Promise((resolve) => child.exitCode === null && child.signalCode === null ?
			child.on("close", resolve) : resolve());
	}
});

test("every page of a demonstration says that it is one", async () => {
	const guest = new Client(process.env.ACCORD_URL);
	for (const path of ["/sign-in", "/verify", "/help", "/nowhere"])
		assert.match((await guest.get(path)).text, /<strong>Demonstration\.<\/strong>/);
});
