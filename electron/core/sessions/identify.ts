/** From a card's text, or what was typed instead, to an identity the resident confirms. */
import type { Failure } from '../../contract/reasons';
import { err, type Result } from '../../contract/result';
import type { Address, CardWarning, IdCard, PartialDate, Sex } from '../../contract/values';
import { practiseRefusal } from '../assist/practise';
import { readCardText } from '../identity/card-qr';
import { checkName, checkText } from '../identity/names';
import { checkPartialDate, vietnamDate } from '../identity/partial-date';
import { checkPersonalId, cleanPersonalId } from '../identity/personal-id';
import type { Kiosk } from '../kiosk/kiosk';
import type { Identity } from './session-data';

const WARNING_OF: Partial<Record<Failure['reason'], CardWarning>> = {
  ID_YEAR_MISMATCH: 'CARD_YEAR_MISMATCH',
  ID_SEX_MISMATCH: 'CARD_SEX_MISMATCH',
  ID_PROVINCE_UNKNOWN: 'CARD_PROVINCE_UNKNOWN',
};

/** The address of 2025 for a card's line; without a commune when it is not certain. */
async function residenceOf(kiosk: Kiosk, text: string, original: string): Promise<Address | null> {
  if (text === '') return null;
  const proposal = await kiosk.addresses.propose(text);
  const [only] = proposal.candidates;
  return proposal.outcome === 'exact' && only
    ? {
        detail: proposal.detail,
        commune: only.commune,
        province: only.province,
        original,
        decidedBy: 'exact',
      }
    : { detail: proposal.detail, province: proposal.province, original, decidedBy: 'typed' };
}

/**
 * Reads a card's text into the session. A refusal is shown on the screen with its sentence;
 * nothing entered before is lost.
 */
export async function readCard(
  kiosk: Kiosk,
  text: string,
  source: 'card' | 'sample',
): Promise<Result<void>> {
  const session = kiosk.runtime.current();
  if (!session) return err('SESSION_NONE');
  const read = readCardText(text);
  if (!read.ok) {
    kiosk.runtime.dispatch(session.id, { type: 'CARD_REFUSED', failure: read.failure });
    return read;
  }
  const identity = await identityOfCard(kiosk, read.value, source);
  const failure = practiseRefusal(kiosk, identity);
  if (failure) {
    kiosk.runtime.dispatch(session.id, { type: 'CARD_REFUSED', failure });
    return { ok: false, failure };
  }
  return kiosk.runtime.dispatch(session.id, { type: 'CARD_READ', identity });
}

async function identityOfCard(
  kiosk: Kiosk,
  card: IdCard,
  source: 'card' | 'sample',
): Promise<Identity> {
  const { cleaned, original } = card.residence;
  return {
    source,
    card,
    personalId: card.personalId,
    fullName: card.fullName,
    birthDate: card.birthDate,
    sex: card.sex,
    residence: await residenceOf(kiosk, cleaned, original),
    residenceText: original,
    warnings: card.warnings,
  };
}

export type TypedIdentity = {
  personalId: string;
  fullName: string;
  birthDate: PartialDate | null;
  sex: Sex | null;
  residence: string;
};

/** Longest address line: the boxes of the civil-status e-forms take 255. */
const MAX_RESIDENCE_LENGTH = 255;

function inField(failure: Failure, field: keyof TypedIdentity): Result<never> {
  return { ok: false, failure: { ...failure, details: { ...failure.details, field } } };
}

/** Takes what was typed instead of a card. A failure names its field in `details.field`. */
export async function typeIdentity(kiosk: Kiosk, typed: TypedIdentity): Promise<Result<void>> {
  const session = kiosk.runtime.current();
  if (!session) return err('SESSION_NONE');
  const { birthDate, sex } = typed;
  const personalId = cleanPersonalId(typed.personalId);
  const checked = checkPersonalId(personalId, {
    ...(birthDate ? { birthDate } : {}),
    ...(sex ? { sex } : {}),
  });
  if (personalId === '') return inField({ reason: 'FIELD_REQUIRED' }, 'personalId');
  if (checked.failure) return inField(checked.failure, 'personalId');
  const name = checkName(typed.fullName);
  if (!name.ok) return inField(name.failure, 'fullName');
  if (!birthDate) return inField({ reason: 'FIELD_REQUIRED' }, 'birthDate');
  const dateFailure = checkPartialDate(birthDate, {
    yearOnlyAllowed: true,
    notFuture: true,
    today: vietnamDate(kiosk.now()),
  });
  if (dateFailure) return inField(dateFailure, 'birthDate');
  if (!sex) return inField({ reason: 'FIELD_REQUIRED' }, 'sex');
  const residence = checkText(typed.residence, { maxLength: MAX_RESIDENCE_LENGTH });
  if (!residence.ok) return inField(residence.failure, 'residence');
  const identity: Identity = {
    source: 'typed',
    card: null,
    personalId,
    fullName: name.value,
    birthDate,
    sex,
    residence: await residenceOf(kiosk, residence.value, residence.value),
    residenceText: residence.value,
    warnings: checked.warnings.flatMap((reason) => WARNING_OF[reason] ?? []),
  };
  const failure = practiseRefusal(kiosk, identity);
  if (failure) return { ok: false, failure };
  return kiosk.runtime.dispatch(session.id, { type: 'IDENTITY_TYPED', identity });
}
