/** Printing what the session shows: the support slip and the checklist. */
import { basename } from 'node:path';
import type { PrintJob } from '../../contract/host';
import { err, ok, type Result } from '../../contract/result';
import type { Kiosk } from '../kiosk/kiosk';
import { checklistDocument } from '../printing/checklist';
import { slipDocument } from '../printing/slip';
import { buildView, supportSlip } from '../view/build-view';
import { packOf } from './dossier-context';

function slipJob(kiosk: Kiosk, paper: 'a5' | 'roll80'): PrintJob | null {
  const data = kiosk.runtime.current()?.data;
  const pack = data ? packOf(kiosk.packs, data) : null;
  if (!data?.submission || !pack) return null;
  const { nextSteps, atHome } = pack;
  return slipDocument(
    { slip: supportSlip(pack, data.submission), nextSteps, atHome, point: kiosk.point },
    paper,
    kiosk.state.language,
    kiosk.texts,
  );
}

async function print(kiosk: Kiosk, job: PrintJob, printer: string | null): Promise<Result<void>> {
  const printers = await kiosk.host.printers();
  if (printers.length === 0) return err('PRINTER_NONE');
  kiosk.state.printState = 'printing';
  kiosk.publish();
  const { handedOver } = await kiosk.host
    .print({ job, printer })
    .catch(() => ({ handedOver: false }));
  kiosk.state.printState = handedOver ? 'handedOver' : 'failed';
  kiosk.publish();
  return handedOver ? ok(undefined) : err('PRINTER_FAILED');
}

/** Prints the slip on `printer` (null: the default). Success means handed to the system only. */
export async function printSlip(
  kiosk: Kiosk,
  printer: string | null,
  paper: 'a5' | 'roll80',
): Promise<Result<void>> {
  const job = slipJob(kiosk, paper);
  return job ? print(kiosk, job, printer) : err('SESSION_WRONG_STEP');
}

/** Saves the slip as a PDF in the folder for slips. */
export async function saveSlip(kiosk: Kiosk): Promise<Result<void>> {
  const job = slipJob(kiosk, 'a5');
  const submission = kiosk.runtime.current()?.data.submission;
  if (!job || !submission) return err('SESSION_WRONG_STEP');
  const name = submission.dossierNumber ?? submission.reference;
  try {
    const { saved, path } = await kiosk.host.savePdf({ job, fileName: `phieu-ho-tro-${name}.pdf` });
    if (!saved) return err('SAVE_FAILED');
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
  kiosk.publish();
  return ok(undefined);
}

/** Prints the checklist of the procedure on the "Ready?" page. */
export async function printChecklist(kiosk: Kiosk): Promise<Result<void>> {
  const { screen } = buildView(kiosk);
  if (screen.name !== 'ready') return err('SESSION_WRONG_STEP');
  const { language } = kiosk.state;
  return print(kiosk, checklistDocument(screen.ready, kiosk.point, language, kiosk.texts), null);
}
