// Adding documents over HTTP, as the page's form does it.

import { randomBytes } from "node:crypto";

import { hidden } from "./http.mjs";

// The path of a child's documents, from the list the person has at home.
export async function documentsOf(client, child) {
	const { text } = await client.get("/");
	const row = text.split(/<tr\b|<section\b/).find((part) => part.includes(child));
	const found = /href="(\/cases\/[A-Za-z0-9_-]{22})/.exec(row ?? text);
	if (!found)
		throw new Error(`no case of ${child} at home`);
	return `${found[1]}/documents`;
}

// file: { name, bytes } or nothing. { type, body }
export function multipart(fields, file) {
	const boundary = `----accord${randomBytes(8).toString("hex")}`;
	const parts = Object.entries(fields).map(([name, value]) => Buffer.from(
		`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));

	if (file)
		parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; ` +
			`filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`),
		Buffer.from(file.bytes), Buffer.from("\r\n"));
	parts.push(Buffer.from(`--${boundary}--\r\n`));
	return { type: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(parts) };
}

export const send = (client, path, { type, body }) => client.request("POST", path, {
	headers: { origin: client.base.origin, "sec-fetch-site": "same-origin", "content-type": type },
	body,
});

// Fills in the form of a case's documents and sends it.
export async function upload(client, path, file, fields = {}) {
	const { text } = await client.get(path);
	return send(client, path, multipart({ ...hidden(text, path), purpose: "School report",
		about: "", audience: "all", ...fields }, file));
}
