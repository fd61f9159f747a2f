// `node tests/fuzz/seeds.mjs FOLDER`: whole and nearly whole inputs to begin
// from, as FOLDER/TARGET/NAME. Most are made as the tests make them, or are what
// the tree holds anyway.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { multipart } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";

const folder = process.argv[2];

function seed(target, name, bytes) {
	mkdirSync(join(folder, target), { recursive: true });
	writeFileSync(join(folder, target, name), bytes);
}

function seedFrom(target, from, ending, make = (bytes) => bytes) {
	for (const name of readdirSync(from).filter((n) => n.endsWith(ending)))
		seed(target, name, make(readFileSync(join(from, name)), name));
}

// --- documents ---

const documents = {
	pdf: files.pdf(),
	"script.pdf": files.pdf({ root: "/OpenAction << /S /JavaScript /JS (app.alert) >>" }),
	"locked.pdf": files.pdf({ trailer: "/Encrypt << /Filter /Standard /V 1 /R 2 >>" }),
	"broken.pdf": files.pdf({ broken: true }),
	"packed.pdf": files.packedPdf([
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
	]),
	docx: files.docx(),
	"linked.docx": files.docx({ links: files.relationship("image", "http://a.example/b", "External") }),
	odt: files.odt(),
	"bomb.docx": files.docx({ more: [["word/media/a.bin", Buffer.alloc(300_000)]] }),
	"locked.docx": files.docx({ options: { flags: 1 } }),
	jpeg: files.photo,
	"turned.jpeg": files.photoWith({ orientation: 6 }),
	png: files.png(20, 10),
	"grey.png": files.pngOf(4, 2, 0, 0, Buffer.alloc(10)),
};
for (const [name, bytes] of Object.entries(documents)) {
	seed("inspect", name, bytes);
	if (/pdf/.test(name))
		seed("inspect_pdf", name, bytes);
	if (/jpeg|png/.test(name))
		seed("inspect_picture", name, bytes);
}
seed("inspect_office", "content", '<office:document-content xmlns:office="o"/>');
seed("inspect_office", "types", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/' +
	'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>');

// --- requests ---

seed("urlencoded", "form", "csrf=a%20b&form=x&name=Zo%C3%AB+Smith&day-day=1&day-month=9");
seed("cookie", "two", "__Host-accord=abcdef; other=1");
seed("path", "case", "/cases/AAAAAAAAAAAAAAAAAAAAAA/questionnaire/1?from=%2Fhome&a=b");
const { type, body } = multipart({ csrf: "a", purpose: "School report" },
	{ name: "plan.pdf", bytes: "%PDF-1.7" });
seed("multipart", "upload", Buffer.concat([Buffer.from(`${type}\n`), body]));
for (let form = 0; form < 64; form++)
	seed("form", `${form}`, Buffer.concat([Buffer.from([form]),
		Buffer.from("name=Zo%C3%AB&day-day=29&day-month=2&day-year=2028&yearly=1%2C500.50" +
			"&level=1&points=4&reason=a%0Ab&view=same&answer=accept&agree=yes&email=a%40b.example")]));

// --- what is typed, and tables ---

for (const text of ["40713-K", "2:30 pm", "14.05", "2.50", "123 456", "ABCD-EFGH-JKLM-NPQR",
	"AAAAAAAAAAAAAAAAAAAAAA", "0123 4567 ".repeat(7).slice(0, 79), "stream: OK\n",
	"stream: Eicar-Signature FOUND\n", `%PDF-1.7\n%%EOF\n%Accord-Signature: key-1 ${"A".repeat(86)}\n`])
	seed("typed", text.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 20), text);
for (const text of ["Zoë", "€", "😀", "\u202eabc", "a\tb\nc", "\ufffd"])
	seed("utf8", Buffer.from(text).toString("hex"), text);
for (const text of ["1500", "£1,500.50", "16.29", "0"])
	seed("money", text.replaceAll(/\W/g, "-"), text);
for (const text of ["2026-03-03", "2028-02-29", "2100-02-28"])
	seed("date", text, text);
seedFrom("csv", "sql/policy/reference", ".csv");
seedFrom("policy", "sql/policy/reference", ".csv",
	(bytes, name) => Buffer.concat([Buffer.from(`${name}\n`), bytes]));

seed("message", "mail", "parent@family.example\nSomething has changed: Zoë\nSign in.\n\n.\nFrom here =20\n");
seed("after", "row", "2026-03-03.1234");

// --- what an installation holds ---

seed("config", "most", readFileSync("docker/config.sh", "utf8").split("\n")
	.filter((line) => / = /.test(line)).join("\n"));
seed("anchors", "log", `case 17 10001-W 12 ${"ab".repeat(32)}\naccount 5 - 3 ${"cd".repeat(32)}\n` +
	`anchor 2026-03-03T10:00:00Z 15 ${"ef".repeat(32)} key-1 ${"A".repeat(86)}\n`);

// --- our own languages ---

seedFrom("mkpage", "web/pages", ".html");
seedFrom("mkpage", "web/letters", ".html");
seedFrom("mkquery", "sql/queries", ".sql");
seed("letter_html", "letter", "<h1>Dear A</h1><p>We <strong>agree</strong>.</p><ul><li>One</li></ul>" +
	"<table><tr><th>Question</th><td>4</td></tr></table>");
