/** "Bảng thiết bị giả", where samples are shown and nowhere else. */
import { lazy, Suspense, useState } from 'react';
import { useView } from '../app/core';
import { useText } from '../app/use-text';
import { Button } from '../components/button';

const FakesDialog = lazy(async () => {
  const { FakesDialog: dialog } = await import('./fakes-dialog');
  return { default: dialog };
});

export function FakesButton() {
  const { t } = useText();
  const { fakes } = useView();
  const [open, setOpen] = useState(false);
  if (fakes === null) return null;
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {t('fakes:open')}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <FakesDialog fakes={fakes} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
