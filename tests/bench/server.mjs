// The two programs that are compared, each behind an nginx of its own whose
// file is the stack's but for the sockets and ports; and what they cost.

import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync,
	writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Client } from "../lib/http.mjs";
import { freePort } from "../lib/stack.mjs";

export const WORKERS = 4;

const read = (path) => readFileSync(path, "utf8");

function children(pid) {
	return read(`/proc/${pid}/task/${pid}/children`).trim().split(" ").filter(Boolean);
}

export class Server {
	constructor(stack, name) {
		this.stack = stack;
		this.name = name;
		this.var = stack.variables.VAR;
		this.socket = join(stack.run, `bench-${name}.sock`);
	}

	// nginx stays; the program behind it comes and goes. It is a pool's: "pages"
	async nginx(pool) {
		const { PORT, TLS_PORT } = this.stack.variables;
		this.port = await freePort();
		const tls = await freePort(), tmp = join(this.var, "nginx", this.name);
		mkdirSync(tmp);
		const file = join(this.var, "nginx", `${this.name}.conf`);
		writeFileSync(file, read(join(this.var, "nginx/nginx.conf"))
			.replaceAll(`accord-${pool}.sock`, `bench-${this.name}.sock`)
			.replaceAll(`127.0.0.1:${PORT};`, `127.0.0.1:${this.port};`)
			.replaceAll(`127.0.0.1:${PORT} `, `127.0.0.1:${this.port} `)
			.replaceAll(`127.0.0.1:${TLS_PORT} `, `127.0.0.1:${tls} `)
			.replaceAll("nginx/tmp/", `nginx/${this.name}/`)
			.replace("run/nginx.pid", `run/${this.name}-nginx.pid`));
		this.front = spawn("nginx", ["-e", join(this.var, "log/bench-nginx.log"),
			"-p", this.var, "-c", file], { stdio: "ignore" });
		this.url = `http://localhost:${this.port}`;
	}

	async start(command, ...list) {
		rmSync(this.socket, { force: true });
		const log = createWriteStream(join(this.var, `log/bench-${this.name}.log`), { flags: "a" });
		await new Promise((resolve) => log.on("open", resolve));
		this.began = performance.now();
		this.process = spawn(command, list, { stdio: ["ignore", log, log] });
		while (!existsSync(this.socket)) {
			if (this.process.exitCode !== null)
				throw new Error(`${this.name} has ended: ${log.path}`);
			await sleep(1);
		}
	}

	async stop() {
		const ended = new Promise((resolve) => this.process.on("close", resolve));
		this.process.kill("SIGTERM");
		await ended;
	}

	async close() {
		if (this.process?.exitCode === null && this.process.signalCode === null)
			await this.stop();
		this.front.kill("SIGTERM");
	}

	// Milliseconds from the start to the first answer: a page, to whom the cookie
	// belongs if there is one.
	async answers(path = "/help", cookie = []) {
		for (;;) {
			const client = new Client(this.url);
			if (cookie.length > 0)
				client.setCookie(...cookie);
			const { status } = await client.get(path), ms = performance.now() - this.began;
			if (status === 200)
				return ms;
			if (ms > 20_000)
				throw new Error(`${this.name} answers ${path} with ${status}`);
			await sleep(1);
		}
	}

	get workers() {
		return children(this.process.pid);
	}

	// Microseconds of processor time, user and system, of all workers.
	cpu() {
		return this.workers.reduce((sum, pid) =>
			sum + Number(read(`/proc/${pid}/schedstat`).split(" ")[0]) / 1000, 0);
	}

	// Kilobytes that are a worker's own: the largest of them.
	memory() {
		return Math.max(...this.workers.map((pid) =>
			[...read(`/proc/${pid}/smaps_rollup`).matchAll(/^Private_\w+: +(\d+)/gm)]
				.reduce((sum, [, kb]) => sum + Number(kb), 0)));
	}
}

export class Ours extends Server {
	constructor(stack) {
		super(stack, "ours");
		for (const workers of [1, WORKERS])
			writeFileSync(this.config(workers), read(stack.config)
				.replace(/^pages\.socket = .*/m, `pages.socket = ${this.socket}`)
				.replace(/^pages\.workers = .*/m, `pages.workers = ${workers}`) +
				"pages.recycle = 0\n");
	}

	config(workers) {
		return join(this.var, `bench-${workers}.conf`);
	}

	start(now, workers = WORKERS, ...more) {
		return super.start(join(this.stack.variables.BUILD, "bin/accord"), "serve", "pages",
			"--config", this.config(workers), "--now", now, ...more);
	}
}

export class Bare extends Server {
	constructor(stack) {
		super(stack, "bare");
	}

	start(record) {
		const of = (key) => new RegExp(`^${key} = (.*)`, "m").exec(read(this.stack.config))[1];
		const user = (mode) => [of(`pages.db_${mode}_user`),
			read(of(`pages.db_${mode}_password_file`)).trim()];
		return super.start(join(this.stack.variables.BUILD, "tests/bench/bare"), this.socket,
			record, String(WORKERS), of("db.socket"), of("db.name"),
			...user("read"), ...user("write"));
	}
}

// The least an upload could do; behind it the files pool's user.
export class Upload extends Server {
	constructor(stack) {
		super(stack, "upload");
	}

	start(document) {
		const of = (key) => new RegExp(`^${key} = (.*)`, "m").exec(read(this.stack.config))[1];
		return super.start(join(this.stack.variables.BUILD, "tests/bench/upload"), this.socket,
			of("db.socket"), of("db.name"), of("files.db_write_user"),
			read(of("files.db_write_password_file")).trim(), String(document));
	}
}

export class Database {
	constructor(stack) {
		this.socket = /^db.socket = (.*)/m.exec(read(stack.config))[1];
		this.pid = read(join(stack.variables.VAR, "run/db.pid")).trim();
	}

	sql(text) {
		return execFileSync("mariadb", ["--no-defaults", `--socket=${this.socket}`, "-N", "-B",
			"accord"], { input: text, encoding: "utf8", maxBuffer: 1 << 28 });
	}

	// Microseconds of its processor time.
	cpu() {
		const [, , , , , , , , , , , user, system] =
			read(`/proc/${this.pid}/stat`).replace(/^.*\) /, "").split(" ");
		return (Number(user) + Number(system)) * 10_000;
	}
}
