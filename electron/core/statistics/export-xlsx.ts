/** The report as an XLSX workbook: a sheet for each table; exact counts are numbers. */
import type { Language } from '../../contract/view';
import type { Texts } from '../kiosk/texts';
import { cellText } from './export-csv';
import type { Report } from './report';
import type { Cell } from './small-counts';

/** Widest column, in letters. */
const WIDEST = 60;
const NARROWEST = 12;

type SheetCell = {
  value: string | number;
  type: StringConstructor | NumberConstructor;
  fontWeight?: 'bold';
};

/** Writes the workbook. */
export async function toXlsx(report: Report, texts: Texts, language: Language): Promise<Buffer> {
  // A large library for something done once an evening.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const title = (value: string): SheetCell => ({ value, type: String, fontWeight: 'bold' });
  const cell = (each: Cell): SheetCell =>
    each.kind === 'exact'
      ? { value: each.value, type: Number }
      : { value: cellText(each, texts, language), type: String };
  const sheets = report.tables.map((table, index) => ({
    sheet: table.title,
    data: [
      ...(index === 0
        ? [
            [title(report.title)],
            ...report.notes.map((note) => [{ value: note, type: String }]),
            [],
          ]
        : []),
      table.columns.map(title),
      ...table.rows.map((row) => row.map(cell)),
    ],
    columns: table.columns.map((column, place) => ({
      width: Math.min(
        WIDEST,
        Math.max(
          NARROWEST,
          column.length,
          ...table.rows.map((row) => {
            const each = row[place];
            return each ? cellText(each, texts, language).length : 0;
          }),
        ),
      ),
    })),
  }));
  return writeExcelFile(sheets).toBuffer();
}
