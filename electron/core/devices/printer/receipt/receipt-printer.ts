/** Receipt printers on the network ("AppSocket", port 9100), fed with pictures of the page. */
import { err, ok, type Result } from '../../../../contract/result';
import type { Timer } from '../../scanner/delays';
import { realTimer } from '../../scanner/delays';
import type { PrinterDelays } from '../delays';
import { PRINTER_DELAYS } from '../delays';
import { createHealthKeeper } from '../health-keeper';
import { createJobFollower } from '../job-follower';
import type { Printer, PrinterFinder } from '../printer';
import { openReceiptConnection, type ReceiptConnection } from './connection';
import { CLEAR_BUFFER, type DotPicture, encodeReceipt, ROLLS, TELL_WHEN_DONE } from './escpos';

export type ReceiptAddress = { host: string; port: number; widthMm: 80 | 58 };

export type ReceiptOptions = {
  /** Draws a PDF as dots: the whole paper `paperDots` wide, cut to the printable `dots`. */
  rasterise(
    pdf: Uint8Array,
    size: { paperDots: number; dots: number },
  ): Promise<Result<DotPicture>>;
  label: string;
  delays?: PrinterDelays;
  timer?: Timer;
};

const DOTS_PER_MM = 8;

/** The receipt printer of the point's file; it is always listed, so that its absence shows. */
export function createReceiptFinder(
  address: ReceiptAddress,
  options: ReceiptOptions,
): PrinterFinder {
  return { find: async () => [openReceiptPrinter(address, options)] };
}

/** A printer at `address`; nothing is sent before it is asked or printed on. */
export function openReceiptPrinter(address: ReceiptAddress, options: ReceiptOptions): Printer {
  const delays = options.delays ?? PRINTER_DELAYS;
  const timer = options.timer ?? realTimer;
  const roll = address.widthMm === 58 ? 'roll58' : 'roll80';
  const keeper = createHealthKeeper();
  const closing = new AbortController();
  const open = (signal: AbortSignal) => openReceiptConnection(address, delays, signal);

  async function send(
    printer: ReceiptConnection,
    parts: readonly Uint8Array[],
    answers: boolean,
    signal: AbortSignal,
    onProgress: Parameters<Printer['print']>[2],
  ): Promise<Result<{ jobId: string }>> {
    const follower = createJobFollower(delays, performance.now());
    const rest = [...parts, ...(answers ? [TELL_WHEN_DONE] : [])];
    for (;;) {
      if (signal.aborted) return err('PRINTER_FAILED');
      const said = answers ? await printer.status() : null;
      if (signal.aborted) return err('PRINTER_FAILED');
      if (printer.isLost()) return err('PRINTER_OFFLINE');
      // It answered before: switched off, or lost on the way.
      const trouble = said === 'silent' ? 'PRINTER_OFFLINE' : said;
      keeper.set(trouble);
      const isOver = rest.length === 0 && (printer.isDone() || !answers);
      const decision = follower.see({ job: isOver ? 'completed' : 'processing', trouble }, now());
      if (decision.go === 'failed') return err(decision.reason);
      if (decision.go === 'done') return ok({ jobId: `${address.host}:${address.port}` });
      onProgress?.(decision.progress);
      const part = trouble === null ? rest.shift() : undefined;
      if (part === undefined) {
        await timer.after(delays.pollMs, signal).catch(() => undefined);
        continue;
      }
      const sent = await Promise.race([printer.send(part), abortOf(signal)]);
      if (sent === 'lost') return err('PRINTER_OFFLINE');
      if (sent === 'stuck') return err('PRINTER_HANG');
    }
  }

  return {
    id: `receipt:${address.host}:${address.port}`,
    label: options.label,
    kind: 'receipt',
    roll,
    health: keeper.health,
    onHealth: keeper.onHealth,
    async check() {
      const printer = await open(closing.signal);
      if (!printer) return keeper.set('PRINTER_OFFLINE');
      const said = await printer.status();
      printer.close();
      return keeper.set(said === 'silent' ? null : said);
    },
    async print(document, signal, onProgress) {
      const either = AbortSignal.any([signal, closing.signal]);
      onProgress?.({ phase: 'sending', trouble: null });
      const { paperMm, dots } = ROLLS[roll];
      const pdf = await document.pdf();
      const picture = await options.rasterise(pdf, { paperDots: paperMm * DOTS_PER_MM, dots });
      if (!picture.ok) return err('PRINTER_FAILED');
      const parts = await encodeReceipt(picture.value);
      const printer = await open(either);
      if (!printer) {
        if (either.aborted) return err('PRINTER_FAILED');
        keeper.set('PRINTER_OFFLINE');
        return err('PRINTER_OFFLINE');
      }
      try {
        const said = await printer.status();
        if (said !== null && said !== 'silent') {
          printer.close();
          keeper.set(said);
          return err(said);
        }
        const result = await send(printer, parts, said !== 'silent', either, onProgress);
        if (!result.ok && result.failure.reason === 'PRINTER_OFFLINE') {
          keeper.set('PRINTER_OFFLINE');
        }
        // What it has not printed yet must not come out for the next person.
        printer.close(result.ok ? undefined : CLEAR_BUFFER);
        return result;
      } catch (error) {
        printer.close(CLEAR_BUFFER);
        throw error;
      }
    },
    async close() {
      closing.abort(new Error('closed'));
      keeper.clear();
    },
  };
}

function now(): number {
  return performance.now();
}

function abortOf(signal: AbortSignal): Promise<'aborted'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
}
