import { useEffect, useState } from 'react';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useView } from '../../app/core';
import { type Texts, useText } from '../../app/use-text';
import { Notice, Screen, Waiting } from '../../components';
import { writeClock } from '../../fields/shared/moment';

/** After this long a wait must show a way out, milliseconds. */
const WAY_OUT_AFTER_MS = 10_000;

type Submitting = ScreenOf<'submitting'>;

function headings(screen: Submitting, t: Texts['t']): { title: string; hint: string } {
  switch (screen.state) {
    case 'preparing':
      return { title: t('submitting:preparing.title'), hint: t('submitting:preparing.hint') };
    case 'sending':
      return { title: t('submitting:sending.title'), hint: t('submitting:sending.hint') };
    case 'waiting':
      return { title: t('submitting:waiting.title'), hint: t('submitting:waiting.hint') };
    case 'queued':
      return { title: t('submitting:queued.title'), hint: t('submitting:queued.hint') };
    case 'refused':
      return { title: t('submitting:refused.title'), hint: t('submitting:refused.hint') };
  }
}

/** What is happening with the dossier, told as it is. */
export function SubmittingScreen({ screen }: { readonly screen: Submitting }) {
  const texts = useText();
  const { t, local, reason } = texts;
  const core = useCore();
  const act = useAct();
  const view = useView();
  const [longWait, setLongWait] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLongWait(true), WAY_OUT_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { title, hint } = headings(screen, t);
  const why = screen.reason === null ? null : reason({ reason: screen.reason });
  const refused = screen.state === 'refused';
  const wayOut =
    screen.state === 'waiting' ||
    screen.state === 'queued' ||
    (screen.state === 'sending' && longWait);
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      layout="split"
      drawing={refused ? 'hand' : 'slip'}
      step={local(screen.procedure)}
      speak={[title, hint, ...(why === null ? [] : [why])]}
      primary={
        refused && view.canGoBack
          ? { label: t('submitting:refused.back'), onPress: () => act(() => core.session.back()) }
          : null
      }
      secondary={
        wayOut
          ? { label: t('submitting:leave'), onPress: () => act(() => core.dossier.leaveQueued()) }
          : undefined
      }
    >
      {why === null ? null : <Notice kind={refused ? 'error' : 'warning'}>{why}</Notice>}
      {refused ? null : <Progress screen={screen} />}
      {wayOut ? <p className="muted">{t('submitting:leaveHint')}</p> : null}
    </Screen>
  );
}

function Progress({ screen }: { readonly screen: Submitting }) {
  const { t } = useText();
  if (screen.state === 'preparing') return <Waiting label={t('submitting:preparing.now')} />;
  if (screen.state === 'sending') {
    return (
      <Waiting
        label={t('submitting:sending.now')}
        {...(screen.attempts > 1
          ? { hint: t('submitting:attempt', { count: screen.attempts }) }
          : {})}
      />
    );
  }
  const next =
    screen.nextTryAt === null
      ? t('submitting:waiting.soon')
      : t('submitting:waiting.next', { time: writeClock(screen.nextTryAt) });
  return <Waiting label={next} hint={t('submitting:attempt', { count: screen.attempts })} />;
}
