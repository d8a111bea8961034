/** For who chose to be remembered: praise, a little less help, and the way to be forgotten. */
import { useAct, useCore, useView } from '../app/core';
import { useText } from '../app/use-text';
import { Button } from '../components/button';
import { Notice } from '../components/notice';
import './fading-notice.css';

export function FadingNotice() {
  const { fading } = useView();
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  if (fading === null) return <Notice kind="done">{t('remember:forgotten')}</Notice>;
  return (
    <Notice kind="info">
      <div className="fading">
        <p>{t(`remember:fading.${fading.last}`)}</p>
        <Button onPress={() => void act(() => core.remember.forget())}>
          {t('remember:forget')}
        </Button>
      </div>
    </Notice>
  );
}
