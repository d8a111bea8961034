/** "Máy bị hỏng": the way for anybody to tell of a broken machine. */
import { lazy, Suspense, useState } from 'react';
import { useView } from '../app/core';
import { useText } from '../app/use-text';
import { Button } from '../components/button';

/** Nobody's first page: fetched when somebody presses. */
const FaultDialog = lazy(async () => {
  const { FaultDialog: dialog } = await import('./fault-dialog');
  return { default: dialog };
});

/** Whoever meets these can tell of the broken machine at once; waiting or laying paper in is none. */
const OF_DEVICES = /^(?:SCANNER|PRINTER|READER)_(?!EMPTY$|BUSY$|OPENING$|ADDRESS_BAD$)/;

/** For a notice that says `reason`: the way to tell of a broken machine, where it is one. */
export function FaultEntryFor({ reason }: { readonly reason: string }) {
  const { helpCalled } = useView();
  // Once a helper was called, the notice of the call offers it.
  return OF_DEVICES.test(reason) && !helpCalled ? <FaultEntry /> : null;
}

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
