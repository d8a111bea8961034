/** What the machine shows beside the session itself; none of it is worth keeping after a crash. */
import type { OfficePageName } from '../../contract/office/office';
import type { SummaryPeriod, SummaryPrint } from '../../contract/office/summary';
import type { PrintProgress } from '../../contract/printers';
import type { Failure } from '../../contract/reasons';
import type { Language, PhoneMessage, PrintState, TextSize } from '../../contract/view';
import type { LevelState } from '../assist/level-tracker';
import type { PanelState, RaisedCall } from '../assist/panel-state';
import type { Ticket } from '../assist/queue';

/** A page for those who help, open at a machine nobody uses. */
export type OfficeState = {
  page: OfficePageName;
  /** Who signed in here; null at the door. */
  helperId: string | null;
  /** What the page of figures shows; the present day where it is left out. */
  summary?: { period: SummaryPeriod; savedAs: string | null; print?: SummaryPrint };
};

export type ResumeOffer = {
  id: string;
  startedAt: string;
  procedureCode: string | null;
  triesLeft: number;
};

/** A file on its way from the page, in pieces. */
export type Upload = { sessionId: string; bytes: number; received: number; pieces: Buffer[] };

/** A scan for the session on screen. */
export type Scanning = {
  sessionId: string;
  /** Pages that are in. */
  pages: number;
  source: 'flatbed' | 'feeder' | null;
  /** The resident pressed "stop". */
  cancelled: boolean;
  /** Stops the device; also when the session ends. */
  stop: AbortController;
};

export type KioskState = {
  revision: number;
  language: Language;
  textSize: TextSize;
  /** Somebody called for help, or a step stays unanswered. */
  call: RaisedCall | null;
  /** The helper's panel beside the resident's screen. */
  panel: PanelState | null;
  /** When the resident agreed to an officer's sheet before the card, on the monotonic clock. */
  handedOverAtMs: number;
  /** The help the step on screen needed so far. */
  level: LevelState | null;
  /** When something was last done in the session, on the monotonic clock. */
  steppedAtMs: number;
  idleSecondsLeft: number | null;
  notice: Failure | null;
  resume: ResumeOffer | null;
  /** The page where a number is taken; with the number once there is one. */
  queueOpen: { ticket: Ticket | null } | null;
  office: OfficeState | null;
  /** The drawn phone of the practice portal. */
  phoneMessages: PhoneMessage[];
  /** Attachments are being made ready before the dossier is frozen. */
  preparing: boolean;
  papersBusy: boolean;
  scanning: Scanning | null;
  /** Files begun and not finished; gone with the session. */
  uploads: Map<string, Upload>;
  lookupBusy: boolean;
  printState: PrintState;
  printProgress: PrintProgress | null;
  printFailure: Failure | null;
  /** The job whose course is shown; another value means that nobody waits for it. */
  printMark: object | null;
  savedAs: string | null;
  /** An answer that does not add up, shown back for "keep" or "correct". */
  doubt: { path: string; value: unknown; failures: Failure[] } | null;
};

/** The state of a machine nobody uses. */
export function freshKioskState(revision: number): KioskState {
  return {
    revision,
    language: 'vi',
    textSize: 1,
    call: null,
    panel: null,
    handedOverAtMs: 0,
    level: null,
    steppedAtMs: 0,
    idleSecondsLeft: null,
    notice: null,
    resume: null,
    queueOpen: null,
    office: null,
    phoneMessages: [],
    preparing: false,
    papersBusy: false,
    scanning: null,
    uploads: new Map(),
    lookupBusy: false,
    printState: 'idle',
    printProgress: null,
    printFailure: null,
    printMark: null,
    savedAs: null,
    doubt: null,
  };
}
