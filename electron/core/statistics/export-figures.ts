/** Files of figures for the ward: written by main into the folder for figures. */
import { basename } from 'node:path';
import type { SummaryPeriod } from '../../contract/office/summary';
import { err, ok, type Result } from '../../contract/result';
import { dayOf } from '../assist/queue';
import type { Kiosk } from '../kiosk/kiosk';
import { chartsDocument } from '../printing/charts';
import { toCsv } from './export-csv';
import { toXlsx } from './export-xlsx';
import { reportOf } from './summary-page';

export type FigureFormat = 'csv' | 'xlsx' | 'pdf';

/** Writes the figures of `period`, small counts rounded; answers the file's name. */
export async function exportFigures(
  kiosk: Kiosk,
  period: SummaryPeriod,
  format: FigureFormat,
): Promise<Result<string>> {
  const report = reportOf(kiosk, period);
  const { language } = kiosk.state;
  const fileName = `so-lieu-${kiosk.point.id}-${period}-${dayOf(kiosk.now())}.${format}`;
  try {
    const { saved, path } =
      format === 'pdf'
        ? await kiosk.host.savePdf({
            job: chartsDocument(report, language, kiosk.texts),
            fileName,
          })
        : await kiosk.host.saveFile({
            fileName,
            base64: (format === 'csv'
              ? toCsv(report, kiosk.texts, language)
              : await toXlsx(report, kiosk.texts, language)
            ).toString('base64'),
          });
    return saved ? ok(basename(path)) : err('SAVE_FAILED');
  } catch {
    return err('SAVE_FAILED');
  }
}
