/** The page of whoever helps by phone: what somebody at another machine sees, from the packs. */
import type { OfficePageOf } from '../../contract/office/office';
import type { RemoteQuestion } from '../../contract/office/remote';
import type { Field } from '../../contract/pack';
import type { Kiosk } from '../kiosk/kiosk';
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
  const yesNo = (['yes', 'no'] as const).map((word) => ({
    vi: texts('vi', `fields:${word}`),
    en: texts('en', `fields:${word}`),
  }));
  const given = field.options?.map(({ label }) => label);
  const options = given ?? (field.type === 'yesNo' ? yesNo : []);
  return {
    path: field.key,
    question: field.question,
    hint: field.hint ?? null,
    options: options.length <= MOST_OPTIONS ? options : [],
    help: field.help,
  };
}
