import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2021, CARD_2024 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import {
  doStep,
  mustDo,
  screenIs,
  submit,
  walkToCheck,
  walkToReady,
} from '../../../tests/support/core-walk';
import { jpegPage } from '../../../tests/support/files/make-files';
import { buildPapersWorker } from '../../../tests/support/files/papers-worker';
import { findInFolder } from '../practice-portal/testing/portal-fixture';
import { newReference } from './finalise';

/** Other work may share the machine; only a job that hangs comes this far. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const PATIENCE = { timeout: 30_000 };
const EXTRACT = '2.000635';
const STALE = { ok: false, failure: { reason: 'SESSION_STALE' } };

let worker: Awaited<ReturnType<typeof buildPapersWorker>>;
let folder: string;
let core: CoreHarness;

beforeAll(async () => {
  worker = await buildPapersWorker();
}, 120_000);
afterAll(() => worker.remove());
beforeEach(async () => {
  folder = newFolder();
  core = await openCore(folder, { papersWorker: worker.url });
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const answers = () => core.kiosk.runtime.current()?.data.answers ?? {};
const countOf = (table: string) =>
  core.kiosk.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const paperFiles = () => readdirSync(join(folder, 'data', 'papers'));

async function walkTo(name: string, code = EXTRACT, card = CARD_2024): Promise<void> {
  await walkToReady(core, code, card);
  for (let { screen } = core.view(); screen.name !== name; { screen } = core.view()) {
    await doStep(core, screen, addPage);
  }
}

async function walkToQuestion(path: string, code = EXTRACT): Promise<void> {
  await walkToReady(core, code, CARD_2024);
  for (;;) {
    const { screen } = core.view();
    if (screen.name === 'question' && screen.path === path) return;
    await doStep(core, screen, addPage);
  }
}

async function begin(bytes: number): Promise<string> {
  const begun = await core.client.papers.beginFile({ name: 'giay.jpg', bytes });
  if (!begun.ok) throw new Error(begun.failure.reason);
  return begun.value.uploadId;
}
async function addPage(componentId: string): Promise<void> {
  const bytes = Buffer.from(await jpegPage({ dpi: 100 }));
  const uploadId = await begin(bytes.length);
  await mustDo(core.client.papers.chunk({ uploadId, base64: bytes.toString('base64') }));
  await mustDo(core.client.papers.finishFile({ uploadId, componentId }));
}

describe('an answer', () => {
  it('to a question that is no longer on screen changes nothing', async () => {
    await walkTo('question');
    const { path } = await screenIs(core, 'question');
    await doStep(core, core.view().screen);
    const before = answers();
    expect(await core.client.dossier.answer({ path, value: 'Bản thân' })).toEqual(STALE);
    expect(answers()).toEqual(before);
  });

  it('that is wrong is refused with its reason and not stored', async () => {
    await walkToQuestion('requester_phone');
    const before = answers();
    const path = 'requester_phone';
    expect(await core.client.dossier.answer({ path, value: '090123456' })).toMatchObject({
      ok: false,
      failure: { reason: 'PHONE_TOO_SHORT' },
    });
    expect(await core.client.dossier.answer({ path, value: null })).toEqual({
      ok: false,
      failure: { reason: 'FIELD_REQUIRED' },
    });
    expect(answers()).toEqual(before);
    expect((await screenIs(core, 'question')).path).toBe(path);
  });

  it('the machine filled in and the resident left as it was keeps its mark', async () => {
    await walkTo('prefilled', '2.000815');
    const edit = async (value: string) => {
      await mustDo(core.client.dossier.edit({ path: 'requester_full_name' }));
      await mustDo(core.client.dossier.answer({ path: 'requester_full_name', value }));
    };
    await edit('Nguyễn Thị Ửng Đặng Ỷ');
    expect(answers().requester_full_name?.origin).toBe('card');
    await screenIs(core, 'prefilled');
    await edit('Nguyễn Thị Thử Nghiệm');
    expect(answers().requester_full_name?.origin).toBe('resident');
  });

  it('that does not add up is shown back once, and kept when the resident says so', async () => {
    const path = 'father_personal_id';
    await walkToQuestion(path, '1.001193');
    // Born in 1990 by the number, in 1985 by the answer before.
    const value = '079090000222';
    await mustDo(core.client.dossier.answer({ path, value }));
    expect(await screenIs(core, 'question')).toMatchObject({
      path,
      answer: { value },
      warnings: [{ reason: 'ID_YEAR_MISMATCH' }],
    });
    expect(answers()[path]).toBeUndefined();
    await mustDo(core.client.dossier.answer({ path, value, keepWarnings: true }));
    expect(answers()[path]).toEqual({ value, origin: 'resident' });
    expect((await screenIs(core, 'question')).warnings).toEqual([]);
  });
});

describe('submitting', () => {
  it('needs the declaration and all required answers', async () => {
    await walkTo('check');
    expect(await core.client.dossier.submit()).toEqual({
      ok: false,
      failure: { reason: 'DECLARATION_NEEDED' },
    });
    expect(countOf('outbox')).toBe(0);
  });

  it('pressed twice, and again after, makes one dossier', async () => {
    await walkTo('check');
    await mustDo(core.client.dossier.declare({ checked: true }));
    const pressed = await Promise.all([
      core.client.dossier.submit(),
      core.client.dossier.submit(),
      core.client.dossier.submit(),
    ]);
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await core.client.dossier.submit()).toEqual(STALE);
    await vi.waitFor(() => screenIs(core, 'result'), PATIENCE);
    expect(countOf('outbox')).toBe(1);
    expect(core.kiosk.events.submittedCounts().get(EXTRACT)).toBe(1);
  });

  it('of a session that ended while the papers were made ready freezes nothing', async () => {
    await walkTo('check', '1.001193', CARD_2021);
    await mustDo(core.client.dossier.declare({ checked: true }));
    const pressed = core.client.dossier.submit();
    await vi.waitFor(() =>
      expect(core.view().screen).toMatchObject({ name: 'submitting', state: 'preparing' }),
    );
    await mustDo(core.client.session.end({ reason: 'resident' }));
    expect((await pressed).ok).toBe(false);
    expect(core.view().screen.name).toBe('welcome');
    expect(countOf('outbox')).toBe(0);
    expect(paperFiles()).toEqual([]);
  });

  it('with papers sends them, and no byte of them stays when the session is over', async () => {
    await walkTo('check', '1.001193', CARD_2021);
    expect(paperFiles().length).toBeGreaterThan(0);
    await submit(core);
    await vi.waitFor(() => screenIs(core, 'result'), PATIENCE);
    expect(countOf('outbox_attachment')).toBe(0);
    await mustDo(core.client.session.end({ reason: 'resident' }));
    expect(paperFiles()).toEqual([]);
    for (const personal of ['Ví Dụ', 'Đường Mẫu', '079158000111', 'JFIF', '%PDF-']) {
      const found = findInFolder(join(folder, 'data'), personal);
      expect(found, personal).toEqual([]);
    }
  });

  it('refused for good leads back to the answers, to be declared anew', async () => {
    await walkTo('check');
    const { target } = core.kiosk;
    const { send } = target;
    target.send = async () => ({ kind: 'refused', reason: 'PORTAL_REFUSED', message: 'thử' });
    await submit(core);
    await vi.waitFor(
      () => expect(core.view().screen).toMatchObject({ state: 'refused' }),
      PATIENCE,
    );
    expect(core.view().canGoBack).toBe(true);
    await mustDo(core.client.session.back());
    expect(core.view().screen).toMatchObject({ name: 'check', declared: false });
    target.send = send;
    await submit(core);
    await vi.waitFor(() => screenIs(core, 'result'), PATIENCE);
  });
});

describe('references', () => {
  it('have no letters that look alike on paper', () => {
    for (let count = 0; count < 200; count += 1) {
      expect(newReference()).toMatch(
        /^DH-[ACDEFGHJKMNPQRTUVWXYZ234679]{4}-[ACDEFGHJKMNPQRTUVWXYZ234679]{4}$/,
      );
    }
  });
});

describe('a file in pieces', () => {
  const PAPER = 'giay-chung-sinh';
  beforeEach(() => walkTo('papers', '1.001193', CARD_2021));

  const componentId = () => {
    const { screen } = core.view();
    if (screen.name !== 'papers') throw new Error(screen.name);
    return screen.components[screen.current]?.component.id ?? PAPER;
  };
  const pagesOf = () => core.kiosk.runtime.current()?.data.papers[componentId()] ?? [];

  it('is one page when it is whole', async () => {
    await addPage(componentId());
    expect(pagesOf()).toHaveLength(1);
    expect(paperFiles()).toEqual([`${pagesOf()[0]?.id}.sealed`]);
  });

  it('is refused when pieces are missing, too many or out of order, and nothing is kept', async () => {
    const bytes = Buffer.from(await jpegPage({ dpi: 100 }));
    const half = bytes.length >> 1;
    const piece = (part: Buffer) => part.toString('base64');
    const { papers } = core.client;

    const short = await begin(bytes.length);
    await mustDo(papers.chunk({ uploadId: short, base64: piece(bytes.subarray(0, half)) }));
    expect(await papers.finishFile({ uploadId: short, componentId: componentId() })).toMatchObject({
      failure: { reason: 'FILE_PROCESSING_FAILED' },
    });
    const long = await begin(10);
    expect(await papers.chunk({ uploadId: long, base64: piece(bytes) })).toMatchObject({
      failure: { reason: 'FILE_PROCESSING_FAILED' },
    });
    expect(await papers.finishFile({ uploadId: long, componentId: componentId() })).toEqual(STALE);
    const mixed = await begin(bytes.length);
    await mustDo(papers.chunk({ uploadId: mixed, base64: piece(bytes.subarray(half)) }));
    await mustDo(papers.chunk({ uploadId: mixed, base64: piece(bytes.subarray(0, half)) }));
    const outcome = await papers.finishFile({ uploadId: mixed, componentId: componentId() });
    expect(outcome.ok).toBe(false);
    expect(await papers.beginFile({ name: 'x', bytes: 0 })).toMatchObject({
      failure: { reason: 'FILE_EMPTY' },
    });
    expect(await papers.beginFile({ name: 'x', bytes: 500 * 1_048_576 })).toMatchObject({
      failure: { reason: 'FILE_TOO_LARGE' },
    });
    expect(pagesOf()).toEqual([]);
    expect(paperFiles()).toEqual([]);
  });

  it('for a paper nobody asked for, or in place of a page that is not there, is not kept', async () => {
    const bytes = Buffer.from(await jpegPage({ dpi: 100 }));
    const { papers } = core.client;
    for (const where of [
      { componentId: 'nonsense' },
      { componentId: componentId(), replacePageId: 'nowhere' },
    ]) {
      const uploadId = await begin(bytes.length);
      await mustDo(papers.chunk({ uploadId, base64: bytes.toString('base64') }));
      expect((await papers.finishFile({ uploadId, ...where })).ok).toBe(false);
    }
    expect(paperFiles()).toEqual([]);
  });

  it('begun in a session that ended is nobody\u2019s', async () => {
    const bytes = Buffer.from(await jpegPage({ dpi: 100 }));
    const id = componentId();
    const uploadId = await begin(bytes.length);
    await mustDo(core.client.session.end({ reason: 'resident' }));
    const { papers } = core.client;
    expect(await papers.chunk({ uploadId, base64: bytes.toString('base64') })).toEqual(STALE);
    expect(await papers.finishFile({ uploadId, componentId: id })).toEqual(STALE);
    await mustDo(core.client.session.start());
    expect(await papers.finishFile({ uploadId, componentId: id })).toEqual(STALE);
  });

  it('whose session ends while it is read leaves nothing', async () => {
    const bytes = Buffer.from(await jpegPage({ dpi: 100 }));
    const uploadId = await begin(bytes.length);
    await mustDo(core.client.papers.chunk({ uploadId, base64: bytes.toString('base64') }));
    const reading = core.client.papers.finishFile({ uploadId, componentId: componentId() });
    await mustDo(core.client.session.end({ reason: 'idle' }));
    expect((await reading).ok).toBe(false);
    expect(paperFiles()).toEqual([]);
  });

  it('can be replaced, moved, turned and removed; the old file goes', async () => {
    await addPage(componentId());
    await addPage(componentId());
    const [first, second] = pagesOf();
    if (!first || !second) throw new Error('two pages were added');
    const { papers } = core.client;
    await mustDo(papers.move({ pageId: second.id, to: 0 }));
    expect(pagesOf().map(({ id }) => id)).toEqual([second.id, first.id]);
    await mustDo(papers.edit({ pageId: first.id, rotation: 90, crop: null }));
    expect(pagesOf()[1]).toMatchObject({ rotation: 90, version: 2 });
    const bytes = Buffer.from(await jpegPage({ dpi: 100 }));
    const uploadId = await begin(bytes.length);
    await mustDo(papers.chunk({ uploadId, base64: bytes.toString('base64') }));
    await mustDo(
      papers.finishFile({ uploadId, componentId: componentId(), replacePageId: second.id }),
    );
    expect(pagesOf()).toHaveLength(2);
    expect(paperFiles()).not.toContain(`${second.id}.sealed`);
    await mustDo(papers.remove({ pageId: first.id }));
    expect(paperFiles()).toHaveLength(1);
    expect(await papers.remove({ pageId: first.id })).toEqual(STALE);
  });
});

describe('the walk', () => {
  it('comes to a check page with nothing missing, one procedure after the other', async () => {
    for (const code of [EXTRACT, '2.000815', '1.004873']) {
      await walkToReady(core, code, CARD_2024);
      await walkToCheck(core, addPage);
      expect((await screenIs(core, 'check')).missing).toEqual([]);
      await mustDo(core.client.session.end({ reason: 'resident' }));
    }
  });
});
