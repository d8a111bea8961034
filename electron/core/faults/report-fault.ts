/** Reporting a fault, and the file of faults for the district. */
import { basename } from 'node:path';
import type { DeviceKind } from '../../contract/devices';
import type { Symptom } from '../../contract/faults';
import { err, ok, type Result } from '../../contract/result';
import { dayOf } from '../assist/queue';
import { whoIsSignedIn } from '../assist/sign-in';
import type { Kiosk } from '../kiosk/kiosk';
import { momentText } from '../printing/dates';
import { csvField } from '../statistics/export-csv';
import type { Fault } from './faults';

/** Which device a symptom is about; the others are about no device of the list. */
const KIND_OF: Readonly<Partial<Record<Symptom, DeviceKind>>> = {
  scannerDead: 'scanner',
  printerDead: 'printer',
  readerDead: 'reader',
};

/** Enough to see how it came about, little enough to read. */
const LOG_LINES = 20;

/** Keeps a fault and counts it; the same one that is open already is not kept twice. */
export function reportFault(kiosk: Kiosk, symptom: Symptom): Result<void> {
  const kind = KIND_OF[symptom];
  const devices = kiosk.devices.list().filter((device) => device.kind === kind);
  const device = devices.find(({ chosen }) => chosen) ?? devices[0];
  const isHelper = kiosk.state.panel !== null || whoIsSignedIn(kiosk) !== null;
  const isNew = kiosk.faults.add({
    symptom,
    kind: kind ?? 'other',
    label: device?.label ?? '',
    by: isHelper ? 'helper' : 'resident',
    log: kiosk.devices.log.last(LOG_LINES),
  });
  // Of no session: a broken machine is nobody's visit.
  if (isNew) kiosk.events.add({ kind: 'faultReported', value: symptom }, null);
  kiosk.publish();
  return ok(undefined);
}

const COLUMNS = ['at', 'symptom', 'label', 'by', 'mendedAt', 'log'] as const;

/** The faults as a CSV file (RFC 4180, UTF-8 with the byte-order mark that Excel needs). */
export function faultsCsv(kiosk: Kiosk, faults: readonly Fault[]): Buffer {
  const { language } = kiosk.state;
  const t = (key: string) => kiosk.texts(language, key);
  const rows = faults.map(({ at, symptom, label, by, mendedAt, log }) => [
    momentText(at),
    t(`faults:symptom_${symptom}`),
    label,
    t(`faults:by_${by}`),
    mendedAt ? momentText(mendedAt) : '',
    log.join(' | '),
  ]);
  const table = [COLUMNS.map((column) => t(`faults:column_${column}`)), ...rows];
  const body = table.map((row) => row.map(csvField).join(',')).join('\r\n');
  return Buffer.from(`\uFEFF${body}\r\n`, 'utf8');
}

/** Writes the file; answers its name. */
export async function exportFaults(kiosk: Kiosk): Promise<Result<string>> {
  const fileName = `may-hong-${kiosk.point.id}-${dayOf(kiosk.now())}.csv`;
  try {
    const { saved, path } = await kiosk.host.saveFile({
      fileName,
      base64: faultsCsv(kiosk, kiosk.faults.all()).toString('base64'),
    });
    return saved ? ok(basename(path)) : err('SAVE_FAILED');
  } catch {
    return err('SAVE_FAILED');
  }
}
