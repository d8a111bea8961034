/** Scanners: which one is used, one page to try it, and addresses of those in the network. */
import { useEffect, useState } from 'react';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useAct, useCore, useSetFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice, TextBox, Waiting } from '../../components';
import { fromBase64 } from '../../screens/papers/upload';
import { DeviceGroup, LastTest } from './device-group';

type Picture = { readonly src: string; readonly seconds: string };

/** An address of the picture for as long as it shows; the page's policy allows no other. */
function addressOf(base64: string): string {
  return URL.createObjectURL(new Blob([fromBase64(base64)], { type: 'image/jpeg' }));
}

export function Scanners({ page }: { readonly page: OfficePageOf<'devices'> }) {
  const { t } = useText();
  const core = useCore();
  const setFailure = useSetFailure();
  const [running, setRunning] = useState(false);
  const [picture, setPicture] = useState<Picture | null>(null);
  const src = picture?.src;
  useEffect(() => {
    if (src === undefined) return undefined;
    return () => URL.revokeObjectURL(src);
  }, [src]);
  const scan = async () => {
    setPicture(null);
    setFailure(null);
    setRunning(true);
    const answer = await core.devices.testScan().catch(() => null);
    setRunning(false);
    if (answer?.ok) {
      const { base64, ms } = answer.value;
      setPicture({ src: addressOf(base64), seconds: (ms / 1_000).toFixed(1) });
    } else {
      setFailure(answer?.failure ?? { reason: 'UNEXPECTED' });
    }
  };
  return (
    <DeviceGroup
      title={t('devices:kind.scanner')}
      devices={page.devices.filter(({ kind }) => kind === 'scanner')}
      none={t('devices:none.scanner')}
    >
      {running ? <Waiting label={t('devices:scan.running')} /> : null}
      {picture === null ? null : (
        <div className="device-picture">
          <img src={picture.src} alt={t('devices:scan.alt')} />
          <Notice kind="done">{t('devices:scan.done', { seconds: picture.seconds })}</Notice>
        </div>
      )}
      <div className="cluster">
        <Button isPending={running} onPress={() => void scan()}>
          {t('devices:scan.test')}
        </Button>
        {picture === null ? null : (
          <Button variant="quiet" onPress={() => setPicture(null)}>
            {t('devices:scan.hide')}
          </Button>
        )}
      </div>
      {picture === null ? <LastTest page={page} tested="scanner" /> : null}
      <Addresses addresses={page.addresses} />
    </DeviceGroup>
  );
}

function Addresses({ addresses }: { readonly addresses: readonly string[] }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const [added, setAdded] = useState(false);
  const add = async () => {
    setAdded(false);
    const outcome = await act(() => core.devices.addAddress({ address: typed }));
    if (!outcome.ok) return;
    setAdded(true);
    setTyped('');
  };
  return (
    <>
      <TextBox
        label={t('devices:scan.address')}
        hint={t('devices:scan.addressHint')}
        value={typed}
        onChange={setTyped}
        onSubmit={() => void add()}
        maxLength={200}
      />
      <div className="cluster">
        <Button isDisabled={typed.trim() === ''} onPress={() => void add()}>
          {t('devices:scan.add')}
        </Button>
      </div>
      {added ? <Notice kind="done">{t('devices:scan.added')}</Notice> : null}
      {addresses.map((address) => (
        <div key={address} className="cluster">
          <p>{address}</p>
          <Button
            variant="quiet"
            aria-label={`${t('devices:scan.remove')}: ${address}`}
            onPress={() => void act(() => core.devices.removeAddress({ address }))}
          >
            {t('devices:scan.remove')}
          </Button>
        </div>
      ))}
    </>
  );
}
