import { lazy, Suspense } from 'react';
import type { ScreenOf, TextSize } from '../../../electron/contract/view';
import { useAct, useCore, useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, ListenButton, Screen } from '../../components';
import { TechnicianNotices } from './technician-notices';
import './welcome.css';

/** Needed only where a slip waits. */
const KeptSlips = lazy(() =>
  import('../../kept-slips/kept-slips').then((slips) => ({ default: slips.KeptSlips })),
);

/** The first screen: start, listen, language, text size, where this is and when it is open. */
export function WelcomeScreen({ screen }: { readonly screen: ScreenOf<'welcome'> }) {
  const { t, local } = useText();
  const { point } = useView();
  const core = useCore();
  const act = useAct();
  const title = t('welcome:title');
  const lines = screen.needsHelper
    ? [t('welcome:needsHelper')]
    : [t('welcome:how'), t('welcome:wiped'), t('welcome:toStart')];
  const shown = screen.needsHelper ? lines : lines.slice(0, 2);
  const speak = [title, ...lines, local(point.openingHours)];
  return (
    <Screen
      title={title}
      hint={shown.map((line) => <p key={line}>{line}</p>)}
      layout="split"
      drawing="kiosk"
      sidePlace="right"
      display
      speak={speak}
      footerStart={
        <>
          <TextSizes />
          <TechnicianNotices />
          {screen.keptSlips ? (
            <Suspense fallback={<span data-loading />}>
              <KeptSlips />
            </Suspense>
          ) : null}
          <Button
            variant="quiet"
            className="welcome-helpers"
            onPress={() => void act(() => core.office.open())}
          >
            {t('welcome:helpers')}
          </Button>
        </>
      }
    >
      <div className="cluster welcome-actions">
        <Button
          variant="primary"
          size="large"
          isDisabled={screen.needsHelper}
          onPress={() => void act(() => core.session.start())}
        >
          {t('welcome:start')}
        </Button>
        <ListenButton speak={speak} label={t('welcome:listen')} size="large" />
        {screen.queue ? (
          <Button size="large" onPress={() => void act(() => core.queue.open())}>
            {t('welcome:queue')}
          </Button>
        ) : null}
      </div>
    </Screen>
  );
}

/** Three sizes of "A", each drawn in its own size. */
function TextSizes() {
  const { t } = useText();
  const { textSize } = useView();
  const core = useCore();
  const act = useAct();
  const sizes: ReadonlyArray<{ readonly size: TextSize; readonly label: string }> = [
    { size: 1, label: t('welcome:size.normal') },
    { size: 2, label: t('welcome:size.large') },
    { size: 3, label: t('welcome:size.largest') },
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form part
    <div className="welcome-sizes" role="group" aria-label={t('welcome:size.label')}>
      {sizes.map(({ size, label }) => (
        <Button
          key={size}
          className={`welcome-size welcome-size-${size}`}
          aria-label={label}
          aria-pressed={size === textSize}
          onPress={() => void act(() => core.preferences.setTextSize({ textSize: size }))}
        >
          {t('welcome:size.sample')}
        </Button>
      ))}
      <span className="welcome-size-label" aria-hidden="true">
        {t('welcome:size.label')}
      </span>
    </div>
  );
}
