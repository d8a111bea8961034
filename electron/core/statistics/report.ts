/** The counts as tables in words: what the exports and the ward officer's page are made from. */
import type { Pack } from '../../contract/pack';
import { LEVELS } from '../../contract/roles';
import type { Language } from '../../contract/view';
import type { Texts } from '../kiosk/texts';
import { type Counts, mean, median, TARGET_MINUTES } from './counts';
import { type Cell, countCell, figureCell, partCells, totalCell } from './small-counts';
import { stepLabel } from './step-label';

export type ReportTable = {
  /** Also a sheet's name: at most 31 characters, none of `[]:*?/\`. */
  title: string;
  columns: readonly string[];
  rows: ReadonlyArray<readonly Cell[]>;
};

export type Report = {
  title: string;
  /** Place, period, and what the figures are not. */
  notes: readonly string[];
  tables: readonly ReportTable[];
};

export type ReportOptions = {
  counts: Counts;
  packs: ReadonlyMap<string, Pack>;
  texts: Texts;
  language: Language;
  pointName: string;
  /** As people write them: 21/11/2026. */
  from: string;
  to: string;
};

const text = (value: string): Cell => ({ kind: 'text', text: value });

/** Builds the report; every small count in it is rounded (see `small-counts`). */
export function buildReport(options: ReportOptions): Report {
  const { counts, packs, language, pointName, from, to } = options;
  const t = (key: string, values?: Record<string, string>) => options.texts(language, key, values);
  const procedureName = (code: string | null) =>
    (code === null ? undefined : packs.get(code))?.shortName[language] ?? code ?? '';
  const levelCells = (levels: Counts['levels']) => partCells(LEVELS.map((name) => levels[name]));
  const levelNames = LEVELS.map((name) => t(`report:level_${name}`));
  const submittedParts = [
    ...counts.procedures.map(({ submitted }) => submitted),
    ...LEVELS.map((name) => counts.levels[name]),
  ];
  const minutes = counts.minutes;
  const under = minutes.filter((each) => each < TARGET_MINUTES).length;
  const { good, fair, bad } = counts.ratings;

  const overview: Array<[string, Cell]> = [
    ['residents', countCell(counts.residents)],
    ['sessions', countCell(counts.sessions)],
    ['practised', countCell(counts.practised)],
    ['accounts', countCell(counts.accounts)],
    ['submitted', totalCell(counts.submitted, submittedParts)],
    ['meanMinutes', figureCell(mean(minutes), minutes.length)],
    ['medianMinutes', figureCell(median(minutes), minutes.length)],
    [
      'underTarget',
      figureCell(minutes.length ? (100 * under) / minutes.length : null, minutes.length),
    ],
    ['queueTaken', countCell(counts.queue.taken)],
    ['queueWait', figureCell(median(counts.queue.waitMinutes), counts.queue.waitMinutes.length)],
    ['faults', { kind: 'exact', value: counts.faults }],
  ];

  return {
    title: t('report:title'),
    notes: [
      pointName,
      t('report:period', { from, to }),
      t('report:notOfficial'),
      t('report:rounded'),
    ],
    tables: [
      {
        title: t('report:overview'),
        columns: [t('report:what'), t('report:count')],
        rows: overview.map(([key, cell]) => [text(t(`report:${key}`)), cell]),
      },
      {
        title: t('report:levels'),
        columns: [t('report:procedure'), t('report:submitted'), ...levelNames],
        rows: [
          ...counts.procedures.map(({ procedureCode, submitted, levels }) => [
            text(procedureName(procedureCode)),
            totalCell(
              submitted,
              LEVELS.map((name) => levels[name]),
            ),
            ...levelCells(levels),
          ]),
          [
            text(t('report:all')),
            totalCell(counts.submitted, submittedParts),
            ...levelCells(counts.levels),
          ],
        ],
      },
      {
        title: t('report:times'),
        columns: [t('report:procedure'), t('report:meanMinutes'), t('report:medianMinutes')],
        rows: counts.procedures.map(({ procedureCode, minutes: own }) => [
          text(procedureName(procedureCode)),
          figureCell(mean(own), own.length),
          figureCell(median(own), own.length),
        ]),
      },
      {
        title: t('report:steps'),
        columns: [
          t('report:procedure'),
          t('report:step'),
          t('report:times_count'),
          t('report:medianSeconds'),
          ...levelNames,
        ],
        rows: counts.steps.map(({ procedureCode, step, times, levels, medianSeconds }) => [
          text(procedureName(procedureCode)),
          text(stepLabel(packs, options.texts, procedureCode, step)[language]),
          totalCell(
            times,
            LEVELS.map((name) => levels[name]),
          ),
          figureCell(medianSeconds, times),
          ...levelCells(levels),
        ]),
      },
      {
        title: t('report:asked'),
        columns: [t('report:procedure'), t('report:step'), t('report:times_count')],
        rows: counts.asked.map(({ procedureCode, step, times }) => [
          text(procedureName(procedureCode)),
          text(stepLabel(packs, options.texts, procedureCode, step)[language]),
          countCell(times),
        ]),
      },
      {
        title: t('report:abandoned'),
        columns: [t('report:how'), t('report:step'), t('report:times_count')],
        rows: counts.abandoned.map(({ value, step, times }) => [
          text(t(`report:ended_${value}`)),
          text(stepLabel(packs, options.texts, null, step)[language]),
          countCell(times),
        ]),
      },
      {
        title: t('report:satisfaction'),
        columns: [t('report:what'), t('report:count')],
        rows: [
          ...partCells([good, fair, bad]).map((cell, index) => [
            text(t(`report:face_${['good', 'fair', 'bad'][index] ?? 'good'}`)),
            cell,
          ]),
          ...counts.badReasons.map(({ reason, times }) => [
            text(t(`report:bad_${reason}`)),
            countCell(times),
          ]),
        ],
      },
      {
        title: t('report:mandates'),
        columns: [t('report:what'), t('report:count')],
        rows: counts.mandates.map(({ reason, times }) => [
          text(t(`report:mandate_${reason}`)),
          countCell(times),
        ]),
      },
      {
        title: t('report:visits'),
        columns: [t('report:visit'), t('report:times_count'), t('report:alone')],
        rows: counts.visits.map(({ visit, times, alone }) => [
          { kind: 'exact', value: visit },
          totalCell(times, [alone, times - alone]),
          countCell(alone),
        ]),
      },
      {
        title: t('report:canDo'),
        columns: [t('report:what'), t('report:count')],
        rows: counts.canDo.map(({ who, times }) => [
          text(t(`report:canDo_${who}`)),
          countCell(times),
        ]),
      },
    ],
  };
}
