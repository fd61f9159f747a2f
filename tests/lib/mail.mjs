// What an e-mail as it was sent says, as its reader sees it.
export const readable = (text) => Buffer.from(text.slice(text.indexOf("\r\n\r\n") + 4).replace(/=\r\n/g, "")
	.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1").toString("utf8")
	.replace(/\r\n/g, "\n");
