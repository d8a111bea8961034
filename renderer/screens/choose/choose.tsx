import { useState } from 'react';
import type { LifeEvent } from '../../../electron/contract/pack';
import type { ProcedureCard, ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Choice, EventDrawing, Notice, Screen, TextBox } from '../../components';
import './choose.css';
import { useEventNames } from './event-names';
import { useProcedureSearch } from './use-search';

/** Choose a procedure: by search in plain words, by what is used most, by what happened in life. */
export function ChooseScreen({ screen }: { readonly screen: ScreenOf<'choose'> }) {
  const { t, local } = useText();
  const names = useEventNames();
  const [query, setQuery] = useState('');
  const [event, setEvent] = useState<LifeEvent | null>(null);
  const results = useProcedureSearch(query);
  const popular = screen.popular
    .map((code) => screen.all.find((card) => card.code === code))
    .filter((card) => card !== undefined);
  const events = (Object.keys(names) as LifeEvent[]).filter((each) =>
    screen.all.some((card) => card.lifeEvents.includes(each)),
  );
  const title = t('choose:title');
  const ofEvent = screen.all.filter((card) => event !== null && card.lifeEvents.includes(event));
  const searching = query.trim() !== '';
  const shown = searching ? (results ?? []) : event !== null ? ofEvent : popular;
  return (
    <Screen
      title={title}
      layout="wide"
      step={t('choose:step')}
      speak={[title, t('choose:search'), ...shown.map((card) => local(card.shortName))]}
    >
      <div className={searching || event !== null ? 'choose' : 'choose choose-columns'}>
        <div className="stack">
          <TextBox
            label={t('choose:search')}
            value={query}
            onChange={setQuery}
            inputMode="search"
          />
          {searching ? <Results results={results} /> : null}
          {searching || event !== null || popular.length === 0 ? null : (
            <section className="choose-section">
              <h2 className="choose-heading">{t('choose:popular')}</h2>
              <ProcedureList cards={popular} brief />
            </section>
          )}
          {searching || event === null ? null : (
            <section className="choose-section">
              <div className="choose-head">
                <h2 className="choose-heading">{names[event]}</h2>
                <Button variant="quiet" icon="back" onPress={() => setEvent(null)}>
                  {t('choose:allEvents')}
                </Button>
              </div>
              <ProcedureList cards={ofEvent} />
            </section>
          )}
        </div>
        {searching || event !== null ? null : (
          <section className="choose-section">
            <h2 className="choose-heading">{t('choose:byEvent')}</h2>
            <div className="choose-events">
              {events.map((each) => (
                <Choice
                  key={each}
                  label={names[each]}
                  drawing={<EventDrawing name={each} />}
                  onPress={() => setEvent(each)}
                />
              ))}
            </div>
          </section>
        )}
      </div>
    </Screen>
  );
}

function Results({ results }: { readonly results: readonly ProcedureCard[] | null }) {
  const { t } = useText();
  const helped = useView().assist !== null;
  if (results === null) return <p role="status">{t('choose:searching')}</p>;
  return (
    <section className="choose-section">
      {results.length === 0 ? (
        <Notice kind="info" title={t('choose:nothing')}>
          <p>{helped ? t('choose:nothingHintHelped') : t('choose:nothingHint')}</p>
        </Notice>
      ) : (
        <>
          <p role="status" className="choose-heading">
            {t('choose:found', { count: results.length })}
          </p>
          <ProcedureList cards={results} />
        </>
      )}
    </section>
  );
}

function ProcedureList(props: {
  readonly cards: readonly ProcedureCard[];
  /** The short names alone. */
  readonly brief?: boolean;
}) {
  const { cards, brief } = props;
  const { local } = useText();
  const core = useCore();
  const act = useAct();
  return (
    <div className={brief ? 'choose-brief' : 'choose-list'}>
      {cards.map((card) => {
        const name = local(card.name);
        const short = local(card.shortName);
        return (
          <Choice
            key={card.code}
            label={short}
            hint={brief || name === short ? undefined : name}
            onPress={() => void act(() => core.procedures.choose({ code: card.code }))}
          />
        );
      })}
    </div>
  );
}
