// accord-inspect as the files pool runs it: the file in, the verdict out.

import assert from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

import * as files from "../../lib/files.mjs";

const BUILD = process.env.ACCORD_BUILD ?? fileURLToPath(new URL("../../../build", import.meta.url));
const MB = 1024 * 1024;

function inspect(input) {
	const done = spawnSync(join(BUILD, "bin/accord-inspect"), [], {
		input, env: {}, maxBuffer: 64 * MB,
	});
	const end = done.stdout.indexOf("\n\n");
	const head = done.stdout.toString("latin1", 0, end).split("\n");
	return {
		status: done.status, signal: done.signal, said: done.stderr.toString(),
		verdict: head[1], pages: Number(head[2]?.slice("pages ".length)),
		clean: done.stdout.subarray(end + 2),
		announced: Number(head[3]?.slice("clean ".length)),
	};
}

function is(name, input, verdict) {
	test(name, () => {
		const got = inspect(typeof input === "function" ? input() : input);
		assert.deepStrictEqual([got.status, got.signal, got.said, got.verdict],
			[0, null, "", verdict]);
		assert.strictEqual(got.clean.length, got.announced);
	});
}

const noise = (n) => {
	const bytes = Buffer.alloc(n);
	for (let i = 0, x = 1; i < n; i++, x = (x * 48271) % 2147483647)
		bytes[i] = x >> 8;
	return bytes;
};

// --- kinds ---

is("a PDF", files.pdf(), "good pdf");
is("a PDF of packed objects", files.packedPdf([
	"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
	"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
]), "good pdf");
is("a DOCX", files.docx(), "good docx");
is("an ODT", files.odt(), "good odt");
is("a photo", files.photo, "good jpeg");
is("a PNG", files.png(20, 10), "good png");
is("nothing", Buffer.alloc(0), "refused empty");
is("21 MB", Buffer.concat([files.pdf(), Buffer.alloc(21 * MB)]), "refused large");
is("20 MB and one byte", Buffer.alloc(20 * MB + 1, "a"), "refused large");
is("plain text", "Dear panel, this is what happened.\n", "refused text");
is("a web page", "<!DOCTYPE html><html><body><p>Hello</p></body></html>", "refused text");
is("an email", "From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n\nHi\n",
	"refused text");
is("a HEIC", Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic"),
	Buffer.alloc(64)]), "refused heic");
is("a GIF", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1"), "refused picture-kind");
is("a program", () => readFileSync(process.execPath).subarray(0, MB), "refused program");
is("a ZIP", files.zip([["a.txt", "hello"]]), "refused archive");
is("a spreadsheet", files.zip([
	["[Content_Types].xml", '<Types><Override PartName="/xl/workbook.xml" ContentType="application/' +
		'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'],
	["xl/workbook.xml", "<workbook/>"]]), "refused sheet");
is("an OpenDocument sheet", files.odt({ type: "application/vnd.oasis.opendocument.spreadsheet" }),
	"refused sheet");
is("an old Word file", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(2000)]),
	"refused old-word");
is("a DOCX with a password", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"),
	Buffer.alloc(2000), Buffer.from("EncryptedPackage\0", "utf16le")]), "refused locked");
is("noise", noise(5000), "refused kind");

// --- PDF ---

const action = (s) => files.pdf({ root: `/OpenAction << ${s} >>` });

is("a script on opening", action("/S /JavaScript /JS (app.alert\\(1\\))"), "refused script");
is("a script spelt otherwise", action("/S /J#61vaScript /J#53 (x)"), "refused script");
is("a script in a damaged PDF", files.pdf({ broken: true,
	objects: ["<< /S /JavaScript /JS (x) >>"] }), "refused script");
is("a damaged PDF without one", files.pdf({ broken: true }), "good pdf");
is("a script nothing leads to", files.pdf({ objects: ["<< /S /JavaScript /JS (x) >>"] }),
	"refused script");
is("a script in packed objects", files.packedPdf([
	"<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript 4 0 R >> >>",
	"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
	"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
	"<< /Names [ (a) << /S /JavaScript /JS (x) >> ] >>",
]), "refused script");
is("a launch in packed objects", files.packedPdf([
	"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
	"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /AA << /O << /S /Launch >> >> >>",
]), "refused script");
is("a program to start", action("/S /Launch /F (cmd.exe)"), "refused script");
is("a form to send", action("/S /SubmitForm /F (http://example.org)"), "refused script");
is("the page to begin with", files.pdf({ root: "/OpenAction [3 0 R /Fit]" }), "good pdf");
is("a link", files.pdf({ objects: ["<< /S /URI /URI (https://example.org) >>"] }), "good pdf");
is("a file within", files.pdf({ objects: [
	"<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>",
	"<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream"] }), "refused inside");
is("an XFA form", files.pdf({ root: "/AcroForm << /XFA [ (a) 4 0 R ] >>" }), "refused form");
is("a plain form", files.pdf({ root: "/AcroForm << /Fields [] >>" }), "good pdf");
is("bytes that are elsewhere", files.pdf({ objects: [
	"<< /Length 0 /F (http://example.org/x) >>\nstream\n\nendstream"] }), "refused outside");
is("half a PDF", files.pdf().subarray(0, 300), "refused cut");
is("a PDF with a ZIP behind it", Buffer.concat([files.pdf(), files.zip([["a", "b"]])]), "refused two");
is("a PDF with a page behind it", Buffer.concat([files.pdf(), Buffer.from("<script>x()</script>")]),
	"refused two");
is("a PDF that begins as something else", Buffer.concat([Buffer.from("GIF89a"), files.pdf()]),
	"refused picture-kind");
is("a letter of ours, signed behind its end", Buffer.concat([files.pdf(),
	Buffer.from("%accord-signature 1 Zm9v\n")]), "good pdf");
is("a PDF of too many pages", files.pdf({ pages: 2001 }), "refused pages");
is("a PDF in name only", "%PDF-1.4\nhello\n%%EOF\n", "refused cut");
is("deep arrays", files.pdf({ objects: ["[".repeat(400) + "]".repeat(400)] }), "refused hard");

test("an encrypted PDF", () => {
	const folder = mkdtempSync(join(tmpdir(), "accord-inspect-"));
	try {
		const plain = join(folder, "plain.pdf"), locked = join(folder, "locked.pdf");
		writeFileSync(plain, files.pdf());
		for (const user of ["secret", ""]) {
			const made = spawnSync("qpdf", ["--encrypt", user, "owner", "256", "--", plain, locked]);
			assert.strictEqual(made.status, 0, made.stderr?.toString() ?? "qpdf is not here");
			assert.strictEqual(inspect(readFileSync(locked)).verdict, "refused locked");
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test("the pages of a PDF are counted", () => {
	assert.strictEqual(inspect(files.pdf({ pages: 7 })).pages, 7);
});

// --- DOCX and ODT ---

const field = (...words) => `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${
	words.map((w) => `<w:r><w:instrText>${w}</w:instrText></w:r>`).join("")
}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

is("macros", files.docx({ more: [["word/vbaProject.bin", "x"]] }), "refused macro");
is("macros by another name", files.docx({ links: files.relationship("vbaProject", "a.bin"),
	more: [["word/a.bin", "x"]] }), "refused macro");
is("a type with macros", files.docx({
	type: "application/vnd.ms-word.document.macroEnabled.main+xml" }), "refused macro");
is("a link", files.docx({
	links: files.relationship("hyperlink", "https://example.org/?a=1&amp;b=2", "External") }),
	"good docx");
is("a picture from elsewhere", files.docx({
	links: files.relationship("image", "http://example.org/a.png", "External") }), "refused outside");
is("a template from elsewhere", files.docx({
	links: files.relationship("attachedTemplate", "http://example.org/a.dotm", "External") }),
	"refused outside");
is("a link to a file", files.docx({
	links: files.relationship("hyperlink", "file:///etc/passwd", "External") }), "refused outside");
is("outside spelt otherwise", files.docx({
	links: files.relationship("image", "http://example.org", "&#69;xternal") }), "refused outside");
is("a sheet within", files.docx({ more: [["word/embeddings/a.xlsx", "x"]] }), "refused inside");
is("a ZIP within", files.docx({ more: [["word/media/a.png", files.zip([["a", "b"]]), true]] }),
	"refused inside");
is("a program within", files.docx({ more: [["word/media/a.png", "MZ...."]] }), "refused inside");
is("a picture within", files.docx({ more: [["word/media/a.png", files.png(9, 9)]] }), "good docx");
is("a field that fetches", files.docx({ body: field("DDEAUTO c:\\\\x") }), "refused outside");
is("a field that fetches, in pieces", files.docx({ body: field("D", "DEAU", "TO x") }),
	"refused outside");
is("a page number", files.docx({ body: field(" PAGE ") }), "good docx");
is("a document type", files.docx({ body: "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>" }),
	"refused cut");
is("a locked entry", files.zip([["[Content_Types].xml", "x"], ["word/document.xml", "x"]],
	{ flags: 1 }), "refused locked");
is("a path that climbs out", files.docx({ more: [["word/../../x", "y"]] }), "refused two");
is("a bomb", () => files.docx({ more: [["word/media/a.bmp", Buffer.alloc(30 * MB)]] }),
	"refused packed");
is("many small bombs", () => files.docx({ more: Array.from({ length: 300 },
	(_, i) => [`word/media/${i}.bmp`, Buffer.alloc(900 * 1024)]) }), "refused packed");
is("more in it than it says", () => files.zip([
	["[Content_Types].xml", Buffer.alloc(3 * MB, "ab")], ["word/document.xml", "x"]],
	{ claimed: 100 }), "refused packed");
is("too many entries", () => files.docx({ more: Array.from({ length: 2001 },
	(_, i) => [`word/${i}.bin`, "x"]) }), "refused packed");
is("half a DOCX", files.docx().subarray(0, 400), "refused cut");
is("a DOCX with more behind it", Buffer.concat([files.docx(), Buffer.from("more")]), "refused two");
is("a DOCX behind a DOCX", Buffer.concat([files.docx(), files.docx()]), "refused two");
is("an ODT with a script", files.odt({ body: '<office:scripts><office:script script:language="x"/></office:scripts>' }),
	"refused macro");
is("an ODT with a library", files.odt({ more: [["Basic/script-lc.xml", "<x/>"]] }), "refused macro");
is("an ODT that listens", files.odt({ body: '<script:event-listener xlink:href="x"/>' }), "refused macro");
is("an ODT with a picture from elsewhere", files.odt({
	body: '<draw:image xlink:href="http://example.org/a.png"/>' }), "refused outside");
is("an ODT with a picture", files.odt({ body: '<draw:image xlink:href="Pictures/a.png"/>',
	more: [["Pictures/a.png", files.png(5, 5)]] }), "good odt");
is("an ODT with a link", files.odt({ body: '<text:a xlink:href="https://example.org">x</text:a>' }),
	"good odt");
is("a locked ODT", files.odt({ manifest: "<manifest:encryption-data/>" }), "refused locked");

// --- pictures ---

test("a photo is made anew, without where and when", () => {
	const got = inspect(files.photoWith());
	const { width, height, markers } = files.readJpeg(got.clean);
	assert.deepStrictEqual([got.verdict, width, height], ["good jpeg", 16, 8]);
	assert.ok(!markers.includes(0xe1));
	assert.ok(!got.clean.includes("51.7520N"));
});

for (const [orientation, width, height] of [[1, 16, 8], [3, 16, 8], [6, 8, 16], [8, 8, 16], [9, 16, 8]])
	test(`a photo of orientation ${orientation} stands upright`, () => {
		const got = files.readJpeg(inspect(files.photoWith({ orientation })).clean);
		assert.deepStrictEqual([got.width, got.height], [width, height]);
	});

is("half a photo", files.photo.subarray(0, files.photo.length - 12), "refused cut");
is("a photo without an end", files.photo.subarray(0, files.photo.length - 2), "refused cut");

test("what hangs behind a picture is gone", () => {
	const tail = files.zip([["a.txt", "hidden words"]]);
	for (const picture of [files.photo, files.png(20, 10)]) {
		const got = inspect(Buffer.concat([picture, tail]));
		assert.match(got.verdict, /^good/);
		assert.ok(!got.clean.includes("PK\x05\x06"));
	}
});

test("a PNG keeps its pixels and nothing else", () => {
	const got = inspect(files.png(40, 30, (x, y) => [x * 5, y * 7, 9], [
		files.pngChunk("tEXt", Buffer.from("Author\0Sam Carter")),
		files.pngChunk("eXIf", Buffer.from("MM\0*\0\0\0\x08\0\0"))]));
	const { width, height, chunks, rows } = files.readPng(got.clean);
	assert.deepStrictEqual([width, height, chunks], [40, 30, ["IHDR", "IDAT", "IEND"]]);
	assert.deepStrictEqual([...rows[11].subarray(36, 39)], [60, 77, 9]);
	assert.ok(!got.clean.includes("Sam Carter"));
});

test("a PNG on its side is turned", () => {
	const exif = Buffer.from("4d4d002a0000000800010112000300000001000600000000", "hex");
	const got = inspect(files.png(3, 2, (x, y) => [10 * x + y, 0, 0],
		[files.pngChunk("eXIf", exif)]));
	const { rows } = files.readPng(got.clean);
	assert.deepStrictEqual(rows.map((r) => [r[0], r[3]]), [[1, 0], [11, 10], [21, 20]]);
});

test("an interlaced PNG", () => {
	// one pixel: of seven passes only the first has a row
	const got = inspect(files.pngOf(1, 1, 2, 1, Buffer.from([0, 7, 8, 9])));
	assert.deepStrictEqual([...files.readPng(got.clean).rows[0]], [7, 8, 9]);
});

is("half a PNG", files.png(200, 200).subarray(0, 200), "refused cut");
is("a PNG in name only", Buffer.from("\x89PNG\r\n\x1a\nhello", "latin1"), "refused two");
is("a PNG that says it is huge", () => files.pngOf(60000, 60000, 2, 0, Buffer.alloc(10)),
	"refused pixels");
is("a PNG that unpacks to more than it says", () => files.pngOf(10, 10, 2, 0, Buffer.alloc(20 * MB)),
	"good png");
is("49 megapixels", () => {
	const raw = Buffer.alloc((7000 + 1) * 7000);
	return files.pngOf(7000, 7000, 0, 0, raw);
}, "good png");
is("a PNG of a long comment", () => files.png(2, 2, undefined,
	[files.pngChunk("zTXt", Buffer.concat([Buffer.from("a\0\0"), zlib.deflateSync(Buffer.alloc(50 * MB))]))]),
	"good png");
