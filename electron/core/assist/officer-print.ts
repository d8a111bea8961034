/** The answers on paper, for the resident to read before the declaration. No official form. */
import type { PrintJob } from '../../contract/host';
import type { Pack } from '../../contract/pack';
import { err, type Result } from '../../contract/result';
import type { AnswerRow, Language } from '../../contract/view';
import { packOf } from '../dossiers/dossier-context';
import { print } from '../dossiers/slip-printing';
import type { Kiosk } from '../kiosk/kiosk';
import type { Texts } from '../kiosk/texts';
import { definitionList, escapeHtml } from '../printing/html';
import { checkRows } from '../view/rows';
import { sheetOpen } from './officer';
import { resolvedNow } from './officer-sheet';

/** "Bản khai để xem lại": what is on the sheet, masked as on the check page. */
export function draftDocument(
  pack: Pick<Pack, 'name'>,
  rows: readonly AnswerRow[],
  language: Language,
  texts: Texts,
  paper: PrintJob['paper'],
): PrintJob {
  const t = (key: string) => escapeHtml(texts(language, key));
  const list = definitionList(
    rows.map(({ label, text }) => [label[language], text?.[language] ?? null]),
  );
  const html =
    `<main class="slip ${paper} draft" lang="${language}"><h1>${t('print:draftTitle')}</h1>` +
    `<h2>${escapeHtml(pack.name[language])}</h2><p><strong>${t('print:draftNotOfficial')}</strong></p>` +
    `<hr>${list}<hr><p class="quiet">${t('print:draftEnd')}</p></main>`;
  return { html, paper, title: 'ban-khai-de-xem-lai' };
}

/** Prints the draft on the first printer that is ready. */
export async function printDraft(kiosk: Kiosk): Promise<Result<void>> {
  const data = kiosk.runtime.current()?.data;
  const pack = data ? packOf(kiosk.packs, data) : null;
  if (!pack || !sheetOpen(kiosk)) return err('NOT_ALLOWED');
  const rows = checkRows(resolvedNow(kiosk), kiosk.texts);
  const { language } = kiosk.state;
  return print(kiosk, (paper) => draftDocument(pack, rows, language, kiosk.texts, paper), null);
}
