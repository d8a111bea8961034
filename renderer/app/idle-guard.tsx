/** Nobody is hurried: any touch or key puts the time-out off, and the warning fills the screen. */
import { useEffect, useRef, useState } from 'react';
import { Button, Dialog } from '../components';
import { useSpeech } from '../speech/use-speech';
import { useCore, useView } from './core';
import { useText } from './use-text';
import './idle-guard.css';

/** Touches are told to the core at most this often; the time-out itself is minutes. */
const TELL_EVERY_MS = 5_000;

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Pages of the point, not of a resident: there is nothing to erase, the machine only goes back. */
const WITHOUT_DATA: ReadonlySet<string> = new Set(['welcome', 'queue', 'office']);

export function IdleGuard() {
  const core = useCore();
  const { idleSecondsLeft } = useView();
  const warning = idleSecondsLeft !== null;
  const told = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const tell = (event: Event) => {
      // A mouse that trembles on the table is no sign that someone read the warning.
      if (warning && event.type === 'pointermove') return;
      const now = performance.now();
      if (!warning && now - told.current < TELL_EVERY_MS) return;
      told.current = now;
      core.session.activity().catch(() => undefined);
    };
    for (const type of SIGNS_OF_LIFE) {
      window.addEventListener(type, tell, { capture: true, passive: true });
    }
    return () => {
      for (const type of SIGNS_OF_LIFE) window.removeEventListener(type, tell, { capture: true });
    };
  }, [core, warning]);

  return idleSecondsLeft === null ? null : <IdleWarning secondsLeft={idleSecondsLeft} />;
}

function IdleWarning({ secondsLeft }: { readonly secondsLeft: number }) {
  const { t } = useText();
  const core = useCore();
  const speech = useSpeech();
  const seconds = useCountdown(secondsLeft);
  const { say } = speech;
  const { screen } = useView();
  const title = t('common:idle.title');
  const body = WITHOUT_DATA.has(screen.name) ? t('common:idle.bodyPage') : t('common:idle.body');
  // Reads once, when the warning comes up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words do not change meanwhile
  useEffect(() => say([title, body]), []);
  const stay = () => {
    core.session.activity().catch(() => undefined);
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={stay}
      role="alertdialog"
      size="full"
      actions={
        <Button variant="primary" size="large" onPress={stay} autoFocus>
          {t('common:idle.stay')}
        </Button>
      }
    >
      <p className="idle-count" role="timer" aria-live="off">
        {t('common:idle.seconds', { count: seconds })}
      </p>
      <p>{body}</p>
    </Dialog>
  );
}

/** Counts down between two views of the core. */
function useCountdown(from: number): number {
  const [state, setState] = useState({ from, left: from });
  useEffect(() => {
    setState({ from, left: from });
    const timer = setInterval(
      () => setState((old) => ({ ...old, left: Math.max(0, old.left - 1) })),
      1_000,
    );
    return () => clearInterval(timer);
  }, [from]);
  return state.from === from ? state.left : from;
}
