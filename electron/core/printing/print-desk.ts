/**
 * The printers of this machine as the session uses them. Nothing is loaded or looked for before a
 * screen from which something is printed, and nothing is asked of them on other screens.
 */
import type { ContractRouterClient } from '@orpc/contract';
import type { HostContract, PrintJob } from '../../contract/host';
import type { PrinterPanel, PrinterView, PrintProgress } from '../../contract/printers';
import { err, type Result } from '../../contract/result';
import type { ScreenName, TechnicianNotice } from '../../contract/view';
import type { PanelPrinter } from '../devices/printer/fake-panel';
import type { Printer, PrinterFinder } from '../devices/printer/printer';
import type { PrinterPool } from '../devices/printer/printers';
import type { MachineNotes } from '../storage/machine-notes';
import type { PrinterSources } from './printer-sources';

/** What is printed, on the paper the chosen printer has. */
export type Printable = (paper: PrintJob['paper']) => PrintJob;

export type PrintDesk = {
  /** Printers as last heard of, the default first. */
  views(): PrinterView[];
  /** The practice printer's panel, where it is among them. */
  panel(): PrinterPanel | null;
  setPanel(change: Partial<PrinterPanel>): boolean;
  /** Tells which screen shows now: printers are watched where something is printed. */
  follow(screen: ScreenName): void;
  /** Looks for printers now. */
  look(): Promise<void>;
  /**
   * Prints on `printer` (null: the first that is ready) and follows the job to its real end.
   * `rolls` prints on a roll where pages come out too. Fails with PRINTER_*.
   */
  print(
    what: Printable,
    printer: string | null,
    options?: { roll?: boolean; onProgress?: (progress: PrintProgress) => void },
  ): Promise<Result<void>>;
  /** Cancels whatever is being printed: its session is over. */
  stop(): void;
  warnings(): TechnicianNotice[];
  close(): Promise<void>;
};

export type PrintDeskOptions = {
  host: ContractRouterClient<HostContract>;
  notes: MachineNotes;
  sources: Omit<PrinterSources, 'host'>;
  /** In the place of all others, for tests. */
  finders?: readonly PrinterFinder[];
  /** Called when a printer came, went or changed. */
  changed(): void;
  practiceName(): string;
};

const PRINTING_SCREENS: readonly ScreenName[] = ['ready', 'result'];
/** A note that something is in a queue: after a crash it is taken out before anything else. */
const NOTE = 'printing';

type Opened = { pool: PrinterPool; practice: PanelPrinter | null; checkEveryMs: number };

/** Sets up the desk; drivers are loaded with the first screen that prints. */
export function createPrintDesk(options: PrintDeskOptions): PrintDesk {
  const { host, notes } = options;
  let opening: Promise<Opened> | null = null;
  let opened: Opened | null = null;
  let watching: NodeJS.Timeout | undefined;
  let warnings: TechnicianNotice[] = [];
  let closed = false;
  const running = new Set<AbortController>();

  async function load(): Promise<Opened> {
    const [{ createPrinterPool }, { PRINTER_DELAYS }, { openPrinterSources }] = await Promise.all([
      import('../devices/printer/printers'),
      import('../devices/printer/delays'),
      import('./printer-sources'),
    ]);
    const sources = options.finders
      ? { finders: options.finders, practice: null }
      : await openPrinterSources({ ...options.sources, host });
    const pool = createPrinterPool(sources.finders);
    pool.onChange(options.changed);
    opened = { pool, practice: sources.practice, checkEveryMs: PRINTER_DELAYS.checkEveryMs };
    return opened;
  }
  const open = () => {
    opening ??= load().catch((error: unknown) => {
      // A folder or driver that could not be opened may be there the next time.
      opening = null;
      throw error;
    });
    return opening;
  };

  const isPractice = (id: string) => id === opened?.practice?.id;
  /** As found, with the one a technician chose before all others. */
  function list(): readonly Printer[] {
    const found = opened?.pool.list() ?? [];
    if (found.length < 2) return found;
    const chosen = notes.read('printer');
    return found.toSorted((a, b) => Number(b.id === chosen) - Number(a.id === chosen));
  }

  async function look(): Promise<void> {
    const { pool } = await open();
    if (closed) return;
    await pool.look();
    warnings = await pool.warnings();
  }

  /** What an earlier run had in a queue must not come out later for somebody else. */
  async function sweepLeft(): Promise<void> {
    if (notes.read(NOTE) === null) return;
    const { pool } = await open();
    await pool.sweep();
    forget();
  }
  function forget(): void {
    try {
      notes.remove(NOTE);
    } catch {
      // The note only makes the next start look again.
    }
  }
  void sweepLeft().catch(() => undefined);

  async function choose(id: string | null): Promise<Printer | null> {
    if (list().length === 0) await look();
    const printers = list();
    if (id !== null) return printers.find((printer) => printer.id === id) ?? null;
    return printers.find((printer) => printer.health().ready) ?? printers[0] ?? null;
  }

  async function run(
    printer: Printer,
    job: PrintJob,
    onProgress: (progress: PrintProgress) => void,
  ): Promise<Result<void>> {
    const stop = new AbortController();
    running.add(stop);
    try {
      notes.write(NOTE, 'yes');
    } catch {
      // A full disk is no reason not to print; the sweep after a crash is lost.
    }
    try {
      const result = await printer.print(
        {
          title: job.title,
          paper: job.paper,
          pdf: async () => Buffer.from((await host.makePdf({ job })).base64, 'base64'),
          handOver: (name) => host.print({ job, printer: name }),
        },
        stop.signal,
        onProgress,
      );
      return result.ok ? { ok: true, value: undefined } : result;
    } finally {
      running.delete(stop);
      if (running.size === 0) forget();
    }
  }

  return {
    views: () =>
      list().map((printer) => {
        const health = printer.health();
        return {
          id: printer.id,
          label: isPractice(printer.id) ? options.practiceName() : printer.label,
          kind: printer.kind,
          ready: health.ready,
          reason: health.ready ? null : health.reason,
        };
      }),
    panel() {
      const practice = opened?.practice;
      return practice && list().some(({ id }) => id === practice.id) ? practice.state() : null;
    },
    setPanel(change) {
      if (!opened?.practice) return false;
      opened.practice.set(change);
      return true;
    },
    follow(screen) {
      const isPrinting = PRINTING_SCREENS.includes(screen);
      if (!isPrinting || closed) {
        clearInterval(watching);
        watching = undefined;
        return;
      }
      if (watching !== undefined) return;
      // Until the drivers are loaded; replaced by the real rhythm then.
      watching = setTimeout(() => undefined, 0);
      void open()
        .then(({ checkEveryMs }) => {
          if (watching === undefined || closed) return;
          watching = setInterval(() => {
            if (running.size === 0) void look().catch(() => undefined);
          }, checkEveryMs).unref();
          return look();
        })
        .catch((error: unknown) => console.error(`printers: ${(error as Error).name}`));
    },
    look,
    async print(what, id, { roll = false, onProgress = () => undefined } = {}) {
      const printer = await choose(id);
      if (!printer) return err('PRINTER_NONE');
      return run(printer, what(printer.roll ?? (roll ? 'roll80' : 'a5')), onProgress);
    },
    stop() {
      for (const each of running) each.abort(new Error('session over'));
    },
    warnings: () => warnings,
    async close() {
      closed = true;
      clearInterval(watching);
      for (const each of running) each.abort(new Error('closed'));
      if (opening) await (await opening).pool.close();
    },
  };
}
