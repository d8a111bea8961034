/** The officer's sheet as the page shows it. */
import type { OfficerSheet, SheetRow } from '../../contract/officer';
import { packOf, procedureContext, unsureAddress } from '../dossiers/dossier-context';
import { vietnamDate } from '../identity/partial-date';
import type { Kiosk } from '../kiosk/kiosk';
import type { ResolvedField } from '../procedures/facts';
import { neededComponents } from '../procedures/questions';
import { resolveFields } from '../procedures/resolve';
import { isEmpty } from '../procedures/values';
import type { SessionData } from '../sessions/session-data';
import { answerRows } from '../view/rows';
import { sheetOpen } from './officer';

/** The fields of the dossier on screen as they are resolved now; none without a dossier. */
export function resolvedNow(kiosk: Kiosk): readonly ResolvedField[] {
  const data = kiosk.runtime.current()?.data;
  const pack = data ? packOf(kiosk.packs, data) : null;
  if (!data || !pack) return [];
  return resolveFields(pack, procedureContext(data, kiosk.point, kiosk.now()));
}

/** What the sheet asks: everything that shows now and is not the machine's alone. */
export function sheetFields(resolved: readonly ResolvedField[]): ResolvedField[] {
  return resolved.filter(({ visible, field }) => visible && field.ask !== 'derived');
}

/** Papers that can be scanned here, in the pack's order. */
export function sheetPapers(kiosk: Kiosk): OfficerSheet['papers'] {
  const data = kiosk.runtime.current()?.data;
  const pack = data ? packOf(kiosk.packs, data) : null;
  if (!data || !pack) return [];
  return neededComponents(pack, procedureContext(data, kiosk.point, kiosk.now()))
    .filter(({ bring }) => !bring)
    .map(({ component: { id, name }, required }) => ({
      id,
      name,
      required,
      pages: data.papers[id]?.length ?? 0,
    }));
}

function rowOf(kiosk: Kiosk, data: SessionData, each: ResolvedField): SheetRow {
  const { field, prefilled } = each;
  const unsure = each.answer ? null : unsureAddress(field, data);
  const answer = each.answer ?? (unsure ? { value: unsure, origin: 'card' as const } : undefined);
  const [row] = answerRows([{ ...each, ...(answer ? { answer } : {}) }], kiosk.texts);
  const hidden = field.masked === true && !isEmpty(answer?.value);
  return {
    path: field.key,
    field,
    value: hidden ? null : (answer?.value ?? null),
    text: row?.text ?? null,
    hidden,
    origin: isEmpty(answer?.value) ? null : (answer?.origin ?? null),
    prefilled: prefilled || unsure !== null,
    missing: field.required && isEmpty(each.answer?.value),
  };
}

/** Builds the sheet, or null while none is open. */
export function officerSheet(kiosk: Kiosk): OfficerSheet | null {
  const current = kiosk.runtime.current();
  const { panel, scanning, printState, printFailure } = kiosk.state;
  const pack = current ? packOf(kiosk.packs, current.data) : null;
  if (!current || !panel || !pack || !sheetOpen(kiosk)) return null;
  const { year, month, day } = vietnamDate(kiosk.now());
  const two = (part: number) => String(part).padStart(2, '0');
  return {
    name: 'officerSheet',
    procedure: pack.shortName,
    officerName: panel.helper.name,
    today: `${year}-${two(month)}-${two(day)}`,
    rows: sheetFields(resolvedNow(kiosk)).map((each) => rowOf(kiosk, current.data, each)),
    papers: sheetPapers(kiosk),
    scanning: scanning ? scanning.pages : null,
    scanFailure: current.data.papersFailure,
    print: PRINT[printState] ?? 'idle',
    printFailure,
    cardFor: panel.cardFor,
    cardFailure: panel.cardFailure,
    secondsLeft: panel.secondsLeft,
  };
}

const PRINT: Partial<Record<Kiosk['state']['printState'], OfficerSheet['print']>> = {
  printing: 'printing',
  handedOver: 'printed',
  confirmed: 'printed',
  failed: 'failed',
};
