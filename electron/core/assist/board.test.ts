import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2024 } from '../../../tests/support/cards';
import {
  ASSETS_FOLDER,
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { mustDo, submit, walkToCheck, walkToReady } from '../../../tests/support/core-walk';
import { done, EVENING, machineOf } from '../../../tests/support/people';
import type { BoardPage } from '../../contract/office/board';
import { IDLE } from '../fleet/exchange.test-support';
import type { MachineState } from '../fleet/machine-table';

/** Slow hashing on a busy machine is no failure. */
vi.setConfig({ testTimeout: 60_000 });

const EXTRACT = '2.000635';
let folder: string;
let core: CoreHarness;
let at = EVENING;

/** A kiosk whose point gives out numbers. */
async function open(): Promise<CoreHarness> {
  const sample = await import('node:fs/promises').then(({ readFile }) =>
    readFile(join(ASSETS_FOLDER, 'point', 'sample-point.json'), 'utf8'),
  );
  const point = { ...JSON.parse(sample), queue: true };
  writeFileSync(join(folder, 'point.json'), JSON.stringify(point));
  return openCore(folder, { now: () => at });
}

beforeEach(async () => {
  at = EVENING;
  folder = newFolder();
  core = await open();
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

function board(): BoardPage {
  const { screen } = core.view();
  if (screen.name !== 'office' || screen.office.page !== 'board') {
    throw new Error(`not on the board: ${JSON.stringify(screen)}`);
  }
  return screen.office;
}

describe('the board of a lone machine', () => {
  it('counts what was done at this machine this evening', async () => {
    await walkToReady(core, EXTRACT, CARD_2024);
    await walkToCheck(core);
    await submit(core);
    await core.client.dossier.leaveQueued();
    await mustDo(core.client.session.end({ reason: 'resident' }));
    await machineOf(core, 'volunteer');
    expect(board()).toMatchObject({
      exchange: 'none',
      machines: [{ number: null, self: true, call: null }],
      counts: {
        residents: 1,
        submitted: 1,
        levels: { self: 1, guided: 0, together: 0, onBehalf: 0 },
        incomplete: false,
      },
      mayCallQueue: true,
    });
  });

  it('calls the numbers that residents took, one after the other', async () => {
    await done(core.client.queue.open());
    await done(core.client.queue.take({ procedureCode: EXTRACT }));
    expect(core.view().screen).toMatchObject({ name: 'queue', ticket: { number: 1, ahead: 0 } });
    // One press, one number.
    expect(await core.client.queue.take({ procedureCode: null })).toMatchObject({ ok: false });
    await done(core.client.queue.close());
    await done(core.client.queue.open());
    await done(core.client.queue.take({ procedureCode: null }));
    expect(core.view().screen).toMatchObject({ name: 'queue', ticket: { number: 2, ahead: 1 } });
    await done(core.client.queue.close());
    at = new Date(EVENING.getTime() + 6 * 60_000);
    await machineOf(core, 'volunteer');
    expect(board().queue?.waiting).toMatchObject([
      { number: 1, waitedMinutes: 6 },
      { number: 2, procedure: null },
    ]);
    await done(core.client.queue.next());
    expect(board().queue).toMatchObject({ called: 1, waiting: [{ number: 2 }] });
    await done(core.client.queue.next());
    expect(await core.client.queue.next()).toEqual({
      ok: false,
      failure: { reason: 'QUEUE_EMPTY' },
    });
  });

  it('gives no number where a session is open or the point has no queue', async () => {
    await done(core.client.session.start());
    expect(await core.client.queue.open()).toMatchObject({ ok: false });
    await done(core.client.session.end({ reason: 'resident' }));
    core.kiosk.point.queue = false;
    expect(await core.client.queue.open()).toMatchObject({ ok: false });
    expect(core.view().screen).not.toMatchObject({ queue: true });
  });

  it('leaves the calling of numbers to those who serve', async () => {
    await done(core.client.queue.open());
    await done(core.client.queue.take({ procedureCode: null }));
    await machineOf(core, 'technician');
    expect(await core.client.queue.next()).toEqual({
      ok: false,
      failure: { reason: 'NOT_ALLOWED' },
    });
  });
});

describe('the board of a point', () => {
  const far: MachineState = {
    id: 'm2',
    number: 2,
    self: false,
    heard: 'fresh',
    silentSeconds: 1,
    last: null,
    clockDifferenceSeconds: null,
  };
  const presence = (more: object): MachineState['last'] => ({
    ...(({ sessionId: _, ...rest }) => rest)(IDLE),
    v: 1,
    onStepSeconds: 0,
    call: null,
    waitsForCode: false,
    clockMs: 0,
    ...more,
  });
  const where = {
    screen: 'question' as const,
    procedureCode: '1.004194',
    fieldKey: 'temp_address',
    paperId: null,
  };

  it('puts who calls first, says what it does not know, and adds the counts up', async () => {
    await machineOf(core, 'volunteer');
    const counts = {
      residents: 4,
      dossiers: 3,
      levels: { self: 1, guided: 1, together: 1, onBehalf: 0 },
      mostAsked: { procedureCode: '1.004194', fieldKey: 'temp_address', times: 5 },
    };
    const machines: MachineState[] = [
      { ...far, id: 'm1', number: 1, self: true, last: presence({ state: 'office' }) },
      {
        ...far,
        heard: 'unknown',
        silentSeconds: 130,
        last: presence({ state: 'inSession', where, counts }),
      },
      {
        ...far,
        id: 'm3',
        number: 3,
        last: presence({
          state: 'inSession',
          where,
          onStepSeconds: 100,
          call: { kind: 'quiet', seconds: 10 },
        }),
      },
      {
        ...far,
        id: 'm4',
        number: 4,
        clockDifferenceSeconds: -840,
        last: presence({
          state: 'inSession',
          where,
          call: { kind: 'pressed', seconds: 5 },
          level: 'guided',
        }),
      },
    ];
    vi.spyOn(core.kiosk.fleet, 'exchange').mockReturnValue({
      machines: () => machines,
    } as ReturnType<typeof core.kiosk.fleet.exchange>);
    vi.spyOn(core.kiosk.fleet, 'link').mockReturnValue('unreachable');
    const page = board();
    expect(page.exchange).toBe('unreachable');
    expect(page.machines.map(({ number }) => number)).toEqual([4, 3, 1, 2]);
    expect(page.machines[0]).toMatchObject({
      call: { kind: 'pressed', seconds: 5 },
      level: 'guided',
      clockMinutes: -14,
      place: core.kiosk.packs.get('1.004194')?.fields.find(({ key }) => key === 'temp_address')
        ?.label,
    });
    expect(page.machines[3]).toMatchObject({ heard: 'unknown', silentSeconds: 130 });
    expect(page.counts).toMatchObject({
      residents: 4,
      submitted: 3,
      levels: counts.levels,
      incomplete: true,
      mostAsked: page.machines[0]?.place,
    });
  });
});

describe('the figures', () => {
  it('are the ward officer’s to take along, and nobody else’s', async () => {
    await machineOf(core, 'volunteer');
    await done(core.client.office.go({ page: 'summary' }));
    expect(core.view().screen).toMatchObject({ office: { page: 'summary', mayExport: false } });
    expect(await core.client.summary.exportFile({ format: 'csv' })).toMatchObject({ ok: false });
    expect(core.host.files.size).toBe(0);
  });

  it('are written as CSV, workbook and page of bars', async () => {
    await machineOf(core, 'wardOfficer');
    await done(core.client.office.go({ page: 'summary' }));
    await done(core.client.summary.setPeriod({ period: 'week' }));
    await done(core.client.summary.exportFile({ format: 'csv' }));
    const name = 'so-lieu-vi-du-khu-pho-6-week-2026-11-24';
    expect(core.view().screen).toMatchObject({
      office: { period: 'week', from: '18/11/2026', to: '24/11/2026', savedAs: `${name}.csv` },
    });
    await done(core.client.summary.exportFile({ format: 'xlsx' }));
    await done(core.client.summary.exportFile({ format: 'pdf' }));
    expect(core.host.files.get(`${name}.csv`)?.toString('utf8')).toContain('Hồ sơ đã nộp,0');
    expect(core.host.files.get(`${name}.xlsx`)?.subarray(0, 2).toString()).toBe('PK');
    // With the others in the folder for figures, as the page says.
    expect(core.host.files.get(`${name}.pdf`)?.toString('utf8')).toContain('Số liệu điểm hỗ trợ');
    expect(core.host.saved).toEqual([]);
  });
});
