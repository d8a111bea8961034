/** The page of whoever helps by phone: what somebody at another machine sees, from the packs. */
import type { OfficePageOf } from '../../contract/office/office';
import type { RemoteQuestion } from '../../contract/office/remote';
import type { Field, LocalText, Option } from '../../contract/pack';
import type { Kiosk } from '../kiosk/kiosk';
import type { Texts } from '../kiosk/texts';
import { pointMachines } from './fleet';
import { numberOf } from './machine-table';

/** Longer lists are searched there, not pointed at from here. */
const MOST_OPTIONS = 40;

/** Builds the page. */
export function remotePage(kiosk: Kiosk): OfficePageOf<'remote'> {
  const exchange = kiosk.fleet.exchange();
  const joined = exchange?.helping.joined() ?? null;
  const where = joined?.where ?? null;
  const pack = where?.procedureCode ? kiosk.packs.get(where.procedureCode) : undefined;
  const field = pack?.fields.find(({ key }) => key === where?.fieldKey);
  const paper = pack?.components.find(({ id }) => id === where?.paperId);
  return {
    page: 'remote',
    link: kiosk.fleet.link(),
    waiting: pointMachines(kiosk)
      .filter(({ self, heard, last }) => !self && heard === 'fresh' && last?.waitsForCode)
      .map(({ number }) => ({ machine: number })),
    joined: joined
      ? {
          machine: numberOf(joined.machine),
          state: joined.state,
          screen: where?.screen ?? 'welcome',
          procedure: pack?.shortName ?? null,
          paper: paper?.name ?? null,
          question: field ? questionOf(field, kiosk) : null,
          highlight: joined.highlight,
        }
      : null,
  };
}

function questionOf(field: Field, { texts }: Kiosk): RemoteQuestion {
  const options = field.type === 'yesNo' ? yesAndNo(field, texts) : field.options?.map(labelOf);
  return {
    path: field.key,
    question: field.question,
    hint: field.hint ?? null,
    options: options && options.length <= MOST_OPTIONS ? options : [],
    help: field.help,
  };
}

const labelOf = ({ label }: Option): LocalText => label;

/** Yes before no, as the screen has them, in the pack's own words where it has some. */
function yesAndNo(field: Field, texts: Texts): LocalText[] {
  return ([true, false] as const).map((value) => {
    const own = field.options?.find((option) => option.value === String(value));
    const key = value ? 'fields:yes' : 'fields:no';
    return own?.label ?? { vi: texts('vi', key), en: texts('en', key) };
  });
}
