/** Help by phone on the resident's screen: the code to read out, and whether somebody sees along. */
import { useAct, useCore, useView } from '../app/core';
import { useText } from '../app/use-text';
import { Button } from '../components/button';
import './remote.css';

/** Offered while help is called or there; shown as long as a code lives. */
export function RemoteHelp() {
  const { remoteHelp, helpCalled, assist, point } = useView();
  const core = useCore();
  const act = useAct();
  const { t } = useText();
  if (remoteHelp === null) return null;
  const { code, connected, machine, minutesLeft } = remoteHelp;
  if (code === null) {
    // Also where a helper sits: they may need somebody who knows more.
    return helpCalled || assist !== null ? (
      <div className="remote-offer">
        <Button icon="sound" onPress={() => void act(() => core.fleet.openCode())}>
          {t('remote:readCode')}
        </Button>
      </div>
    ) : null;
  }
  const end = (
    <Button onPress={() => void act(() => core.fleet.endRemote())}>{t('remote:end')}</Button>
  );
  if (connected) {
    return (
      <section className="remote remote-connected" aria-label={t('remote:title')}>
        <p role="status">{t('remote:connected')}</p>
        {end}
      </section>
    );
  }
  return (
    <section className="remote" aria-label={t('remote:title')}>
      <div>
        <p>{point.phone ? t('remote:callNumber', { phone: point.phone }) : t('remote:call')}</p>
        <p className="remote-code">
          <b>{t('remote:machine', { machine })}</b>
          <b>{t('remote:code', { code: `${code.slice(0, 3)} ${code.slice(3)}` })}</b>
        </p>
        <p className="remote-small">{t('remote:privacy', { count: minutesLeft })}</p>
      </div>
      {end}
    </section>
  );
}
