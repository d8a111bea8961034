/** The lower bar: back, read aloud, call a helper, go on. Always in this order. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useAct, useCore, useView } from '../app/core';
import { useText } from '../app/use-text';
import { useSpeech } from '../speech/use-speech';
import { Button } from './button';
import './footer.css';

export interface FooterAction {
  readonly label: string;
  /** May be asynchronous: further presses wait until it is done. */
  readonly onPress: () => unknown;
  readonly isDisabled?: boolean;
  readonly isPending?: boolean;
  readonly variant?: 'primary' | 'secondary' | 'danger';
}

export interface FooterProps {
  readonly primary: FooterAction | null;
  readonly secondary?: FooterAction;
  readonly hideBack?: boolean;
  /** Replaces back and read aloud. */
  readonly start?: ReactNode;
  readonly speak: readonly string[];
}

export function Footer({ primary, secondary, hideBack, start, speak }: FooterProps) {
  const view = useView();
  const core = useCore();
  const act = useAct();
  const { t } = useText();
  const speech = useSpeech();
  const call = async () => {
    const called = !view.helpCalled;
    const outcome = await act(() => core.session.callHelp({ called }));
    if (called && outcome.ok) speech.say([t('common:help.coming')]);
  };
  const back = start === undefined && view.canGoBack && !hideBack;
  // Whoever has a helper beside them need not call one.
  const helped = view.assist !== null;
  // Read aloud is always there.
  const buttons =
    1 + Number(!helped) + Number(back) + Number(primary !== null) + Number(secondary !== undefined);
  return (
    <footer className={`footer footer-${buttons}`}>
      <div className="footer-part">
        {start ?? (
          <>
            {back ? (
              <Button icon="back" onPress={() => void act(() => core.session.back())}>
                {t('common:back')}
              </Button>
            ) : null}
            <ListenButton speak={speak} />
          </>
        )}
      </div>
      <div className="footer-part footer-end">
        {helped ? null : (
          <Button
            variant="help"
            icon="hand"
            aria-pressed={view.helpCalled}
            onPress={() => void call()}
          >
            {view.helpCalled ? t('common:help.cancel') : t('common:help.call')}
          </Button>
        )}
        {secondary ? <ActionButton action={secondary} variant="secondary" /> : null}
        {primary ? <ActionButton action={primary} variant="primary" /> : null}
      </div>
    </footer>
  );
}

/** "Nghe lại"; says so when this machine has no voice for the language. */
export function ListenButton(props: {
  readonly speak: readonly string[];
  readonly label?: string;
  readonly size?: 'normal' | 'large';
}) {
  const { t } = useText();
  const speech = useSpeech();
  return (
    <>
      <Button
        icon={speech.speaking ? 'stop' : 'sound'}
        size={props.size}
        onPress={() => (speech.speaking ? speech.stop() : speech.say(props.speak))}
      >
        {speech.speaking ? t('common:listen.stop') : (props.label ?? t('common:listen.again'))}
      </Button>
      <span className="footer-status" role="status">
        {speech.missing ? t('reasons:SPEECH_NONE') : null}
      </span>
    </>
  );
}

function ActionButton(props: {
  readonly action: FooterAction;
  readonly variant: 'primary' | 'secondary';
}) {
  const { action, variant } = props;
  const [running, setRunning] = useState(false);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const press = () => {
    const work = action.onPress();
    if (!(work instanceof Promise)) return;
    setRunning(true);
    void work.finally(() => {
      if (alive.current) setRunning(false);
    });
  };
  return (
    <Button
      variant={action.variant ?? variant}
      isDisabled={action.isDisabled}
      isPending={running || action.isPending}
      onPress={press}
    >
      {action.label}
    </Button>
  );
}
