// Both ends of FastCGI: a worker's, to see what nginx sends and to answer as told;
// and nginx's, to send a worker what nginx never would.

import net from "node:net";

const BEGIN = 1, END = 3, PARAMS = 4, STDIN = 5, STDOUT = 6;

function record(type, id, content) {
	const head = Buffer.alloc(8);

	head.writeUInt8(1, 0);
	head.writeUInt8(type, 1);
	head.writeUInt16BE(id, 2);
	head.writeUInt16BE(content.length, 4);
	return Buffer.concat([head, content]);
}

function length(bytes, at) {
	return bytes[at] < 128 ? [bytes[at], at + 1] :
		[bytes.readUInt32BE(at) & 0x7fffffff, at + 4];
}

// [[name, value], …] in the order they came
function pairs(bytes) {
	const list = [];

	for (let at = 0; at < bytes.length;) {
		let name, value;
		[name, at] = length(bytes, at);
		[value, at] = length(bytes, at);
		list.push([bytes.toString("utf8", at, at + name),
			bytes.toString("utf8", at + name, at + name + value)]);
		at += name + value;
	}
	return list;
}

function serve(socket, answer) {
	let bytes = Buffer.alloc(0);
	const params = [], body = [];

	socket.on("error", () => {});
	socket.on("data", async (chunk) => {
		bytes = Buffer.concat([bytes, chunk]);
		while (bytes.length >= 8) {
			const size = bytes.readUInt16BE(4), whole = 8 + size + bytes[6];
			if (bytes.length < whole)
				return;
			const [type, id] = [bytes[1], bytes.readUInt16BE(2)];
			const content = bytes.subarray(8, 8 + size);
			bytes = bytes.subarray(whole);
			if (type === PARAMS)
				params.push(content);
			else if (type === STDIN && size > 0)
				body.push(content);
			else if (type === STDIN)
				await reply(socket, id, answer, pairs(Buffer.concat(params)),
					Buffer.concat(body));
		}
	});
}

async function reply(socket, id, answer, list, body) {
	const text = await answer(list, body);

	if (text === null)
		return void socket.destroy();	// a worker that died
	socket.write(record(STDOUT, id, Buffer.from(text)));
	socket.write(record(STDOUT, id, Buffer.alloc(0)));
	socket.end(record(END, id, Buffer.alloc(8)));
}

// answer(pairs, body) gives the whole reply as text, or null to drop the
// connection.
export function listen(path, answer) {
	const server = net.createServer((socket) => serve(socket, answer));

	return new Promise((resolve) => server.listen(path, () => resolve(server)));
}

// --- the other end: what nginx would send, straight to a worker's socket ---

function pair(name, value) {
	const size = (text) => {
		const n = Buffer.byteLength(text), long = Buffer.alloc(4);
		long.writeUInt32BE((n | 0x80000000) >>> 0);
		return n < 128 ? Buffer.from([n]) : long;
	};

	return Buffer.concat([size(name), size(value), Buffer.from(name + value)]);
}

// What a worker answers, as text. body: what of it is sent; cut: it ends there,
// as when whoever sent it has gone.
export function ask(path, params, body, { cut = false } = {}) {
	const given = Buffer.concat(Object.entries(params).map(([name, value]) => pair(name, value)));
	const begin = record(BEGIN, 1, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0]));

	return new Promise((resolve) => {
		const answer = [], socket = net.connect(path, () => {
			socket.write(Buffer.concat([begin, record(PARAMS, 1, given),
				record(PARAMS, 1, Buffer.alloc(0))]));
			for (let at = 0; at < body.length; at += 0x8000)
				socket.write(record(STDIN, 1, body.subarray(at, at + 0x8000)));
			if (cut)
				socket.end();
			else
				socket.write(record(STDIN, 1, Buffer.alloc(0)));
		});
		socket.on("data", (bytes) => answer.push(bytes));
		socket.on("error", () => {});
		socket.on("close", () => resolve(said(Buffer.concat(answer))));
	});
}

function said(bytes) {
	const text = [];

	for (let at = 0; at + 8 <= bytes.length;) {
		const size = bytes.readUInt16BE(at + 4);
		if (bytes[at + 1] === STDOUT)
			text.push(bytes.subarray(at + 8, at + 8 + size));
		at += 8 + size + bytes[at + 6];
	}
	return Buffer.concat(text).toString();
}
