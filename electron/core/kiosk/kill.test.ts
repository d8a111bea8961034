import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2024 } from '../../../tests/support/cards';
import { newFolder, removeFolder } from '../../../tests/support/core-harness';
import { doStep, mustDo, PHONE, walkToCheck, walkToReady } from '../../../tests/support/core-walk';
import { jpegPage } from '../../../tests/support/files/make-files';
import {
  buildCore,
  type ForkedCore,
  type ForkOptions,
  forkCore,
} from '../../../tests/support/forked-core';
import type { SessionView } from '../../contract/view';
import { findInFolder } from '../practice-portal/testing/portal-fixture';

const EXTRACT = '2.000635';
const BIRTH = '1.001193';
const WAIT = { timeout: 30_000, interval: 50 };

let built: Awaited<ReturnType<typeof buildCore>>;
let folder: string;
let core: ForkedCore | null = null;

beforeAll(async () => {
  built = await buildCore();
}, 120_000);
afterAll(() => built.remove());
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  await core?.kill();
  core = null;
  removeFolder(folder);
});

async function start(options: ForkOptions = {}): Promise<ForkedCore> {
  core = await forkCore(built.entry, folder, options);
  return core;
}

/** SIGKILL, and another core as main starts it. */
async function killed(old: ForkedCore, options: ForkOptions = {}): Promise<ForkedCore> {
  await old.kill();
  return start({ recovery: 'continue', ...options });
}

/** What a person sees; the number of views and what the technician reads do not count. */
function seen({
  revision: _revision,
  technicianNotices: _notices,
  // Devices are looked for anew by each core, and heard of when they answer.
  devices: _devices,
  ...view
}: SessionView) {
  if (view.screen.name !== 'result') return view;
  const { printers: _printers, printerPanel: _panel, ...screen } = view.screen;
  return { ...view, screen };
}

/** A row of a database that another process may be writing to. */
function peek(file: string, sql: string): unknown {
  const db = new Sqlite(join(folder, 'data', file), { readonly: true });
  try {
    return db.prepare(sql).pluck().get();
  } finally {
    db.close();
  }
}
const dossiersInPortal = () => peek('practice-portal.sqlite', 'SELECT count(*) FROM dossier');
const outboxStates = () =>
  peek('dong-hanh.sqlite', "SELECT group_concat(state || ' ' || attempts) FROM outbox");

/** Does `step`, kills the core after it was acknowledged, and expects the same screen back. */
async function surely(
  from: ForkedCore,
  step: (core: ForkedCore) => Promise<void>,
): Promise<{ core: ForkedCore; view: SessionView }> {
  await step(from);
  const before = await from.view();
  const next = await killed(from);
  const after = await next.view();
  expect(seen(after)).toEqual(seen(before));
  return { core: next, view: after };
}

/** One page of a paper, small enough for one piece. */
async function addPage({ client }: ForkedCore, componentId: string): Promise<void> {
  const bytes = Buffer.from(await jpegPage({ dpi: 100 }));
  const begun = await client.papers.beginFile({ name: 'giay.jpg', bytes: bytes.length });
  if (!begun.ok) throw new Error(begun.failure.reason);
  const { uploadId } = begun.value;
  await mustDo(client.papers.chunk({ uploadId, base64: bytes.toString('base64') }));
  await mustDo(client.papers.finishFile({ uploadId, componentId }));
}

describe('SIGKILL after each acknowledged step', () => {
  it.each([
    [EXTRACT, 12],
    [BIRTH, 25],
  ])(
    'of %s loses nothing, from the first touch to the number',
    async (code, leastSteps) => {
      let now = await start();
      let view: SessionView;
      let steps = 0;
      const step = async (run: (core: ForkedCore) => Promise<void>) => {
        ({ core: now, view } = await surely(now, run));
        steps += 1;
      };
      await step(({ client }) => mustDo(client.session.start()));
      await step(({ client }) => mustDo(client.preferences.setTextSize({ textSize: 2 })));
      await step(({ client }) =>
        mustDo(client.session.chooseGoal({ goal: 'procedure', procedureCode: code })),
      );
      await step(({ client }) => mustDo(client.session.consent({ agree: true })));
      await step(({ client }) =>
        mustDo(client.identity.readCard({ text: CARD_2024, via: 'wedge' })),
      );
      await step(({ client }) => mustDo(client.identity.confirm()));
      for (view = await now.view(); view.screen.name !== 'check'; ) {
        const { screen } = view;
        await step((each) => doStep(each, screen, (id) => addPage(each, id)));
      }
      const answered = view.screen.rows.filter(({ text }) => text !== null);
      expect(answered.length).toBeGreaterThan(5);
      await step(({ client }) => mustDo(client.dossier.declare({ checked: true })));
      await mustDo(now.client.dossier.submit());
      now = await killed(now);
      await vi.waitFor(async () => {
        expect((await now.view()).screen).toMatchObject({ name: 'result', queued: false });
      }, WAIT);
      await step(async () => {});
      await step(({ client }) => mustDo(client.session.finish()));
      expect(view.screen.name).toBe('rating');
      expect(steps).toBeGreaterThanOrEqual(leastSteps);
      expect(dossiersInPortal()).toBe(1);
      await mustDo(now.client.session.rate({ face: 'good' }));
      now = await killed(now);
      expect((await now.view()).screen.name).toBe('welcome');
      for (const personal of ['Ửng', '079199000000', 'Đường Mẫu', PHONE, 'JFIF', '%PDF-']) {
        expect(findInFolder(folder, personal), personal).toEqual([]);
      }
    },
    240_000,
  );
});

describe('SIGKILL while a dossier is on its way', () => {
  const DOSSIER = 'DongBoHoSoMC';

  async function atCheck(options: ForkOptions): Promise<ForkedCore> {
    const now = await start(options);
    await walkToReady(now, EXTRACT, CARD_2024);
    await walkToCheck(now);
    await mustDo(now.client.dossier.declare({ checked: true }));
    return now;
  }
  async function arrives(now: ForkedCore): Promise<void> {
    await vi.waitFor(async () => {
      expect((await now.view()).screen).toMatchObject({ name: 'result', queued: false });
    }, WAIT);
    expect(dossiersInPortal()).toBe(1);
    expect(peek('dong-hanh.sqlite', 'SELECT count(*) FROM outbox')).toBe(1);
    expect(
      peek(
        'dong-hanh.sqlite',
        'SELECT count(*) FROM outbox WHERE payload IS NOT NULL OR wrapped_key IS NOT NULL',
      ),
    ).toBe(0);
  }

  it.each([
    ['before the portal has it', [{ kind: 'slow', milliseconds: 20_000 }], 0],
    ['after the portal took it, before the answer', [{ kind: 'acceptedNoAnswer' }], 1],
    [
      'after the portal took it, while the answer was cut',
      [
        { kind: 'cutReply', service: DOSSIER, count: 1 },
        { kind: 'acceptedNoAnswer', service: DOSSIER },
      ],
      1,
    ],
  ])(
    '%s: one dossier, never two',
    async (_when, faults, inPortal) => {
      const tied = faults.map((fault) => ({ service: DOSSIER, ...fault }));
      const now = await atCheck({ faults: tied });
      void now.client.dossier.submit().catch(() => {});
      await vi.waitFor(() => expect(outboxStates()).toMatch(/^queued/), WAIT);
      await vi.waitFor(() => expect(dossiersInPortal()).toBe(inPortal), WAIT);
      await arrives(await killed(now));
    },
    90_000,
  );

  it('again and again: still one dossier', async () => {
    let now = await atCheck({ faults: [{ kind: 'acceptedNoAnswer', service: DOSSIER }] });
    void now.client.dossier.submit().catch(() => {});
    for (let kill = 0; kill < 3; kill += 1) {
      await vi.waitFor(() => expect(dossiersInPortal()).toBe(1), WAIT);
      now = await killed(now, { faults: [{ kind: 'acceptedNoAnswer', service: DOSSIER }] });
      expect((await now.view()).screen.name).toBe('submitting');
    }
    await arrives(await killed(now));
  }, 90_000);

  it('during the press itself: either nothing was submitted, or exactly one dossier', async () => {
    const now = await atCheck({});
    const pressed = now.client.dossier.submit().catch(() => null);
    await now.kill();
    await pressed;
    const next = await start({ recovery: 'continue' });
    const { screen } = await next.view();
    expect(['check', 'submitting', 'result']).toContain(screen.name);
    if (screen.name === 'check') await mustDo(next.client.dossier.submit());
    await arrives(next);
  }, 90_000);
});
