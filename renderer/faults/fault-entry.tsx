/** "Máy bị hỏng": the way for anybody to tell of a broken machine. */
import { lazy, Suspense, useState } from 'react';
import { useText } from '../app/use-text';
import { Button } from '../components/button';

/** Nobody's first page: fetched when somebody presses. */
const FaultDialog = lazy(async () => {
  const { FaultDialog: dialog } = await import('./fault-dialog');
  return { default: dialog };
});

export function FaultEntry() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" icon="warning" onPress={() => setOpen(true)}>
        {t('faults:open')}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <FaultDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
