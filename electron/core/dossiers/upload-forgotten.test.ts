import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';

/** Other work may share the machine; only a job that hangs comes this far. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let core: CoreHarness;
beforeEach(async () => {
  folder = newFolder();
  core = await openCore(folder);
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

it('lets go of a file that was still on its way when the session ends', async () => {
  await core.client.session.start();
  const begun = await core.client.papers.beginFile({ name: 'giay-mau.pdf', bytes: 6 });
  if (!begun.ok) throw new Error(begun.failure.reason);
  const { uploadId } = begun.value;
  const base64 = Buffer.from('abc').toString('base64');
  expect(await core.client.papers.chunk({ uploadId, base64 })).toEqual({ ok: true });
  expect(core.kiosk.state.uploads.size).toBe(1);

  await core.client.session.end({ reason: 'resident' });

  expect(core.kiosk.state.uploads.size).toBe(0);
  await core.client.session.start();
  expect(await core.client.papers.chunk({ uploadId, base64 })).toEqual({
    ok: false,
    failure: { reason: 'SESSION_STALE' },
  });
});
