// A browser without a screen: keeps cookies, follows nothing by itself, and
// sends the headers by which a worker tells our own pages from foreign ones.

import http from "node:http";
import https from "node:https";

function send(url, options, body) {
	const client = url.protocol === "https:" ? https : http;

	return new Promise((resolve, reject) => {
		const request = client.request(url, {
			...options, agent: false, rejectUnauthorized: false,
		}, (response) => {
			const chunks = [];
			response.on("data", (chunk) => chunks.push(chunk));
			response.on("error", reject);
			response.on("end", () => resolve({
				status: response.statusCode,
				headers: response.headers,
				cookies: response.headers["set-cookie"] ?? [],
				bytes: Buffer.concat(chunks),
				text: Buffer.concat(chunks).toString("utf8"),
			}));
		});
		request.on("error", reject);
		request.setTimeout(60_000, () => request.destroy(new Error("no answer")));
		request.end(body);
	});
}

// The hidden inputs of the form on a page that goes to `action`.
export function hidden(page, action) {
	const form = page.split(/<form\b/).find((f) => f.includes(`action="${action}"`)) ?? "";
	const fields = {};

	for (const [tag] of form.split("</form>")[0].matchAll(/<input\b[^>]*>/g)) {
		const of = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
		if (of("type") === "hidden")
			fields[of("name")] = of("value") ?? "";
	}
	return fields;
}

export class Client {
	#jar = new Map();

	// from: another address of this machine, such as 127.0.0.2
	constructor(base, { from } = {}) {
		this.base = new URL(base);
		this.from = from;
	}

	cookie(name) {
		return this.#jar.get(name);
	}

	setCookie(name, value) {
		this.#jar.set(name, value);
	}

	// { status, headers, cookies, bytes, text }
	async request(method, path, { headers = {}, body } = {}) {
		const all = { ...headers };
		if (this.#jar.size > 0)
			all.cookie = [...this.#jar].map(([k, v]) => `${k}=${v}`).join("; ");
		if (body !== undefined)
			all["content-length"] = Buffer.byteLength(body);
		const answer = await send(new URL(path, this.base),
			{ method, headers: all, localAddress: this.from }, body);
		for (const cookie of answer.cookies)
			this.#keep(cookie);
		return answer;
	}

	get(path, headers) {
		return this.request("GET", path, { headers });
	}

	// The page at `path`, then its form to `action` with these fields filled in.
	async submit(path, action, fields) {
		const page = await this.get(path);
		return this.post(action, { ...hidden(page.text, action), ...fields });
	}

	post(path, fields, headers = {}) {
		return this.request("POST", path, {
			headers: {
				origin: this.base.origin,
				"sec-fetch-site": "same-origin",
				"content-type": "application/x-www-form-urlencoded",
				...headers,
			},
			body: new URLSearchParams(fields).toString(),
		});
	}

	#keep(cookie) {
		const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
		if (/;\s*max-age=0\b/i.test(cookie) || value === "")
			this.#jar.delete(name);
		else
			this.#jar.set(name, value);
	}
}
