// What a phone reads from a square code on a page: its squares are painted, and
// another program reads them.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SCALE = 4;

export function readQr(html) {
	const [, box, outline] = /<svg class="accord-qr"[^>]*viewBox="([^"]+)"><path d="([^"]+)">/.exec(html);
	const [edge, , width] = box.split(" ").map(Number), dark = new Set();

	for (const [, x, y, n] of outline.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
		for (let i = 0; i < Number(n); i++)
			dark.add(`${Number(x) + i - edge} ${Number(y) - edge}`);
	const side = width * SCALE, at = (i) => Math.floor(i / SCALE);
	const rows = Array.from({ length: side }, (_, y) =>
		Buffer.from(Array.from({ length: side }, (_, x) => dark.has(`${at(x)} ${at(y)}`) ? 0 : 255)));
	const dir = mkdtempSync(join(tmpdir(), "accord-qr-")), file = join(dir, "code.pgm");
	writeFileSync(file, Buffer.concat([Buffer.from(`P5 ${side} ${side} 255\n`), ...rows]));
	const { stdout } = spawnSync("zbarimg", ["--quiet", "--raw", file], { encoding: "utf8" });
	rmSync(dir, { recursive: true });
	return stdout.trim();
}
