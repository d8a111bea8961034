/** Card readers: all of them are used; one card is held to them to see that letters come whole. */
import { useCallback, useState } from 'react';
import type { CardTest, DeviceView } from '../../../electron/contract/devices';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice, Waiting } from '../../components';
import { useScanner } from '../../screens/identify/use-scanner';
import { DeviceGroup, LastTest } from './device-group';

export function Readers({ page }: { readonly page: OfficePageOf<'devices'> }) {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const [switched, setSwitched] = useState(false);
  const { waiting, result } = page.cardTest;
  const readers = page.devices.filter(({ kind }) => kind === 'reader');
  const typing = readers.some(({ way }) => way === 'wedge');
  const test = (on: boolean) => void act(() => core.devices.testCard({ on }));
  const switchMode = async ({ id }: DeviceView) => {
    const outcome = await act(() => core.devices.switchMode({ id }));
    setSwitched(outcome.ok);
  };
  return (
    <DeviceGroup
      title={t('devices:kind.reader')}
      devices={readers}
      none={t('devices:none.reader')}
      more={(device) =>
        device.switchable ? (
          <Button onPress={() => void switchMode(device)}>{t('devices:mode.switch')}</Button>
        ) : null
      }
    >
      {page.driverTroubles.map(({ source, reason: code, detail }) => (
        <Notice key={source} kind="warning" title={t('devices:driver', { source, detail })}>
          <p>{reason({ reason: code })}</p>
        </Notice>
      ))}
      {switched ? <Notice kind="done">{t('devices:mode.switched')}</Notice> : null}
      {typing ? (
        <Notice kind="info" title={t('devices:mode.about')}>
          <p>{t('devices:mode.manual')}</p>
        </Notice>
      ) : null}
      {readers.length > 1 ? <p className="muted">{t('devices:allReaders')}</p> : null}
      {waiting ? (
        <>
          <CardWaiting />
          <Waiting label={t('devices:card.waiting')} />
        </>
      ) : null}
      {result === null ? null : <CardResult result={result} sample={page.sampleCard} />}
      <div className="cluster">
        {waiting ? (
          <Button onPress={() => test(false)}>{t('devices:card.stop')}</Button>
        ) : (
          <Button icon="card" onPress={() => test(true)}>
            {t('devices:card.test')}
          </Button>
        )}
      </div>
      {result === null ? <LastTest page={page} tested="reader" /> : null}
    </DeviceGroup>
  );
}

/** Hears what a reader in keyboard mode types while a card is waited for; its text stays nowhere. */
function CardWaiting() {
  const core = useCore();
  const act = useAct();
  useScanner(
    useCallback((text: string) => void act(() => core.devices.cardTyped({ text })), [act, core]),
  );
  return null;
}

function CardResult(props: { readonly result: CardTest; readonly sample: string | null }) {
  const { result, sample } = props;
  const { t, reason } = useText();
  const { code, letters } = result;
  if (letters !== 'none') {
    return <Notice kind="warning">{t(`devices:card.letters.${letters}`)}</Notice>;
  }
  if (code === null || result.reason !== null) {
    return <Notice kind="error">{reason({ reason: result.reason ?? 'CARD_NOT_A_CARD' })}</Notice>;
  }
  const named = t(`devices:card.code.${code}`);
  if (code !== 'idCard') {
    return <Notice kind="warning">{t('devices:card.otherCode', { code: named })}</Notice>;
  }
  return (
    <Notice kind="done">
      <p>{t('devices:card.whole', { code: named, count: result.fields })}</p>
      {result.sample && sample !== null ? (
        <p>
          {t('devices:card.sample')} <span className="device-sample">{sample}</span>
        </p>
      ) : null}
    </Notice>
  );
}
