/**
 * The procedure pack: everything the kiosk knows about one administrative procedure, as data.
 * A new procedure is a new file in `assets/procedures`, never new code.
 */
import { z } from 'zod';

/** A text residents or helpers see. Vietnamese is written first; English is complete. */
export const LocalText = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
export type LocalText = z.infer<typeof LocalText>;

const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** How sure a fact is; kept with the fact and shown to those who maintain packs. */
export const Certainty = z.enum(['confirmed', 'partlyRead', 'notRead', 'generalKnowledge']);
export type Certainty = z.infer<typeof Certainty>;

/** When a fact holds, when somebody last checked it, and where it is written. */
export const Provenance = z.strictObject({
  validFrom: IsoDate.nullable(),
  validTo: IsoDate.nullable(),
  checkedOn: IsoDate,
  source: z.string().min(1),
  certainty: Certainty,
});
export type Provenance = z.infer<typeof Provenance>;

export const Channel = z.enum(['online', 'counter']);
export type Channel = z.infer<typeof Channel>;

export const ProcessingTime = z.strictObject({
  channel: Channel,
  text: LocalText,
  /** Working days until the result; 0 = same day; null = not known. */
  workingDays: z.int().min(0).nullable(),
  provenance: Provenance,
});
export type ProcessingTime = z.infer<typeof ProcessingTime>;

export const Fee = z.strictObject({
  channel: Channel,
  /** Vietnamese đồng; null = not known, the payment screen decides. */
  amountVnd: z.int().min(0).nullable(),
  /** What the amount is for ("mỗi bản"), where it is not the whole. */
  per: LocalText.optional(),
  note: LocalText.optional(),
  provenance: Provenance,
});
export type Fee = z.infer<typeof Fee>;

export const OfficialForm = z.strictObject({ name: LocalText, provenance: Provenance });
export type OfficialForm = z.infer<typeof OfficialForm>;

/** A JSON Logic rule over `{ answers, card, point }`; see https://jsonlogic.com. */
export const Logic: z.ZodType<unknown> = z.union([z.boolean(), z.record(z.string(), z.unknown())]);
export type Logic = z.infer<typeof Logic>;

/**
 * Where a value the machine fills in comes from:
 * `card.*` the ID card (or what was typed instead), `answer.<key>` another answer of this dossier,
 * `point.*` this assistance point, a constant, a template or a date counted from today.
 */
export const PrefillSource = z.union([
  z.enum([
    'card.fullName',
    'card.personalId',
    'card.oldId',
    'card.birthDate',
    'card.sex',
    'card.residence',
    'card.issueDate',
    'card.issuePlace',
    'card.documentKind',
    'card.phone',
    'point.peoplesCommittee',
    'point.police',
    'point.province',
    'point.commune',
  ]),
  z.templateLiteral(['answer.', z.string()]),
  z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]) }),
  /**
   * A text put together from other values: `{{key}}` is an answer of this dossier,
   * `{{key.commune.name}}` a part of one, `{{card.…}}` and `{{point.…}}` a fact of the card or the
   * point. It gives nothing while one of them is unknown.
   */
  z.strictObject({ template: z.string().min(1) }),
  /** A date this many years after today (Asia/Ho_Chi_Minh). */
  z.strictObject({ todayPlusYears: z.int().positive() }),
]);
export type PrefillSource = z.infer<typeof PrefillSource>;

export const PrefillRule = z.strictObject({ when: Logic.optional(), from: PrefillSource });
export type PrefillRule = z.infer<typeof PrefillRule>;

/** What a volunteer can read beside a question. Written for a person of sixteen. */
export const HelperNote = z.strictObject({
  means: LocalText,
  mistakes: LocalText,
  say: LocalText,
  example: LocalText.optional(),
  whoKnows: LocalText.optional(),
});
export type HelperNote = z.infer<typeof HelperNote>;

export const FIELD_TYPES = [
  'text',
  'longText',
  'name',
  'personalId',
  'phone',
  'email',
  'date',
  'choice',
  'yesNo',
  'number',
  'address',
  'list',
] as const;
export const FieldType = z.enum(FIELD_TYPES);
export type FieldType = z.infer<typeof FieldType>;

export const Option = z.strictObject({ value: z.string().min(1), label: LocalText });
export type Option = z.infer<typeof Option>;

/** Limits of a value. Days and years count from today in Asia/Ho_Chi_Minh. */
export const FieldRules = z.strictObject({
  maxLength: z.int().positive().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** The form accepts a year alone, as on papers of older people. */
  yearOnly: z.boolean().optional(),
  notFuture: z.boolean().optional(),
  notPast: z.boolean().optional(),
  maxYearsAhead: z.int().positive().optional(),
  maxItems: z.int().positive().optional(),
  minItems: z.int().min(0).optional(),
});
export type FieldRules = z.infer<typeof FieldRules>;

const fieldShape = {
  /** The key of the official form where one was read. */
  key: z.string().regex(/^[a-z][a-z0-9_]*$/),
  type: FieldType,
  /** Short name, for lists of answers and print. */
  label: LocalText,
  /** The question as a sentence, read aloud. */
  question: LocalText,
  hint: LocalText.optional(),
  required: z.boolean(),
  /** The field exists only when this rule is true. */
  when: Logic.optional(),
  /**
   * `page`: asked on a page of its own unless the machine knows the value.
   * `check`: never asked; shown on the check page, where it can be added or changed.
   * `derived`: filled by the machine only (never shown as a question), shown on the check page.
   */
  ask: z.enum(['page', 'check', 'derived']),
  options: z.array(Option).optional(),
  /** A list in `assets/procedures/lists/<name>.json` instead of `options`. */
  optionList: z.string().optional(),
  /** With a long list: the values offered as large buttons before the search. */
  topOptions: z.array(z.string()).optional(),
  /** A choice that also takes free text ("Khác"): the value that opens the text box. */
  otherValue: z.string().optional(),
  /** The question above that text box. The answer is then the text itself. */
  otherQuestion: LocalText.optional(),
  rules: FieldRules.optional(),
  prefill: z.array(PrefillRule).optional(),
  /** Ready-made answers offered as buttons above a text box. */
  suggestions: z.array(PrefillRule).optional(),
  /** Shown masked outside the field being edited. */
  masked: z.boolean().optional(),
  help: HelperNote,
  note: z.string().optional(),
};

/** A field inside a list item; lists do not nest. */
export const ItemField = z.strictObject(fieldShape);
export type ItemField = z.infer<typeof ItemField>;

export const Field = z.strictObject({
  ...fieldShape,
  /** For `list`: the fields of one item, and what one item is called. */
  items: z.array(ItemField).optional(),
  itemName: LocalText.optional(),
});
export type Field = z.infer<typeof Field>;

/**
 * A reusable group placed in a pack: its fields get `prefix`, `{{subject}}` in its texts is
 * replaced, and single fields may be overridden or left out.
 */
export const GroupUse = z.strictObject({
  group: z.string(),
  prefix: z.string().regex(/^[a-z][a-z0-9_]*_$/),
  subject: LocalText,
  when: Logic.optional(),
  /**
   * The group's own prefills hold only when this is true; a constant without a condition (such as
   * the nationality) holds always.
   */
  prefillWhen: Logic.optional(),
  /**
   * Prefix of another use of the group in this pack: while `prefillWhen` is true each field copies
   * its twin there, so a corrected name is corrected in both places.
   */
  copyFrom: z.string().optional(),
  omit: z.array(z.string()).optional(),
  override: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
export type GroupUse = z.infer<typeof GroupUse>;

export const Component = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: LocalText,
  required: z.boolean(),
  when: Logic.optional(),
  /** `bring`: shown at the counter, never uploaded here. `upload` when left out. */
  handling: z.enum(['upload', 'bring']).optional(),
  hint: LocalText.optional(),
  note: z.string().optional(),
});
export type Component = z.infer<typeof Component>;

export const LifeEvent = z.enum([
  'birth',
  'marriage',
  'residence',
  'death',
  'papers',
  'identity',
  'vehicle',
  'business',
  'housing',
  'support',
]);
export type LifeEvent = z.infer<typeof LifeEvent>;

const packShape = {
  packFormat: z.literal(1),
  code: z.string().regex(/^\d\.\d{6}$/),
  codeConfirmed: z.boolean(),
  name: LocalText,
  shortName: LocalText,
  group: z.enum(['ubnd', 'congan']),
  field: LocalText,
  lifeEvents: z.array(LifeEvent).min(1),
  /** What people call it, as they say or type it; accents and order do not matter. */
  synonyms: z.array(z.string().min(2)).min(1),
  /** Order among "used most" before the machine has its own counts; 1 is first. */
  initialRank: z.int().positive(),
  authority: LocalText,
  level: z.enum(['full', 'partial']).nullable(),
  portal: z.strictObject({ url: z.url(), note: LocalText }),
  times: z.array(ProcessingTime).min(1),
  fees: z.array(Fee).min(1),
  forms: z.array(OfficialForm),
  output: LocalText,
  /** Things worth knowing before starting (limits, who must come, what is not possible). */
  goodToKnow: z.array(LocalText),
  /** What happens after submission, in order. */
  nextSteps: z.array(LocalText).min(1),
  /** How to do it at home next time. */
  atHome: LocalText,
  declaration: LocalText,
  fieldsBasis: z.enum(['read', 'partlyRead', 'notRead']),
  components: z.array(Component),
  notes: z.array(z.string()),
  sources: z.array(z.string()).min(1),
};

/** A pack as written in its file: groups are not expanded yet. */
export const PackFile = z.strictObject({
  $schema: z.string().optional(),
  ...packShape,
  fields: z.array(z.union([Field, GroupUse])).min(1),
});
export type PackFile = z.infer<typeof PackFile>;

/** A pack as the kiosk uses it: groups expanded, option lists resolved. */
export const Pack = z.strictObject({ ...packShape, fields: z.array(Field).min(1) });
export type Pack = z.infer<typeof Pack>;

/** A file of reusable groups: `assets/procedures/groups/<name>.json`. */
export const GroupFile = z.strictObject({
  $schema: z.string().optional(),
  group: z.string(),
  fields: z.array(Field).min(1),
});
export type GroupFile = z.infer<typeof GroupFile>;

/** A file of options: `assets/procedures/lists/<name>.json`. */
export const ListFile = z.strictObject({
  $schema: z.string().optional(),
  list: z.string(),
  options: z.array(Option).min(1),
  provenance: Provenance,
});
export type ListFile = z.infer<typeof ListFile>;
