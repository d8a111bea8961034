/**
 * The page a technician prints to try a printer, and the test report: exactly two A4 pages. Page 1
 * says what was found, chosen and tried; page 2 is a sample to judge the printer by, and the faults
 * that nobody has mended.
 */
import { platform, release } from 'node:os';
import QRCode from 'qrcode';
import type { DeviceView, Tested, TestResult } from '../../contract/devices';
import type { FaultView } from '../../contract/faults';
import type { PrintJob } from '../../contract/host';
import type { Kiosk } from '../kiosk/kiosk';
import { momentText } from './dates';
import { definitionList, escapeHtml, qrSvg } from './html';

/**
 * Vietnamese letters with every mark, so that a missing one shows. "Do bạch kim rất quý nên sẽ dùng
 * để lắp vô xương" is the usual pangram; the second line has the letters with two marks.
 */
export const PANGRAM = [
  'Do bạch kim rất quý nên sẽ dùng để lắp vô xương.',
  'ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ỶỲỸỴ Đ',
  'ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ỷỳỹỵ đ',
] as const;

/** Sizes in points, down to the smallest any document of ours has. */
const SIZES_PT = [8, 9, 10, 12, 16, 24] as const;
/** Shares of black, in hundredths. */
const GREYS = [5, 10, 20, 40, 60, 80, 100] as const;

/** A page holds so many lines whatever there is: the rest is counted, not left out in silence. */
const MOST_DEVICES = 12;
const MOST_FAULTS = 8;

type PrintKiosk = Pick<Kiosk, 'devices' | 'faults' | 'host' | 'now' | 'point' | 'state' | 'texts'>;

/** The page of trial for `paper`. */
export function testPage(kiosk: PrintKiosk, paper: PrintJob['paper']): PrintJob {
  const { state, texts, point, now } = kiosk;
  const { language } = state;
  const t = (key: string) => escapeHtml(texts(language, `deviceReport:${key}`));
  const html =
    `<main class="slip ${paper}" lang="${language}"><h1>${t('testPage')}</h1>` +
    `<p>${escapeHtml(point.name[language])} · ${momentText(now().toISOString())}</p><hr>` +
    PANGRAM.map((line) => `<p lang="vi">${escapeHtml(line)}</p>`).join('') +
    `<hr><p>${t('testPageHint')}</p></main>`;
  return { html, paper, title: 'trang-in-thu' };
}

/** The report as it is now; `version` is the application's. */
export function deviceReport(kiosk: PrintKiosk, version: string): PrintJob {
  const { language } = kiosk.state;
  const html =
    `<main class="device-report" lang="${language}">` +
    `<section class="sheet">${firstPage(kiosk, version)}</section>` +
    `<section class="sheet">${secondPage(kiosk)}</section></main>`;
  return { html, paper: 'a4', title: 'bao-cao-thiet-bi' };
}

function firstPage(kiosk: PrintKiosk, version: string): string {
  const { point, now, state, texts, devices } = kiosk;
  const { language } = state;
  const text = (key: string, values?: Record<string, string>) =>
    texts(language, `deviceReport:${key}`, values);
  const t = (key: string, values?: Record<string, string>) => escapeHtml(text(key, values));
  const list = devices.list();
  const reason = (code: string | null) => (code ? texts(language, `reasons:${code}`) : null);
  const deviceRow = (device: DeviceView) =>
    row([
      text(`kind_${device.kind}`),
      device.label,
      text(`way_${device.way}`),
      device.chosen ? text('inUse') : '',
      device.ready ? text('works') : (reason(device.reason) ?? text('worksNot')),
    ]);
  const results = new Map<Tested, TestResult>(
    devices.tests.all().map((result) => [result.tested, result]),
  );
  const testRow = (tested: Tested) => {
    const result = results.get(tested);
    if (!result) return row([text(`test_${tested}`), text('notTried'), '', '']);
    return row([
      text(`test_${tested}`),
      result.passed ? text('passed') : text('failed'),
      result.label,
      `${momentText(result.at)}${result.passed ? '' : ` · ${reason(result.reason) ?? ''}`}`,
    ]);
  };
  const about = definitionList([
    [text('point'), point.name[language]],
    [text('printedAt'), momentText(now().toISOString())],
    [text('version'), version],
    [text('system'), `${platform()} ${release()} · Node ${process.versions.node}`],
    [
      text('receipt'),
      point.receiptPrinter
        ? `${point.receiptPrinter.host}:${point.receiptPrinter.port} (point.json)`
        : text('receiptNone'),
    ],
  ]);
  const more = list.length - MOST_DEVICES;
  return (
    `<h1>${t('title')}</h1>${about}<h2>${t('found')}</h2>` +
    table(
      ['kind', 'device', 'way', 'chosen', 'state'].map((column) => text(`column_${column}`)),
      list.length === 0
        ? [row([text('foundNothing'), '', '', '', ''])]
        : list.slice(0, MOST_DEVICES).map(deviceRow),
    ) +
    (more > 0 ? `<p>${t('more', { count: String(more) })}</p>` : '') +
    `<h2>${t('tried')}</h2>` +
    table(
      ['trial', 'result', 'device', 'when'].map((column) => text(`column_${column}`)),
      (['reader', 'scanner', 'printer', 'camera'] as const).map(testRow),
    ) +
    `<div class="sign"><p>${t('technician')}</p><p>${t('wardOfficer')}</p></div>` +
    `<p class="page-number">${t('page', { number: '1' })}</p>`
  );
}

function secondPage(kiosk: PrintKiosk): string {
  const { state, texts, faults } = kiosk;
  const { language } = state;
  const text = (key: string, values?: Record<string, string>) =>
    texts(language, `deviceReport:${key}`, values);
  const t = (key: string, values?: Record<string, string>) => escapeHtml(text(key, values));
  const [pangram] = PANGRAM;
  const code = QRCode.create(PANGRAM.join('\n'), { errorCorrectionLevel: 'M' }).modules;
  const modules = Array.from(code.data, (bit) => (bit ? '1' : '0')).join('');
  const open = faults.open();
  const more = open.length - MOST_FAULTS;
  const faultRow = ({ at, symptom, label, by }: FaultView) =>
    row([
      momentText(at),
      texts(language, `faults:symptom_${symptom}`),
      label,
      texts(language, `faults:by_${by}`),
    ]);
  return (
    `<div class="margins" aria-hidden="true"></div><h1>${t('sample')}</h1>` +
    `<p>${t('sampleHint')}</p>` +
    PANGRAM.map((line) => `<p class="letters" lang="vi">${escapeHtml(line)}</p>`).join('') +
    SIZES_PT.map(
      (size) => `<p class="size-${size}" lang="vi">${size} pt · ${escapeHtml(pangram)}</p>`,
    ).join('') +
    `<div class="greys">${GREYS.map(
      (grey) => `<div><i class="grey-${grey}"></i><span>${grey} %</span></div>`,
    ).join('')}</div>` +
    `<div class="code">${qrSvg(code.size, modules, text('qr'))}<p>${t('qrHint')}</p></div>` +
    `<h2>${t('faults')}</h2>` +
    (open.length === 0
      ? `<p>${t('noFaults')}</p>`
      : table(
          ['when', 'fault', 'device', 'by'].map((column) => text(`column_${column}`)),
          open.slice(0, MOST_FAULTS).map(faultRow),
        )) +
    (more > 0 ? `<p>${t('more', { count: String(more) })}</p>` : '') +
    `<p class="page-number">${t('page', { number: '2' })}</p>`
  );
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

function table(columns: readonly string[], rows: readonly string[]): string {
  const heads = columns.map((column) => `<th>${escapeHtml(column)}</th>`).join('');
  return `<table><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
