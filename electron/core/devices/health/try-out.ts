/** What a technician does on the page of devices: looks, chooses, tries, takes the report along. */
import { basename } from 'node:path';
import type { DeviceKind } from '../../../contract/devices';
import { err, ok, type Result } from '../../../contract/result';
import { dayOf } from '../../assist/queue';
import type { Kiosk } from '../../kiosk/kiosk';
import { deviceReport, testPage } from '../../printing/device-report';
import { type TestScan, testScan } from '../scanner/scanner-setup';
import { stableId } from './device-list';

/** Looks for everything at once; what one kind does holds up no other. */
export async function lookForDevices(kiosk: Kiosk): Promise<Result<void>> {
  const { trials } = kiosk.devices;
  if (trials.looking) return ok(undefined);
  trials.looking = true;
  kiosk.publish();
  try {
    await Promise.allSettled([
      kiosk.devices.readers()?.look(),
      kiosk.scannerSetup?.look(),
      kiosk.printers.look(),
    ]);
  } finally {
    trials.looking = false;
    kiosk.publish();
  }
  return ok(undefined);
}

/** Puts a scanner or printer in the place of the one in use. */
export async function chooseDevice(
  kiosk: Kiosk,
  kind: DeviceKind,
  id: string,
): Promise<Result<void>> {
  if (kind === 'scanner') {
    const found = kiosk.scannerSetup?.found().find((each) => stableId(each.id) === id);
    if (!found) return err('SCANNER_NONE');
    await kiosk.scannerSetup?.choose(found.id);
  } else if (kind === 'printer' || kind === 'receiptPrinter') {
    if (!kiosk.printers.views().some((each) => each.id === id)) return err('PRINTER_NONE');
    kiosk.notes.write('printer', id);
  }
  kiosk.publish();
  return ok(undefined);
}

/** A reader that knows the command is brought to HID POS mode, and comes back as another. */
export async function switchReader(kiosk: Kiosk, id: string): Promise<Result<void>> {
  const reader = kiosk.devices.reader(id);
  if (!reader?.switchMode) return err('READER_NONE');
  return (await reader.switchMode()) ? ok(undefined) : err('READER_FAILED');
}

/** One scanned page, drawn small and kept nowhere; how it went is noted. */
export async function tryScanner(kiosk: Kiosk): Promise<Result<TestScan>> {
  const label = kiosk.devices.list().find((each) => each.kind === 'scanner' && each.chosen)?.label;
  const scanned = await testScan(kiosk.scanner, kiosk.papers);
  kiosk.devices.tests.note('scanner', label ?? '', scanned.ok ? null : scanned.failure.reason);
  kiosk.publish();
  return scanned;
}

/** Prints the page of trial and follows it to its end; then the paper is asked after. */
export async function tryPrinter(kiosk: Kiosk, id: string): Promise<Result<void>> {
  const { devices, printers } = kiosk;
  const { trials } = devices;
  if (trials.print?.state === 'printing') return err('PRINTER_BUSY');
  const label = devices.list().find((each) => each.id === id)?.label ?? '';
  const print: typeof trials.print = { label, state: 'printing', progress: null };
  trials.print = print;
  kiosk.publish();
  const printed = await printers
    .print((paper) => testPage(kiosk, paper), id, {
      onProgress: (progress) => {
        print.progress = progress;
        kiosk.publish();
      },
    })
    .catch((error: unknown) => {
      trials.print = null;
      throw error;
    });
  if (printed.ok) {
    print.state = 'askPaper';
  } else {
    trials.print = null;
    devices.tests.note('printer', label, printed.failure.reason);
  }
  kiosk.publish();
  return printed;
}

/** What the technician answered to "giấy đã ra chưa?". */
export function notePaper(kiosk: Kiosk, cameOut: boolean): Result<void> {
  const { trials, tests } = kiosk.devices;
  if (trials.print?.state !== 'askPaper') return err('SESSION_WRONG_STEP');
  tests.note('printer', trials.print.label, cameOut ? null : 'PRINTER_FAILED');
  trials.print = null;
  kiosk.publish();
  return ok(undefined);
}

/** The report on two A4 pages, on paper or as a file. */
export async function makeReport(kiosk: Kiosk, way: 'print' | 'pdf'): Promise<Result<void>> {
  const { version } = await import('../../../../package.json');
  const job = deviceReport(kiosk, version);
  if (way === 'print') {
    // A roll has no pages.
    const pages = kiosk.printers.views().filter(({ kind }) => kind === 'page');
    const printer = pages.find(({ ready }) => ready) ?? pages[0];
    if (!printer) return err('PRINTER_NONE');
    return kiosk.printers.print(() => job, printer.id);
  }
  const fileName = `bao-cao-thiet-bi-${kiosk.point.id}-${dayOf(kiosk.now())}.pdf`;
  try {
    const { saved, path } = await kiosk.host.savePdf({ job, fileName });
    if (!saved) return err('SAVE_FAILED');
    kiosk.devices.trials.savedAs = basename(path);
    kiosk.publish();
    return ok(undefined);
  } catch {
    return err('SAVE_FAILED');
  }
}
