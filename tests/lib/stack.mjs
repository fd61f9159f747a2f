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
// { url, tls, variables, config, process, stop() }
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
	const child = spawn(join(root, "docker/stack.sh"), {
		cwd: root, env: variables, stdio: ["ignore", "pipe", "pipe"],
	});
	const said = [];
	child.stdout.on("data", (text) => said.push(text));
	child.stderr.on("data", (text) => said.push(text));
	const ended = new Promise((resolve) => child.on("close", resolve));

	async function stop() {
		child.kill("SIGTERM");
		const status = await ended;
		rmSync(folder, { recursive: true, force: true });
		return status;
	}

	while (!existsSync(join(variables.VAR, "ready"))) {
		if (child.exitCode !== null) {
			await stop();
			throw new Error(Buffer.concat(said).toString());
		}
		await sleep(50);
	}
	return {
		url: `http://localhost:${variables.PORT}`,
		tls: `https://localhost:${variables.TLS_PORT}`,
		variables,
		config: join(variables.VAR, "accord.conf"),
		process: child,
		said: () => Buffer.concat(said).toString(),
		stop,
	};
}
