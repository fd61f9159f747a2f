// What nginx lets through, what it says itself, and what it tells a worker.

import assert from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync,
	writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import tls from "node:tls";

import { listen } from "../lib/fastcgi.mjs";
import { Client } from "../lib/http.mjs";
import { root, startStack } from "../lib/stack.mjs";

const PAGE = "Status: 200 OK\r\nContent-Type: text/html\r\n\r\n<p>page</p>";
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
	"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; " +
	"frame-ancestors 'none'";
const CASE = "/cases/AAAAAAAAAAAAAAAAAAAAAA";
const pools = ["pages", "files", "sign-in"];
const servers = [];
let stack, folder, client, seen, answer;

before(async () => {
	folder = mkdtempSync(join(tmpdir(), "accord-none-"));
	mkdirSync(join(folder, "bin"));
	stack = await startStack({ BUILD: folder, RATE: "1000" });
	const sockets = /unix:(.*)\/accord-pages/.exec(readFileSync(
		join(stack.variables.VAR, "nginx/nginx.conf"), "utf8"))[1];
	for (const pool of pools)
		servers.push(await listen(`${sockets}/accord-${pool}.sock`, (list, body) => {
			seen.push({ pool, list, params: Object.fromEntries(list), body });
			return answer(seen.length);
		}));
	client = new Client(stack.url);
});

after(async () => {
	servers.forEach((server) => server.close());
	await stack?.stop();
	rmSync(folder, { recursive: true });
});

test.beforeEach(() => {
	seen = [];
	answer = () => PAGE;
});

// What comes back for these bytes until nginx closes; "" when it only hangs up.
function raw(bytes) {
	return new Promise((resolve) => {
		const chunks = [];
		const socket = net.connect(Number(stack.variables.PORT), "127.0.0.1", () => {
			socket.write(bytes);
		});
		socket.on("data", (chunk) => chunks.push(chunk));
		socket.on("error", () => {});
		socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
	});
}

function request(line, ...headers) {
	return raw([line, "Host: localhost", "Connection: close", ...headers, "", ""].join("\r\n"));
}

test("a worker is told a fixed list that ends in the sentinel", async () => {
	await request("GET /a%0d%0ab?c=d HTTP/1.1", "Proxy: http://evil.example", "X-Other: 1",
		"Cookie: a=1", "Cookie: b=2", "Sec-Fetch-Site: same-origin");
	const names = seen[0].list.map(([name]) => name);
	assert.deepStrictEqual(names, ["REQUEST_METHOD", "REQUEST_URI", "SERVER_PROTOCOL",
		"HTTPS", "REMOTE_ADDR", "REQUEST_ID", "CONTENT_TYPE", "CONTENT_LENGTH",
		"HTTP_HOST", "HTTP_COOKIE", "HTTP_ORIGIN", "HTTP_SEC_FETCH_SITE",
		"HTTP_USER_AGENT", "ACCORD_END"]);
	assert.strictEqual(seen[0].params.REQUEST_URI, "/a%0d%0ab?c=d");
	assert.strictEqual(seen[0].params.HTTP_COOKIE, "a=1; b=2");
	assert.strictEqual(seen[0].params.HTTP_HOST, "localhost");
	assert.match(seen[0].params.REQUEST_ID, /^[0-9a-f]{32}$/);
});

test("an address in the request line cannot replace the host", async () => {
	assert.strictEqual(await request("GET http://evil.example/ HTTP/1.1"), "");
	assert.strictEqual(seen.length, 0);
});

test("a host that is not ours gets no answer at all", async () => {
	assert.strictEqual(await raw("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"), "");
	assert.strictEqual(await raw("GET / HTTP/1.0\r\n\r\n"), "");
});

const refused = [
	["FOO / HTTP/1.1", 405], ["PUT / HTTP/1.1", 405], ["DELETE /sign-in HTTP/1.1", 405],
	["TRACE / HTTP/1.1", 405], [`PUT ${CASE}/documents HTTP/1.1`, 405],
	["POST /static/accord.css HTTP/1.1", 405], ["GET /static/none.css HTTP/1.1", 404],
	["GET /static/errors/503.html HTTP/1.1", 404], ["GET /static/../../x HTTP/1.1", 400],
	[`GET /${"a".repeat(9000)} HTTP/1.1`, 414],
];
for (const [line, status] of refused)
	test(`${line.slice(0, 40)} is answered ${status} on a page of ours`, async () => {
		const text = await request(line, "Content-Length: 0");
		assert.match(text, new RegExp(`^HTTP/1.1 ${status} `));
		assert.ok(text.includes(`Content-Security-Policy: ${CSP}`));
		assert.match(text, /Cache-Control: no-store/);
		assert.match(text, /<h1 class="govuk-heading-l">/);
		assert.strictEqual(seen.length, 0);
	});

test("HTTP/0.9 reaches no worker", async () => {
	await raw("GET /\r\n");
	assert.strictEqual(seen.length, 0);
});

// One GET over HTTP/2, its header fields spelt out: no client of ours would send
// the forbidden ones. The first byte of the answer's fields is its status.
function http2Status(...fields) {
	const spelt = fields.flat().map((text) => Buffer.from([text.length, ...Buffer.from(text)]));
	const block = Buffer.concat(spelt.flatMap((text, i) =>
		i % 2 === 0 ? [Buffer.from([0]), text] : [text]));
	const frame = (type, flags, stream, content) => Buffer.concat([Buffer.from([0, 0,
		content.length, type, flags, 0, 0, 0, stream]), content]);

	return new Promise((resolve, reject) => {
		let got = Buffer.alloc(0);
		const socket = tls.connect({ port: Number(stack.variables.TLS_PORT),
			host: "127.0.0.1", ALPNProtocols: ["h2"], rejectUnauthorized: false }, () => {
			socket.write(Buffer.concat([Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
				frame(4, 0, 0, Buffer.alloc(0)), frame(1, 5, 1, block)]));
		});
		socket.on("error", reject);
		socket.on("data", (chunk) => {
			got = Buffer.concat([got, chunk]);
			for (let at = 0; at + 9 < got.length; at += 9 + got.readUIntBE(at, 3))
				if (got[at + 3] === 1) {
					socket.destroy();
					resolve({ 0x88: 200, 0x8c: 400 }[got[at + 9]]);
				}
		});
	});
}

test("over HTTP/2 a Transfer-Encoding is refused", async () => {
	const plain = [[":method", "GET"], [":scheme", "https"], [":authority", "localhost"],
		[":path", "/"]];
	assert.strictEqual(await http2Status(...plain), 200);
	assert.strictEqual(seen[0].params.SERVER_PROTOCOL, "HTTP/2.0");
	assert.strictEqual(seen[0].params.HTTPS, "on");
	assert.strictEqual(await http2Status(...plain, ["transfer-encoding", "chunked"]), 400);
	assert.strictEqual(seen.length, 1);
});

const routed = [
	["POST", "/sign-in", "sign-in"], ["POST", "/sign-in/code", "sign-in"],
	["GET", "/sign-in", "pages"], ["POST", "/sign-in-x", "pages"],
	["POST", "/account/password", "sign-in"], ["GET", "/account/password", "pages"],
	["GET", `${CASE}/documents/x`, "files"], ["POST", `${CASE}/documents`, "files"],
	["GET", CASE, "pages"], ["POST", `${CASE}/documentsx`, "pages"],
];
for (const [method, path, pool] of routed)
	test(`${method} ${path} goes to the pool ${pool}`, async () => {
		const got = await client.request(method, path, { body: method === "POST" ? "a=1" : undefined });
		assert.strictEqual(got.status, 200);
		assert.strictEqual(seen[0].pool, pool);
		assert.strictEqual(seen[0].params.REQUEST_URI, path);
	});

test("the pool is chosen by what was sent, not by what it decodes to", async () => {
	const text = await request("POST /x/%2e%2e/sign-in HTTP/1.1", "Content-Length: 0");
	assert.match(text, /^HTTP\/1.1 200 /);
	assert.strictEqual(seen[0].pool, "pages");
	assert.strictEqual(seen[0].params.REQUEST_URI, "/x/%2e%2e/sign-in");
});

test("a path that only decodes to the documents is not there", async () => {
	const text = await request(`GET /x/..${CASE}/documents HTTP/1.1`);
	assert.match(text, /^HTTP\/1.1 404 /);
	assert.strictEqual(seen.length, 0);
});

const sizes = [
	["/x", 64 * 1024, 200], ["/x", 64 * 1024 + 1, 413],
	[`${CASE}/documents`, 21 * 1024 * 1024, 200],
	[`${CASE}/documents`, 21 * 1024 * 1024 + 1, 413],
];
for (const [path, bytes, status] of sizes)
	test(`a body of ${bytes} bytes to ${path.slice(-10)}: ${status}`, async () => {
		const got = await client.request("POST", path, { body: Buffer.alloc(bytes, 97) })
			.catch((error) => error);
		// nginx may close while we still send: then nothing came through
		assert.ok(got.status === status || (status === 413 && got.code === "EPIPE") ||
			(status === 413 && got.code === "ECONNRESET"), String(got.status ?? got));
		assert.strictEqual(seen[0]?.body.length ?? 0, status === 200 ? bytes : 0);
	});

test("a worker that dies is asked once more, a POST as well", async () => {
	answer = (times) => times === 1 ? null : PAGE;
	const got = await client.post("/x", { a: "1" });
	assert.strictEqual(got.status, 200);
	assert.deepStrictEqual(seen.map((s) => s.body.toString()), ["a=1", "a=1"]);
});

test("when both tries fail, a page of ours says so and when to come back", async () => {
	answer = () => null;
	const got = await client.get("/x");
	assert.strictEqual(got.status, 503);
	assert.strictEqual(seen.length, 2);
	assert.strictEqual(got.headers["retry-after"], "10");
	assert.match(got.text, /Sorry, we are busy/);
});

test("an answer carries our headers once; its own policy and cache rule stand", async () => {
	let got = await client.get("/x");
	assert.strictEqual(got.headers["content-security-policy"], CSP);
	assert.strictEqual(got.headers["cache-control"], "no-store");
	answer = () => "Content-Security-Policy: sandbox\r\nX-Content-Type-Options: nosniff\r\n" +
		"Cache-Control: private\r\nX-Accel-Redirect: /static/accord.css\r\n" + PAGE;
	got = await client.get("/x");
	assert.strictEqual(got.headers["content-security-policy"], "sandbox");
	assert.strictEqual(got.headers["cache-control"], "private");
	assert.strictEqual(got.headers["x-content-type-options"], "nosniff");
	assert.strictEqual(got.text, "<p>page</p>");
	assert.strictEqual(got.headers["x-powered-by"], undefined);
});

test("static files come compressed as built, pages never", async () => {
	const css = await client.get("/static/accord.css", { "accept-encoding": "gzip" });
	assert.strictEqual(css.headers["content-encoding"], "gzip");
	assert.match(css.headers["cache-control"], /max-age=300/);
	const named = await client.get("/static/accord.css?v=1");
	assert.match(named.headers["cache-control"], /immutable/);
	const page = await client.get("/x", { "accept-encoding": "gzip" });
	assert.strictEqual(page.headers["content-encoding"], undefined);
});

test("of one address sixteen may sign in at once; one more is told to wait", async () => {
	const waiting = [];
	answer = () => new Promise((resolve) => waiting.push(() => resolve(PAGE)));
	const first = Array.from({ length: 16 }, () => client.post("/sign-in", { a: "1" }));
	while (waiting.length < 16)
		await new Promise((resolve) => setTimeout(resolve, 10));
	const more = await client.post("/sign-in", { a: "1" });
	assert.strictEqual(more.status, 503);
	assert.strictEqual(more.headers["retry-after"], "10");
	waiting.forEach((go) => go());
	for (const got of await Promise.all(first))
		assert.strictEqual(got.status, 200);
});

test("of one address four may upload at once; the fifth is told to wait", async () => {
	const waiting = [], path = `${CASE}/documents`;
	answer = () => new Promise((resolve) => waiting.push(() => resolve(PAGE)));
	const first = [1, 2, 3, 4].map(() => client.post(path, { a: "1" }));
	while (waiting.length < 4)
		await new Promise((resolve) => setTimeout(resolve, 10));
	const fifth = await client.post(path, { a: "1".repeat(100000) });
	assert.strictEqual(fifth.status, 503, "also when it is large");
	assert.match(fifth.text, /Sorry, we are busy/);
	assert.strictEqual(fifth.headers["retry-after"], "10");
	const other = new Client(stack.url.replace("localhost", "127.0.0.1"), { from: "127.0.0.9" });
	const theirs = other.post(path, { a: "1" });
	while (waiting.length < 5)
		await new Promise((resolve) => setTimeout(resolve, 10));
	waiting.forEach((go) => go());
	for (const got of await Promise.all([...first, theirs]))
		assert.strictEqual(got.status, 200);
});

test("of one address ten may look at documents at once", async () => {
	const waiting = [], answered = [], path = `${CASE}/documents`;
	answer = () => new Promise((resolve) => waiting.push(() => resolve(PAGE)));
	const all = Array.from({ length: 10 }, async () =>
		answered.push((await client.get(path)).status));
	while (waiting.length + answered.length < 10)
		await new Promise((resolve) => setTimeout(resolve, 10));
	assert.deepStrictEqual(answered, []);
	waiting.forEach((go) => go());
	await Promise.all(all);
	assert.deepStrictEqual(answered, Array(10).fill(200));
});

for (const method of ["GET", "HEAD"])
	test(`who only looks sends no body: ${method}`, async () => {
		const line = `${method} ${CASE}/documents HTTP/1.1`;
		for (const header of ["Content-Length: 20000000", "Transfer-Encoding: chunked"])
			assert.match(await request(line, header), /^HTTP\/1\.1 400 /, header);
		assert.deepStrictEqual(seen, []);
		assert.match(await request(line, "Content-Length: 0"), /^HTTP\/1\.1 200 /);
	});

test("the log names no address and no query", async () => {
	await client.get("/x?name=Somebody");
	const log = readFileSync(join(stack.variables.VAR, "log/nginx-access.log"), "utf8");
	assert.ok(log.includes('"path":"/x"'));
	assert.ok(!log.includes("Somebody") && !log.includes("127.0.0.1"));
});

test("too many requests of one address are answered 429", async () => {
	const slow = await startStack({ BUILD: folder, RATE: "1" });
	try {
		const other = new Client(slow.url);
		const got = await Promise.all(Array.from({ length: 120 }, () => other.get("/x")));
		const many = got.filter((g) => g.status === 429);
		assert.ok(many.length >= 15, `${many.length} of 120`);
		assert.match(many[0].text, /Too many tries/);
	} finally {
		await slow.stop();
	}
});

test("the production configuration is sound, from the same parts", () => {
	const dir = join(folder, "production");
	const at = (text) => text.replaceAll(/\/run\/accord(-nginx)?\//g, `${dir}/`)
		.replaceAll("/var/log/accord/", `${dir}/`)
		.replaceAll("/etc/accord/tls/fullchain.pem", join(stack.variables.VAR, "keys/tls.crt"))
		.replaceAll("/etc/accord/tls/key.pem", join(stack.variables.VAR, "keys/tls.key"))
		.replaceAll(/listen (\[::\]:)?(80|443)\b/g, (_, six, port) =>
			`listen unix:${dir}/${six ? 6 : 4}-${port}`);
	mkdirSync(dir);
	for (const file of readdirSync(join(root, "nginx")).filter((f) => f.endsWith(".conf")))
		writeFileSync(join(dir, file), at(readFileSync(join(root, "nginx", file), "utf8")));
	const got = spawnSync("nginx", ["-t", "-e", join(dir, "log"), "-p", dir, "-c",
		join(dir, "production.conf")], { encoding: "utf8",
		env: { PATH: `${process.env.PATH}:/usr/sbin` } });
	assert.strictEqual(got.status, 0, got.stderr);
});
