/** The ward officer's page: plain bars on A4, readable without colour; small counts rounded. */
import type { PrintJob } from '../../contract/host';
import type { Language } from '../../contract/view';
import type { Texts } from '../kiosk/texts';
import { cellText } from '../statistics/export-csv';
import type { Report, ReportTable } from '../statistics/report';
import type { Cell } from '../statistics/small-counts';
import { escapeHtml } from './html';

/** Rows of one chart; the files have all. */
const MOST_BARS = 12;
/** The longest bar, in units of the drawing. */
const FULL = 100;

/** What a bar's length stands for: a rounded cell is drawn as what it is shown as. */
function lengthOf(cell: Cell | undefined): number {
  if (cell?.kind === 'exact' || cell?.kind === 'about') return cell.value;
  // "Under five" is drawn as the middle of one to four.
  return cell?.kind === 'under' ? cell.limit / 2 : 0;
}

/** A bar for each row of `table`; its words are the columns before `column`. */
function barChart(table: ReportTable, column: number, shown: (cell: Cell) => string): string {
  const rows = table.rows.slice(0, MOST_BARS);
  const longest = Math.max(1, ...rows.map((row) => lengthOf(row[column])));
  const bars = rows.map((row) => {
    const words = row.slice(0, column).filter((cell) => cell.kind === 'text');
    const label = words
      .map(shown)
      .filter((word) => word !== '')
      .join(' · ');
    const cell = row[column];
    const width = (lengthOf(cell) / longest) * FULL;
    return (
      `<div class="bar"><span>${escapeHtml(label)}</span>` +
      `<svg viewBox="0 0 ${FULL} 6" preserveAspectRatio="none" aria-hidden="true">` +
      `<rect width="${width.toFixed(1)}" height="6"/></svg>` +
      `<b>${escapeHtml(cell ? shown(cell) : '')}</b></div>`
    );
  });
  return `<div class="chart"><h3>${escapeHtml(table.title)}</h3>${bars.join('')}</div>`;
}

/** A small table as it is. */
function plainTable(table: ReportTable, shown: (cell: Cell) => string): string {
  const cells = (row: readonly string[], name: 'th' | 'td') =>
    row.map((each) => `<${name}>${escapeHtml(each)}</${name}>`).join('');
  return (
    `<div class="chart"><h3>${escapeHtml(table.title)}</h3><table><thead><tr>${cells(table.columns, 'th')}</tr></thead>` +
    `<tbody>${table.rows.map((row) => `<tr>${cells(row.map(shown), 'td')}</tr>`).join('')}</tbody></table></div>`
  );
}

/** Figures as people here write them: 7,9 in Vietnamese. The files keep a point for spreadsheets. */
function onPaper(cell: Cell, language: Language, texts: Texts): string {
  if (cell.kind !== 'exact') return cellText(cell, texts, language);
  return cell.value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}

/**
 * The pages of `report`: figures and what was submitted on the first, what was hard and how people
 * liked it on the second.
 */
export function chartsDocument(report: Report, language: Language, texts: Texts): PrintJob {
  const shown = (cell: Cell) => onPaper(cell, language, texts);
  const table = (key: string) =>
    report.tables.find(({ title }) => title === texts(language, `report:${key}`));
  const drawn = (key: string, draw: (each: ReportTable) => string) => {
    const found = table(key);
    return found && found.rows.length > 0 ? draw(found) : '';
  };
  const html =
    `<main class="charts" lang="${language}"><section class="sheet">` +
    `<h1>${escapeHtml(report.title)}</h1>` +
    report.notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('') +
    drawn('overview', (each) => plainTable(each, shown)) +
    drawn('levels', (each) => plainTable(each, shown)) +
    drawn('levels', ({ columns, rows }) =>
      barChart(
        // Beside the total at the end every other bar would be a stub.
        { title: texts(language, 'report:submitted'), columns, rows: rows.slice(0, -1) },
        1,
        shown,
      ),
    ) +
    '</section><section class="sheet">' +
    drawn('asked', (each) => barChart(each, 2, shown)) +
    drawn('abandoned', (each) => barChart(each, 2, shown)) +
    drawn('satisfaction', (each) => barChart(each, 1, shown)) +
    drawn('visits', (each) => plainTable(each, shown)) +
    '</section></main>';
  return { html, paper: 'a4', title: 'so-lieu-diem-ho-tro' };
}
