/** The real node-hid, with pretended devices under it: see tests/support/umockdev/rig.ts. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  buildReaderProgram,
  DESCRIPTOR_A_MODE,
  type Rig,
  type RigReader,
  type RigStep,
  rigMissing,
  startRig,
} from '../../../../tests/support/umockdev/rig';
import { reportsOf } from './fakes/reports';
import { CARD_X, CARD_Y } from './testing';

/** Building and starting take seconds on a busy machine. */
const PATIENCE_MS = 60_000;
/** The rig's devices are streams: reports without a pause could arrive as one. */
const PAUSE_MS = 120;

const steps = (reports: readonly Uint8Array[]): RigStep[] =>
  reports.map((report) => ({ afterMs: PAUSE_MS, report }));
const garbage = Uint8Array.from({ length: 64 }, (_, index) => (index === 0 ? 2 : 255 - index));

const missing = rigMissing();
// Shown also where the list of skipped tests is folded.
if (missing) console.warn(`Readers are not tested with the real drivers: ${missing}.`);

describe.skipIf(missing !== undefined)(
  `node-hid itself${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let program: Awaited<ReturnType<typeof buildReaderProgram>>;
    let rig: Rig;
    beforeAll(async () => {
      program = await buildReaderProgram();
    }, PATIENCE_MS);
    afterAll(() => program?.remove());
    afterEach(() => rig?.close(), PATIENCE_MS);

    const start = async (...readers: RigReader[]) => {
      rig = await startRig(program.file, readers);
    };
    const eventually = (check: () => void) =>
      vi.waitFor(check, { timeout: PATIENCE_MS / 2, interval: 20 });
    const changes = () => rig.lines.filter((line) => line.event === 'change');
    const healths = () => changes().map(({ health }) => health);
    const lastHealth = () => healths().at(-1);
    const readyCount = () =>
      changes()
        .at(-1)
        ?.readers.filter(({ ready }) => ready).length;
    const scans = () =>
      rig.lines.flatMap((line) => (line.event === 'scan' ? [[line.serial, line.text]] : []));
    const open = async () => {
      rig.open();
      await eventually(() => expect(lastHealth()).toBe('ready'));
    };

    it(
      'reads two cards of three reports quickly, and garbage between them',
      async () => {
        const all = [...reportsOf(CARD_X), garbage, ...reportsOf(CARD_Y)];
        expect(all).toHaveLength(7);
        await start({ serial: 'ONE', steps: ['go', ...steps(all)] });
        await open();
        rig.go(0);
        await eventually(() =>
          expect(scans()).toEqual([
            ['ONE', CARD_X],
            ['ONE', 'CARD_GARBLED'],
            ['ONE', CARD_Y],
          ]),
        );
        expect(rig.lines).toContainEqual(
          expect.objectContaining({ event: 'scan', text: CARD_X, symbology: ']Q1' }),
        );
        expect(await rig.close()).toBe(0);
        expect(rig.lines.at(-1)).toEqual({ event: 'closed' });
      },
      PATIENCE_MS,
    );

    it(
      'says half a card, and reads the next one',
      async () => {
        await start({
          serial: 'ONE',
          steps: ['go', ...steps(reportsOf(CARD_X).slice(0, 2)), 'go', ...steps(reportsOf(CARD_Y))],
        });
        await open();
        rig.go(0);
        await eventually(() => expect(scans()).toEqual([['ONE', 'CARD_HALF_SCAN']]));
        rig.go(0);
        await eventually(() => expect(scans().at(-1)).toEqual(['ONE', CARD_Y]));
        expect(scans()).toHaveLength(2);
      },
      PATIENCE_MS,
    );

    it(
      'is cut off in the middle of a card: says so, forgets the card, and ends in order',
      async () => {
        // The second reader speaks when the first has sent two of its three reports.
        const later = reportsOf('12 Đường Mẫu').map((report) => ({
          afterMs: 3 * PAUSE_MS,
          report,
        }));
        await start(
          { serial: 'ONE', steps: ['go', ...steps(reportsOf(CARD_X).slice(0, 2))] },
          { serial: 'TWO', steps: ['go', ...later] },
        );
        await open();
        await eventually(() => expect(readyCount()).toBe(2));
        rig.go(0);
        rig.go(1);
        await eventually(() => expect(scans()).toContainEqual(['TWO', '12 Đường Mẫu']));
        expect(healths()).not.toContain('READER_UNPLUGGED');
        rig.cut();
        await eventually(() => expect(healths()).toContain('READER_UNPLUGGED'));
        await rig.close();
        // On a machine that stalled meanwhile it may have been called half a scan before.
        const ofFirst = scans().filter(([serial]) => serial === 'ONE');
        expect(ofFirst.filter(([, text]) => text !== 'CARD_HALF_SCAN')).toEqual([]);
        expect(rig.lines.at(-1)).toEqual({ event: 'closed' });
      },
      PATIENCE_MS,
    );

    it(
      'hears of plugging in from the system, without polling',
      async () => {
        await start({ serial: 'ONE', steps: ['go', ...steps(reportsOf(CARD_X))] });
        await rig.hide(0);
        rig.open();
        await eventually(() => expect(rig.lines).toContainEqual({ event: 'looked', readers: 0 }));
        await rig.show(0);
        await eventually(() => expect(lastHealth()).toBe('ready'));
        rig.go(0);
        await eventually(() => expect(scans()).toEqual([['ONE', CARD_X]]));
        // Listed no more, although no error came: it is let go.
        await rig.hide(0);
        await eventually(() => expect(lastHealth()).toBe('READER_UNPLUGGED'));
        await rig.show(0);
        await eventually(() => expect(lastHealth()).toBe('ready'));
      },
      PATIENCE_MS,
    );

    it(
      'reads two readers at once and tells them apart',
      async () => {
        await start(
          { serial: 'ONE', steps: ['go', ...steps(reportsOf(CARD_X))] },
          { serial: 'TWO', steps: ['go', ...steps(reportsOf(CARD_Y))] },
        );
        await open();
        await eventually(() => expect(readyCount()).toBe(2));
        rig.go(0);
        rig.go(1);
        await eventually(() =>
          expect(scans().toSorted()).toEqual([
            ['ONE', CARD_X],
            ['TWO', CARD_Y],
          ]),
        );
      },
      PATIENCE_MS,
    );

    it(
      'tells a Honeywell reader to stay in HID POS mode when it knows the report',
      async () => {
        await start({
          serial: 'ONE',
          descriptor: DESCRIPTOR_A_MODE,
          steps: ['go', ...steps(reportsOf(CARD_X))],
        });
        await open();
        expect(rig.lines).toContainEqual({ event: 'feature', data: [254, 1], sent: 2 });
        rig.go(0);
        await eventually(() => expect(scans()).toEqual([['ONE', CARD_X]]));
      },
      PATIENCE_MS,
    );

    it(
      'has serialport itself read a USB-COM reader beside it',
      async () => {
        const bytes = Buffer.from(`${CARD_Y}\r`);
        await start(
          { serial: 'ONE', steps: ['go', ...steps(reportsOf(CARD_X))] },
          // In two pieces, cut inside a letter.
          {
            serial: 'COM',
            line: 'ttyACM',
            steps: ['go', ...steps([bytes.subarray(0, 90), bytes.subarray(90)])],
          },
        );
        await open();
        await eventually(() => expect(readyCount()).toBe(2));
        rig.go(1);
        await eventually(() => expect(scans()).toEqual([['COM', CARD_Y]]));
        rig.go(0);
        await eventually(() => expect(scans().at(-1)).toEqual(['ONE', CARD_X]));
        expect(await rig.close()).toBe(0);
      },
      PATIENCE_MS,
    );
  },
);
