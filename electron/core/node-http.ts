/**
 * Node's HTTP module, without what an import statement of it would bring: making an ES module of
 * it reads all its properties, `WebSocket` among them, and that loads the whole of `fetch` (a fifth
 * of the core's start).
 */
const { createServer, request } = process.getBuiltinModule('node:http');

export { createServer, request };
