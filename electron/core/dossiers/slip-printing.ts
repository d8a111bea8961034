/** Printing what the session shows: the support slip and the checklist. */
import { basename } from 'node:path';
import type { PrintJob } from '../../contract/host';
import type { PrintProgress } from '../../contract/printers';
import { err, ok, type Result } from '../../contract/result';
import type { Kiosk } from '../kiosk/kiosk';
import { checklistDocument } from '../printing/checklist';
import type { Printable } from '../printing/print-desk';
import { slipDocument } from '../printing/slip';
import { isStorageError, storageFailure } from '../storage/storage-failure';
import { buildView, supportSlip } from '../view/build-view';
import { packOf } from './dossier-context';
import { canKeepSlip } from './kept-slips';

type SlipPaper = Exclude<PrintJob['paper'], 'a4'>;

function slipJob(kiosk: Kiosk): ((paper: SlipPaper) => PrintJob) | null {
  const data = kiosk.runtime.current()?.data;
  const pack = data ? packOf(kiosk.packs, data) : null;
  if (!data?.submission || !pack) return null;
  const { nextSteps, atHome } = pack;
  const content = {
    slip: supportSlip(pack, data.submission, data.practise),
    nextSteps,
    atHome,
    point: kiosk.point,
  };
  const { language } = kiosk.state;
  return (paper) => slipDocument(content, paper, language, kiosk.texts);
}

/**
 * Prints for the session on screen and shows how it goes. What becomes of a job after its session
 * is over, or after its screen was left, is nobody's business on the screen then.
 */
export async function print(
  kiosk: Kiosk,
  what: Printable,
  printer: string | null,
  roll = false,
): Promise<Result<void>> {
  const { state } = kiosk;
  if (state.printState === 'printing') return err('PRINTER_BUSY');
  const session = kiosk.runtime.current()?.id;
  const mark = {};
  const isShown = () => kiosk.runtime.current()?.id === session && state.printMark === mark;
  const show = (progress: PrintProgress | null) => {
    state.printProgress = progress;
    kiosk.publish();
  };
  if (kiosk.printers.views().length === 0) await kiosk.printers.look();
  if (kiosk.printers.views().length === 0) return err('PRINTER_NONE');
  if (kiosk.runtime.current()?.id !== session) return err('SESSION_STALE');
  Object.assign(state, { printState: 'printing', printFailure: null, printMark: mark });
  show({ phase: 'sending', trouble: null });
  const result = await kiosk.printers
    .print(what, printer, { roll, onProgress: (progress) => isShown() && show(progress) })
    .catch(() => err('PRINTER_FAILED'));
  if (!isShown()) return err('SESSION_STALE');
  state.printState = result.ok ? 'handedOver' : 'failed';
  state.printFailure = result.ok ? null : result.failure;
  show(null);
  return result;
}

/**
 * Prints the slip on `printer` (null: the first that is ready). Success means that the queue or
 * the printer says it is printed; the people in front of it say whether paper came out.
 */
export async function printSlip(
  kiosk: Kiosk,
  printer: string | null,
  paper: 'a5' | 'roll80',
): Promise<Result<void>> {
  const job = slipJob(kiosk);
  if (!job) return err('SESSION_WRONG_STEP');
  return print(kiosk, (on) => job(on === 'a4' ? 'a5' : on), printer, paper === 'roll80');
}

/** Saves the slip as a PDF in the folder for slips. */
export async function saveSlip(kiosk: Kiosk): Promise<Result<void>> {
  const job = slipJob(kiosk);
  const session = kiosk.runtime.current();
  const submission = session?.data.submission;
  if (!job || !submission) return err('SESSION_WRONG_STEP');
  const name = submission.dossierNumber ?? submission.reference;
  try {
    const { saved, path } = await kiosk.host.savePdf({
      job: job('a5'),
      fileName: `phieu-ho-tro-${name}.pdf`,
    });
    if (!saved) return err('SAVE_FAILED');
    if (kiosk.runtime.current()?.id !== session.id) return err('SESSION_STALE');
    kiosk.state.printState = 'saved';
    // The folder's path says nothing to a resident.
    kiosk.state.savedAs = basename(path);
    kiosk.publish();
    return ok(undefined);
  } catch {
    return err('SAVE_FAILED');
  }
}

/** "Giấy đã ra chưa?" */
export function confirmPrint(kiosk: Kiosk, cameOut: boolean): Result<void> {
  kiosk.state.printState = cameOut ? 'confirmed' : 'failed';
  kiosk.state.printFailure = null;
  kiosk.publish();
  return ok(undefined);
}

/** "Lưu để in sau". */
export function keepSlip(kiosk: Kiosk): Result<void> {
  const job = slipJob(kiosk);
  const data = kiosk.runtime.current()?.data;
  const lastFourDigits = data?.identity?.personalId.slice(-4);
  if (!job || !data || !lastFourDigits || !canKeepSlip(data)) return err('SESSION_WRONG_STEP');
  if (kiosk.state.printState === 'printing') return err('PRINTER_BUSY');
  try {
    kiosk.keptSlips.keep(kiosk.newId(), {
      lastFourDigits,
      jobs: { a5: job('a5'), roll80: job('roll80'), roll58: job('roll58') },
    });
  } catch (error) {
    if (isStorageError(error)) return { ok: false, failure: storageFailure(error) };
    throw error;
  }
  kiosk.state.printState = 'kept';
  kiosk.publish();
  return ok(undefined);
}

/** Prints a kept slip for whoever proves it is theirs; it is erased when it is printed. */
export async function printKept(
  kiosk: Kiosk,
  id: string,
  lastFourDigits: string,
  printer: string | null,
): Promise<Result<void>> {
  if (kiosk.runtime.current() || kiosk.state.resume) return err('SESSION_WRONG_STEP');
  const opened = kiosk.keptSlips.open(id, lastFourDigits);
  if (!opened.ok) {
    kiosk.publish();
    return opened;
  }
  const jobs = opened.value;
  const result = await kiosk.printers.print(
    (paper) => jobs[paper === 'a4' ? 'a5' : paper],
    printer,
  );
  if (result.ok) kiosk.keptSlips.erase(id);
  kiosk.publish();
  return result;
}

/** Prints the checklist of the procedure on the "Ready?" page. */
export async function printChecklist(kiosk: Kiosk): Promise<Result<void>> {
  const { screen } = buildView(kiosk);
  if (screen.name !== 'ready') return err('SESSION_WRONG_STEP');
  const { language } = kiosk.state;
  const { ready } = screen;
  return print(
    kiosk,
    (paper) => checklistDocument(ready, kiosk.point, language, kiosk.texts, paper),
    null,
  );
}
