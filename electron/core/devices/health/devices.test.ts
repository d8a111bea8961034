/** Devices as everybody's screens and the technician's page see them, over the contract. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../../tests/support/core-harness';
import { done, EVENING, machineOf } from '../../../../tests/support/people';
import type { OfficePageOf } from '../../../contract/office/office';
import { followReaders } from '../../sessions/card-readers';
import { createPanelReader, type PanelReader } from '../barcode/fakes/fake-panel';
import { openReaderHub, type ReaderHub } from '../barcode/reader-hub';

vi.setConfig({ testTimeout: 60_000 });

/** A fictitious card, other than the practice one. */
const CARD =
  '079199000000||Nguyễn Thị Ửng Đặng Ỷ|01011999|Nữ|45 Ngõ Kín, Phường Phú Nhuận, Thành phố Hồ Chí Minh|15082025||||';
const BARE =
  '079199000000||Nguyen Thi Ung Dang Y|01011999|Nu|12 Duong Mau, Phuong Phu Nhuan, Thanh pho Ho Chi Minh|15082025||||';

let folder: string;
let core: CoreHarness;
let hub: ReaderHub;
let panel: PanelReader;

async function open(): Promise<void> {
  core = await openCore(folder, { now: () => EVENING });
  panel = createPanelReader();
  hub = openReaderHub({ sources: [panel.source] });
  core.kiosk.devices.attachReaders(hub, panel);
  followReaders(core.kiosk, hub);
}
beforeEach(async () => {
  folder = newFolder();
  await open();
});
afterEach(async () => {
  await hub.close();
  await core.close();
  removeFolder(folder);
});

const line = (kind: string) => core.view().devices.find((each) => each.kind === kind);
const page = (): OfficePageOf<'devices'> => {
  const { screen } = core.view();
  if (screen.name !== 'office' || screen.office.page !== 'devices') {
    throw new Error(`not the page of devices: ${screen.name}`);
  }
  return screen.office;
};
/** Until what is pushed says so. */
const until = (isSo: () => boolean) => vi.waitFor(() => expect(isSo()).toBe(true));
async function technicianOnThePage(): Promise<void> {
  await machineOf(core, 'technician');
  await done(core.client.office.go({ page: 'devices' }));
}

describe('the state of devices in every view', () => {
  it('follows a reader that is pulled out and plugged in again', async () => {
    await until(() => line('reader')?.state === 'ready');
    panel.set({ plugged: false });
    await until(() => line('reader')?.reason === 'READER_UNPLUGGED');
    panel.set({ trouble: 'READER_DENIED', plugged: true });
    await until(() => line('reader')?.reason === 'READER_DENIED');
    const log = core.kiosk.devices.log.last(200).join('\n');
    expect(log).toContain('reader hidPos fake:panel#1 ready');
    expect(log).toContain('READER_UNPLUGGED');
  });

  it('tells the other machines of the point by reason', async () => {
    panel.set({ plugged: false });
    await until(() => line('reader')?.reason === 'READER_UNPLUGGED');
    const { createLocalState } = await import('../../fleet/local-state');
    const local = createLocalState(core.kiosk, '0.1.0', () => 0);
    expect(local().troubles).toContainEqual({ device: 'cardReader', reason: 'READER_UNPLUGGED' });
  });
});

describe('a card that is tried', () => {
  it('leaves nothing of it: neither in the view, nor in what is kept', async () => {
    await technicianOnThePage();
    await until(() => line('reader')?.state === 'ready');
    await done(core.client.devices.testCard({ on: true }));
    panel.scan(CARD);
    await until(() => page().cardTest.result !== null);
    expect(page().cardTest).toEqual({
      waiting: false,
      result: {
        code: 'idCard',
        fields: 11,
        letters: 'none',
        reason: null,
        via: 'reader',
        sample: false,
      },
    });
    expect(page().tests).toMatchObject([{ tested: 'reader', passed: true }]);
    const seen = JSON.stringify([
      core.view(),
      core.kiosk.notes.read('device_tests'),
      core.kiosk.devices.log.last(200),
    ]);
    for (const personal of ['079199000000', 'Ửng', 'Ngõ Kín']) expect(seen).not.toContain(personal);
  });

  it('is refused where it came broken, and says how', async () => {
    await technicianOnThePage();
    await until(() => line('reader')?.state === 'ready');
    await done(core.client.devices.testCard({ on: true }));
    panel.scan(CARD, 'garbled');
    await until(() => page().cardTest.result !== null);
    expect(page().cardTest.result).toMatchObject({ code: null, reason: 'CARD_GARBLED' });

    await done(core.client.devices.testCard({ on: true }));
    await done(core.client.devices.cardTyped({ text: BARE }));
    expect(page().cardTest.result).toMatchObject({ letters: 'marksLost', via: 'typed' });
    expect(page().tests).toMatchObject([{ tested: 'reader', passed: false }]);
  });

  it('is nobody’s when none is waited for, and the trial ends with the page', async () => {
    await technicianOnThePage();
    const refused = await core.client.devices.cardTyped({ text: CARD });
    expect(refused).toMatchObject({ ok: false });
    await done(core.client.devices.testCard({ on: true }));
    await done(core.client.office.close());
    expect(core.kiosk.devices.trials.card.waiting).toBe(false);
  });

  it('never goes to a trial while a resident works', async () => {
    await technicianOnThePage();
    await until(() => line('reader')?.state === 'ready');
    core.kiosk.devices.trials.card.waiting = true;
    await done(core.client.office.close());
    await done(core.client.session.start());
    core.kiosk.devices.trials.card.waiting = true;
    const heard = new Promise<void>((resolve) => void hub.onScan(() => resolve()));
    panel.scan(CARD);
    await heard;
    expect(core.kiosk.devices.trials.card.result).toBeNull();
  });
});

describe('letters that a keyboard reader broke', () => {
  it('are told to the resident, and to the log without any of them', async () => {
    await done(core.client.session.start());
    await done(core.client.session.chooseGoal({ goal: 'account' }));
    await done(core.client.session.consent({ agree: true }));
    const read = await core.client.identity.readCard({ text: BARE, via: 'wedge' });
    expect(read).toEqual({ ok: false, failure: { reason: 'CARD_GARBLED' } });
    const log = core.kiosk.devices.log.last(5).join('\n');
    expect(log).toContain('reader wedge marksLost');
    expect(log).not.toContain('Nguyen');
  });
});

describe('printers and the report', () => {
  it('are tried to the end and asked after; the report has two sheets and the pangram', async () => {
    await technicianOnThePage();
    await done(core.client.devices.look());
    const printer = page().devices.find(({ kind }) => kind === 'printer');
    if (!printer) throw new Error('the practice printer is missing');
    await done(core.client.devices.testPrint({ id: printer.id }));
    expect(page().printTest).toMatchObject({ state: 'askPaper' });
    await done(core.client.devices.paperCameOut({ cameOut: false }));
    expect(page().tests).toMatchObject([{ tested: 'printer', passed: false }]);
    expect(await core.client.devices.paperCameOut({ cameOut: true })).toMatchObject({ ok: false });

    await done(core.client.faults.report({ symptom: 'printerDead' }));
    await done(core.client.devices.report({ way: 'pdf' }));
    const [html = ''] = core.host.saved;
    expect(html.match(/class="sheet"/g)).toHaveLength(2);
    expect(html).toContain('ẾỀỂỄỆ');
    expect(html).toContain(printer.label);
    expect(html).toContain(core.kiosk.texts('vi', 'faults:symptom_printerDead'));
    expect(page().savedAs).toMatch(/^bao-cao-thiet-bi-.+\.pdf$/);
  });

  it('keep the chosen one over a restart', async () => {
    await technicianOnThePage();
    await done(core.client.devices.look());
    const printer = page().devices.find(({ kind }) => kind === 'printer');
    await done(core.client.devices.choose({ kind: 'printer', id: printer?.id ?? '' }));
    expect(await core.client.devices.choose({ kind: 'printer', id: 'no such' })).toMatchObject({
      failure: { reason: 'PRINTER_NONE' },
    });
    await hub.close();
    await core.close();
    await open();
    expect(core.kiosk.notes.read('printer')).toBe(printer?.id);
  });
});

describe('faults', () => {
  it('are told by a resident in the middle of a session, once, with the log before them', async () => {
    await until(() => line('reader')?.state === 'ready');
    panel.set({ plugged: false });
    await until(() => line('reader')?.reason === 'READER_UNPLUGGED');
    await done(core.client.session.start());
    await done(core.client.faults.report({ symptom: 'readerDead' }));
    await done(core.client.faults.report({ symptom: 'readerDead' }));
    const [fault, ...more] = core.kiosk.faults.open();
    expect(more).toEqual([]);
    expect(fault).toMatchObject({
      symptom: 'readerDead',
      by: 'resident',
      at: EVENING.toISOString(),
    });
    expect(fault?.log.join('\n')).toContain('READER_UNPLUGGED');
    const counted = core.kiosk.db
      .prepare("SELECT value, session FROM event WHERE kind = 'faultReported'")
      .all();
    expect(counted).toEqual([{ value: 'readerDead', session: null }]);
  });

  it('are mended by a technician and stay in the district’s file', async () => {
    await core.client.faults.report({ symptom: 'scannerDead' });
    await technicianOnThePage();
    await done(core.client.faults.report({ symptom: 'somethingElse' }));
    const open = page().faults;
    expect(open.map(({ symptom, by }) => [symptom, by]).sort()).toEqual([
      ['scannerDead', 'resident'],
      ['somethingElse', 'helper'],
    ]);
    const scanner = open.find(({ symptom }) => symptom === 'scannerDead');
    await done(core.client.faults.mend({ faultId: scanner?.id ?? '' }));
    expect(page().faults).toHaveLength(1);
    expect(await core.client.faults.mend({ faultId: scanner?.id ?? '' })).toMatchObject({
      ok: false,
    });
    await done(core.client.faults.exportFile());
    const csv = [...core.host.files.values()][0]?.toString('utf8') ?? '';
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain(core.kiosk.texts('vi', 'faults:symptom_scannerDead'));
    expect(csv.trim().split('\r\n')).toHaveLength(3);
  });
});

describe('the camera', () => {
  it('opens on the technician’s page for who may, and closes with it', async () => {
    expect(await core.client.devices.tryCamera({ on: true })).toMatchObject({ ok: false });
    await technicianOnThePage();
    await done(core.client.devices.tryCamera({ on: true }));
    expect(core.host.cameraAllowed).toBe(true);
    await done(core.client.office.close());
    expect(core.host.cameraAllowed).toBe(false);
  });
});
