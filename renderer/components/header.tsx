/** The upper bar: where this is, which step, the language, the end. */
import { useContext, useState } from 'react';
import { useAct, useCore, useView } from '../app/core';
import { useText } from '../app/use-text';
import { Button } from './button';
import { EndDialog } from './end-dialog';
import './header.css';
import { HelperPartsContext } from './helper-parts';
import { Icon } from './icon';
import { LanguageSwitch } from './language-switch';

/** Screens without a session: there is nothing to end. */
const WITHOUT_SESSION: ReadonlySet<string> = new Set(['welcome', 'queue', 'resume', 'farewell']);

export function Header({ step }: { readonly step?: string }) {
  const view = useView();
  const core = useCore();
  const act = useAct();
  const { t, local } = useText();
  const { door } = useContext(HelperPartsContext);
  const [ending, setEnding] = useState(false);
  const open = WITHOUT_SESSION.has(view.screen.name);
  return (
    <header className={open ? 'header header-open' : 'header'}>
      <div className="header-point">
        {open ? <Icon name="hand" /> : null}
        <div>
          <p className="header-name">{local(open ? view.point.name : view.point.shortName)}</p>
          {open ? <p className="header-hours">{local(view.point.openingHours)}</p> : null}
        </div>
        {view.practice ? <span className="header-practice">{t('common:practice')}</span> : null}
      </div>
      {view.step === null ? null : (
        <div className="header-step">
          <p>
            <b>{t('common:step', { number: view.step.number, of: view.step.of })}</b>
            {step ? <span>{` · ${step}`}</span> : null}
          </p>
          <Dots number={view.step.number} of={view.step.of} />
        </div>
      )}
      <div className="header-tools">
        {open ? null : (
          <>
            {door}
            <Button variant="quiet" onPress={() => setEnding(true)}>
              {t('common:end.button')}
            </Button>
          </>
        )}
        <LanguageSwitch />
      </div>
      <EndDialog
        isOpen={ending}
        onClose={() => setEnding(false)}
        onEnd={() => {
          setEnding(false);
          void act(() => core.session.end({ reason: 'resident' }));
        }}
      />
    </header>
  );
}

/** The words beside the dots already say it, so readers skip them. */
function Dots({ number, of }: { readonly number: number; readonly of: number }) {
  const dots = Array.from({ length: of }, (_, index) => index + 1);
  return (
    <span className="header-dots" aria-hidden="true">
      {dots.map((dot) => (
        <span
          key={dot}
          className={dot < number ? 'dot-done' : dot === number ? 'dot-now' : undefined}
        />
      ))}
    </span>
  );
}
