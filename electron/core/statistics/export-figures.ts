/** Files of figures for the ward: written by main into the folder for figures. */
import { basename } from 'node:path';
import type { SummaryPeriod, SummaryPrint } from '../../contract/office/summary';
import { err, ok, type Result } from '../../contract/result';
import { dayOf } from '../assist/queue';
import type { Kiosk } from '../kiosk/kiosk';
import { chartsDocument } from '../printing/charts';
import { toCsv } from './export-csv';
import { toXlsx } from './export-xlsx';
import type { Report } from './report';
import { reportOf } from './summary-page';

export type FigureFormat = 'csv' | 'xlsx' | 'pdf';

/** Writes the figures of `period`, small counts rounded; answers the file's name. */
export async function exportFigures(
  kiosk: Kiosk,
  period: SummaryPeriod,
  format: FigureFormat,
): Promise<Result<string>> {
  const report = reportOf(kiosk, period);
  const fileName = `so-lieu-${kiosk.point.id}-${period}-${dayOf(kiosk.now())}.${format}`;
  try {
    const { saved, path } = await kiosk.host.saveFile({
      fileName,
      base64: await fileOf(kiosk, report, format),
    });
    return saved ? ok(basename(path)) : err('SAVE_FAILED');
  } catch {
    return err('SAVE_FAILED');
  }
}

/** The file's bytes, base64. */
async function fileOf(kiosk: Kiosk, report: Report, format: FigureFormat): Promise<string> {
  const { language } = kiosk.state;
  if (format === 'pdf') {
    const job = chartsDocument(report, language, kiosk.texts);
    return (await kiosk.host.makePdf({ job })).base64;
  }
  const bytes =
    format === 'csv'
      ? toCsv(report, kiosk.texts, language)
      : await toXlsx(report, kiosk.texts, language);
  return bytes.toString('base64');
}

/**
 * Prints the page of charts of `period` on the first page printer that is ready, to its real end.
 * Fails with PRINTER_*; a roll is too narrow for charts.
 */
export async function printFigures(kiosk: Kiosk, period: SummaryPeriod): Promise<Result<void>> {
  const { printers, state } = kiosk;
  if (state.office?.summary?.print === 'printing') return err('PRINTER_BUSY');
  const job = chartsDocument(reportOf(kiosk, period), state.language, kiosk.texts);
  const office = state.office;
  const show = (print: SummaryPrint) => {
    if (office) office.summary = { period, savedAs: null, print };
    kiosk.publish();
  };
  show('printing');
  let printed = false;
  try {
    if (printers.views().length === 0) await printers.look();
    const pages = printers.views().filter(({ kind }) => kind === 'page');
    const printer = pages.find(({ ready }) => ready) ?? pages[0];
    if (!printer) return err('PRINTER_NONE');
    const result = await printers.print(() => job, printer.id);
    printed = result.ok;
    return result;
  } finally {
    show(printed ? 'printed' : 'idle');
  }
}
