// Each line: draw requests, record what they take, then let Accord and the bare
// program answer them in turn. tests/bench/README.md says what is printed.

import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root, startStack } from "../lib/stack.mjs";
import { multipart } from "../lib/documents.mjs";
import { pdf as pdfOf, photo } from "../lib/files.mjs";
import { Client } from "../lib/http.mjs";
import { cookieOf, documentsOf, drawAnswers, drawFirst, drawPairs, drawStaff } from "./draw.mjs";
import { readRecord } from "./record.mjs";
import { Bare, Database, Ours, Upload } from "./server.mjs";
import { signInTimes } from "./sign_in.mjs";

const ROUND = Number(process.env.ROUND || 1);
const PAIRS = 7;
const CASES = 200, MANY_CASES = 200_000;
const MAX = { ratio: 1.3, cpu: 2, statements: 5, scale: 1.2, upload: 3, sign_in: 1.1, memory_kb: 8192, start_ms: 100 };
const failures = [];

// A line of the bench: which requests, and what is undone before a round so
// that each is answered as it was recorded. `once`: no request is sent twice.
const lines = [
	{ name: "case_page", draw: drawPairs, path: (p) => `/cases/${p.case}` },
	{ name: "case_page_first", draw: drawFirst, path: (p) => `/cases/${p.case}`, once: true,
		undo: "TRUNCATE view;" },
	{ name: "home", draw: drawPairs, path: () => "/" },
	{ name: "disputes_list", draw: drawStaff, path: () => "/disputes" },
	{ name: "question_save", draw: drawAnswers, once: true,
		path: (p) => `/cases/${p.case}/questionnaire/${p.question}`,
		fields: () => ({ level: "1", points: "4", reason: "He needs somebody beside him at meals.",
			evidence: "Seen at home on Tuesday; the school says the same." }),
		undo: `DELETE FROM form_sent; DELETE FROM answer WHERE assessment > 1000000;
			DELETE FROM record WHERE casefile > 1000000 AND no > 8;
			UPDATE casefile SET record_no = 8, record_mac = REPEAT(CHAR(0), 32)
			 WHERE id > 1000000 AND record_no > 8;` },
];

const cookie = (pair) => `__Host-accord=${cookieOf(pair.person)}`;
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const sum = (list) => list.reduce((a, b) => a + b, 0);

function say(name, values, wrong = []) {
	const text = Object.entries(values).map(([k, v]) => `${k}=${v}`).join(" ");
	console.log(`${name} ${text}${wrong.length > 0 ? ` OVER: ${wrong.join(", ")}` : ""}`);
	failures.push(...wrong.map((what) => `${name}: ${what}`));
}

// The day after this one, so that all there is lies in the past; at an hour
// when no time on a page gains a letter during the bench.
const now = new Date(Math.floor(Date.now() / 86_400_000 + 1) * 86_400_000 + 9.25 * 3_600_000);
const nowText = `${now.toISOString().slice(0, 19)}Z`;
const sqlTime = (ms) => new Date(ms).toISOString().slice(0, 23).replace("T", " ");

// A PDF of so many megabytes, a scanned sheet each.
function scan(mb) {
	const sheets = mb * 2, noise = randomBytes(mb * 1_048_576 / sheets - 2000)
		.map((byte) => byte === 0x2f ? 0 : byte).toString("latin1");	// no name of a script
	const sheet = `<< /Type /XObject /Subtype /Image /Width 16 /Height 8 /ColorSpace /DeviceRGB ` +
		`/BitsPerComponent 8 /Filter /DCTDecode /Length ${photo.length + noise.length} >>\n` +
		`stream\n${photo.toString("latin1")}${noise}\nendstream`;

	return pdfOf({ pages: sheets, objects: Array(sheets).fill(sheet) });
}

class Bench {
	constructor(stack) {
		this.stack = stack;
		stack.run = /^db.socket = (.*)\/db.sock/m.exec(readFileSync(stack.config, "utf8"))[1];
		this.file = (name) => join(stack.variables.VAR, name);
		this.program = (name) => join(stack.variables.BUILD, "tests/bench", name);
		this.db = new Database(stack);
		this.ours = new Ours(stack);
		this.bare = new Bare(stack);
	}

	// The time the server that was started at `now` believes in.
	get time() {
		return now.getTime() + performance.now() - this.ours.began;
	}

	cases(from, to) {
		this.db.sql(`SET @from = ${from}, @to = ${to};` +
			readFileSync(join(root, "tests/bench/cases.sql"), "utf8"));
	}

	// One session for each person drawn.
	sessions(people, at = now) {
		const list = [...new Set(people)];
		const hashes = execFileSync(this.program("hash"), [this.file("keys/session.key")],
			{ input: list.map((id) => `${cookieOf(id)}\n`).join(""), encoding: "utf8" })
			.trim().split("\n");
		const rows = list.map((id, i) =>
			`(x'${hashes[i]}', ${id}, 2, '${sqlTime(at)}', '${sqlTime(at)}')`);
		this.db.sql("REPLACE INTO session (hash, person, stage, opened, seen) VALUES " +
			rows.join(","));
	}

	// Before each round, the same for both: nobody was away for a minute.
	prepare(line) {
		this.db.sql(`UPDATE session SET seen = '${sqlTime(this.time)}';${line.undo ?? ""}`);
	}

	load(server, connections, seconds, list, once) {
		const said = execFileSync(this.program("load"), [server.port, connections, seconds, list,
			...once ? ["once"] : []].map(String), { encoding: "utf8" });
		const got = Object.fromEntries(said.trim().split(" ").map((pair) => pair.split("=")));
		for (const key in got)
			got[key] = Number(got[key]);
		got.rps = got.requests / got.us * 1e6;
		return got;
	}

	// `know` tells what each answer must be; without it any 200 will do.
	list(line, pairs, know = () => undefined) {
		const path = this.file(`${line.name}.list`), expected = line.fields ? 303 : 200;
		writeFileSync(path, pairs.map((pair) => {
			const body = this.body(line, pair);
			const text = `${body ? "POST" : "GET"} ${line.path(pair)} HTTP/1.1\r\n` +
				`Host: localhost:${this.ours.port}\r\nCookie: ${cookie(pair)}\r\n` +
				(body ? `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${
					body.length}\r\n` : "") + `\r\n${body}`;
			const { status, length } = know(pair) ?? {};
			if (status !== undefined && status !== expected)
				throw new Error(`${line.name}: answered with ${status}`);
			return `${text.length} ${expected} ${length ?? -1}\n${text}\n`;
		}).join(""));
		return path;
	}

	// What is posted; the same each time, with a form id of its own.
	body(line, pair) {
		return line.fields ? new URLSearchParams({ csrf: this.tokens[pair.person],
			form: `bench${pair.form}`, ...line.fields(pair) }).toString() : "";
	}

	// The token of each person's forms: one of any page will do.
	async readTokens(pairs, url = this.ours.url) {
		this.tokens = {};
		for (const pair of pairs) {
			if (this.tokens[pair.person])
				continue;
			const client = new Client(url);
			client.setCookie(...cookie(pair).split("="));
			const { text } = await client.get("/account");
			this.tokens[pair.person] = /name="csrf" value="([^"]*)"/.exec(text)[1];
		}
	}

	// Records every request of the line once, after the pages were seen before,
	// with one worker, which by then has read what it keeps.
	async record(line, pairs) {
		const file = this.file(`${line.name}.record`);
		await this.ours.start(nowText, 1, "--record", file);
		await this.ours.answers();
		this.prepare(line);
		if (line.fields)
			await this.readTokens(pairs);
		const list = this.list(line, pairs);
		this.load(this.ours, 1, 600, list, true);
		await this.ours.answers();	// what came before is written down by now
		truncateSync(file);
		this.prepare(line);
		this.load(this.ours, 1, 600, list, true);
		await this.ours.stop();
		return file;
	}

	async round(server, line, connections, list) {
		this.prepare(line);
		const before = [server.cpu(), this.db.cpu()];
		const got = this.load(server, connections, ROUND, list, line.once);
		return { ...got, cpu: (server.cpu() - before[0]) / got.requests,
			db: (this.db.cpu() - before[1]) / got.requests };
	}

	async compare(line, connections, list, known) {
		const ours = [], bare = [];
		for (let i = 0; i < PAIRS; i++)
			for (const [server, rounds] of i % 2 ? [[this.bare, bare], [this.ours, ours]] :
				[[this.ours, ours], [this.bare, bare]])
				rounds.push(await this.round(server, line, connections, list));
		const ratios = ours.map((o, i) => bare[i].rps / o.rps);
		const of = (rounds, key) => median(rounds.map((r) => r[key]));
		const ratio = median(ratios), cpu = of(ours, "cpu") / of(bare, "cpu");
		const statements = Math.max(...known.map((k) => k.statements));
		say(`${line.name}@${connections}`, {
			ratio: ratio.toFixed(2), min: Math.min(...ratios).toFixed(2),
			max: Math.max(...ratios).toFixed(2), rps: of(ours, "rps").toFixed(0),
			p50_us: of(ours, "p50_us"), p99_us: of(ours, "p99_us"), stmts: statements,
			bytes: Math.round(sum(known.map((k) => k.bytes)) / known.length),
			db_us: of(ours, "db").toFixed(0), cpu_us: of(ours, "cpu").toFixed(0),
			cpu_ratio: cpu.toFixed(2),
		}, [
			...ratio > MAX.ratio ? [`ratio above ${MAX.ratio}`] : [],
			...cpu > MAX.cpu ? [`cpu_ratio above ${MAX.cpu}`] : [],
			...statements > MAX.statements ? [`more than ${MAX.statements} statements`] : [],
		]);
	}

	async line(line) {
		const pairs = line.draw(CASES);
		this.sessions(pairs.map((p) => p.person));
		const file = await this.record(line, pairs), record = readRecord(file);
		const know = (pair) => record.get(
			`${line.path(pair)} ${cookie(pair)} ${this.body(line, pair)}`);
		const list = this.list(line, pairs, know);
		await this.ours.start(nowText);
		await this.bare.start(file);
		await this.ours.answers();
		for (const server of [this.ours, this.bare]) {
			this.prepare(line);
			this.load(server, 16, 1, list, line.once);
		}
		for (const connections of [1, 16])
			await this.compare(line, connections, list, pairs.map(know));
		await this.ours.stop();
		await this.bare.stop();
	}

	// How fast a worker begins, what it keeps to itself, and whether that grows.
	async worker() {
		const started = [], pairs = lines[0].draw(CASES);
		this.sessions(pairs.map((p) => p.person));
		this.prepare({});
		for (let i = 0; i < 5; i++) {
			await this.ours.start(nowText);
			started.push(await this.ours.answers("/", cookie(pairs[i]).split("=")));
			await this.ours.stop();
		}
		const ms = median(started);
		say("start", { first_answer_ms: ms.toFixed(0) },
			ms > MAX.start_ms ? [`above ${MAX.start_ms} ms`] : []);
		const [long, short] = [lines[0], lines.find((l) => l.name === "home")]
			.map((line) => this.list(line, pairs));
		await this.ours.start(nowText);
		await this.ours.answers();
		this.prepare({});
		this.load(this.ours, 16, 3, long);
		const first = this.ours.memory();
		let requests = 0;
		while (requests < 100_000) {	// of the shortest kind: there are many
			this.prepare({});
			requests += this.load(this.ours, 16, 5, short).requests;
		}
		this.load(this.ours, 16, 3, long);
		const last = this.ours.memory();
		await this.ours.stop();
		say("memory", { private_kb: first, after: last, requests }, [
			...last > MAX.memory_kb ? [`above ${MAX.memory_kb} kB`] : [],
			...last > first * 1.02 + 64 ? ["it grows"] : [],
		]);
	}

	// A document sent to the stack's own files pool, and to the bare program: the
	// same body, but for the form's id and the case.
	async upload() {
		const bare = new Upload(this.stack), worker = 2_000_000, pdf = scan(20);
		const ours = { port: this.stack.variables.PORT };
		const pair = { person: worker };
		this.sessions([worker], new Date());
		await this.readTokens([pair], this.stack.url);
		const document = this.db.sql(`INSERT INTO document (pid, casefile, name, kind, purpose,
			audience, added, added_by, role, received, kept, bytes, pages, key_no, header)
			VALUES (UNHEX(MD5('bench')), 1000001, 'a.pdf', 1, 'Bench', 1, UTC_TIMESTAMP(6), ${worker},
			3, '', '', 0, 1, 1, ''); SELECT LAST_INSERT_ID();`).trim();
		await bare.nginx("files");
		await bare.start(document);
		const us = async (server, i) => this.load(server, 1, 0.001,
			this.uploadList(pair, i, pdf), true).us;
		const ratios = [], times = [];
		await us(bare, 1);
		await us(ours, 1);
		for (let i = 0; i < PAIRS; i++) {
			const [first, second] = i % 2 ? [ours, bare] : [bare, ours];
			const took = new Map([[first, await us(first, i + 2)]]);
			took.set(second, await us(second, i + 2));
			ratios.push(took.get(ours) / took.get(bare));
			times.push(took.get(ours));
		}
		await bare.close();
		const ratio = median(ratios);
		say("upload_20mb", { ratio: ratio.toFixed(2), min: Math.min(...ratios).toFixed(2),
			max: Math.max(...ratios).toFixed(2), ms: (median(times) / 1000).toFixed(0),
			bytes: pdf.length }, ratio > MAX.upload ? [`ratio above ${MAX.upload}`] : []);
	}

	uploadList(pair, i, pdf) {
		const { type, body } = multipart({ csrf: this.tokens[pair.person], form: `upload${i}-1`,
			purpose: "Report", about: "", audience: "all", replaces: "" },
		{ name: "scan.pdf", bytes: pdf });
		const head = Buffer.from(`POST ${documentsOf(i)} HTTP/1.1\r\nHost: localhost:${
			this.stack.variables.PORT}\r\nCookie: ${cookie(pair)}\r\nContent-Type: ${
			type}\r\nContent-Length: ${body.length}\r\n\r\n`);
		const path = this.file("upload.list");
		writeFileSync(path, Buffer.concat([Buffer.from(`${head.length + body.length} 303 -1\n`),
			head, body, Buffer.from("\n")]));
		return path;
	}

	// At the stack's own sign-in pool: the three must not be told apart by the clock.
	async signIn() {
		const { ms, ...refused } = await signInTimes(this.stack.url, this.db);
		for (const [who, { ratio, min, max }] of Object.entries(refused))
			say(`sign_in_${who}`, { ratio: ratio.toFixed(2), min: min.toFixed(2),
				max: max.toFixed(2), known_ms: ms.toFixed(0) },
			Math.max(ratio, 1 / ratio) > MAX.sign_in ? [`beyond ${MAX.sign_in} either way`] : []);
	}

	// Rounds of the same requests, in turn to an Accord with few cases and to one
	// with many.
	async scaleLine(line, many) {
		const pairs = line.draw(CASES), lists = new Map(), ratios = [], few = this;
		const database = new Map([[few, []], [many, []]]);
		const round = async (bench) => {
			const got = await bench.round(bench.ours, line, 16, lists.get(bench));
			database.get(bench).push(got.db);
			return got.rps;
		};
		for (const bench of [few, many]) {
			bench.sessions(pairs.map((p) => p.person));
			bench.prepare(line);
			if (line.fields)
				await bench.readTokens(pairs);
			lists.set(bench, bench.list(line, pairs));
			bench.load(bench.ours, 16, 3, lists.get(bench), line.once);
		}
		for (let i = 0; i < PAIRS; i++) {
			const first = i % 2 ? few : many, rate = await round(first);
			const other = await round(first === few ? many : few);
			ratios.push(first === few ? rate / other : other / rate);
		}
		const ratio = median(ratios);
		say(`${line.name}_scale`, { ratio: ratio.toFixed(2), min: Math.min(...ratios).toFixed(2),
			max: Math.max(...ratios).toFixed(2),
			db_us: [few, many].map((b) => median(database.get(b)).toFixed(0)).join("/") },
		ratio > MAX.scale ? [`ratio above ${MAX.scale}`] : []);
	}

	async scale() {
		const other = await startStack({ RATE: "1000000" }), many = new Bench(other);
		try {
			await many.ours.nginx("pages");
			for (let at = 0; at < MANY_CASES; at += 10_000)
				many.cases(at + 1, Math.min(at + 10_000, MANY_CASES));
			for (const bench of [this, many]) {
				bench.db.sql("SET GLOBAL innodb_buffer_pool_size = 512 * 1024 * 1024");
				await bench.ours.start(nowText);
				await bench.ours.answers();
			}
			for (const line of lines)
				await this.scaleLine(line, many);
			await this.ours.stop();
		} finally {
			await many.ours.close();
			await other.stop();
		}
	}

	async run() {
		await this.ours.nginx("pages");
		await this.bare.nginx("pages");
		this.cases(1, CASES);
		const only = process.env.ONLY ?? "";
		for (const line of lines.filter((l) => l.name.startsWith(only)))
			await this.line(line);
		if (only === "" || only === "worker")
			await this.worker();
		if ("upload_20mb".startsWith(only))
			await this.upload();
		if ("sign_in".startsWith(only))
			await this.signIn();
		if (process.env.SCALE)
			await this.scale();
	}

	log(name) {
		const file = this.file(`log/bench-${name}.log`);
		return existsSync(file) ? readFileSync(file, "utf8") : "";
	}

	async close() {
		await this.ours.close();
		await this.bare.close();
	}
}

const stack = await startStack({ RATE: "1000000" });
const bench = new Bench(stack);
try {
	await bench.run();
} catch (error) {
	for (const name of ["ours", "bare", "nginx"])
		console.error(`${name}: ${bench.log(name).slice(-1000)}`);
	console.error(`stack: ${stack.said().slice(-2000)}`);
	throw error;
} finally {
	await bench.close();
	await stack.stop();
}
for (const failure of failures)
	console.log(`over: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
