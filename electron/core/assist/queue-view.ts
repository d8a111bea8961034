/** The queue in words: for the board, and for who has just taken a number. */
import type { PrintJob } from '../../contract/host';
import type { QueueView, TicketView } from '../../contract/queue';
import type { Kiosk } from '../kiosk/kiosk';
import { momentText } from '../printing/dates';
import { escapeHtml } from '../printing/html';
import { readEvents } from '../statistics/event-rows';
import { periodOf } from '../statistics/periods';
import { guessWait, type Ticket } from './queue';

const MS_PER_MINUTE = 60_000;

/** Who waits, as the board shows it. */
export function queueView({ queue, packs, now }: Kiosk): QueueView {
  return {
    waiting: queue.waiting().map(({ number, procedureCode, takenAt }) => ({
      number,
      procedure: (procedureCode === null ? undefined : packs.get(procedureCode))?.shortName ?? null,
      waitedMinutes: Math.max(
        0,
        Math.floor((now().getTime() - Date.parse(takenAt)) / MS_PER_MINUTE),
      ),
    })),
    called: queue.called(),
  };
}

/** Minutes that this day's visits took on this machine, from start to wipe. */
function visitMinutes(kiosk: Kiosk): number[] {
  const begun = new Map<string, number>();
  const minutes: number[] = [];
  for (const { session, kind, at } of readEvents(kiosk.db, periodOf('today', kiosk.now()))) {
    if (session === null) continue;
    if (kind === 'sessionStarted') begun.set(session, Date.parse(at));
    const start = begun.get(session);
    if (kind === 'sessionEnded' && start !== undefined) {
      minutes.push((Date.parse(at) - start) / MS_PER_MINUTE);
    }
  }
  return minutes;
}

/** The number just taken, with who is before it and about how long that takes. */
export function ticketView(kiosk: Kiosk, { number }: Ticket): TicketView {
  const ahead = kiosk.queue.waiting().filter((other) => other.number < number).length;
  const machines = Math.max(1, kiosk.fleet.exchange()?.machines().length ?? 1);
  return { number, ahead, waitMinutes: guessWait(ahead, visitMinutes(kiosk), machines) };
}

/** The number on a roll, or on A5 where there is only a page printer. */
export function ticketDocument(kiosk: Kiosk, ticket: Ticket, on: PrintJob['paper']): PrintJob {
  const paper = on === 'a4' ? 'a5' : on;
  const { language } = kiosk.state;
  const t = (key: string) => escapeHtml(kiosk.texts(language, key));
  const pack = ticket.procedureCode === null ? undefined : kiosk.packs.get(ticket.procedureCode);
  const html =
    `<main class="slip ${paper} ticket" lang="${language}"><h1>${t('print:ticketTitle')}</h1>` +
    `<p class="number">${ticket.number}</p>` +
    (pack ? `<h2>${escapeHtml(pack.shortName[language])}</h2>` : '') +
    `<p>${t('print:ticketWait')}</p><hr>` +
    `<p class="quiet">${escapeHtml(kiosk.point.name[language])} · ${escapeHtml(momentText(ticket.takenAt))}</p>` +
    '</main>';
  return { html, paper, title: 'so-thu-tu' };
}
