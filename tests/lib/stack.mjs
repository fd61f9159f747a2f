// A whole Accord of a test's own, for tests that stop, kill or limit it. Tests
// that only read and write use the running one: process.env.ACCORD_URL.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

export function freePort() {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.on("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

// settings: environment of docker/stack.sh, such as { RATE: "5", DEMO: "no" }.
// { url, tls, variables, config, process, said(), restart(), stop() }
export async function startStack(settings = {}) {
	const folder = mkdtempSync(join(tmpdir(), "accord-test-"));
	const variables = {
		BUILD: join(root, "build"),
		...process.env,
		VAR: join(folder, "var"),
		PORT: String(await freePort()),
		TLS_PORT: String(await freePort()),
		...settings,
	};
	let child, ended;
	const said = [];

	function begin(more) {
		child = spawn(join(root, "docker/stack.sh"), {
			cwd: root, env: { ...variables, ...more }, stdio: ["ignore", "pipe", "pipe"],
		});
		child.stdout.on("data", (text) => said.push(text));
		child.stderr.on("data", (text) => said.push(text));
		ended = new Promise((resolve) => child.on("close", resolve));
		return ready();
	}

	async function ready() {
		while (!existsSync(join(variables.VAR, "ready"))) {
			if (child.exitCode !== null) {
				await stop();
				throw new Error(Buffer.concat(said).toString());
			}
			await sleep(50);
		}
	}

	async function stop() {
		const status = await halt();
		rmSync(folder, { recursive: true, force: true });
		return status;
	}

	function halt() {
		child.kill("SIGTERM");
		return ended;
	}

	// The same data, served anew: restart({ NOW: "2026-03-03T10:00:00Z" })
	async function restart(more) {
		await halt();
		await begin(more);
	}

	await begin();
	return {
		url: `http://localhost:${variables.PORT}`,
		tls: `https://localhost:${variables.TLS_PORT}`,
		variables,
		config: join(variables.VAR, "accord.conf"),
		get process() { return child; },
		said: () => Buffer.concat(said).toString(),
		restart,
		stop,
	};
}
