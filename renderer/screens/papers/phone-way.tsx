/** One more way to bring a paper: the resident's own phone, where the point allows it. */
import { lazy, Suspense } from 'react';
import type { PhoneView } from '../../../electron/contract/phone';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button } from '../../components';

const PhonePanel = lazy(async () => ({ default: (await import('./phone-panel')).PhonePanel }));

/** The way among the others. */
export function PhoneWay(props: { readonly phone: PhoneView; readonly isDisabled: boolean }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  if (!props.phone.available) return null;
  return (
    <li>
      <Button isDisabled={props.isDisabled} onPress={() => void act(() => core.phone.open())}>
        {t('phone:use')}
      </Button>
    </li>
  );
}

/** The panel while the core has the way open; apart, for the ways move when a page arrives. */
export function PhonePanelPlace({ phone }: { readonly phone: PhoneView }) {
  return phone.open === null ? null : (
    <Suspense fallback={null}>
      <PhonePanel open={phone.open} sample={phone.sample} />
    </Suspense>
  );
}
