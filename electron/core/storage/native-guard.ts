/**
 * better-sqlite3 13 is built for Node-API 10. An older runtime does not throw when loading it, it
 * crashes the process (Node 20, Electron 33), so the version is checked before the addon is loaded.
 */
export const NODE_API_NEEDED = 10;

/** Throws a sentence when this runtime cannot load the database addon. */
export function assertNodeApi(napi: string | undefined = process.versions.napi): void {
  const version = Number(napi ?? 0);
  if (version >= NODE_API_NEEDED) return;
  throw new Error(
    `The database needs Node-API ${NODE_API_NEEDED} (Node 22.14 or newer, Electron 42 or newer); ` +
      `this runtime has ${napi ?? 'none'}. Run "npm start", which finds a fitting one, ` +
      'or set KIOSK_CORE_NODE to a newer Node.',
  );
}
