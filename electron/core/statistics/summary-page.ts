/** The summary as helpers and officers see it at the point: exact figures, nobody's. */
import type { SummaryBar, SummaryPage, SummaryPeriod } from '../../contract/office/summary';
import type { Kiosk } from '../kiosk/kiosk';
import { dayText } from '../printing/dates';
import { type Counts, countEvents, mean, median, TARGET_MINUTES } from './counts';
import { readEvents } from './event-rows';
import { lastMoment, periodOf } from './periods';
import { buildReport, type Report } from './report';
import { stepLabel } from './step-label';

/** Rows of a list on the page; the exports have all. */
const LIST_LENGTH = 6;

type Source = Pick<Kiosk, 'db' | 'packs' | 'texts' | 'point' | 'now'>;

/** The counts of a period that ends today. */
export function countsOf(kiosk: Pick<Kiosk, 'db' | 'now'>, period: SummaryPeriod): Counts {
  return countEvents(readEvents(kiosk.db, periodOf(period, kiosk.now())));
}

/** Builds the page. `savedAs` is the name of a file just written. */
export function summaryPage(
  kiosk: Source,
  period: SummaryPeriod,
  rights: Pick<SummaryPage, 'mayExport' | 'savedAs' | 'print'>,
): SummaryPage {
  const counts = countsOf(kiosk, period);
  const { packs, texts } = kiosk;
  const dates = periodOf(period, kiosk.now());
  const both = (key: string) => ({ vi: texts('vi', key), en: texts('en', key) });
  const placeBar = (bar: { procedureCode: string | null; step: string; times: number }) => ({
    label: stepLabel(packs, texts, bar.procedureCode, bar.step),
    count: bar.times,
  });
  const top = (bars: readonly SummaryBar[]) => bars.slice(0, LIST_LENGTH);
  const nobody = counts.canDo.find(({ who }) => who === 'notYet')?.times ?? 0;
  const answered = counts.canDo.reduce((sum, { times }) => sum + times, 0);
  return {
    page: 'summary',
    period,
    from: dayText(dates.from),
    to: dayText(lastMoment(dates)),
    residents: counts.residents,
    sessions: counts.sessions,
    practised: counts.practised,
    submitted: counts.submitted,
    meanMinutes: mean(counts.minutes),
    medianMinutes: median(counts.minutes),
    underTarget: counts.minutes.filter((minutes) => minutes < TARGET_MINUTES).length,
    targetMinutes: TARGET_MINUTES,
    levels: counts.levels,
    procedures: counts.procedures.map(({ procedureCode, submitted, levels }) => ({
      name: packs.get(procedureCode)?.shortName ?? { vi: procedureCode, en: procedureCode },
      submitted,
      levels,
    })),
    asked: top(counts.asked.map(placeBar)),
    abandoned: top(
      counts.abandoned.map(({ value, times }) => ({
        label: both(`report:ended_${value}`),
        count: times,
      })),
    ),
    ratings: counts.ratings,
    visits: [...counts.visits],
    canDo: { somebody: answered - nobody, nobody },
    queue: {
      taken: counts.queue.taken,
      called: counts.queue.called,
      waitMinutes: median(counts.queue.waitMinutes),
    },
    faults: counts.faults,
    ...rights,
  };
}

/** The report of a period, for files and paper: small counts rounded. */
export function reportOf(kiosk: Source & Pick<Kiosk, 'state'>, period: SummaryPeriod): Report {
  const dates = periodOf(period, kiosk.now());
  const { language } = kiosk.state;
  return buildReport({
    counts: countsOf(kiosk, period),
    packs: kiosk.packs,
    texts: kiosk.texts,
    language,
    pointName: kiosk.point.name[language],
    from: dayText(dates.from),
    to: dayText(lastMoment(dates)),
  });
}
