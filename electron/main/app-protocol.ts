/**
 * `app://kiosk/`: the page's files and nothing else, with a policy that lets the page load only
 * from here. With the file-privileges fuse off, `file://` pages inside the archive do not load.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { type ProtocolRequest, type ProtocolResponse, protocol, type Session } from 'electron';

export const APP_ORIGIN = 'app://kiosk';

/** 'wasm-unsafe-eval' alone is allowed, for the QR decoder. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob: mediastream:",
  "worker-src 'self'",
  // The QR decoder's WebAssembly is fetched from the page's own files.
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
};

/** Must run before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Where documents to print are served: beside print.html and not in a folder of their own, so that
 * the frame's relative addresses of its style sheet and fonts hold.
 */
const PRINT_PATH = '/print-';

/** Documents to print, by token; each is served once. */
const printDocuments = new Map<string, string>();

/** Puts a finished HTML body in place for the print window; answers its address. */
export function offerPrintDocument(token: string, body: string): string {
  printDocuments.set(token, body);
  return `${APP_ORIGIN}${PRINT_PATH}${token}`;
}

function answer(data: Buffer | string, type: string, statusCode = 200): ProtocolResponse {
  return {
    statusCode,
    data: typeof data === 'string' ? Buffer.from(data) : data,
    mimeType: type,
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  };
}

/**
 * Serves `folder` (the built page) to `session`. By the older of Electron's two calls: the newer
 * one loads the whole of Node's `fetch` into this process while the first page waits for it, which
 * is a tenth of the kiosk's start.
 */
export function serveApp(session: Session, folder: string): void {
  // Read while the window is being made; the page's first request finds it there.
  const early = { path: join(folder, 'index.html'), data: readFile(join(folder, 'index.html')) };
  early.data.catch(() => {});
  const read = (path: string) => (path === early.path ? early.data : readFile(path));
  session.protocol.registerBufferProtocol('app', (request, callback) => {
    void serve(folder, request, read).then(callback);
  });
}

async function serve(
  folder: string,
  request: ProtocolRequest,
  read: (path: string) => Promise<Buffer>,
): Promise<ProtocolResponse> {
  const url = new URL(request.url);
  if (url.host !== 'kiosk' || request.method !== 'GET') return answer('', 'text/plain', 404);
  if (url.pathname.startsWith(PRINT_PATH)) {
    return servePrint(folder, url.pathname.slice(PRINT_PATH.length));
  }
  try {
    const name = url.pathname === '/' ? '/index.html' : decodeURIComponent(url.pathname);
    const path = normalize(join(folder, name));
    if (!path.startsWith(folder + sep)) return answer('', 'text/plain', 404);
    return answer(await read(path), TYPES[extname(path)] ?? 'application/octet-stream');
  } catch {
    return answer('', 'text/plain', 404);
  }
}

async function servePrint(folder: string, token: string): Promise<ProtocolResponse> {
  const body = printDocuments.get(token);
  if (body === undefined) return answer('', 'text/plain', 404);
  printDocuments.delete(token);
  const frame = await readFile(join(folder, 'print.html'), 'utf8');
  return answer(
    frame.replace('<!--document-->', () => body),
    TYPES['.html'] as string,
  );
}
