/**
 * The calls a page may make. Handlers, the page's client and test doubles are derived from this;
 * a call that is not here cannot be made, and a malformed one never reaches a handler.
 *
 * Calls answer with `Outcome`; the new view arrives by `view.watch`. Main checks the sender of
 * every message before it passes it on to the core.
 */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { FieldValue, ListItem } from './answers';
import { assistCalls } from './assist';
import { cameraContract } from './camera';
import { devicesCalls, readerPanelCalls } from './devices';
import { faultCalls } from './faults';
import { fleetContract } from './fleet';
import { summaryCalls } from './office/summary';
import { officerCalls } from './officer';
import { Outcome, outcomeOf } from './outcome';
import { officeCalls, peopleCalls } from './people';
import { phoneContract } from './phone';
import { printersContract } from './printers';
import { queueCalls } from './queue';
import { rememberCalls } from './remember';
import { practiceCalls, trainingCalls } from './training-calls';
import { AddressProposal, AdministrativeUnit, PartialDate, Sex } from './values';
import {
  Crop,
  Goal,
  Language,
  PageQuality,
  ProcedureCard,
  Rotation,
  SamplePaper,
  ScannerPanel,
  SessionView,
  TextSize,
} from './view';

export { Outcome } from './outcome';

/** Most characters of card text a call may carry; longer scans are cut before they are sent. */
export const MAX_CARD_TEXT_LENGTH = 8_192;

const act = oc.output(Outcome);
const Path = z.string().max(120);

export const pageContract = {
  summary: summaryCalls,
  queue: queueCalls,
  remember: rememberCalls,
  training: trainingCalls,
  practice: practiceCalls,

  view: {
    /** The present view, then each new one. */
    watch: oc.output(eventIterator(SessionView)),
  },

  preferences: {
    setLanguage: act.input(z.object({ language: Language })),
    setTextSize: act.input(z.object({ textSize: TextSize })),
  },

  session: {
    start: act,
    /** Any touch or key: puts off the idle time-out. */
    activity: oc.output(z.void()),
    back: act,
    callHelp: act.input(z.object({ called: z.boolean() })),
    chooseGoal: act.input(z.object({ goal: Goal, procedureCode: z.string().optional() })),
    consent: act.input(z.object({ agree: z.boolean() })),
    /** Ends the session and wipes it. */
    end: act.input(z.object({ reason: z.enum(['resident', 'idle']) })),
    /** "Xong rồi": from the result to the three faces. */
    finish: act,
    anotherDossier: act,
    rate: act.input(
      z.object({
        face: z.enum(['good', 'fair', 'bad']).nullable(),
        reason: z.string().max(60).optional(),
      }),
    ),
    resume: act.input(z.object({ lastFourDigits: z.string().max(12) })),
    discardResume: act,
  },

  identity: {
    /** Text of a card's QR, from a wedge scanner, a paste or the camera. */
    readCard: act.input(
      z.object({
        text: z.string().max(MAX_CARD_TEXT_LENGTH),
        via: z.enum(['wedge', 'paste', 'camera', 'sample']),
      }),
    ),
    /** The fictitious card of practice and demonstration. */
    useSampleCard: act,
    typeInstead: act,
    type: act.input(
      z.object({
        personalId: z.string().max(20_000),
        fullName: z.string().max(20_000),
        birthDate: PartialDate.nullable(),
        sex: Sex.nullable(),
        residence: z.string().max(20_000),
      }),
    ),
    confirm: act,
    /** "Không đúng": scan again or correct by typing. */
    reject: act.input(z.object({ next: z.enum(['scan', 'type']) })),
  },

  account: {
    setPhone: act.input(z.object({ phone: z.string().max(20_000) })),
    /** Live, plain advice; the password goes no further than the check. */
    setPassword: act.input(z.object({ password: z.string().max(200) })),
    enterCode: act.input(z.object({ code: z.string().max(40) })),
    resendCode: act,
    continue: act,
  },

  procedures: {
    search: oc.input(z.object({ query: z.string().max(20_000) })).output(z.array(ProcedureCard)),
    choose: act.input(z.object({ code: z.string().max(20) })),
    /** "Sẵn sàng": begin the questions. */
    begin: act,
    printChecklist: act,
  },

  dossier: {
    confirmPrefilled: act,
    /** Answers the question at `path`; refused as stale when another question is on screen. */
    answer: act.input(
      z.object({ path: Path, value: FieldValue, keepWarnings: z.boolean().optional() }),
    ),
    /** Stores the finished items of the list on screen and stays on it. */
    keepItems: act.input(z.object({ path: Path, items: z.array(ListItem) })),
    edit: act.input(z.object({ path: Path })),
    declare: act.input(z.object({ checked: z.boolean() })),
    submit: act,
    /** Does not wait any longer: the dossier stays queued and the slip says so. */
    leaveQueued: act,
  },

  papers: {
    goTo: act.input(z.object({ componentId: z.string().max(80) })),
    /** A file in pieces: begin, chunks in order, finish. */
    beginFile: oc
      .input(z.object({ name: z.string().max(400), bytes: z.number().int().min(0) }))
      .output(outcomeOf(z.object({ uploadId: z.string() }))),
    chunk: act.input(z.object({ uploadId: z.string(), base64: z.string() })),
    finishFile: act.input(
      z.object({
        uploadId: z.string(),
        componentId: z.string().max(80),
        replacePageId: z.string().optional(),
        /** A photo is looked through for the sheet on it; a file, when not given. */
        origin: z.enum(['file', 'photo']).optional(),
      }),
    ),
    /** Answers when the scan has ended; pages arrive in the view as they come. */
    scan: act.input(
      z.object({
        componentId: z.string().max(80),
        replacePageId: z.string().optional(),
        /** 'auto', when not given: the feeder if paper lies in it, else the glass. */
        place: z.enum(['auto', 'flatbed', 'feeder']).optional(),
        bothSides: z.boolean().optional(),
      }),
    ),
    /** Stops the scan; pages that are in stay. */
    cancelScan: act,
    edit: act.input(z.object({ pageId: z.string(), rotation: Rotation, crop: Crop.nullable() })),
    /** Shows all of the picture, or only the sheet found in it; a cut is forgotten by it. */
    showWhole: act.input(z.object({ pageId: z.string(), whole: z.boolean() })),
    /** Puts both sides of a card on one page in place of the two; fails with CARD_NOT_FOUND. */
    combineCard: act.input(z.object({ frontPageId: z.string(), backPageId: z.string() })),
    remove: act.input(z.object({ pageId: z.string() })),
    move: act.input(z.object({ pageId: z.string(), to: z.int().min(0) })),
    /** JPEG of a page as base64, edited as it is now. */
    preview: oc
      .input(z.object({ pageId: z.string(), purpose: z.enum(['thumbnail', 'preview']) }))
      .output(
        outcomeOf(
          z.object({ base64: z.string(), width: z.int(), height: z.int(), quality: PageQuality }),
        ),
      ),
    continue: act,
  },

  /** The dialog "Chụp bằng máy ảnh". */
  camera: cameraContract,

  /** The panel "Chụp bằng điện thoại". */
  phone: phoneContract,

  printers: printersContract,

  /** Remote help by phone, over the exchange between the machines of a point. */
  fleet: fleetContract,

  /** The panel of the practice scanner; refused where there is a real one. */
  scannerPanel: {
    lay: act.input(z.object({ paper: SamplePaper.nullable() })),
    /** Lays so many sample sheets into the feeder, in place of what was there. */
    feed: act.input(ScannerPanel.pick({ feeder: true })),
    set: act.input(ScannerPanel.omit({ glass: true, feeder: true }).partial()),
  },

  result: {
    print: act.input(
      z.object({ printer: z.string().max(300).nullable(), paper: z.enum(['a5', 'roll80']) }),
    ),
    savePdf: act,
    printOutcome: act.input(z.object({ cameOut: z.boolean() })),
  },

  lookup: {
    find: act.input(z.object({ number: z.string().max(20_000) })),
  },

  addresses: {
    provinces: oc.output(z.array(AdministrativeUnit)),
    communes: oc
      .input(z.object({ provinceCode: z.string().max(10), query: z.string().max(200) }))
      .output(z.array(AdministrativeUnit)),
    propose: oc.input(z.object({ text: z.string().max(20_000) })).output(AddressProposal),
  },

  /** The technician's page of devices; faults; the practice reader. */
  devices: devicesCalls,
  faults: faultCalls,
  readerPanel: readerPanelCalls,

  office: officeCalls,
  assist: assistCalls,
  people: peopleCalls,
  officer: officerCalls,
};
export type PageContract = typeof pageContract;
