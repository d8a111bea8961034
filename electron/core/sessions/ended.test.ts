import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2024 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import {
  mustDo,
  PHONE,
  screenIs,
  submit,
  walkToCheck,
  walkToReady,
} from '../../../tests/support/core-walk';
import { findInFolder } from '../practice-portal/testing/portal-fixture';

const EXTRACT = '2.000635';
/** Everything of the card and of what was typed that must be nowhere afterwards. */
const PERSONAL = [
  'Nguyễn Thị Ửng Đặng Ỷ',
  'NGUYỄN THỊ ỬNG ĐẶNG Ỷ',
  'Ửng Đặng',
  '079199000000',
  '12 Đường Mẫu',
  'Phú Nhuận',
  PHONE,
  '901234567',
];

let folder: string;
let core: CoreHarness | null = null;

beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  await core?.close();
  core = null;
  removeFolder(folder);
});

function foundOf(needles: readonly string[]): string[] {
  return needles.flatMap((needle) =>
    findInFolder(folder, needle).map((path) => `${needle} in ${path}`),
  );
}

function inPortal(sql: string): unknown {
  const db = new Sqlite(join(folder, 'data', 'practice-portal.sqlite'), { readonly: true });
  try {
    return db.prepare(sql).pluck().get();
  } finally {
    db.close();
  }
}

async function open(options: Parameters<typeof openCore>[1] = {}): Promise<CoreHarness> {
  core = await openCore(folder, options);
  return core;
}

describe('after a session ended', () => {
  it('no byte of the person is in any file, and the page was wiped', async () => {
    const kiosk = await open();
    await walkToReady(kiosk, EXTRACT, CARD_2024);
    await walkToCheck(kiosk);
    await submit(kiosk);
    await vi.waitFor(() => screenIs(kiosk, 'result'), { timeout: 10_000 });
    const row = kiosk.kiosk.db.prepare('SELECT wrapped_key, snapshot FROM session').get() as {
      wrapped_key: Buffer;
      snapshot: Buffer;
    };
    // The search itself works: what is on the disk now is found.
    expect(findInFolder(folder, row.wrapped_key).length).toBeGreaterThan(0);
    expect(inPortal('SELECT count(*) FROM dossier WHERE sealed IS NOT NULL')).toBe(1);
    const era = inPortal('SELECT wrapped FROM era') as Buffer;
    expect(findInFolder(folder, era).length).toBeGreaterThan(0);

    await mustDo(kiosk.client.session.end({ reason: 'resident' }));

    // Not only sealed: the keys and what they sealed are gone, here and in the portal.
    for (const bytes of [row.wrapped_key, row.snapshot.subarray(0, 64), era]) {
      expect(findInFolder(folder, bytes)).toEqual([]);
    }
    expect(inPortal('SELECT count(*) FROM dossier')).toBe(1);
    expect(inPortal('SELECT count(*) FROM dossier WHERE sealed IS NOT NULL')).toBe(0);

    expect(kiosk.view().screen.name).toBe('welcome');
    expect(kiosk.host.wiped).toBe(1);
    expect(foundOf(PERSONAL)).toEqual([]);
    await kiosk.close();
    core = null;
    expect(foundOf(PERSONAL)).toEqual([]);
  }, 60_000);
});
