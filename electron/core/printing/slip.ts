/**
 * The support slip ("phiếu hỗ trợ"). It is not the official receipt (Giấy tiếp nhận hồ sơ và hẹn
 * trả kết quả, Mẫu 01 of Thông tư 03/2025/TT-VPCP), which only the agency may issue, and says so.
 * It carries no name, number or address of a person.
 */
import type { PrintJob } from '../../contract/host';
import type { LocalText } from '../../contract/pack';
import type { Language, SupportSlip } from '../../contract/view';
import type { Texts } from '../kiosk/texts';
import type { PointFile } from '../point/point';
import { momentText, weekdayText } from './dates';
import { definitionList, escapeHtml, qrSvg } from './html';

export type SlipContent = {
  slip: SupportSlip;
  nextSteps: readonly LocalText[];
  atHome: LocalText;
  point: PointFile;
};

/** "LÀM THỬ" across the sheet and in a band on top; said once to readers. */
function watermark(words: string): string {
  return `<p class="watermark" aria-hidden="true">${words}</p><p class="trial">${words}</p>`;
}

/** The slip as a document for `paper`. */
export function slipDocument(
  { slip, nextSteps, atHome, point }: SlipContent,
  paper: Exclude<PrintJob['paper'], 'a4'>,
  language: Language,
  texts: Texts,
): PrintJob {
  const t = (key: string, values?: Record<string, string>) =>
    escapeHtml(texts(language, key, values));
  const rows: Array<[string, string | null]> = [
    [texts(language, 'print:submittedAt'), momentText(slip.submittedAt)],
    [texts(language, 'print:authority'), slip.authority],
    [
      texts(language, 'print:expected'),
      slip.dueAt ? weekdayText(slip.dueAt, language) : texts(language, 'print:expectedUnknown'),
    ],
    [texts(language, 'print:reference'), slip.reference],
  ];
  const number = slip.dossierNumber
    ? `<p class="label">${t('print:dossierNumber')}</p><p class="number">${escapeHtml(slip.dossierNumber)}</p>`
    : `<p class="label">${t('print:notSentYet')}</p><p class="number">${escapeHtml(slip.reference)}</p>` +
      `<p>${t('print:notSentYetHint')}</p>`;
  const steps = nextSteps.map((step) => `<li>${escapeHtml(step[language])}</li>`).join('');
  const html =
    `<main class="slip ${paper}${slip.practising ? ' practising' : ''}" lang="${language}">` +
    (slip.practising ? watermark(t('print:practising')) : '') +
    (slip.practice ? `<p class="practice">${t('print:practice')}</p>` : '') +
    `<h1>${t('print:slipTitle')}</h1>` +
    `<p class="quiet">${t('print:notTheReceipt')}</p><hr>` +
    `<h2>${escapeHtml(slip.procedureName[language])}</h2>${number}${definitionList(rows)}<hr>` +
    `<h3>${t('print:whatNext')}</h3><ol>${steps}</ol>` +
    `<h3>${t('print:lookUp')}</h3><div class="lookup">` +
    qrSvg(slip.qr.size, slip.qr.modules, texts(language, 'print:qrLabel')) +
    `<p>${t('print:lookUpHint')}</p></div>` +
    `<h3>${t('print:atHome')}</h3><p>${escapeHtml(atHome[language])}</p><hr>` +
    `<p class="quiet">${t('print:nothingKept')}</p>` +
    `<p class="quiet">${escapeHtml(point.name[language])} · ${escapeHtml(point.openingHours[language])}</p>` +
    '</main>';
  return { html, paper, title: 'phieu-ho-tro' };
}
