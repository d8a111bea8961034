/** What the machine knows besides the answers: the card and the assistance point. */
import type { Answer, FieldValue } from '../../contract/answers';
import type { Field } from '../../contract/pack';
import type {
  Address,
  AdministrativeUnit,
  CardVariant,
  PartialDate,
  Sex,
} from '../../contract/values';
import type { FullDate } from '../identity/partial-date';

/** The resident as their ID card says, or as typed in place of a card. */
export type CardFacts = {
  readonly fullName: string;
  readonly personalId: string;
  readonly oldId?: string | undefined;
  readonly birthDate: PartialDate;
  readonly sex: Sex;
  readonly residence?: Address | undefined;
  readonly issueDate?: PartialDate | undefined;
  readonly issuePlace?: string | undefined;
  readonly documentKind?: CardVariant | undefined;
  readonly phone?: string | undefined;
};

/** This assistance point: the offices that serve it, by their full names. */
export type PointFacts = {
  readonly peoplesCommittee: string;
  readonly police: string;
  readonly province?: AdministrativeUnit | undefined;
  readonly commune?: AdministrativeUnit | undefined;
};

export type ProcedureContext = {
  /** Everything the resident answered, also for fields that are not visible at the moment. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly card?: CardFacts | undefined;
  readonly point: PointFacts;
  /** Today in Asia/Ho_Chi_Minh; taken from the clock when left out. */
  readonly today?: FullDate | undefined;
};

/** One field of a pack with what is known about it now. */
export type ResolvedField = {
  readonly field: Field;
  readonly visible: boolean;
  /** Given by the resident, else filled in by the machine; absent when nobody knows. */
  readonly answer?: Answer | undefined;
  /** The answer was filled in by the machine and not yet touched by the resident. */
  readonly prefilled: boolean;
  /** Ready-made answers to offer as buttons, without repetition. */
  readonly suggestions: readonly FieldValue[];
};
