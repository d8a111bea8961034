/** The checklist a resident takes home from "Ready?": papers to bring, fee, time, where. */
import type { PrintJob } from '../../contract/host';
import type { Language, ReadyView } from '../../contract/view';
import type { Texts } from '../kiosk/texts';
import type { PointFile } from '../point/point';
import { formatDong } from '../procedures/stringify';
import { escapeHtml } from './html';

/** The checklist of `ready` as a document for `paper`. */
export function checklistDocument(
  ready: ReadyView,
  point: PointFile,
  language: Language,
  texts: Texts,
  paper: PrintJob['paper'] = 'a5',
): PrintJob {
  const t = (key: string) => escapeHtml(texts(language, key));
  const item = (text: string) => `<li>${escapeHtml(text)}</li>`;
  const papers = ready.papers.map(({ name, hint, required }) => {
    const kind = required ? '' : ` (${texts(language, 'print:ifAny')})`;
    return item(`${name[language]}${kind}${hint ? `: ${hint[language]}` : ''}`);
  });
  const channel = (name: 'online' | 'counter') => texts(language, `print:${name}`);
  const times = ready.times.map((time) => item(`${channel(time.channel)}: ${time.text[language]}`));
  const fees = ready.fees.map((fee) => {
    const amount =
      fee.amountVnd === null
        ? texts(language, 'print:feeUnknown')
        : formatDong(fee.amountVnd, language);
    return item(`${channel(fee.channel)}: ${amount}${fee.per ? ` ${fee.per[language]}` : ''}`);
  });
  const html =
    `<main class="slip ${paper} checklist" lang="${language}"><h1>${t('print:checklistTitle')}</h1>` +
    `<h2>${escapeHtml(ready.name[language])}</h2><hr>` +
    `<h3>${t('print:bring')}</h3><ul class="boxes">${item(texts(language, 'print:bringCard'))}` +
    `${item(texts(language, 'print:bringPhone'))}${papers.join('')}</ul>` +
    `<h3>${t('print:time')}</h3><ul>${times.join('')}</ul>` +
    `<h3>${t('print:fee')}</h3><ul>${fees.join('')}</ul><p class="quiet">${t('print:feeDecides')}</p>` +
    `<h3>${t('print:goodToKnow')}</h3><ul>${ready.goodToKnow.map((text) => item(text[language])).join('')}</ul><hr>` +
    `<p class="quiet">${escapeHtml(point.name[language])} · ${escapeHtml(point.openingHours[language])}</p>` +
    '</main>';
  return { html, paper, title: 'danh-sach-can-mang' };
}
