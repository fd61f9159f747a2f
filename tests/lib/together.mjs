// Several pieces of work at once: while one waits for an answer another asks.

const AT_ONCE = 6;

// Does work(one) for each of a list. The first that fails ends it.
export async function together(list, work, atOnce = AT_ONCE) {
	const rest = [...list];
	const worker = async () => {
		while (rest.length > 0)
			await work(rest.shift());
	};

	await Promise.all(Array.from({ length: atOnce }, worker));
}
