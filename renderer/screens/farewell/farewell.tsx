import type { ScreenOf } from '../../../electron/contract/view';
import { useText } from '../../app/use-text';
import { Card, Screen, Waiting } from '../../components';

/** The session is over: thanks, take the card along, and the machine is wiping. */
export function FarewellScreen(_: { readonly screen: ScreenOf<'farewell'> }) {
  const { t } = useText();
  const title = t('farewell:title');
  return (
    <Screen
      title={title}
      layout="split"
      drawing="wiped"
      sidePlace="right"
      display
      hideBack
      speak={[title, t('farewell:take'), t('farewell:wiping')]}
    >
      <Card tone="soft">
        <p>{t('farewell:take')}</p>
      </Card>
      <Waiting label={t('farewell:wiping')} />
    </Screen>
  );
}
