/** The report as one CSV file: RFC 4180, UTF-8 with a byte-order mark, which Excel needs. */

import type { Language } from '../../contract/view';
import type { Texts } from '../kiosk/texts';
import type { Report } from './report';
import type { Cell } from './small-counts';

/** A cell in words: "dưới 5", "khoảng 25". */
export function cellText(cell: Cell, texts: Texts, language: Language): string {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'exact':
      return String(cell.value);
    case 'under':
      return texts(language, 'report:under', { limit: String(cell.limit) });
    case 'about':
      return texts(language, 'report:about', { value: String(cell.value) });
    case 'hidden':
      return texts(language, 'report:hidden');
  }
}

/** Spreadsheets run cells that begin like this as formulas. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** One field, quoted where it must be, and never run as a formula. */
export function csvField(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Writes all tables one below the other, each under its title. */
export function toCsv(report: Report, texts: Texts, language: Language): Buffer {
  const lines: string[][] = [[report.title], ...report.notes.map((note) => [note])];
  for (const { title, columns, rows } of report.tables) {
    lines.push([], [title], [...columns]);
    for (const row of rows) lines.push(row.map((cell) => cellText(cell, texts, language)));
  }
  const body = lines.map((line) => line.map(csvField).join(',')).join('\r\n');
  return Buffer.from(`\uFEFF${body}\r\n`, 'utf8');
}
