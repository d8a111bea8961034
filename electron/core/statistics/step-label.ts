/** A step in words: the question as the pack asks it, or the screen's name. Nothing personal. */
import type { LocalText, Pack } from '../../contract/pack';
import type { Texts } from '../kiosk/texts';
import { SCREENS_OF_SESSION } from '../sessions/session-data';

/** How steps of questions are written in events and between machines: `question:` and the key. */
export const QUESTION_STEP = 'question:';

const NAMED: ReadonlySet<string> = new Set([
  ...SCREENS_OF_SESSION,
  'welcome',
  'resume',
  'officerSheet',
]);

/** Names `step` of procedure `procedureCode`; what is not known is said to be another step. */
export function stepLabel(
  packs: ReadonlyMap<string, Pack>,
  texts: Texts,
  procedureCode: string | null,
  step: string,
): LocalText {
  const key = step.startsWith(QUESTION_STEP) ? step.slice(QUESTION_STEP.length) : null;
  if (key !== null) {
    const pack = procedureCode === null ? undefined : packs.get(procedureCode);
    const field = pack?.fields.find((each) => each.key === key);
    if (field) return field.label;
  }
  const name = NAMED.has(step) ? step : 'other';
  return { vi: texts('vi', `steps:${name}`), en: texts('en', `steps:${name}`) };
}
