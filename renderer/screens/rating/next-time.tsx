/** "Lần sau": who at home can do it, and being remembered. Nobody has to answer either. */
import { useId } from 'react';
import { CAN_DO } from '../../../electron/contract/plain';
import type { NextTimeView } from '../../../electron/contract/remember';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button } from '../../components';
import './next-time.css';

export function NextTime({ next }: { readonly next: NextTimeView }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const heading = useId();
  const kept = useId();
  return (
    <section className="next-time" aria-labelledby={heading}>
      <div>
        <h2 id={heading} className="next-time-title">
          {t('remember:who')}
        </h2>
        <p className="muted">{t('remember:optional')}</p>
      </div>
      <fieldset className="next-time-who" aria-labelledby={heading}>
        {CAN_DO.map((who) => (
          <Button
            key={who}
            className={next.canDo === who ? 'next-time-on' : undefined}
            aria-pressed={next.canDo === who}
            onPress={() =>
              void act(() => core.remember.canDo({ who: next.canDo === who ? null : who }))
            }
          >
            {t(`remember:canDo.${who}`)}
          </Button>
        ))}
      </fieldset>
      {next.remember === 'known' ? (
        <div className="next-time-known">
          <p>{t('remember:known')}</p>
          <Button onPress={() => void act(() => core.remember.forget())}>
            {t('remember:forget')}
          </Button>
        </div>
      ) : (
        <label className="next-time-remember">
          <input
            type="checkbox"
            className="next-time-box"
            checked={next.remember === 'on'}
            aria-describedby={kept}
            onChange={(event) => {
              const remember = event.target.checked;
              void act(() => core.remember.choose({ remember }));
            }}
          />
          <span>
            <b>{t('remember:remember')}</b>
          </span>
          <span id={kept} className="next-time-kept">
            {t('remember:kept')}
          </span>
        </label>
      )}
    </section>
  );
}
