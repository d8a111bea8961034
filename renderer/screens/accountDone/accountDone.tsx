import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Notice, Screen } from '../../components';

/** The account is there: made just now, or already. */
export function AccountDoneScreen({ screen }: { readonly screen: ScreenOf<'accountDone'> }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const title = screen.already ? t('account:done.titleAlready') : t('account:done.title');
  const body = screen.already ? t('account:done.bodyAlready') : t('account:done.body');
  const remember = t('account:done.remember');
  return (
    <Screen
      title={title}
      hint={<p>{body}</p>}
      layout="split"
      drawing="phone"
      step={t('account:step')}
      speak={[title, body, remember]}
      primary={{
        label: t('account:done.continue'),
        onPress: () => act(() => core.account.continue()),
      }}
      hideBack
    >
      <Notice kind="info">{remember}</Notice>
    </Screen>
  );
}
