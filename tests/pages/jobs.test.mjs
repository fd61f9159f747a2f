// accord-jobs at work on a database of its own: the folder of mail, a real SMTP
// server that goes away and comes back, sweeping, and how it ends.

import assert from "node:assert";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync,
	writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { ofStack, publicId } from "../lib/accord.mjs";
import { hidden } from "../lib/http.mjs";
import { readable } from "../lib/mail.mjs";
import { sql as query, until } from "../lib/people.mjs";
import { signIn } from "../lib/sign_in.mjs";
import { freePort, startStack } from "../lib/stack.mjs";

const program = join(process.env.ACCORD_BUILD, "bin/accord-jobs");
let folder, stack;
const running = new Set(), servers = new Set();

const sql = (text) => query(text, stack.config);
// Of the mail this test writes: the demonstration's own waits for its hour.
const waiting = () => Number(sql(`SELECT COUNT(*) FROM mail
	WHERE sent IS NULL AND subject LIKE '%e Kite%'`)[0][0]);

// A whole Accord without accord-jobs: this test runs that itself.
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "accord-jobs-"));
	mkdirSync(join(folder, "bin"));
	symlinkSync(join(process.env.ACCORD_BUILD, "bin/accord"), join(folder, "bin/accord"));
	stack = await startStack({ BUILD: folder });
	sql("DELETE FROM mail");	// what the demonstration has written
});

after(async () => {
	await stack?.stop();
	rmSync(folder, { recursive: true, force: true });
});

// What a test that failed has left does not trouble the next.
test.afterEach(async () => {
	for (const jobs of running)
		jobs.child.kill("SIGKILL");
	await Promise.all([...servers].map((server) => server.close()));
	sql("DELETE FROM mail WHERE sent IS NULL");
});

// settings: lines of the configuration, by key.
function start(settings) {
	const file = join(folder, `${Math.random()}.conf`);
	let text = readFileSync(stack.config, "utf8");

	for (const [key, value] of Object.entries(settings)) {
		text = text.replace(new RegExp(`^${key} = .*\n`, "m"), "");
		text += `${key} = ${value}\n`;
	}
	writeFileSync(file, text);
	const child = spawn(program, ["--config", file]);
	const jobs = { child, said: "" };
	child.stderr.on("data", (words) => jobs.said += words);
	jobs.over = new Promise((resolve) => child.on("close", (status) => {
		running.delete(jobs);
		resolve(status);
	}));
	running.add(jobs);
	return jobs;
}

async function stop(jobs) {
	const began = Date.now();
	jobs.child.kill("SIGTERM");
	assert.strictEqual(await jobs.over, 0, jobs.said);
	assert.ok(Date.now() - began < 5000, "TERM ends it at once");
}

function mail(n, address = "anna@example.org", casefile = "NULL") {
	for (let i = 0; i < n; i++)
		sql(`INSERT INTO mail (pid, address, casefile, subject, body, written, due) VALUES
			(RANDOM_BYTES(16), '${address}', ${casefile}, 'Accord: news about Blüe Kite ${i}',
			'Hello\n\n.a line that begins with a dot\nGrüße = ok\n', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`);
}

const messageIds = (list) => list.map((text) => /^Message-ID: (<.*>)\r$/m.exec(text)[1]);

// Takes mail as RFC 5321 has it. `refuse` is an address it will not take; `says`
// what it answers then.
function smtpServer(port, { refuse, says = "550 nobody here", sender = "250 ok", greeting = "220 test" } = {}) {
	const got = [];
	const sockets = new Set();
	const server = net.createServer((socket) => {
		let text = "", data = false, to = "";
		sockets.add(socket);
		socket.on("error", () => {});
		socket.on("close", () => sockets.delete(socket));
		socket.write(`${greeting}\r\n`);
		socket.on("data", (chunk) => {
			text += chunk.toString("latin1");
			for (let at; (at = text.indexOf(data ? "\r\n.\r\n" : "\r\n")) >= 0;) {
				const line = text.slice(0, at + (data ? 2 : 0));
				text = text.slice(at + (data ? 5 : 2));
				if (data) {
					got.push({ to, text: line.replace(/^\./gm, "") });
					data = false;
					socket.write("250 taken\r\n");
					continue;
				}
				const verb = line.slice(0, 4).toUpperCase();
				if (verb === "RCPT") {
					to = /<(.*)>/.exec(line)[1];
					socket.write(to === refuse ? `${says}\r\n` : "250 ok\r\n");
				} else if (verb === "MAIL") {
					socket.write(`${sender}\r\n`);
				} else if (verb === "DATA") {
					data = true;
					socket.write("354 go on\r\n");
				} else if (verb === "QUIT") {
					socket.end("221 bye\r\n");
				} else {
					socket.write("250 ok\r\n");
				}
			}
		});
	});
	const it = {
		got,
		close: () => new Promise((closed) => {
			servers.delete(it);
			sockets.forEach((socket) => socket.destroy());
			server.close(closed);
		}),
	};
	servers.add(it);
	return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(it)));
}

test("mail appears in the folder once, though two programs carry it out", async () => {
	const dir = join(folder, "mail");
	mkdirSync(dir);
	mail(30);
	const both = [start({ "mail.dir": dir }), start({ "mail.dir": dir })];
	await until(() => waiting() === 0);
	await Promise.all(both.map(stop));

	const names = readdirSync(dir).sort();
	assert.strictEqual(names.length, 30);
	assert.ok(names.every((name) => /^\d{8}T\d{6}\.\d{6}-[\w-]{22}\.eml$/.test(name)));
	const texts = names.map((name) => readFileSync(join(dir, name), "utf8"));
	assert.strictEqual(new Set(messageIds(texts)).size, 30);
	assert.deepStrictEqual(texts.map((text) => Number(/Kite=20(\d+)\?=/.exec(
		text.replace(/\?=\r\n =\?utf-8\?Q\?/g, ""))[1])), [...Array(30).keys()],
	"sorted by name is sorted by time");
	const [one] = texts;
	assert.ok(!/[^\r]\n/.test(one), "every line ends with CRLF");
	assert.match(one, /^Date: \w{3}, \d+ \w{3} \d{4} \d\d:\d\d:\d\d \+0000\r$/m);
	assert.match(one, /^From: Accord <accord@example.org>\r$/m);
	assert.match(one, /^To: <anna@example.org>\r$/m);
	assert.match(one, /^Content-Type: text\/plain; charset=utf-8\r$/m);
	assert.match(one, /\r\n\r\nHello\r\n\r\n.a line that begins with a dot\r\nGr=C3=BC=C3=9Fe =3D ok\r\n$/);
	assert.ok(one.split("\r\n").every((line) => line.length <= 76));
});

test("a mail about a case ends with whom to ring: somebody who is in on the day it goes", async () => {
	const dir = join(folder, "ring"), away = (email, by) => sql(`INSERT INTO absence (pid, person, first_day, last_day, stands_in, entered)
		SELECT RANDOM_BYTES(16), p.id, CURDATE() - INTERVAL 1 DAY, CURDATE() + INTERVAL 1 DAY, s.id, UTC_TIMESTAMP(6)
		FROM person p JOIN person s ON s.email = '${by}' WHERE p.email = '${email}'`);
	const [[id, pid, child, called]] = sql("SELECT id, HEX(pid), child_name, called FROM casefile WHERE ref LIKE '10482%'");
	const [liam, hannah, daniel, alice] = ["liam.corrigan", "hannah.brandt", "daniel.petrov", "alice.wren"].map((n) => `${n}@accord.example`);
	const family = await signIn("david.ashworth@family.example", ofStack(stack));
	let jobs, n = 0;
	// It is written first; `then` happens while it waits.
	async function says(then) {
		const to = `ring${++n}@example.org`;
		mail(1, to, id);
		then();
		jobs ??= start({ "mail.dir": dir });
		await until(() => waiting() === 0);
		const [text] = readdirSync(dir).map((name) => readFileSync(join(dir, name), "utf8")).filter((t) => t.includes(`<${to}>`));
		const said = readable(text), page = (await family.get(`/cases/${Buffer.from(pid, "hex").toString("base64url")}`)).text;
		const [, name, phone, hours] = /Ring ([^<]+) on <a[^>]*>([^<]+)<\/a>([^<]*)</.exec(page);
		assert.ok(said.includes(`\n\nOr ring ${name}`) && said.includes(` on ${phone}${hours}.\n`), `the page of the case names ${name}: ${said}`);
		for (const never of [child, called, "Ashworth", "=20"])
			assert.ok(!said.includes(never), never);
		return /\n\n(Or ring .*)\nThe telephone counts the same\.\n$/.exec(said)?.[1] ?? said;
	}

	mkdirSync(dir);
	assert.strictEqual(await says(() => away(hannah, liam)), "Or ring Liam Corrigan, social worker or family support worker, on 01632 960 104.", "the worker");
	sql("UPDATE absence SET ended = UTC_TIMESTAMP(6)");
	await stop(jobs);
	jobs = undefined;
	assert.strictEqual(await says(() => away(liam, hannah)), "Or ring Hannah Brandt, social worker, on 01632 960 105.", "who stands in");
	sql("UPDATE person SET own_title = 'duty social worker' WHERE name = 'Hannah Brandt'");
	assert.strictEqual(await says(() => {}), "Or ring Hannah Brandt, duty social worker, on 01632 960 105.", "by their own title");
	await stop(jobs);
	jobs = undefined;
	assert.strictEqual(await says(() => away(hannah, liam)), "Or ring Daniel Petrov, practice lead, on 01632 960 109.", "and if they are away as well");
	await stop(jobs);
	jobs = undefined;
	assert.strictEqual(await says(() => [[daniel, alice], [alice, daniel]].forEach((two) => away(...two))),
		"Or ring the council on 01632 960 900, Monday to Friday, 9 to 5.", "and if nobody is in");
	sql("UPDATE absence SET ended = UTC_TIMESTAMP(6)");
	assert.strictEqual(await says(() => sql(`INSERT INTO todo (casefile, step, person, role, since, due)
		SELECT ${id}, 15, id, 4, UTC_TIMESTAMP(6), CURDATE() FROM person WHERE email = '${alice}'`)),
	"Or ring Alice Wren, practice lead, on 01632 960 110.", "who has the step");
	sql(`DELETE FROM todo WHERE casefile = ${id} AND step = 15`);
	await stop(jobs);
});

test("without a policy that reads every mail goes, and none is given up", async () => {
	const dir = join(folder, "without"), [[id]] = sql("SELECT id FROM casefile WHERE ref LIKE '10482%'");
	const said = (to) => readdirSync(dir).map((name) => readFileSync(join(dir, name), "utf8"))
		.filter((text) => text.includes(`<${to}>`)).map(readable)[0];
	const none = ["UPDATE policy SET starts = starts + INTERVAL 1000 YEAR", "UPDATE policy SET starts = starts - INTERVAL 1000 YEAR"];
	const unread = ["INSERT INTO policy (label, starts, reference, hash, loaded) VALUES ('empty', CURDATE(), FALSE, REPEAT('a', 32), UTC_TIMESTAMP(6))",
		"DELETE FROM policy WHERE label = 'empty'"];

	mkdirSync(dir);
	for (const [name, [begin, end]] of Object.entries({ none, unread })) {
		const port = await freePort(), server = await smtpServer(port, { refuse: "gone@example.org" });
		sql(begin);
		try {
			mail(1, `${name}@example.org`, id);	// it is first each time
			mail(1, `code-${name}@example.org`);
			let jobs = start({ "mail.dir": dir });
			await until(() => waiting() === 0);
			await stop(jobs);
			assert.match(said(`${name}@example.org`), /\n\nOr ring [A-Z][^,]+, [^,]+, on 01632 960 1\d\d\.\nThe telephone counts the same\.\n$/);
			assert.match(said(`code-${name}@example.org`), /Grüße = ok\n$/);
			assert.match(jobs.said, /without=policy/);

			mail(1, "gone@example.org", id);
			jobs = start({ "mail.smtp_url": `smtp://127.0.0.1:${port}`, "mail.dir": "" });
			await until(() => sql("SELECT 1 FROM mail WHERE sent IS NULL AND refused IS NOT NULL").length === 1);
			await stop(jobs);
		} finally {
			sql(end);
		}
		sql("UPDATE mail SET due = UTC_TIMESTAMP(6) WHERE sent IS NULL");
		const jobs = start({ "mail.smtp_url": `smtp://127.0.0.1:${port}`, "mail.dir": "" });
		await until(() => waiting() === 0);
		assert.match(jobs.said, /mail_lost/, "given up as soon as the policy reads");
		await stop(jobs);
		await server.close();
	}
});

test("a server that is down loses nothing and doubles nothing", async () => {
	const port = await freePort();
	const jobs = start({ "mail.smtp_url": `smtp://127.0.0.1:${port}`, "mail.dir": "" });
	mail(6);
	await until(() => jobs.said.includes("server down"));
	await sleep(1500);
	assert.strictEqual(waiting(), 6);
	assert.ok(sql("SELECT SUM(tries) FROM mail WHERE sent IS NULL")[0][0] < 6,
		"while it is down the rest of the outbox is left alone");

	const server = await smtpServer(port);
	await until(() => waiting() === 0, 40);
	assert.strictEqual(server.got.length, 6);
	assert.strictEqual(new Set(messageIds(server.got.map((m) => m.text))).size, 6);
	assert.ok(server.got[0].text.includes("\r\n.a line that begins with a dot\r\n"));

	// and again, in the middle of its work
	await server.close();
	mail(3);
	await sleep(2500);
	assert.strictEqual(waiting(), 3);
	const later = await smtpServer(port);
	await until(() => waiting() === 0, 60);
	assert.strictEqual(later.got.length, 3);
	await stop(jobs);
	await later.close();
});

test("one address that is refused holds nobody else up", async () => {
	const port = await freePort();
	const server = await smtpServer(port, { refuse: "gone@example.org" });
	mail(1, "gone@example.org");
	mail(1, "not an address");
	mail(3, "here@example.org");
	const jobs = start({ "mail.smtp_url": `smtp://127.0.0.1:${port}`, "mail.dir": "" });
	await until(() => server.got.length === 3);
	await until(() => (jobs.said.match(/result=refused/g) ?? []).length === 2);
	assert.deepStrictEqual(server.got.map((m) => m.to), Array(3).fill("here@example.org"));
	await until(() => waiting() === 0);
	assert.strictEqual(jobs.said.match(/event=mail_lost level=error|level=error event=mail_lost/g).length, 2);
	assert.ok(!jobs.said.includes("example.org"), "no address is logged");
	await stop(jobs);
	await server.close();
});

// A notice to Zoe Yates about the case of her child.
const ZOE = "zoe.yates@family.example", STEP_UNDELIVERED = 29;
const bea = () => sql("SELECT id, HEX(pid) FROM casefile WHERE child_name = 'Bea Yates'")[0];
const asked = () => sql(`SELECT role, person IS NULL FROM todo WHERE casefile = ${bea()[0]} AND step = ${STEP_UNDELIVERED}`);

const notice = () => mail(1, ZOE, bea()[0]);

test("what is refused for good is a task, and the page of the case says so", async () => {
	const port = await freePort(), [id, pid] = bea(), path = `/cases/${publicId(pid)}`;
	let server = await smtpServer(port, { refuse: ZOE });
	const jobs = start({ "mail.smtp_url": `smtp://127.0.0.1:${port}`, "mail.dir": "" });
	notice();
	await until(() => asked().length === 1);
	assert.strictEqual(waiting(), 0);
	assert.match(sql(`SELECT note FROM record WHERE casefile = ${id} ORDER BY no DESC LIMIT 1`)[0][0],
		/^A message to Zoe Yates could not be delivered/);

	const worker = await signIn("hannah.brandt@accord.example", ofStack(stack));
	const words = /E-mail to Zoe Yates could not be delivered: ring, or send by post\./;
	assert.match((await worker.get(path)).text, words);
	assert.match((await worker.get("/")).text, /A message could not be delivered: ring, or send by post/);
	const page = await worker.get(`${path}/unopened`);
	assert.match(page.text, words);
	const told = await worker.post(`${path}/unopened`, { ...hidden(page.text, `${path}/unopened`), how: "rang",
		note: "Rang Zoe and told her of the letter" });
	assert.strictEqual(told.status, 303, told.text);
	assert.strictEqual(asked().length, 0);
	assert.match((await worker.get(path)).text, words, "the address is still marked");

	await server.close();
	server = await smtpServer(port);
	notice();
	await until(() => server.got.length === 1, 40);
	await until(() => sql("SELECT 1 FROM undelivered").length === 0);
	assert.doesNotMatch((await worker.get(path)).text, words, "its mail arrives again");
	await stop(jobs);
	await server.close();
});

test("what is put off is tried again, and given up after the days of the policy", async () => {
	const port = await freePort(), server = await smtpServer(port, { refuse: ZOE, says: "451 later" });
	const jobs = start({ "mail.smtp_url": `smtp://127.0.0.1:${port}`, "mail.dir": "" });
	notice();
	mail(1, "here@example.org");
	await until(() => server.got.length === 1);
	// ever more seldom
	await until(() => /result="put off" again_in_s=5\n[^]*result="put off" again_in_s=10\n/.test(jobs.said), 40);
	assert.strictEqual(asked().length, 0);
	sql("UPDATE mail SET refused = refused - INTERVAL 23 HOUR, due = UTC_TIMESTAMP(6) WHERE sent IS NULL");
	await until(() => (jobs.said.match(/put off/g) ?? []).length >= 3, 40);
	assert.strictEqual(asked().length, 0, "not yet a day");
	sql("UPDATE mail SET refused = refused - INTERVAL 2 HOUR, due = UTC_TIMESTAMP(6) WHERE sent IS NULL");
	await until(() => asked().length === 1, 40);
	assert.strictEqual(waiting(), 0);
	sql("DELETE FROM undelivered");
	await stop(jobs);
	await server.close();
});

test("a server that refuses us, and not a message, loses nothing", async () => {
	for (const wrong of [{ sender: "550 not from you" }, { greeting: "554 closed" }]) {
		const port = await freePort(), server = await smtpServer(port, wrong);
		const jobs = start({ "mail.smtp_url": `smtp://127.0.0.1:${port}`, "mail.dir": "" });
		mail(1);
		await until(() => jobs.said.includes("server down"));
		assert.strictEqual(waiting(), 1, jobs.said);
		sql("DELETE FROM mail WHERE sent IS NULL");
		await stop(jobs);
		await server.close();
	}
});

test("a program that dies while it holds a mail gives it back with its lease", async () => {
	mail(1);
	sql(`UPDATE mail SET claimed = UTC_TIMESTAMP(6) + INTERVAL 2 SECOND, tries = 1
		WHERE sent IS NULL`);
	const dir = join(folder, "leased");
	mkdirSync(dir);
	const jobs = start({ "mail.dir": dir });
	await sleep(1000);
	assert.strictEqual(readdirSync(dir).length, 0, "the lease holds");
	await until(() => waiting() === 0);
	assert.strictEqual(readdirSync(dir).length, 1);
	await stop(jobs);
});

test("what has served its time is swept away, and nothing else", async () => {
	const old = (days) => `UTC_TIMESTAMP(6) - INTERVAL ${days} DAY`;
	const rows = ["session", "mail_code", "form_sent", "failed_sign_in", "recovery_code"];
	const count = () => rows.map((t) => Number(sql(`SELECT COUNT(*) FROM ${t}`)[0][0]));
	const zero = count();
	for (const [session, form, failed, code] of [[31, 8, 2, 2], [29, 6, 0, 0]])
		sql(`INSERT INTO session (hash, person, stage, opened, seen) VALUES
				(RANDOM_BYTES(32), 1, 1, ${old(session)}, ${old(session)});
			INSERT INTO mail_code (session, hash, expires) VALUES
				(LAST_INSERT_ID(), RANDOM_BYTES(32), ${old(code)});
			INSERT INTO form_sent (owner, form, body, redirect, person, page, at) VALUES
				(RANDOM_BYTES(32), 'x', RANDOM_BYTES(32), '/', 1, '/', ${old(form)});
			INSERT INTO failed_sign_in (who, at) VALUES (RANDOM_BYTES(32), ${old(failed)});
			INSERT INTO recovery_code (person, hash, used) VALUES (1, RANDOM_BYTES(32), ${old(code)});`);
	sql("INSERT INTO recovery_code (person, hash) VALUES (1, RANDOM_BYTES(32))");
	for (const [name, hours] of [["fresh", 0], ["sent", 2], ["gone", 31 * 24]])
		sql(`INSERT INTO mail (pid, address, subject, body, written, due, sent) VALUES (RANDOM_BYTES(16),
			'${name}@swept.example', 'Your code', 'It is 123456', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6),
			UTC_TIMESTAMP(6) - INTERVAL ${hours} HOUR)`);
	const mails = () => sql("SELECT address, body FROM mail WHERE address LIKE '%@swept.example' ORDER BY id");
	const jobs = start({ "mail.dir": "" });
	await until(() => mails().length === 2);
	assert.deepStrictEqual(mails(), [["fresh@swept.example", "It is 123456"], ["sent@swept.example", ""]],
		"what a mail said goes an hour after it went");
	await until(() => count()[0] === zero[0] + 1);
	await until(() => count()[3] === zero[3] + 1);
	assert.deepStrictEqual(count().map((n, i) => n - zero[i]), [1, 1, 1, 1, 2]);
	await stop(jobs);
});

test("it waits for a database that is not there, and says how it was asked wrongly", async () => {
	const jobs = start({ "db.socket": join(folder, "nothing.sock") });
	await sleep(1500);
	assert.strictEqual(jobs.child.exitCode, null);
	await sleep(100);
	jobs.child.kill("SIGTERM");
	await jobs.over;
	const child = spawn(program, []);
	assert.strictEqual(await new Promise((resolve) => child.on("close", resolve)), 2);
});
