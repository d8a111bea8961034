/** The officer's sheet: all questions of a residence or identity procedure on one page. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { FieldValue, Origin } from './answers';
import { Outcome, outcomeOf } from './outcome';
import { Field, LocalText } from './pack';
import { Failure } from './reasons';
import { Address } from './values';

/** One question on the sheet. */
export const SheetRow = z.object({
  path: z.string(),
  field: Field,
  /** The answer; null where there is none, or while it is hidden. */
  value: FieldValue,
  /** In words, masked where the field is. */
  text: LocalText.nullable(),
  /** Only shown masked; `officer.value` tells it while it is edited. */
  hidden: z.boolean(),
  /** Where the answer came from; null without one. */
  origin: Origin.nullable(),
  /** Filled in by the machine, not touched by anybody yet. */
  prefilled: z.boolean(),
  /** Must be filled in and is not. */
  missing: z.boolean(),
});
export type SheetRow = z.infer<typeof SheetRow>;

/** A paper that is asked for with the answers as they are. */
export const SheetPaper = z.object({
  id: z.string(),
  name: LocalText,
  required: z.boolean(),
  pages: z.int(),
});
export type SheetPaper = z.infer<typeof SheetPaper>;

export const OfficerSheet = z.object({
  name: z.literal('officerSheet'),
  procedure: LocalText,
  officerName: z.string(),
  /** Today in Asia/Ho_Chi_Minh, yyyy-mm-dd: dates may be given as so many months from it. */
  today: z.string(),
  rows: z.array(SheetRow),
  papers: z.array(SheetPaper),
  /** Pages that are in while a scan runs, else null. */
  scanning: z.int().nullable(),
  scanFailure: Failure.nullable(),
  print: z.enum(['idle', 'printing', 'printed', 'failed']),
  printFailure: Failure.nullable(),
  /** A card is awaited at the readers, for the person this box belongs to. */
  cardFor: z.string().nullable(),
  /** Why the last card of a reader was not taken. */
  cardFailure: Failure.nullable(),
  /** Seconds until the sheet closes by itself; null while that is far off. */
  secondsLeft: z.int().nullable(),
});
export type OfficerSheet = z.infer<typeof OfficerSheet>;

const act = oc.output(Outcome);
const Path = z.string().max(120);

export const officerCalls = {
  /**
   * "Làm phiếu cho bà con": from the officer's own page to a session for this procedure. The
   * resident is asked first of all, with `assist.answerLeave`.
   */
  begin: act.input(z.object({ code: z.string().max(20) })),
  /** The resident does without the officer who is awaited. */
  withdraw: act,
  /** The officer asks for the whole dossier; the resident answers with `assist.answerLeave`. */
  ask: act,
  /**
   * Stores the answer to any question of the sheet. What does not add up with other answers is
   * not stored but answered as `warnings`; with `keepWarnings` it is stored all the same.
   * `revision`: the view that shows what follows.
   */
  answer: oc
    .input(z.object({ path: Path, value: FieldValue, keepWarnings: z.boolean().optional() }))
    .output(outcomeOf(z.object({ warnings: z.array(Failure), revision: z.int() }))),
  /** A hidden answer, for the field that is being edited. */
  value: oc.input(z.object({ path: Path })).output(outcomeOf(FieldValue)),
  /** Addresses that what was typed may mean, the likeliest first. */
  addresses: oc
    .input(z.object({ text: z.string().max(2_000) }))
    .output(z.array(z.object({ text: z.string(), address: Address }))),
  /** Fills in another person's fields, those `path` belongs to, from that person's card. */
  card: act.input(z.object({ path: Path, text: z.string().max(8_192) })),
  /** The next card at an attached reader is for the person `path` belongs to; null: no more. */
  awaitCard: act.input(z.object({ path: Path.nullable() })),
  /** Prints what is on the sheet, marked as no official form. */
  print: act,
  /** Hands back to the resident, who looks everything over, ticks and submits. */
  invite: act,
};
