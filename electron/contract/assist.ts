/** Assist mode: the panel beside a resident's screen, and the calls made from it. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Outcome } from './outcome';
import { HelperNote, LocalText } from './pack';
import { MANDATE_REASONS } from './plain';
import { AssistanceLevel, Role } from './roles';

/**
 * Why a whole dossier is entered for somebody; the words are in the locales. `policeHandover`: an area officer
 * finishes a residence or identity procedure.
 */
export const MandateReason = z.enum(MANDATE_REASONS);
export type MandateReason = z.infer<typeof MandateReason>;

/** What the resident is asked at this moment, to be answered by the resident's own press. */
export const AskedLeave = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typing') }),
  z.object({
    kind: z.literal('mandate'),
    reason: MandateReason,
    /** Where the screen does not say which. */
    procedure: LocalText.optional(),
  }),
  z.object({ kind: z.literal('papers') }),
]);
export type AskedLeave = z.infer<typeof AskedLeave>;

/** The open panel as the page shows it. */
export const AssistView = z.object({
  helperName: z.string(),
  role: Role,
  /** The most help the step on screen needed so far. */
  level: AssistanceLevel,
  mayType: z.boolean(),
  mayEnterOnBehalf: z.boolean(),
  /** An area officer, at a procedure of the police: the sheet may be asked for. */
  mayHandOver: z.boolean(),
  /** The helper types this step, by the resident's leave. */
  keyboard: z.boolean(),
  /** The helper enters the whole dossier; why. */
  mandate: MandateReason.nullable(),
  asked: AskedLeave.nullable(),
  /** The pack's notes on the question; null where the page has its own for the screen. */
  notes: HelperNote.nullable(),
  /** An answer given before is kept and not shown; it can be kept as it is or given anew. */
  answerHidden: z.boolean(),
  /** Something of this screen is the resident's alone: the helper looks away. */
  lookAway: z.boolean(),
  /** The resident lets the helper see the pictures of papers. */
  papersShown: z.boolean(),
  /** Seconds since the panel opened, when this view was made. */
  openForSeconds: z.int(),
  /** Seconds until the panel closes by itself; null while that is far off. */
  secondsLeft: z.int().nullable(),
});
export type AssistView = z.infer<typeof AssistView>;

const act = oc.output(Outcome);

export const assistCalls = {
  /** Who may open the panel here. */
  helpers: oc.output(
    z.array(z.object({ id: z.string(), name: z.string(), role: Role, onShift: z.boolean() })),
  ),
  open: act.input(z.object({ helperId: z.string().max(40), pin: z.string().max(40) })),
  /**
   * A press or key: inside the panel it is the helper's; on the page it counts as the helper's only
   * while the helper has the keyboard.
   */
  touched: oc.input(z.object({ where: z.enum(['panel', 'page']) })).output(z.void()),
  /** The helper asks; the resident answers with `answerLeave`. */
  askTyping: act,
  askMandate: act.input(z.object({ reason: MandateReason })),
  askPapers: act,
  answerLeave: act.input(z.object({ agree: z.boolean() })),
  /** Goes on with the hidden answer as it is. */
  keepAnswer: act,
  /** "Trả lại cho bà con". */
  handBack: act,
};
