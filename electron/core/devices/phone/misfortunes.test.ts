/** A real core, its panel, and a phone that meets every misfortune. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../../tests/support/core-harness';
import { mustDo, screenIs } from '../../../../tests/support/core-walk';
import { jpegPage } from '../../../../tests/support/files/make-files';
import { buildPapersWorker } from '../../../../tests/support/files/papers-worker';
import {
  openPanel,
  openPhoneCore,
  pagesOf,
  panelOf,
  walkToPapers,
} from '../../../../tests/support/phone/phone-core';
import { openFolderPhone } from './fake-folder';
import { createMemoryPhone, FAKE_WORDS, type MemoryPhone } from './fake-memory';
import type { Clock } from './limits';

let folder: string;
let core: CoreHarness;
let phone: MemoryPhone;
let page: Uint8Array;
let worker: Awaited<ReturnType<typeof buildPapersWorker>>;

beforeAll(async () => {
  worker = await buildPapersWorker();
  page = await jpegPage();
});
afterAll(() => worker.remove());

beforeEach(async () => {
  folder = newFolder();
  phone = createMemoryPhone();
  core = await openPhoneCore({ phone: { scanner: phone }, papersWorker: worker.url }, folder);
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const picture = () => Uint8Array.from(page);
const sealedFiles = () => readdirSync(join(folder, 'data', 'papers')).length;

describe('the panel of the phone', () => {
  it('is not offered where the point has not switched it on', async () => {
    const other = newFolder();
    const off = await openCore(other);
    await walkToPapers(off);
    const screen = await screenIs(off, 'papers');
    expect(screen.phone).toEqual({ available: false, sample: false, open: null });
    expect(await off.client.phone.open()).toMatchObject({ ok: false });
    await off.close();
    removeFolder(other);
  });

  it('takes pictures into the paper on screen, and shows them', async () => {
    expect(panelOf(core)).toBeNull();
    expect(phone.isOpen()).toBe(false);
    const link = await openPanel(core);
    expect(link.words).toEqual(FAKE_WORDS);
    expect(link.qr.modules).toHaveLength(link.qr.size ** 2);
    phone.comes();
    expect(panelOf(core)).toMatchObject({ connected: true, confirmed: true, arrived: [] });
    const taken = await phone.sends(picture());
    expect(taken).toEqual({ ok: true, value: { quality: 'clear', arrived: 1, left: 9 } });
    expect(pagesOf(core)).toBe(1);
    expect(panelOf(core)?.arrived).toHaveLength(1);
    await mustDo(core.client.phone.close());
    expect([panelOf(core), phone.isOpen()]).toEqual([null, false]);
    expect(pagesOf(core)).toBe(1);
  });

  it('takes ten pictures and no eleventh; refused ones are not counted', async () => {
    await openPanel(core);
    phone.comes();
    const bad = await phone.sends(new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]));
    expect(bad).toMatchObject({ ok: false, failure: { reason: 'FILE_IMAGE_DAMAGED' } });
    for (let each = 1; each <= 10; each += 1) {
      expect(await phone.sends(picture())).toMatchObject({ ok: true, value: { arrived: each } });
    }
    expect(await phone.sends(picture())).toEqual({
      ok: false,
      failure: { reason: 'PHONE_PICTURES_ENOUGH' },
    });
    expect([pagesOf(core), panelOf(core)?.left]).toEqual([10, 0]);
  }, 30_000);

  it('writes nothing of a picture that is not sealed', async () => {
    await openPanel(core);
    phone.comes();
    await phone.sends(picture());
    const marker = Buffer.from(page).subarray(1_000, 1_032);
    const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const path of all) {
      const whole = join(folder, path);
      let bytes: Buffer;
      try {
        bytes = readFileSync(whole);
      } catch {
        continue;
      }
      expect([
        path,
        bytes.includes(marker),
        bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
      ]).toEqual([path, false, false]);
    }
    expect(sealedFiles()).toBe(1);
  });

  it('closes with the screen: back, another paper, the next step', async () => {
    await openPanel(core);
    await mustDo(core.client.session.back());
    expect(phone.isOpen()).toBe(false);
    expect(await phone.sends(picture())).toEqual({
      ok: false,
      failure: { reason: 'PHONE_CLOSED' },
    });
    expect(sealedFiles()).toBe(0);
  });

  it('closes with the session, and a picture on its way reaches nobody', async () => {
    await openPanel(core);
    phone.comes();
    const sending = phone.sends(picture());
    await mustDo(core.client.session.end({ reason: 'resident' }));
    expect(phone.isOpen()).toBe(false);
    expect((await sending).ok).toBe(false);
    // The next resident, on the very same paper.
    await walkToPapers(core);
    expect(await phone.sends(picture())).toEqual({
      ok: false,
      failure: { reason: 'PHONE_CLOSED' },
    });
    expect([pagesOf(core), panelOf(core), sealedFiles()]).toEqual([0, null, 0]);
  });

  it('drops a picture when the panel is closed while it is read', async () => {
    await openPanel(core);
    phone.comes();
    const sending = phone.sends(picture());
    await mustDo(core.client.phone.close());
    expect(await sending).toEqual({ ok: false, failure: { reason: 'PHONE_CLOSED' } });
    expect([pagesOf(core), sealedFiles()]).toEqual([0, 0]);
  });

  it('closes with the core', async () => {
    await openPanel(core);
    await core.close();
    expect(phone.isOpen()).toBe(false);
    core = await openCore(folder, { recovery: 'continue' });
    // The paper is still on screen; the way is not open before somebody opens it.
    await screenIs(core, 'papers');
    expect(panelOf(core)).toBeNull();
  });

  it('opened anew has a way of its own; the old one takes nothing', async () => {
    await openPanel(core);
    phone.comes();
    await openPanel(core);
    expect(phone.opened()).toBe(2);
    expect(panelOf(core)).toMatchObject({ connected: false, arrived: [], left: 10 });
  });

  it('closed while it is being opened leaves nothing open', async () => {
    phone.holdOpening();
    const opening = core.client.phone.open();
    await expect.poll(() => panelOf(core)).toMatchObject({ link: null, failure: null });
    await mustDo(core.client.phone.close());
    phone.letOpen();
    await opening;
    expect([panelOf(core), phone.isOpen()]).toEqual([null, false]);
  });
});

describe('when the network is gone', () => {
  it('says so before and while a phone is there, and opens again', async () => {
    phone.setNetwork(false);
    await mustDo(core.client.phone.open());
    expect(panelOf(core)).toMatchObject({ link: null, failure: { reason: 'PHONE_NO_NETWORK' } });
    phone.setNetwork(true);
    await openPanel(core);
    phone.comes();
    await phone.sends(picture());
    phone.setNetwork(false);
    expect(panelOf(core)).toMatchObject({
      link: null,
      failure: { reason: 'PHONE_NETWORK_LOST' },
      arrived: [expect.any(String)],
    });
    expect(phone.isOpen()).toBe(false);
    expect(pagesOf(core)).toBe(1);
    phone.setNetwork(true);
    await openPanel(core);
  });
});

describe('a phone made of a folder', () => {
  it('sends each picture once, in order, and is watched only while the panel is open', async () => {
    const sent = join(newFolder(), 'phone');
    const clock: Clock = { setTimeout: (run) => setTimeout(run), clearTimeout: () => {} };
    const other = newFolder();
    await mkdir(join(sent, 'pictures'), { recursive: true });
    const byFolder = await openPhoneCore(
      { phone: { scanner: await openFolderPhone(sent, clock) }, papersWorker: worker.url },
      other,
    );
    await writeFile(join(sent, 'pictures', '1.jpg'), page);
    expect(pagesOf(byFolder)).toBe(0);
    await openPanel(byFolder);
    await expect.poll(() => pagesOf(byFolder), { timeout: 10_000 }).toBe(1);
    expect(await readdir(join(sent, 'pictures'))).toEqual([]);
    await writeFile(join(sent, 'state.json'), '{"network": false}');
    await expect
      .poll(() => panelOf(byFolder)?.failure?.reason, { timeout: 10_000 })
      .toBe('PHONE_NETWORK_LOST');
    await byFolder.close();
    removeFolder(other);
    removeFolder(sent);
    expect(existsSync(sent)).toBe(false);
  });
});
