/**
 * What a helper reads beside a resident's screen, and the few things a helper may do there. It
 * shows nothing about the resident: the core masks the screen it stands beside.
 */
import { useEffect, useRef, useState } from 'react';
import type { AssistView } from '../../electron/contract/assist';
import { useAct, useCore, useView } from '../app/core';
import { useText } from '../app/use-text';
import { Button, Notice } from '../components';
import { DeviceStatus } from '../office/devices/device-status';
import { useOfficeTexts } from '../office/office-texts';
import { AskReason } from './ask-reason';
import './help-panel.css';
import { LeaveDialog } from './leave-dialog';
import { useHelperInput } from './use-helper-input';
import { useNotes } from './use-notes';

/** Screens where there is something to type or choose for somebody. */
const TYPED: ReadonlySet<string> = new Set(['identityForm', 'accountPhone', 'question', 'lookup']);

/** The notes scroll: who has no mouse must be able to get there. */
const IN_THE_WAY_OF_KEYS = 0;

export function HelpPanel({ assist }: { readonly assist: AssistView }) {
  useOfficeTexts();
  const { screen } = useView();
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const panel = useRef<HTMLElement>(null);
  const [reasons, setReasons] = useState(false);
  const typing = assist.keyboard || assist.mandate !== null;
  useHelperInput(panel, typing);
  const mayAskToType = assist.mayType && !typing && TYPED.has(screen.name);

  return (
    <aside className="help-panel" ref={panel} aria-label={t('assistPanel:label')}>
      <div className="help-panel-head">
        <p className="help-panel-name">{t('assistPanel:name', { name: assist.helperName })}</p>
        <OpenTime from={assist.openForSeconds} />
      </div>
      <section
        className="help-panel-body"
        tabIndex={IN_THE_WAY_OF_KEYS}
        aria-label={t('assistPanel:notes')}
      >
        {assist.secondsLeft === null ? null : (
          <Notice kind="warning">{t('assistPanel:closing', { count: assist.secondsLeft })}</Notice>
        )}
        {assist.lookAway ? (
          <LookAway />
        ) : reasons ? (
          <AskReason onDone={() => setReasons(false)} />
        ) : (
          <>
            {typing ? (
              <p className="help-panel-state" role="status">
                {assist.mandate === null
                  ? t('assistPanel:typingNow')
                  : t('assistPanel:onBehalfNow')}
              </p>
            ) : null}
            <Notes assist={assist} />
            <DeviceStatus />
            <p className="help-panel-masked">{t('assistPanel:masked')}</p>
            {screen.name === 'papers' && !assist.papersShown ? (
              <Button onPress={() => void act(() => core.assist.askPapers())}>
                {t('assistPanel:askPapers')}
              </Button>
            ) : null}
            {assist.mayHandOver ? (
              <Button onPress={() => void act(() => core.officer.ask())}>
                {t('assistPanel:officerSheet')}
              </Button>
            ) : null}
            {assist.mayEnterOnBehalf && assist.mandate === null ? (
              <Button variant="quiet" onPress={() => setReasons(true)}>
                {t('assistPanel:onBehalf')}
              </Button>
            ) : null}
          </>
        )}
      </section>
      <div className="help-panel-actions">
        {mayAskToType && !reasons ? (
          <Button onPress={() => void act(() => core.assist.askTyping())}>
            {t('assistPanel:type')}
          </Button>
        ) : null}
        <Button
          variant="help"
          className="help-panel-back"
          onPress={() => void act(() => core.assist.handBack())}
        >
          {t('assistPanel:handBack')}
        </Button>
      </div>
      {assist.asked === null ? null : (
        <LeaveDialog asked={assist.asked} helperName={assist.helperName} />
      )}
    </aside>
  );
}

function LookAway() {
  const { t } = useText();
  return (
    <div className="help-panel-away" role="status">
      <p className="help-panel-away-title">{t('assistPanel:lookAway.title')}</p>
      <p>{t('assistPanel:lookAway.body')}</p>
    </div>
  );
}

function Notes({ assist }: { readonly assist: AssistView }) {
  const notes = useNotes(assist.notes);
  return (
    <dl className="help-panel-notes">
      {notes.map(({ head, text }) => (
        <div key={head}>
          <dt>{head}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const SECONDS_PER_MINUTE = 60;

/** How long the panel has been open, counted on between two views. */
function OpenTime({ from }: { readonly from: number }) {
  const { t } = useText();
  const [since] = useState(() => performance.now() - from * 1_000);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since) / 1_000));
  const text = `${Math.floor(seconds / SECONDS_PER_MINUTE)}:${String(seconds % SECONDS_PER_MINUTE).padStart(2, '0')}`;
  return (
    <p className="help-panel-time" role="timer" aria-live="off">
      <span className="visually-hidden">{`${t('assistPanel:openFor')} `}</span>
      {text}
    </p>
  );
}
