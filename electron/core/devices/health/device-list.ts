/** Every device of this machine in one list, whatever kind it is: read from who drives it. */
import type { DeviceKind, DeviceLine, DeviceView } from '../../../contract/devices';
import type { Reason } from '../../../contract/reasons';
import type { Kiosk } from '../../kiosk/kiosk';
import type { BarcodeReader } from '../barcode/reader';
import type { ReaderHub } from '../barcode/reader-hub';
import type { ScannerId } from '../scanner/scanner';

/** What a list is made of. */
export type DeviceSources = Pick<
  Kiosk,
  'scanner' | 'scannerPanel' | 'scannerSetup' | 'printers' | 'texts' | 'state'
> & { hub: ReaderHub | null };

/** Names may come from a network: a list stays readable. */
const LONGEST_LABEL = 80;

const label = (text: string) => text.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST_LABEL);

/** What a device is, as one line that stays the same wherever it is plugged in. */
export function stableId(parts: ScannerId): string {
  return [parts.vendor, parts.product, parts.serial].map((part) => label(part)).join('|');
}

/** The key of each reader; two alike without a serial number are told apart by number. */
export function readersByKey(hub: ReaderHub | null): Map<string, BarcodeReader> {
  const byKey = new Map<string, BarcodeReader>();
  for (const reader of hub?.readers() ?? []) {
    const base = `${reader.kind}|${stableId(reader.id)}`;
    let number = 1;
    while (byKey.has(`${base}#${number}`)) number += 1;
    byKey.set(`${base}#${number}`, reader);
  }
  return byKey;
}

function readerViews({ hub, texts, state }: DeviceSources): DeviceView[] {
  return [...readersByKey(hub)].map(([id, reader]) => {
    const health = reader.health();
    const practised = reader.id.vendor === 'fake' && reader.id.product === 'panel';
    return {
      kind: 'reader',
      id,
      label: practised ? texts(state.language, 'faults:practiceReader') : label(reader.label),
      way: practised ? 'practice' : reader.kind,
      ready: health.ready,
      reason: health.ready ? null : health.reason,
      chosen: health.ready,
      choosable: false,
      switchable: reader.switchMode !== undefined,
    };
  });
}

function scannerViews(sources: DeviceSources): DeviceView[] {
  const { scanner, scannerPanel, scannerSetup, texts, state } = sources;
  if (!scanner || !scannerSetup) return [];
  const health = scanner.health();
  const inUse = scannerSetup.current();
  const views = scannerSetup.found().map(({ id, label: name, driver }): DeviceView => {
    const chosen = inUse !== undefined && stableId(inUse.id) === stableId(id);
    return {
      kind: 'scanner',
      id: stableId(id),
      label: scannerPanel ? texts(state.language, 'scannerPanel:name') : label(name),
      way: driver,
      ready: chosen ? health.ready : true,
      reason: chosen && !health.ready ? health.reason : null,
      chosen,
      choosable: !chosen,
      switchable: false,
    };
  });
  if (health.ready || views.some(({ chosen }) => chosen) || health.reason === 'SCANNER_NONE') {
    return views;
  }
  // The one that was chosen does not answer: it stays in the list, with the reason.
  const { id } = scanner;
  const lost: DeviceView = {
    kind: 'scanner',
    id: stableId(id),
    label: label(scanner.label || `${id.vendor} ${id.product}`.trim()),
    way: 'lost',
    ready: false,
    reason: health.reason,
    chosen: true,
    choosable: false,
    switchable: false,
  };
  return [lost, ...views.filter((view) => view.id !== lost.id)];
}

function printerViews({ printers }: DeviceSources): DeviceView[] {
  const views = printers.views();
  return views.map(({ id, label: name, kind, ready, reason }, index) => ({
    kind: kind === 'receipt' ? 'receiptPrinter' : 'printer',
    id,
    label: label(name),
    way: kind === 'receipt' ? 'roll' : id.startsWith('fake:') ? 'practice' : 'queue',
    ready,
    reason,
    // The first of the list is the one that is printed on when nobody chooses another.
    chosen: index === 0,
    choosable: index > 0,
    switchable: false,
  }));
}

/** Everything found, kind by kind. */
export function listDevices(sources: DeviceSources): DeviceView[] {
  return [...readerViews(sources), ...scannerViews(sources), ...printerViews(sources)];
}

/** Reasons that only say that there is none. */
const ABSENT: ReadonlySet<Reason> = new Set(['READER_NONE', 'SCANNER_NONE', 'PRINTER_NONE']);

function line(kind: DeviceKind, health: { ready: boolean; reason?: Reason }): DeviceLine {
  const { ready, reason = null } = health;
  if (ready) return { kind, state: 'ready', reason: null };
  return { kind, state: reason === null || ABSENT.has(reason) ? 'absent' : 'trouble', reason };
}

/** One line for each kind that this machine could have. */
export function deviceLines(sources: DeviceSources): DeviceLine[] {
  const { hub, scanner, printers } = sources;
  const lines: DeviceLine[] = [];
  if (hub) lines.push(line('reader', hub.health()));
  if (scanner) lines.push(line('scanner', scanner.health()));
  const views = printers.views();
  for (const [kind, of] of [
    ['printer', 'page'],
    ['receiptPrinter', 'receipt'],
  ] as const) {
    const these = views.filter((view) => view.kind === of);
    const [first] = these;
    if (!first) continue;
    const ready = these.some((view) => view.ready);
    lines.push(line(kind, { ready, ...(first.reason ? { reason: first.reason } : {}) }));
  }
  return lines;
}

/**
 * A device's state for the log: its kind, its maker's numbers or its place in the list, and a code.
 * No label: who sets a printer up may call it by somebody's name.
 */
export function logStates(sources: DeviceSources): Map<string, string> {
  const states = new Map<string, string>();
  for (const [key, { id, kind, ...reader }] of readersByKey(sources.hub)) {
    const health = reader.health();
    const name = `reader ${kind} ${label(id.vendor)}:${label(id.product)}#${key.split('#').at(-1)}`;
    states.set(name, health.ready ? 'ready' : health.reason);
  }
  for (const { source, reason } of sources.hub?.troubles() ?? []) {
    states.set(`reader driver ${source}`, reason);
  }
  const { scanner } = sources;
  if (scanner) {
    const health = scanner.health();
    states.set('scanner', health.ready ? 'ready' : health.reason);
  }
  sources.printers.views().forEach(({ kind, ready, reason }, index) => {
    states.set(`printer ${kind} ${index + 1}`, ready ? 'ready' : (reason ?? 'not ready'));
  });
  return states;
}
