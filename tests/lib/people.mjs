// People of the demonstration, signed in over HTTP as they would be, and the
// database of the running Accord as its owner sees it.

import assert from "node:assert";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Client, hidden } from "./http.mjs";

const { ACCORD_CONFIG, ACCORD_BUILD, ACCORD_URL } = process.env;
export const FAMILY_PASSWORD = "quiet river morning train";
export const STAFF_PASSWORD = "harbour lantern nine oak";

export const setting = (name, config = ACCORD_CONFIG) =>
	new RegExp(`^${name} = (.*)$`, "m").exec(readFileSync(config, "utf8"))?.[1];

// A program of ours: { status, out, err }. `input` is its standard input.
export function accord(args, { input = "", config = ACCORD_CONFIG } = {}) {
	return new Promise((resolve) => {
		const child = execFile(join(ACCORD_BUILD, "bin/accord"),
			[...args, "--config", config],
			(error, out, err) => resolve({ status: error ? error.code : 0, out, err }));
		child.stdin.on("error", () => {});	// it may read none of it
		child.stdin.end(input);
	});
}

// Rows as lists of texts.
export function sql(text, config = ACCORD_CONFIG) {
	const out = execFileSync("mariadb", ["--no-defaults",
		"--default-character-set=utf8mb4", `--socket=${setting("db.socket", config)}`,
		"-N", "-B", setting("db.name", config)], { input: text, encoding: "utf8", maxBuffer: 1 << 28 });
	return out.split("\n").filter(Boolean).map((line) => line.split("\t"));
}

// Waits until `what` gives something true, and gives that.
export async function until(what, seconds = 20) {
	for (const end = Date.now() + seconds * 1000; ; await sleep(100)) {
		const got = await what();
		if (got)
			return got;
		if (Date.now() > end)
			throw new Error(`not within ${seconds} s: ${what}`);
	}
}

// nginx lets four of one address sign in at a time; the others try again.
async function submitted(client, page, action, fields) {
	for (;;) {
		const answer = await client.submit(page, action, fields);
		if (answer.status !== 503)
			return answer;
		await sleep(200 + Math.random() * 300);
	}
}

// Whoever has signed in to the shared Accord stays so for the tests that follow.
const COOKIE = "__Host-accord";
const kept = (email) => join(dirname(ACCORD_CONFIG), "signed-in", email);

async function again(email) {
	const client = new Client(ACCORD_URL);

	if (!existsSync(kept(email)))
		return null;
	client.setCookie(COOKIE, readFileSync(kept(email), "utf8"));
	client.email = email;
	return (await client.get("/account")).status === 200 ? client : null;
}

function keep(client) {
	const own = `${kept(client.email)}.${process.pid}`;

	mkdirSync(dirname(own), { recursive: true });
	writeFileSync(own, client.cookie(COOKIE));
	renameSync(own, kept(client.email));
}

export async function signIn(email, how = {}) {
	if (Object.keys(how).length > 0)
		return signInNow(email, how);
	const client = await again(email) ?? await signInNow(email);

	keep(client);
	return client;
}

// A code works once, so a second sign-in within half a minute waits for the next.
// client: the browser it happens in; next: the page to come back to.
async function signInNow(email, { url = ACCORD_URL, password, code, config, next,
	client = new Client(url) } = {}) {
	const then = next ? `?next=${next}` : "";
	const staff = email.endsWith("@accord.example");

	password ??= staff ? STAFF_PASSWORD : FAMILY_PASSWORD;
	let answer = await submitted(client, `/sign-in${then}`, "/sign-in", { email, password });
	assert.strictEqual(answer.status, 303, `${email}: ${answer.text}`);
	for (let n = 0; answer.headers.location === `/sign-in/code${then}`; n++) {
		const now = code ? code() : (await accord(["code", email], { config })).out.trim();
		answer = await submitted(client, `/sign-in/code${then}`, "/sign-in/code", { code: now });
		assert.ok(n < 8, "no code was taken");
		if (answer.status !== 303)
			await sleep(5000);
		answer.headers.location ??= `/sign-in/code${then}`;
	}
	client.email = email;
	client.led = answer.headers.location;
	return client;
}

// The case of a child, from the list the person has at home.
export async function caseOf(client, child) {
	const { text } = await client.get("/");
	const row = text.split(/<tr\b|<section\b/).find((part) => part.includes(child));
	const found = /href="(\/cases\/[A-Za-z0-9_-]{22})/.exec(row ?? "");
	if (!found)
		throw new Error(`${client.email} has no case of ${child}`);
	return found[1];
}

// Every page of a case that links lead this person to: a map of path and text.
export async function pagesOf(client, at) {
	const found = new Map(), queue = [at];

	while (queue.length > 0) {
		const path = queue.shift();
		found.set(path, (await client.get(path)).text);
		for (const [, to] of found.get(path).matchAll(/href="(\/cases\/[^"#]+)/g))
			if (to.startsWith(at) && !found.has(to) && !queue.includes(to))
				queue.push(to);
	}
	return found;
}

export { hidden };
