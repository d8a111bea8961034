import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { useOwnPress } from '../../assist/use-own-press';
import { Screen } from '../../components';
import './consent.css';

/** What is read, why, who sees it, how long, and the right to stop. Nothing is pre-ticked. */
export function ConsentScreen({ screen }: { readonly screen: ScreenOf<'consent'> }) {
  const { t } = useText();
  const { practice, assist } = useView();
  const core = useCore();
  const act = useAct();
  const own = useOwnPress();
  const title = t('consent:title');
  const lines = [
    { head: t('consent:what.head'), text: t('consent:what.text') },
    { head: t('consent:why.head'), text: t('consent:why.text') },
    { head: t('consent:who.head'), text: t('consent:who.text') },
    { head: t('consent:howLong.head'), text: t('consent:howLong.text') },
    { head: t('consent:stop.head'), text: t('consent:stop.text') },
  ];
  const answer = (agree: boolean) => act(() => core.session.consent({ agree }));
  return (
    <Screen
      title={title}
      hint={practice ? <p>{t('consent:practice')}</p> : null}
      layout="wide"
      step={t('consent:step')}
      speak={[
        title,
        ...(practice ? [t('consent:practice')] : []),
        ...lines.map(({ head, text }) => `${head}: ${text}`),
        t('consent:evidence', { version: screen.textVersion }),
      ]}
      primary={own({ label: t('consent:agree'), onPress: () => answer(true) })}
      secondary={
        assist === null ? { label: t('consent:decline'), onPress: () => answer(false) } : undefined
      }
    >
      <ol className="consent-lines">
        {lines.map(({ head, text }) => (
          <li key={head} className="consent-line">
            <b>{head}</b>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <p className="muted">{t('consent:evidence', { version: screen.textVersion })}</p>
    </Screen>
  );
}
