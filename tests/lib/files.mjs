// Documents as people send them, good and bad, made by hand: what is in them is
// seen here, and nothing has to be unpacked to know it.

import zlib from "node:zlib";

// --- ZIP, DOCX, ODT ---

const SIGNATURE = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };

function header(signature, entry, { flags = 0, claimed } = {}) {
	const central = signature === SIGNATURE.central;
	const head = Buffer.alloc(central ? 46 : 30);
	let at = head.writeUInt32LE(signature, 0);

	if (central)
		at = head.writeUInt16LE(20, at);
	at = head.writeUInt16LE(20, at);
	at = head.writeUInt16LE(flags, at);
	at = head.writeUInt16LE(entry.stored ? 0 : 8, at);
	at = head.writeUInt32LE(0x58210000, at);	// 1 January 2024
	at = head.writeUInt32LE(crc32(entry.data), at);
	at = head.writeUInt32LE(entry.packed.length, at);
	at = head.writeUInt32LE(claimed ?? entry.data.length, at);
	at = head.writeUInt16LE(entry.name.length, at);
	if (central)
		head.writeUInt32LE(entry.at, 42);
	return Buffer.concat([head, entry.name]);
}

const TABLE = Array.from({ length: 256 }, (_, n) => {
	for (let i = 0; i < 8; i++)
		n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n >>> 0;
});

export function crc32(bytes) {
	let crc = 0xffffffff;

	for (const byte of bytes)
		crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
	return (crc ^ 0xffffffff) >>> 0;
}

// entries: [[name, content, stored]]; options: flags of every entry (1: locked),
// claimed: the size the directory gives instead of the true one
export function zip(entries, options = {}) {
	const parts = [], central = [];
	let at = 0;

	for (const [name, content, stored] of entries) {
		const data = Buffer.from(content);
		const entry = {
			name: Buffer.from(name), data, stored, at,
			packed: stored ? data : zlib.deflateRawSync(data, { level: 9 }),
		};
		const local = Buffer.concat([header(SIGNATURE.local, entry, options), entry.packed]);
		parts.push(local);
		central.push(header(SIGNATURE.central, entry, options));
		at += local.length;
	}
	const directory = Buffer.concat(central), end = Buffer.alloc(22);
	end.writeUInt32LE(SIGNATURE.end, 0);
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, directory, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OPC = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

export function relationship(type, target, mode = "") {
	return `<Relationship Id="r${target.length}" Type="${OFFICE}/${type}" Target="${target}"` +
		`${mode && ` TargetMode="${mode}"`}/>`;
}

// { body, links, more, types }: words of the document, its relationships, more
// entries, and the main part's content type
export function docx({ body = "<w:p><w:r><w:t>Dear panel</w:t></w:r></w:p>", links = "",
	more = [], type = `${WORD}.document.main+xml`, options = {} } = {}) {
	return zip([
		["[Content_Types].xml", `${XML}<Types xmlns="${OPC}/content-types">` +
			'<Default Extension="xml" ContentType="application/xml"/>' +
			`<Override PartName="/word/document.xml" ContentType="${type}"/></Types>`],
		["_rels/.rels", `${XML}<Relationships xmlns="${OPC}/relationships">` +
			`${relationship("officeDocument", "word/document.xml")}</Relationships>`],
		["word/_rels/document.xml.rels", `${XML}<Relationships xmlns="${OPC}/relationships">` +
			`${links}</Relationships>`],
		["word/document.xml", `${XML}<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`],
		...more,
	], options);
}

const ODF = "application/vnd.oasis.opendocument";

export function odt({ body = "<text:p>Dear panel</text:p>", more = [], type = `${ODF}.text`,
	manifest = "" } = {}) {
	return zip([
		["mimetype", type, true],
		["content.xml", `${XML}<office:document-content xmlns:office="o" xmlns:text="t" ` +
			`xmlns:xlink="x" xmlns:draw="d" xmlns:script="s">${body}</office:document-content>`],
		["META-INF/manifest.xml", `${XML}<manifest:manifest xmlns:manifest="m">${manifest}` +
			"</manifest:manifest>"],
		...more,
	]);
}

// --- PDF ---

// objects: texts of further objects, the first being number 4; root: more of
// the catalog; broken: the table leads nowhere, so it has to be found again
export function pdf({ words = "Report", objects = [], root = "", trailer = "", broken = false,
	pages = 1 } = {}) {
	const content = `BT /F1 12 Tf 50 700 Td (${words}) Tj ET`;
	const kids = Array.from({ length: pages }, () => "3 0 R").join(" ");
	const all = [
		`<< /Type /Catalog /Pages 2 0 R ${root} >>`,
		`<< /Type /Pages /Kids [ ${kids} ] /Count ${pages} >>`,
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " +
			"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
		`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
		...objects,
	];
	let text = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n";
	const at = [];

	all.forEach((object, i) => {
		at.push(text.length);
		text += `${i + 1} 0 obj\n${object}\nendobj\n`;
	});
	const table = text.length;
	const line = (n) => `${String(broken ? 7 : n).padStart(10, "0")} 00000 n \n`;
	text += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${at.map(line).join("")}`;
	text += `trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${trailer} >>\n` +
		`startxref\n${broken ? 3 : table}\n%%EOF\n`;
	return Buffer.from(text, "latin1");
}

// An object stream: what is in it cannot be seen in the bytes of the file.
export function packedObject(number, object) {
	const inside = `${number} 0 ${object}`;
	const packed = zlib.deflateSync(Buffer.from(inside)).toString("latin1");

	return `<< /Type /ObjStm /N 1 /First ${`${number} 0 `.length} /Filter /FlateDecode ` +
		`/Length ${packed.length} >>\nstream\n${packed}\nendstream`;
}

// A whole PDF whose objects 1 and up stand in one object stream.
export function packedPdf(objects) {
	const numbers = objects.map((_, i) => i + 1);
	let offset = 0;
	const index = objects.map((o, i) => {
		const pair = `${numbers[i]} ${offset}`;
		offset += o.length + 1;
		return pair;
	}).join(" ") + " ";
	const packed = zlib.deflateSync(Buffer.from(index + objects.join(" "))).toString("latin1");
	const stream = objects.length + 1, xref = objects.length + 2;
	let text = "%PDF-1.7\n";
	const streamAt = text.length;
	text += `${stream} 0 obj\n<< /Type /ObjStm /N ${objects.length} /First ${index.length} ` +
		`/Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`;
	const xrefAt = text.length;
	const row = (type, a, b) => Buffer.from([type, a >> 8, a & 255, b]).toString("latin1");
	const rows = row(0, 0, 255) + numbers.map((_, i) => row(2, stream, i)).join("") +
		row(1, streamAt, 0) + row(1, xrefAt, 0);
	text += `${xref} 0 obj\n<< /Type /XRef /Size ${xref + 1} /W [1 2 1] /Root 1 0 R ` +
		`/Length ${rows.length} >>\nstream\n${rows}\nendstream\nendobj\nstartxref\n${xrefAt}\n%%EOF\n`;
	return Buffer.from(text, "latin1");
}

// --- pictures ---

export function pngChunk(type, data) {
	const body = Buffer.concat([Buffer.from(type), data]);
	const chunk = Buffer.alloc(body.length + 8);

	chunk.writeUInt32BE(data.length, 0);
	body.copy(chunk, 4);
	chunk.writeUInt32BE(crc32(body), body.length + 4);
	return chunk;
}

// pixel(x, y) gives [r, g, b]; more: chunks before the pixels
export function png(width, height, pixel = (x, y) => [x & 255, y & 255, 128], more = []) {
	const raw = Buffer.alloc((width * 3 + 1) * height);

	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++)
			raw.set(pixel(x, y), y * (width * 3 + 1) + 1 + x * 3);
	return pngOf(width, height, 2, 0, raw, more);
}

export function pngOf(width, height, colour, interlaced, raw, more = []) {
	const head = Buffer.alloc(13);

	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, colour, 0, 0, interlaced], 8);
	return Buffer.concat([
		Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), pngChunk("IHDR", head), ...more,
		pngChunk("IDAT", zlib.deflateSync(raw)), pngChunk("IEND", Buffer.alloc(0)),
	]);
}

// Width and height, the pixels, and the names of the chunks of a plain PNG.
export function readPng(bytes) {
	const chunks = [], data = [];
	let head;

	for (let at = 8; at < bytes.length;) {
		const n = bytes.readUInt32BE(at), type = bytes.toString("latin1", at + 4, at + 8);
		chunks.push(type);
		if (type === "IHDR")
			head = bytes.subarray(at + 8, at + 8 + n);
		if (type === "IDAT")
			data.push(bytes.subarray(at + 8, at + 8 + n));
		at += n + 12;
	}
	const width = head.readUInt32BE(0), height = head.readUInt32BE(4);
	const channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[head[9]];
	const raw = zlib.inflateSync(Buffer.concat(data)), line = width * channels;
	const rows = [];
	for (let y = 0; y < height; y++) {	// filters none and up
		const filter = raw[y * (line + 1)];
		const row = Buffer.from(raw.subarray(y * (line + 1) + 1, (y + 1) * (line + 1)));
		if (filter === 2 && y > 0)
			row.forEach((_, i) => { row[i] += rows[y - 1][i]; });
		rows.push(row);
	}
	return { width, height, channels, chunks, rows };
}

// A photo of 16 by 8, the left half red, the right half blue.
export const photo = Buffer.from([
	"/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQY",
	"GBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYa",
	"KCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAAR",
	"CAAIABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAYH/8QAFBABAAAAAAAAAAAA",
	"AAAAAAAAAP/EABQBAQAAAAAAAAAAAAAAAAAAAAb/xAAZEQACAwEAAAAAAAAAAAAAAAAARAaC",
	"wgf/2gAMAwEAAhEDEQA/AM+RYEnNmabF0/Xvk//Z",
].join(""), "base64");

// The photo with an Exif block: where it was taken, and which way up it is.
export function photoWith({ orientation = 1, place = "51.7520N 1.2577W" } = {}) {
	const exif = Buffer.alloc(26);

	exif.write("MM\0*", 0, "latin1");
	exif.writeUInt32BE(8, 4);
	exif.writeUInt16BE(1, 8);
	exif.writeUInt16BE(0x0112, 10);
	exif.writeUInt16BE(3, 12);
	exif.writeUInt32BE(1, 14);
	exif.writeUInt16BE(orientation, 18);
	const block = Buffer.concat([Buffer.from("Exif\0\0"), exif, Buffer.from(place)]);
	const marker = Buffer.from([0xff, 0xe1, (block.length + 2) >> 8, (block.length + 2) & 255]);
	return Buffer.concat([photo.subarray(0, 2), marker, block, photo.subarray(2)]);
}

// Width and height of a JPEG, and the numbers of its markers.
export function readJpeg(bytes) {
	const markers = [];
	let width, height;

	for (let at = 2; bytes[at] === 0xff;) {
		const marker = bytes[at + 1], n = bytes.readUInt16BE(at + 2);
		markers.push(marker);
		if (marker >= 0xc0 && marker <= 0xc2) {
			height = bytes.readUInt16BE(at + 5);
			width = bytes.readUInt16BE(at + 7);
		}
		if (marker === 0xda)
			break;
		at += n + 2;
	}
	return { width, height, markers };
}
