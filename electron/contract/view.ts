/**
 * What the page shows: one view, pushed by the core after every change. The screen is a function
 * of the view, so a reloaded page or a restarted core comes back to the same question.
 */
import { z } from 'zod';
import { Answer, FieldValue, Origin } from './answers';
import { AssistView } from './assist';
import { DeviceLine, ReaderPanel } from './devices';
import { Highlight, RemoteHelpView } from './fleet';
import { OfficePage, SignedInView } from './office/office';
import { OfficerSheet } from './officer';
import { Channel, Component, Field, LifeEvent, LocalText } from './pack';
import { PhoneView } from './phone';
import { PrinterPanel, PrinterView, PrintProgress } from './printers';
import { TicketView } from './queue';
import { Failure, Reason } from './reasons';
import { FadingView, NextTimeView } from './remember';
import { CardVariant, CardWarning, PartialDate, Sex } from './values';

export const Language = z.enum(['vi', 'en']);
export type Language = z.infer<typeof Language>;

/** Text sizes: 24, 30 and 40 px for running text. */
export const TextSize = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type TextSize = z.infer<typeof TextSize>;

export const Goal = z.enum(['procedure', 'account', 'lookup', 'practise']);
export type Goal = z.infer<typeof Goal>;

/** A point as its screen shows it. */
export const PointView = z.object({
  name: LocalText,
  shortName: LocalText,
  openingHours: LocalText,
  phone: z.string().optional(),
});
export type PointView = z.infer<typeof PointView>;

/** A procedure as an item of a list. */
export const ProcedureCard = z.object({
  code: z.string(),
  name: LocalText,
  shortName: LocalText,
  lifeEvents: z.array(LifeEvent),
});
export type ProcedureCard = z.infer<typeof ProcedureCard>;

/** One line of a list of answers. `text` is ready to show and read aloud, masked where asked. */
export const AnswerRow = z.object({
  path: z.string(),
  label: LocalText,
  text: LocalText.nullable(),
  origin: Origin.nullable(),
  required: z.boolean(),
  editable: z.boolean(),
});
export type AnswerRow = z.infer<typeof AnswerRow>;

export const PageQuality = z.enum(['clear', 'blurred', 'dark', 'blank']);
export type PageQuality = z.infer<typeof PageQuality>;

/**
 * What else a person should look at on a page, never a refusal: a finger on it, a glare spot, a
 * part outside the picture, a slant that was left, too few dots to print well, two sheets fed at
 * once.
 */
export const PageAdvice = z.enum(['finger', 'glare', 'cut', 'skewed', 'small', 'double']);
export type PageAdvice = z.infer<typeof PageAdvice>;

export const Rotation = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);
export type Rotation = z.infer<typeof Rotation>;

/** A part of a page to keep, as shares (0-1) of the rotated picture. */
export const Crop = z.object({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().min(0.05).max(1),
  height: z.number().min(0.05).max(1),
});
export type Crop = z.infer<typeof Crop>;

/** A point of a picture, as shares of its width and height; outside 0 to 1 is outside of it. */
const PicturePoint = z.object({ x: z.number().min(-1).max(2), y: z.number().min(-1).max(2) });

/**
 * Where the sheet of paper lies in the kept picture: its corners from the sheet's top left
 * clockwise, and the sheet's width over its height. Drawing a page straightens this part; without
 * it the whole picture is the page, so that a wrong finding loses nothing.
 */
export const PageShape = z.object({
  corners: z.tuple([PicturePoint, PicturePoint, PicturePoint, PicturePoint]),
  ratio: z.number().min(0.02).max(50),
});
export type PageShape = z.infer<typeof PageShape>;

export const PageView = z.object({
  id: z.string(),
  rotation: Rotation,
  crop: Crop.nullable(),
  quality: PageQuality,
  advice: z.array(PageAdvice),
  /** What is shown where a sheet was found in the picture: the sheet, or all of the picture. */
  shows: z.enum(['sheet', 'whole']).nullable(),
  /** As large as an identity card, as far as the page knows. */
  cardSized: z.boolean(),
  /** Changes with every edit, so that a preview is fetched anew. */
  version: z.int(),
});
export type PageView = z.infer<typeof PageView>;

export const ComponentView = z.object({
  component: Component,
  required: z.boolean(),
  pages: z.array(PageView),
});
export type ComponentView = z.infer<typeof ComponentView>;

/** Drawn papers that belong to nobody, for practice. */
export const SamplePaper = z.enum(['birth-notice', 'rental-contract', 'certificate']);
export type SamplePaper = z.infer<typeof SamplePaper>;

/** A scanner as people need to know it. */
export const ScannerView = z.object({
  label: z.string(),
  /** Why it cannot scan just now, or null. */
  trouble: Reason.nullable(),
  glass: z.boolean(),
  feeder: z.boolean(),
  /** Its feeder takes both sides of a sheet. */
  duplex: z.boolean(),
});
export type ScannerView = z.infer<typeof ScannerView>;

export const ScanningView = z.object({
  /** Pages that are in; the next one is on its way. */
  pages: z.int(),
  /** null while it is being found out where paper lies. */
  source: z.enum(['flatbed', 'feeder']).nullable(),
  /** False once it was told to stop. */
  cancellable: z.boolean(),
});
export type ScanningView = z.infer<typeof ScanningView>;

/** Sheets the feeder of the practice scanner holds. */
export const MOST_PANEL_SHEETS = 5;

/** The panel of the practice scanner: what lies in it, and what is wrong with it. */
export const ScannerPanel = z.object({
  glass: SamplePaper.nullable(),
  /** Sheets in the feeder. */
  feeder: z.int().min(0).max(MOST_PANEL_SHEETS),
  plugged: z.boolean(),
  coverOpen: z.boolean(),
  jammed: z.boolean(),
  doubleFeed: z.boolean(),
  /** Plug, jam and double feed come only after the first page of a scan. */
  midway: z.boolean(),
  busy: z.boolean(),
  failing: z.boolean(),
  hanging: z.boolean(),
});
export type ScannerPanel = z.infer<typeof ScannerPanel>;

/** A message on the practice portal's drawn phone. */
export const PhoneMessage = z.object({ at: z.iso.datetime(), text: z.string() });
export type PhoneMessage = z.infer<typeof PhoneMessage>;

/** Status codes 1-10 of the national vocabulary. */
export const DossierStatus = z.int().min(1).max(10);
export type DossierStatus = z.infer<typeof DossierStatus>;

/** One dossier's course as the receiving system tells it. No personal data. */
export const DossierCourse = z.object({
  number: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  submittedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  timeline: z.array(z.object({ status: DossierStatus, at: z.iso.datetime(), note: z.string() })),
});
export type DossierCourse = z.infer<typeof DossierCourse>;

/** A procedure's "Ready?" page. */
export const ReadyView = z.object({
  code: z.string(),
  name: LocalText,
  authority: LocalText,
  papers: z.array(z.object({ name: LocalText, required: z.boolean(), hint: LocalText.optional() })),
  times: z.array(z.object({ channel: Channel, text: LocalText })),
  fees: z.array(
    z.object({
      channel: Channel,
      amountVnd: z.int().nullable(),
      per: LocalText.optional(),
      note: LocalText.optional(),
      checkedOn: z.string(),
    }),
  ),
  goodToKnow: z.array(LocalText),
  questions: z.int(),
});
export type ReadyView = z.infer<typeof ReadyView>;

/** A field with a value that may be shown for editing. */
const QuestionShape = {
  /** `key`, or `key/index/itemKey` inside a list. */
  path: z.string(),
  field: Field,
  answer: Answer.nullable(),
  suggestions: z.array(z.object({ value: FieldValue, text: LocalText })),
  /** "Câu 3 trên 5". */
  number: z.int(),
  of: z.int(),
  /** Things that do not add up with other answers; the resident may keep the value. */
  warnings: z.array(Failure),
  /** Reached by "Sửa": the answer goes straight back to the list it came from. */
  editing: z.boolean(),
};

export const IdentityForm = z.object({
  personalId: z.string(),
  fullName: z.string(),
  birthDate: PartialDate.nullable(),
  sex: Sex.nullable(),
  residence: z.string(),
});
export type IdentityForm = z.infer<typeof IdentityForm>;

export const SubmissionState = z.enum(['preparing', 'sending', 'waiting', 'queued', 'refused']);
export type SubmissionState = z.infer<typeof SubmissionState>;

export const PrintState = z.enum([
  'idle',
  'printing',
  'handedOver',
  'failed',
  'saved',
  /** Sealed on this machine, to be printed later. */
  'kept',
  'confirmed',
]);
export type PrintState = z.infer<typeof PrintState>;

/** The slip as shown on screen and printed. No name, number or address of a person. */
export const SupportSlip = z.object({
  procedureName: LocalText,
  dossierNumber: z.string().nullable(),
  /** Our own reference, to find a queued dossier's number later. */
  reference: z.string(),
  submittedAt: z.iso.datetime(),
  authority: z.string(),
  dueAt: z.iso.datetime().nullable(),
  portalUrl: z.string(),
  /** Drawn from `portalUrl` by the core: a square of `size` modules, row by row, '1' = dark. */
  qr: z.object({ size: z.int(), modules: z.string() }),
  practice: z.boolean(),
  /** Made in a practice run: marked as such all over. */
  practising: z.boolean(),
});
export type SupportSlip = z.infer<typeof SupportSlip>;

export const Screen = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('welcome'),
    /** Residents may take a number here. */
    queue: z.boolean().optional(),
    /** A slip waits to be printed. */
    keptSlips: z.boolean().optional(),
    /** This point lets nobody work alone, and no helper is on shift. */
    needsHelper: z.boolean(),
  }),
  z.object({
    name: z.literal('resume'),
    startedAt: z.iso.datetime(),
    procedure: LocalText.nullable(),
    triesLeft: z.int(),
  }),
  z.object({ name: z.literal('goal'), popular: z.array(ProcedureCard) }),
  z.object({ name: z.literal('consent'), goal: Goal, textVersion: z.string() }),
  z.object({
    name: z.literal('identify'),
    /** A fictitious card is offered (practice, demonstration). */
    sampleCard: z.boolean(),
    failure: Failure.nullable(),
  }),
  z.object({ name: z.literal('identityForm'), form: IdentityForm }),
  z.object({
    name: z.literal('cardConfirm'),
    variant: CardVariant.nullable(),
    rows: z.array(AnswerRow),
    warnings: z.array(CardWarning),
    typed: z.boolean(),
  }),
  z.object({ name: z.literal('accountPhone'), rows: z.array(AnswerRow), phone: z.string() }),
  z.object({ name: z.literal('accountPassword'), phoneMasked: z.string() }),
  z.object({
    name: z.literal('accountCode'),
    phoneMasked: z.string(),
    messages: z.array(PhoneMessage),
    failure: Failure.nullable(),
  }),
  z.object({ name: z.literal('accountDone'), already: z.boolean() }),
  z.object({
    name: z.literal('choose'),
    all: z.array(ProcedureCard),
    popular: z.array(z.string()),
  }),
  z.object({ name: z.literal('ready'), ready: ReadyView, printState: PrintState }),
  z.object({ name: z.literal('prefilled'), procedure: LocalText, rows: z.array(AnswerRow) }),
  z.object({ name: z.literal('question'), procedure: LocalText, ...QuestionShape }),
  z.object({
    name: z.literal('papers'),
    procedure: LocalText,
    components: z.array(ComponentView),
    current: z.int(),
    /** The scanner in use, or null. */
    scanner: ScannerView.nullable(),
    /** While a scan runs. */
    scanning: ScanningView.nullable(),
    /** Only where the scanner is the practice one. */
    scannerPanel: ScannerPanel.nullable(),
    phone: PhoneView,
    busy: z.boolean(),
    failure: Failure.nullable(),
  }),
  z.object({
    name: z.literal('check'),
    procedure: LocalText,
    rows: z.array(AnswerRow),
    papers: z.array(
      z.object({
        id: z.string(),
        name: LocalText,
        required: z.boolean(),
        pages: z.int(),
      }),
    ),
    declaration: LocalText,
    declared: z.boolean(),
    missing: z.array(z.string()),
    /** Where the dossier goes ("Cổng thực hành"), in words. */
    practice: z.boolean(),
  }),
  z.object({
    name: z.literal('submitting'),
    procedure: LocalText,
    state: SubmissionState,
    reason: Reason.nullable(),
    attempts: z.int(),
    nextTryAt: z.iso.datetime().nullable(),
  }),
  z.object({
    name: z.literal('result'),
    procedure: LocalText,
    slip: SupportSlip,
    queued: z.boolean(),
    nextSteps: z.array(LocalText),
    atHome: LocalText,
    printers: z.array(PrinterView),
    printState: PrintState,
    /** What the running job does. */
    printProgress: PrintProgress.nullable(),
    /** Why the last one failed. */
    printFailure: Failure.nullable(),
    /** The slip can be kept for later: the person could prove that it is theirs. */
    canKeepSlip: z.boolean(),
    printerPanel: PrinterPanel.nullable(),
    savedAs: z.string().nullable(),
  }),
  z.object({
    name: z.literal('rating'),
    /** After a real dossier. */
    nextTime: NextTimeView.optional(),
    /** After a practice run; `lesson`: it belongs to a lesson and goes back there. */
    practised: z.object({ lesson: z.boolean() }).optional(),
  }),
  z.object({
    name: z.literal('lookup'),
    number: z.string(),
    course: DossierCourse.nullable(),
    failure: Failure.nullable(),
    busy: z.boolean(),
  }),
  /** Taking a number, before anything is known of anybody. */
  z.object({
    name: z.literal('queue'),
    /** All procedures, the most used first. */
    wishes: z.array(ProcedureCard),
    ticket: TicketView.nullable(),
    /** The number called last. */
    called: z.int().nullable(),
  }),
  /** A page for those who help, at a machine nobody uses. */
  z.object({
    name: z.literal('office'),
    office: OfficePage,
    /** Null at the door. */
    signedIn: SignedInView.nullable(),
  }),
  /** Over the resident's screen while an area officer fills in the dossier. */
  OfficerSheet,
  /** The session is over; the page is about to be wiped. */
  z.object({ name: z.literal('farewell') }),
]);
export type Screen = z.infer<typeof Screen>;
export type ScreenName = Screen['name'];
export type ScreenOf<N extends ScreenName> = Extract<Screen, { name: N }>;

/** Something the technician must hear about; `detail` names a file or setting, never a person. */
export const TechnicianNotice = z.object({ reason: Reason, detail: z.string() });
export type TechnicianNotice = z.infer<typeof TechnicianNotice>;

export const SessionView = z.object({
  /** Grows with every change; a page keeps the highest it has seen. */
  revision: z.int(),
  language: Language,
  textSize: TextSize,
  point: PointView,
  /** Everything stays on this machine: the practice portal is in use. */
  practice: z.boolean(),
  /** A practice run: coloured, marked, and kept from everything real. */
  practising: z.boolean(),
  /** One level less help than the last time, for who chose to be remembered. */
  fading: FadingView.nullable(),
  /** "Bước 4 trên 8"; null where no step is counted. */
  step: z.object({ number: z.int(), of: z.int() }).nullable(),
  canGoBack: z.boolean(),
  helpCalled: z.boolean(),
  /** The helper's panel; null while none is open. */
  assist: AssistView.nullable(),
  /** An officer's sheet opens when the resident has confirmed the card; null where none does. */
  handOver: z.object({ officerName: z.string() }).nullable(),
  /** Help by phone; null where it cannot be had. */
  remoteHelp: RemoteHelpView.nullable(),
  /** Where somebody on the phone points. */
  highlight: Highlight.nullable(),
  /** How this machine's devices are, one line for each kind there could be. */
  devices: z.array(DeviceLine),
  /** Panels of the practice devices; null where there are none, and on screens without them. */
  fakes: z
    .object({
      reader: ReaderPanel.nullable(),
      scanner: ScannerPanel.nullable(),
      printer: PrinterPanel.nullable(),
    })
    .nullable(),
  /** Set while the idle warning shows: seconds until the session ends by itself. */
  idleSecondsLeft: z.int().nullable(),
  /** A failure of the last call that belongs to the screen as a whole. */
  notice: Failure.nullable(),
  /** Shown on request on the welcome screen; empty while a session is open. */
  technicianNotices: z.array(TechnicianNotice),
  screen: Screen,
});
export type SessionView = z.infer<typeof SessionView>;
