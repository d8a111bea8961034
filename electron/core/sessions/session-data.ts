/** What one session knows. It is only ever on disk sealed under the session's own key. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Answer } from '../../contract/answers';
import { Failure, Reason } from '../../contract/reasons';
import { CanDo } from '../../contract/remember';
import {
  Address,
  CardWarning,
  IdCard,
  PartialDate,
  PersonalId,
  Sex,
  Text,
} from '../../contract/values';
import {
  Crop,
  DossierCourse,
  Goal,
  PageAdvice,
  PageQuality,
  PageShape,
  Rotation,
  SubmissionState,
} from '../../contract/view';

export const SCREENS_OF_SESSION = [
  'goal',
  'consent',
  'identify',
  'identityForm',
  'cardConfirm',
  'accountPhone',
  'accountPassword',
  'accountCode',
  'accountDone',
  'choose',
  'ready',
  'prefilled',
  'question',
  'papers',
  'check',
  'submitting',
  'result',
  'rating',
  'lookup',
] as const;
export type SessionScreen = (typeof SCREENS_OF_SESSION)[number];

/** The person as the card says or as typed; the QR proves nothing, it fills forms. */
export const Identity = z.object({
  source: z.enum(['card', 'typed', 'sample']),
  card: IdCard.nullable(),
  personalId: PersonalId,
  fullName: Text,
  birthDate: PartialDate,
  sex: Sex,
  residence: Address.nullable(),
  residenceText: z.string(),
  warnings: z.array(CardWarning),
});
export type Identity = z.infer<typeof Identity>;

export const PaperPage = z.object({
  /** Also the id of its sealed file. */
  id: z.string(),
  rotation: Rotation,
  crop: Crop.nullable(),
  /** Where the paper lies in the picture; null where it was not found. */
  shape: PageShape.nullable(),
  /** The resident wants all of the picture; the shape is kept to be put back. */
  whole: z.boolean(),
  /** The kept picture's own size before its edits, in pixels. */
  size: z.object({ width: z.int(), height: z.int() }),
  quality: PageQuality,
  advice: z.array(PageAdvice),
  /** Resolution where the scan or the PDF said it; a photo does not know. */
  dpi: z.number().nullable(),
  version: z.int(),
});
export type PaperPage = z.infer<typeof PaperPage>;

/** A place to go back to. */
export const Place = z.object({
  screen: z.enum(SCREENS_OF_SESSION),
  path: z.string().nullable(),
  component: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

export const Submission = z.object({
  /** UUIDv7, fixed together with the payload when the resident finalises. */
  dossierId: z.string(),
  reference: z.string(),
  submittedAt: z.string(),
  authority: z.string(),
  state: SubmissionState,
  reason: Reason.nullable(),
  attempts: z.int(),
  nextTryAt: z.string().nullable(),
  dossierNumber: z.string().nullable(),
  dueAt: z.string().nullable(),
});
export type Submission = z.infer<typeof Submission>;

/** The help a step needed so far, as it is sealed; see assist/level-tracker. */
const LevelNumber = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
export const HelpRecord = z.object({
  step: z.string(),
  level: LevelNumber,
  /** The most help any step of this dossier needed so far. */
  highest: LevelNumber,
  /** Time on the step when this was written, in ms. */
  elapsedMs: z.int().min(0),
});
export type HelpRecord = z.infer<typeof HelpRecord>;

/** Somebody who chose to be remembered: which visit this is, and the help of the last one. */
export const Returning = z.object({ visit: z.int().min(2), level: LevelNumber });
export type Returning = z.infer<typeof Returning>;

export const SessionData = z.object({
  id: z.string(),
  /** The session's number in the counts: random, and nowhere else. */
  countId: z.string(),
  startedAt: z.string(),
  goal: Goal.nullable(),
  /** Fictitious card only; everything stays on this machine. */
  practise: z.boolean(),
  consentedAt: z.string().nullable(),
  identity: Identity.nullable(),
  identityConfirmed: z.boolean(),
  cardFailure: Failure.nullable(),
  /** E.164. */
  phone: z.string().nullable(),
  registrationId: z.string().nullable(),
  accountExists: z.boolean(),
  accountFailure: Failure.nullable(),
  procedureCode: z.string().nullable(),
  answers: z.record(z.string(), Answer),
  prefilledConfirmed: z.boolean(),
  path: z.string().nullable(),
  editing: z.boolean(),
  component: z.string().nullable(),
  papers: z.record(z.string(), z.array(PaperPage)),
  papersFailure: Failure.nullable(),
  declared: z.boolean(),
  submission: Submission.nullable(),
  lookup: z.object({
    number: z.string(),
    course: DossierCourse.nullable(),
    failure: Failure.nullable(),
  }),
  history: z.array(Place),
  dossiersDone: z.int(),
  help: HelpRecord,
  /** An area officer fills in the dossier on a sheet over the screen. */
  officerSheet: z.boolean(),
  /** The officer whose sheet opens when the resident has confirmed the card, by the helper's id. */
  sheetAwaits: z.string().nullable(),
  /** The most help the dossier submitted last needed; null before there is one. */
  submittedLevel: LevelNumber.nullable(),
  returning: Returning.nullable(),
  /** "Lần sau", as it stands; both take effect at the end. */
  remember: z.boolean(),
  canDo: CanDo.nullable(),
});
export type SessionData = z.infer<typeof SessionData>;

/** The data of a session that has just begun. */
export function newSessionData(id: string, startedAt: string): SessionData {
  return {
    id,
    countId: randomBytes(9).toString('base64url'),
    startedAt,
    goal: null,
    practise: false,
    consentedAt: null,
    identity: null,
    identityConfirmed: false,
    cardFailure: null,
    phone: null,
    registrationId: null,
    accountExists: false,
    accountFailure: null,
    procedureCode: null,
    lookup: { number: '', course: null, failure: null },
    history: [],
    dossiersDone: 0,
    help: { step: 'goal', level: 0, highest: 0, elapsedMs: 0 },
    submittedLevel: null,
    returning: null,
    remember: false,
    canDo: null,
    ...emptyDossier(),
  };
}

/** The parts of the data that belong to one dossier and start anew with the next. */
export function emptyDossier(): Pick<
  SessionData,
  | 'answers'
  | 'prefilledConfirmed'
  | 'path'
  | 'editing'
  | 'component'
  | 'papers'
  | 'papersFailure'
  | 'declared'
  | 'submission'
  | 'officerSheet'
  | 'sheetAwaits'
> {
  return {
    answers: {},
    prefilledConfirmed: false,
    path: null,
    editing: false,
    component: null,
    papers: {},
    papersFailure: null,
    declared: false,
    submission: null,
    officerSheet: false,
    sheetAwaits: null,
  };
}
