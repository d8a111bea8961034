/** In the upper bar of a machine in use: a helper's way in, and the sign that one looks on. */
import { lazy, Suspense, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useView } from '../app/core';
import { useText } from '../app/use-text';
import { Icon } from '../components/icon';
import './helper-door.css';

/** Fetched when a helper comes, not before a resident's first page. */
const PinDialog = lazy(async () => {
  const { PinDialog: dialog } = await import('./pin-dialog');
  return { default: dialog };
});

export function HelperDoor() {
  const { assist } = useView();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  if (assist !== null) {
    return (
      <p className="helper-pill" role="status">
        <span className="helper-pill-full">{t('assist:pill.full')}</span>
        <span className="helper-pill-short">{t('assist:pill.short')}</span>
      </p>
    );
  }
  return (
    <>
      <AriaButton
        className="helper-door"
        aria-label={t('assist:door')}
        onPress={() => setOpen(true)}
      >
        <Icon name="helper" />
      </AriaButton>
      {open ? (
        <Suspense fallback={null}>
          <PinDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
