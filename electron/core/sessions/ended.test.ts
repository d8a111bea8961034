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
    // The search itself works: the name is in memory, and a file with it would be found.
    await mustDo(kiosk.client.session.end({ reason: 'resident' }));

    expect(kiosk.view().screen.name).toBe('welcome');
    expect(kiosk.host.wiped).toBe(1);
    expect(foundOf(PERSONAL)).toEqual([]);
    await kiosk.close();
    core = null;
    expect(foundOf(PERSONAL)).toEqual([]);
  }, 60_000);
});
