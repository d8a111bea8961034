/**
 * Prints finished documents from a hidden page and makes PDFs of them. `handedOver` means only
 * that the system took the job; whether paper came out is asked of the people in front of it.
 */
import { randomUUID } from 'node:crypto';
import { BrowserWindow, type Session } from 'electron';
import type { PrintJob } from '../contract/host';
import { offerPrintDocument } from './app-protocol';
import { guardContents } from './guards';
import { writeWhole } from './write-whole';

const MM_PER_INCH = 25.4;
const MICRONS_PER_MM = 1_000;

/** Paper sizes in millimetres. A roll's length follows its content. */
const PAPER_MM: Record<PrintJob['paper'], { width: number; height: number | null }> = {
  a4: { width: 210, height: 297 },
  a5: { width: 148, height: 210 },
  roll80: { width: 80, height: null },
  roll58: { width: 58, height: null },
};
/** Chromium lays out 96 px to the inch. */
const PX_PER_INCH = 96;
/** White below the last line of a roll, so that the cutter does not meet it. */
const ROLL_TAIL_MM = 8;
/** A printer that has not taken a job by then is reported as failed. */
const PRINT_DEADLINE_MS = 20_000;

async function withDocument<T>(
  session: Session,
  job: PrintJob,
  use: (window: BrowserWindow, size: { widthMm: number; heightMm: number }) => Promise<T>,
): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    width: 900,
    height: 1_200,
    webPreferences: { session, sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  guardContents(window.webContents);
  try {
    await window.loadURL(offerPrintDocument(randomUUID(), job.html));
    // The fonts are part of the page; until they are there lines would break elsewhere.
    const contentPx = (await window.webContents.executeJavaScript(
      'document.fonts.ready.then(() => document.body.getBoundingClientRect().height)',
    )) as number;
    const paper = PAPER_MM[job.paper];
    const contentMm = (contentPx / PX_PER_INCH) * MM_PER_INCH;
    const heightMm = paper.height ?? Math.ceil(contentMm + ROLL_TAIL_MM);
    return await use(window, { widthMm: paper.width, heightMm });
  } finally {
    window.destroy();
  }
}

/** System names of the printers, the default first where the system says which it is. */
export async function listPrinters(window: BrowserWindow): Promise<string[]> {
  const printers = await window.webContents.getPrintersAsync();
  return printers.map((printer) => printer.name);
}

/** Hands `job` to `printer` (null: the system's default). */
export function printDocument(
  session: Session,
  job: PrintJob,
  printer: string | null,
): Promise<{ handedOver: boolean; message: string }> {
  return withDocument(session, job, (window, { widthMm, heightMm }) =>
    Promise.race([
      new Promise<{ handedOver: boolean; message: string }>((resolve) => {
        window.webContents.print(
          {
            silent: true,
            deviceName: printer ?? '',
            printBackground: true,
            margins: { marginType: 'none' },
            pageSize: { width: widthMm * MICRONS_PER_MM, height: heightMm * MICRONS_PER_MM },
          },
          (handedOver, message) => resolve({ handedOver, message: message ?? '' }),
        );
      }),
      new Promise<{ handedOver: boolean; message: string }>((resolve) => {
        setTimeout(() => resolve({ handedOver: false, message: 'deadline' }), PRINT_DEADLINE_MS);
      }),
    ]),
  );
}

/** Makes a PDF of `job`. */
export function makePdf(session: Session, job: PrintJob): Promise<Buffer> {
  return withDocument(session, job, (window, { widthMm, heightMm }) =>
    window.webContents.printToPDF({
      printBackground: true,
      generateTaggedPDF: true,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      pageSize: { width: widthMm / MM_PER_INCH, height: heightMm / MM_PER_INCH },
    }),
  );
}

/** Makes a PDF of `job` and writes it whole into `folder`; answers its path. */
export async function saveDocument(
  session: Session,
  job: PrintJob,
  folder: string,
  fileName: string,
): Promise<string> {
  const pdf = await makePdf(session, job);
  return writeWhole(folder, fileName, pdf);
}
