/** The resident agreed to an officer's sheet before the card: who will do it, and the way out. */
import { useAct, useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Button } from '../components/button';
import { Notice } from '../components/notice';

export function AwaitedOfficer({ name }: { readonly name: string }) {
  const core = useCore();
  const act = useAct();
  const { t } = useText();
  return (
    <Notice kind="info">
      <p>{t('assist:awaited.text', { name })}</p>
      <Button variant="quiet" onPress={() => void act(() => core.officer.withdraw())}>
        {t('assist:awaited.no')}
      </Button>
    </Notice>
  );
}
