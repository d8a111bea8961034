import { describe, expect, it, vi } from 'vitest';
import { buildHoSoMC } from '../../submissions/wire/dossier-item';
import type { DossierTracking } from '../../submissions/wire/look-up';
import { logIn, makeDossier, request, startPortal } from '../testing/portal-fixture';

// Every commit waits for the disk, and disks of build machines are slow.
vi.setConfig({ testTimeout: 30_000 });

const NUMBER = 'H99.12-261120-0001';
const HOUR_MS = 3_600_000;

/** One dossier, received on Friday at 9:00 and due on Friday at 17:00. */
async function withDossier(automaticClerk = false) {
  const running = await startPortal({ automaticClerk });
  const { connection } = running;
  const json = {
    session: await logIn(connection),
    madonvi: '000.00.00.H99',
    service: 'DongBoHoSoMC',
    data: [buildHoSoMC(makeDossier().dossier, new Map())],
  };
  await request(connection, 'POST', '/mapi/g', { json });
  const track = async () =>
    (await request(connection, 'GET', `/tra-cuu/${NUMBER}`)).json as unknown as DossierTracking;
  const statuses = async () => (await track()).timeline.map((step) => step.status);
  return { ...running, track, statuses };
}

describe('looking a dossier up', () => {
  it('tells procedure, dates and steps', async () => {
    const { track } = await withDossier();
    expect(await track()).toEqual({
      number: NUMBER,
      procedureCode: '2.000635',
      procedureName: 'Cấp bản sao Trích lục hộ tịch',
      submittedAt: '2026-11-20T01:59:30.000Z',
      dueAt: '2026-11-20T10:00:00.000Z',
      overdue: false,
      timeline: [{ status: 1, at: '2026-11-20T02:00:00.000Z' }],
    });
  });

  it('answers 404 to a number it does not know', async () => {
    const { connection } = await startPortal();
    expect((await request(connection, 'GET', `/tra-cuu/${NUMBER}`)).status).toBe(404);
  });
});

describe('the clerk by hand', () => {
  it('moves a dossier through the statuses, with the time and a note', async () => {
    const { portal, clock, track } = await withDossier();
    for (const status of [2, 4, 5, 6, 4, 9, 10] as const) {
      clock.advance(60_000);
      expect(
        portal.clerk.advance(NUMBER, status, status === 5 ? 'Thiếu trang 2' : undefined).ok,
      ).toBe(true);
    }
    const { timeline } = await track();
    expect(timeline.map((step) => step.status)).toEqual([1, 2, 4, 5, 6, 4, 9, 10]);
    expect(timeline[3]).toEqual({
      status: 5,
      at: '2026-11-20T02:03:00.000Z',
      note: 'Thiếu trang 2',
    });
  });

  it('does nothing more to a dossier at its end, nor to one it does not have', async () => {
    const { portal } = await withDossier();
    portal.clerk.advance(NUMBER, 3);
    expect(portal.clerk.advance(NUMBER, 4)).toMatchObject({
      failure: { reason: 'PORTAL_REFUSED' },
    });
    const unknown = { failure: { reason: 'LOOKUP_NOT_FOUND' } };
    expect(portal.clerk.advance('H99.12-261120-0002', 2)).toMatchObject(unknown);
    expect(portal.clerk.hold('H99.12-261120-0002', true)).toMatchObject(unknown);
  });
});

describe('overdue', () => {
  it('begins after the due time and ends with a pause or a refusal', async () => {
    const { portal, clock, track } = await withDossier();
    clock.advance(8 * HOUR_MS);
    expect((await track()).overdue).toBe(false);
    clock.advance(1);
    expect((await track()).overdue).toBe(true);
    portal.clerk.advance(NUMBER, 5);
    expect((await track()).overdue).toBe(false);
    portal.clerk.advance(NUMBER, 4);
    expect((await track()).overdue).toBe(true);
    portal.clerk.advance(NUMBER, 3);
    expect((await track()).overdue).toBe(false);
  });

  it('stays said of what was finished late, not of what was finished in time', async () => {
    for (const [hours, overdue] of [
      [7, false],
      [9, true],
    ] as const) {
      const { portal, clock, track } = await withDossier();
      clock.advance(hours * HOUR_MS);
      portal.clerk.advance(NUMBER, 9);
      clock.advance(48 * HOUR_MS);
      portal.clerk.advance(NUMBER, 10);
      expect((await track()).overdue).toBe(overdue);
    }
  });
});

describe('the clerk on his own', () => {
  it('works through the day as the clock is moved, and is on time', async () => {
    const { clock, statuses, track } = await withDossier(true);
    expect(await statuses()).toEqual([1]);
    clock.advance(HOUR_MS);
    expect(await statuses()).toEqual([1, 2]);
    clock.advance(HOUR_MS);
    expect(await statuses()).toEqual([1, 2, 4]);
    clock.advance(30 * 24 * HOUR_MS);
    expect(await track()).toMatchObject({
      overdue: false,
      timeline: [
        { status: 1, at: '2026-11-20T02:00:00.000Z' },
        { status: 2, at: '2026-11-20T02:48:00.000Z' },
        { status: 4, at: '2026-11-20T04:00:00.000Z' },
        { status: 9, at: '2026-11-20T08:00:00.000Z' },
        { status: 10, at: '2026-11-20T09:12:00.000Z' },
      ],
    });
  });

  it('leaves what is held lying until it is overdue, and what waits for the citizen', async () => {
    const { portal, clock, statuses, track } = await withDossier(true);
    portal.clerk.hold(NUMBER, true);
    clock.advance(24 * HOUR_MS);
    expect(portal.clerk.tick()).toBe(0);
    expect(await track()).toMatchObject({ overdue: true, timeline: [{ status: 1 }] });
    portal.clerk.advance(NUMBER, 5);
    portal.clerk.hold(NUMBER, false);
    expect(portal.clerk.tick()).toBe(0);
    expect(await statuses()).toEqual([1, 5]);
  });

  it('does not work unasked when he is switched off', async () => {
    const { portal, clock, statuses } = await withDossier(false);
    clock.advance(24 * HOUR_MS);
    expect(await statuses()).toEqual([1]);
    expect(portal.clerk.tick()).toBe(4);
    expect(await statuses()).toEqual([1, 2, 4, 9, 10]);
  });
});
