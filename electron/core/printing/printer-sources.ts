/** Where this machine's printers come from. Loaded with the first screen that prints. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import type { HostContract } from '../../contract/host';
import type { PanelPrinter } from '../devices/printer/fake-panel';
import type { PrinterFinder } from '../devices/printer/printer';
import type { PapersPipeline } from '../papers/pipeline';
import type { PointFile } from '../point/point';

export type PrinterSources = {
  host: ContractRouterClient<HostContract>;
  point: PointFile;
  papers: PapersPipeline;
  assetsFolder: string;
  /** Samples are shown: the practice printer stands in where there is no real one. */
  sample: boolean;
};

/** The Windows script, beside the checkout's data or beside the packaged application. */
function printScript(assetsFolder: string): string | undefined {
  return [
    join(assetsFolder, '..', 'build', 'windows', 'print-status.ps1'),
    join(assetsFolder, '..', '..', 'windows', 'print-status.ps1'),
  ].find((path) => existsSync(path));
}

async function systemFinder(sources: PrinterSources): Promise<PrinterFinder> {
  if (process.platform === 'win32') {
    const { createWindowsFinder } = await import('../devices/printer/windows/windows-printers');
    const script = printScript(sources.assetsFolder);
    return createWindowsFinder({
      ...(script ? { script } : {}),
      names: () => sources.host.printers(),
    });
  }
  const { createCupsFinder } = await import('../devices/printer/cups/cups-printers');
  return createCupsFinder();
}

/** All ways of printing of this machine, and the practice printer where samples are shown. */
export async function openPrinterSources(
  sources: PrinterSources,
): Promise<{ finders: PrinterFinder[]; practice: PanelPrinter | null }> {
  const folder = sources.sample ? process.env.KIOSK_PRINTER_FOLDER : undefined;
  if (folder) {
    const { openFolderPrinter } = await import('../devices/printer/fake-file');
    const printer = await openFolderPrinter(folder);
    return { finders: [once(printer)], practice: null };
  }
  const finders = [await systemFinder(sources)];
  const { receiptPrinter } = sources.point;
  if (receiptPrinter) {
    const { createReceiptFinder } = await import('../devices/printer/receipt/receipt-printer');
    const { host, port, widthMm, name } = receiptPrinter;
    finders.push(
      createReceiptFinder(
        { host, port, widthMm },
        { label: name ?? host, rasterise: (pdf, size) => sources.papers.rasterise(pdf, size) },
      ),
    );
  }
  if (!sources.sample) return { finders, practice: null };
  const { createPanelPrinter } = await import('../devices/printer/fake-panel');
  const practice = createPanelPrinter();
  return { finders: [standIn(finders, once(practice))], practice };
}

/** A printer that stays open, however often it is found. */
function once(printer: Awaited<ReturnType<PrinterFinder['find']>>[number]): PrinterFinder {
  return { find: async () => [{ ...printer, close: async () => undefined }] };
}

/** What `finders` find, or `last` where that is nothing. */
function standIn(finders: readonly PrinterFinder[], last: PrinterFinder): PrinterFinder {
  return {
    async find(signal) {
      const found = await Promise.all(finders.map((finder) => finder.find(signal).catch(() => [])));
      return found.flat().length > 0 ? found.flat() : last.find(signal);
    },
    async sweep() {
      await Promise.all(finders.map((finder) => finder.sweep?.()));
    },
    async warnings() {
      return (await Promise.all(finders.map((finder) => finder.warnings?.() ?? []))).flat();
    },
  };
}
