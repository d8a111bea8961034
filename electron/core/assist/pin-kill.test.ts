import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { newFolder, openCore, removeFolder } from '../../../tests/support/core-harness';
import { buildCore, type ForkedCore, forkCore } from '../../../tests/support/forked-core';
import { OTHER_PIN, setUp } from '../../../tests/support/people';

let built: Awaited<ReturnType<typeof buildCore>>;
let process: ForkedCore | null = null;
const folder = newFolder();
beforeAll(async () => {
  built = await buildCore();
}, 120_000);
afterEach(() => process?.kill());
afterAll(async () => {
  removeFolder(folder);
  await built.remove();
});

const triesOnDisk = (id: string) => {
  const db = new Sqlite(join(folder, 'data', 'dong-hanh.sqlite'), { readonly: true });
  try {
    return db.prepare('SELECT wrong_tries FROM helper WHERE id = ?').pluck().get(id);
  } finally {
    db.close();
  }
};

it('a machine killed between a try and its answer has counted the try', async () => {
  const core = await openCore(folder);
  const id = await setUp(core);
  await core.close();
  for (const tries of [1, 2, 3]) {
    process = await forkCore(built.entry, folder);
    await process.client.office.open();
    const answer = process.client.office
      .signIn({ helperId: id, pin: OTHER_PIN, outsideReason: 'other' })
      .catch(() => null);
    // Killed as soon as the try is on the disk, while its PIN is still being looked at.
    await vi.waitFor(() => expect(triesOnDisk(id)).toBe(tries), { timeout: 30_000, interval: 5 });
    await process.kill();
    void answer;
    expect(triesOnDisk(id)).toBe(tries);
  }
}, 120_000);
