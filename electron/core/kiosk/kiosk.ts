/** Everything the handlers work with, put together in the composition root. */
import type { ContractRouterClient } from '@orpc/contract';
import type Database from 'better-sqlite3';
import type { HostContract } from '../../contract/host';
import type { Pack } from '../../contract/pack';
import type { Result } from '../../contract/result';
import type { TechnicianNotice } from '../../contract/view';
import type { RememberedStore } from '../assist/fading-store';
import type { HelperStore } from '../assist/helpers';
import type { Queue } from '../assist/queue';
import type { ShiftStore } from '../assist/shifts';
import type { Training } from '../assist/training-handle';
import type { CameraGate } from '../devices/camera/camera-gate';
import type { DeviceHealth } from '../devices/health/health-handle';
import type { PhoneDesk } from '../devices/phone/desk';
import type { PanelScanner } from '../devices/scanner/fake-panel';
import type { Scanner } from '../devices/scanner/scanner';
import type { ScannerSetup } from '../devices/scanner/scanner-setup';
import type { KeptSlips } from '../dossiers/kept-slips';
import type { FaultStore } from '../faults/faults';
import type { Fleet } from '../fleet/fleet-handle';
import type { AddressBook } from '../identity/addresses';
import type { PapersPipeline } from '../papers/pipeline';
import type { PointFile } from '../point/point';
import type { PrintDesk } from '../printing/print-desk';
import type { ProcedureSearch } from '../procedures/search';
import type { SessionEvent } from '../sessions/session-machine';
import type { SessionRuntime } from '../sessions/session-runtime';
import type { SessionStore } from '../sessions/session-store';
import type { EventLog } from '../statistics/event-log';
import type { MachineNotes } from '../storage/machine-notes';
import type { Reserve } from '../storage/reserve';
import type { SealedFiles } from '../storage/sealed-files';
import type { Outbox } from '../submissions/outbox';
import type { PracticeTarget } from '../submissions/targets/practice';
import type { KioskState } from './kiosk-state';
import type { Texts } from './texts';

export type Kiosk = {
  db: Database.Database;
  runtime: SessionRuntime;
  store: SessionStore;
  files: SealedFiles;
  notes: MachineNotes;
  /** Room to give up when erasing meets a full disk. */
  reserve: Reserve;
  state: KioskState;
  packs: ReadonlyMap<string, Pack>;
  search: ProcedureSearch;
  addresses: AddressBook;
  papers: PapersPipeline;
  camera: CameraGate;
  scanner: Scanner | null;
  /** The practice scanner's panel, where the scanner is the practice one. */
  scannerPanel: PanelScanner | null;
  /** What a technician does with the scanner; null where there is none at all. */
  scannerSetup: ScannerSetup | null;
  /** The resident's own phone as a scanner; null where the point has not switched it on. */
  phone: PhoneDesk | null;
  /** This machine among those of its point. */
  fleet: Fleet;
  printers: PrintDesk;
  /** How all devices are, the readers among them. */
  devices: DeviceHealth;
  /** Broken machines that people told of. */
  faults: FaultStore;
  /** Slips that wait to be printed. */
  keptSlips: KeptSlips;
  outbox: Outbox;
  target: PracticeTarget;
  /** Makes the practice portal forget every person. */
  forgetPersons(): void;
  host: ContractRouterClient<HostContract>;
  point: PointFile;
  technicianNotices: readonly TechnicianNotice[];
  texts: Texts;
  events: EventLog;
  /** Numbers for those who wait. */
  queue: Queue;
  /** Who may help at this machine. */
  helpers: HelperStore;
  /** Who is signed in at this point, since when. */
  shifts: ShiftStore;
  /** Residents who chose to be remembered. */
  remembered: RememberedStore;
  /** The training path of helpers. */
  training: Training;
  /** The fictitious card of practice; `sample` is the same where it may be used in earnest too. */
  practiceCard: { cardText: string };
  sample: { cardText: string } | null;
  now(): Date;
  /** Milliseconds on a clock nobody can set; for durations only. */
  monotonicMs(): number;
  /** Who hears of calls for help; add by `onCallChange`. */
  callListeners: Set<() => void>;
  newId(): string;
  /** Shows the present state to every page. */
  publish(): void;
  /** Any sign of a person: puts off the idle time-out. */
  touched(): void;
};

/** Applies an event to the session on screen. */
export function dispatch(kiosk: Kiosk, event: SessionEvent, alsoWrite?: () => void): Result<void> {
  const session = kiosk.runtime.current();
  if (!session) return { ok: false, failure: { reason: 'SESSION_NONE' } };
  return kiosk.runtime.dispatch(session.id, event, alsoWrite);
}
