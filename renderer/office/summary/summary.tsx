/** What an evening, a week or a month came to, and the ways to take it along. */
import type { OfficePageOf } from '../../../electron/contract/office/office';
import type { SummaryPeriod } from '../../../electron/contract/office/summary';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice } from '../../components';
import { Bars } from '../figures/bars';
import { LevelBar } from '../figures/level-bar';
import { Tile, writeFigure } from '../figures/tile';
import { OfficeFrame } from '../office-frame/office-frame';
import './summary.css';

export function SummaryPage({ page }: { readonly page: OfficePageOf<'summary'> }) {
  const { t, language } = useText();
  const figure = (value: number | null) => writeFigure(value, language);
  const { ratings, queue, canDo } = page;
  const dates =
    page.from === page.to ? page.to : t('summary:dates', { from: page.from, to: page.to });
  return (
    <OfficeFrame title={t('summary:title')}>
      {page.savedAs === null ? null : (
        <Notice kind="done">{t('summary:saved', { file: page.savedAs })}</Notice>
      )}
      {page.print === 'printed' ? <Notice kind="done">{t('summary:printed')}</Notice> : null}
      <div className="cluster">
        <Periods period={page.period} />
        <p>{dates}</p>
      </div>
      <div className="tiles">
        <Tile value={String(page.residents)} label={t('summary:residents')} />
        <Tile value={String(page.submitted)} label={t('summary:submitted')} />
        <Tile
          value={figure(page.meanMinutes)}
          label={t('summary:meanMinutes', { target: page.targetMinutes })}
        />
        <Tile value={figure(page.medianMinutes)} label={t('summary:medianMinutes')} />
        <Tile value={figure(queue.waitMinutes)} label={t('summary:wait')} />
        <Tile value={String(page.practised)} label={t('summary:practised')} />
      </div>
      <div className="summary-columns">
        <LevelBar levels={page.levels} title={t('summary:levels')} />
        <Bars
          title={t('summary:satisfaction')}
          bars={[
            { label: both(t, 'report:face_good'), count: ratings.good },
            { label: both(t, 'report:face_fair'), count: ratings.fair },
            { label: both(t, 'report:face_bad'), count: ratings.bad },
          ]}
        />
        <Bars
          title={t('summary:byProcedure')}
          bars={page.procedures.map(({ name, submitted }) => ({ label: name, count: submitted }))}
        />
        <Bars title={t('summary:asked')} bars={page.asked} />
        <Bars title={t('summary:abandoned')} bars={page.abandoned} />
        <Bars
          title={t('summary:canDo')}
          bars={[
            { label: both(t, 'summary:canDoSomebody'), count: canDo.somebody },
            { label: both(t, 'summary:canDoNobody'), count: canDo.nobody },
          ]}
        />
      </div>
      {page.visits.length === 0 ? null : <Visits visits={page.visits} />}
      {page.mayExport ? <Exports isPrinting={page.print === 'printing'} /> : null}
      <p className="muted">{t('summary:notOfficial')}</p>
    </OfficeFrame>
  );
}

/** A text of ours where a text of data is expected; it is in the language of the page already. */
function both(t: ReturnType<typeof useText>['t'], key: string) {
  const text = t(key);
  return { vi: text, en: text };
}

function Periods({ period }: { readonly period: SummaryPeriod }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const periods: ReadonlyArray<readonly [SummaryPeriod, string]> = [
    ['today', t('summary:today')],
    ['week', t('summary:week')],
    ['month', t('summary:month')],
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form part
    <div className="cluster" role="group" aria-label={t('summary:period')}>
      {periods.map(([each, label]) => (
        <Button
          key={each}
          aria-pressed={each === period}
          className={each === period ? 'summary-chosen' : undefined}
          onPress={() => void act(() => core.summary.setPeriod({ period: each }))}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

function Exports({ isPrinting }: { readonly isPrinting: boolean }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const write = (format: 'csv' | 'xlsx' | 'pdf') =>
    void act(() => core.summary.exportFile({ format }));
  return (
    <section className="figure">
      <h2 className="figure-title">{t('summary:take')}</h2>
      <div className="cluster">
        <Button onPress={() => write('csv')}>{t('summary:csv')}</Button>
        <Button onPress={() => write('xlsx')}>{t('summary:xlsx')}</Button>
        <Button onPress={() => write('pdf')}>{t('summary:pdf')}</Button>
        <Button isDisabled={isPrinting} onPress={() => void act(() => core.summary.print())}>
          {isPrinting ? t('summary:printing') : t('summary:print')}
        </Button>
      </div>
    </section>
  );
}

function Visits({ visits }: { readonly visits: OfficePageOf<'summary'>['visits'] }) {
  const { t } = useText();
  return (
    <section className="figure">
      <h2 className="figure-title">{t('summary:visits')}</h2>
      <ul className="summary-visits">
        {visits.map(({ visit, times, alone }) => (
          <li key={visit}>{t('summary:visitLine', { visit, times, alone })}</li>
        ))}
      </ul>
    </section>
  );
}
