// Signs in as any of the demonstration's people. A session is kept in a file of
// the running Accord's folder and shared by all tests: an authenticator's code
// works once, so two tests cannot both use the one of this half minute.

import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, rmdirSync, statSync,
	writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { accord, accounts, running } from "./accord.mjs";
import { Client } from "./http.mjs";

const COOKIE = "__Host-accord";
const STEP = 30;		// seconds a code is shown
const LOCK_OLD = 120_000;	// its holder has died

function base32(text) {
	const bits = [...text].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)
		.toString(2).padStart(5, "0")).join("");

	return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

// RFC 6238, six digits
export function totp(secret, step) {
	const counter = Buffer.alloc(8);

	counter.writeBigUInt64BE(BigInt(step));
	const mac = createHmac("sha1", base32(secret)).update(counter).digest();
	const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
	return String(number % 1_000_000).padStart(6, "0");
}

export function account(email) {
	const found = accounts().find((a) => a.email === email);

	if (found === undefined)
		throw new Error(`the demonstration has no ${email}`);
	return found;
}

export function stepNow(now = Date.now()) {
	return Math.floor(now / 1000 / STEP);
}

// nginx lets four of one address sign in at a time.
async function submitted(client, page, action, fields) {
	for (;;) {
		const answer = await client.submit(page, action, fields);
		if (answer.status !== 503)
			return answer;
		await sleep(200 + Math.random() * 300);
	}
}

// The first step alone.
export function password(client, email, secret = account(email).password) {
	return submitted(client, "/sign-in", "/sign-in", { email, password: secret });
}

function mailed(email, at) {
	return accord(at, "code", email, "--config", at.config).trim();
}

// A new session of its own. at.moved: seconds the stack's clock is off by.
export async function signIn(email, at = running()) {
	const who = account(email), client = new Client(at.url);

	let answer = await password(client, email);
	if (answer.headers.location === "/")
		return client;
	if (answer.status !== 303)
		throw new Error(`${email}: password answered ${answer.status}`);
	for (let tries = 0; tries < 5; tries++) {
		const code = who.secret ? totp(who.secret,
			stepNow(Date.now() + 1000 * (at.moved ?? 0))) : mailed(email, at);
		answer = await submitted(client, "/sign-in/code", "/sign-in/code", { code });
		if (answer.status === 303)
			return client;
		await sleep(STEP * 1000 - Date.now() % (STEP * 1000) + 200);
	}
	throw new Error(`${email}: code answered ${answer.status}`);
}

async function locked(name, work) {
	const lock = `${name}.lock`;

	for (;;) {
		try {
			mkdirSync(lock);
			break;
		} catch (e) {
			if (e.code !== "EEXIST")
				throw e;
			const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })
				?.mtimeMs ?? Date.now());
			if (age > LOCK_OLD)
				rmSync(lock, { recursive: true, force: true });
			await sleep(50);
		}
	}
	try {
		return await work();
	} finally {
		rmdirSync(lock);
	}
}

// What every test of a run shares: made once, by the first who asks.
export async function shared(name, make, at = running()) {
	const folder = join(at.folder, "test-shared"), file = join(folder, name);

	mkdirSync(folder, { recursive: true });
	return locked(file, async () => {
		if (!existsSync(file))
			writeFileSync(file, JSON.stringify(await make()));
		return JSON.parse(readFileSync(file, "utf8"));
	});
}

const inUse = new Map();		// folder and address -> cookie, of this process

// The session all tests share. Do not sign it out.
export async function as(email, at = running()) {
	const folder = join(at.folder, "test-shared"), file = join(folder, `${email}.cookie`);
	const client = new Client(at.url), known = inUse.get(file);

	if (known !== undefined) {
		client.setCookie(COOKIE, known);
		return client;
	}
	mkdirSync(folder, { recursive: true });
	return locked(file, async () => {
		if (existsSync(file))
			client.setCookie(COOKIE, readFileSync(file, "utf8"));
		if (!existsSync(file) || (await client.get("/account")).status !== 200) {
			const fresh = await signIn(email, at);
			client.setCookie(COOKIE, fresh.cookie(COOKIE));
			writeFileSync(file, fresh.cookie(COOKIE));
		}
		inUse.set(file, client.cookie(COOKIE));
		return client;
	});
}
