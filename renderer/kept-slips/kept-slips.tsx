/** "In phiếu đã lưu": which slip, the proof that it is theirs, and how the printing went. */
import { useEffect, useState } from 'react';
import type { KeptSlip } from '../../electron/contract/printers';
import type { Failure } from '../../electron/contract/reasons';
import { useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Button, Choice, Dialog, Notice, TextBox, Waiting } from '../components';
import { writeMoment } from '../fields/shared/moment';

/** How many digits prove that it is the same person. */
const DIGITS = 4;

type Progress = { state: 'asking' | 'printing' | 'printed'; failure: Failure | null };

export function KeptSlips() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="quiet"
        icon="printer"
        className="kept-slips-open"
        onPress={() => setOpen(true)}
      >
        {t('keptSlips:open')}
      </Button>
      {open ? <KeptDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function KeptDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, reason } = useText();
  const core = useCore();
  const [slips, setSlips] = useState<readonly KeptSlip[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [digits, setDigits] = useState('');
  const [{ state, failure }, setProgress] = useState<Progress>({ state: 'asking', failure: null });
  useEffect(() => {
    let shown = true;
    void core.printers.kept().then((list) => shown && setSlips(list));
    return () => {
      shown = false;
    };
  }, [core]);
  const slip = slips.find(({ id }) => id === chosen) ?? slips[0];
  const entered = digits.replace(/\D/g, '');
  const ready = slip !== undefined && entered.length === DIGITS && state === 'asking';
  const print = async () => {
    if (!ready) return;
    setDigits('');
    setProgress({ state: 'printing', failure: null });
    const outcome = await core.printers
      .printKept({ id: slip.id, lastFourDigits: entered, printer: null })
      .catch(() => ({ ok: false, failure: { reason: 'UNEXPECTED' } }) as const);
    if (outcome.ok) return setProgress({ state: 'printed', failure: null });
    setProgress({ state: 'asking', failure: outcome.failure });
    setSlips(await core.printers.kept().catch(() => []));
  };
  return (
    <Dialog
      title={t('keptSlips:title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          {state === 'printed' || slips.length === 0 ? null : (
            <Button
              variant="primary"
              icon="printer"
              isDisabled={!ready}
              onPress={() => void print()}
            >
              {t('keptSlips:print')}
            </Button>
          )}
          <Button variant={state === 'printed' ? 'primary' : 'quiet'} onPress={onClose}>
            {t('keptSlips:close')}
          </Button>
        </>
      }
    >
      {state === 'printed' ? <Notice kind="done">{t('keptSlips:printed')}</Notice> : null}
      {state === 'printing' ? <Waiting label={t('keptSlips:printing')} /> : null}
      {failure ? <Notice kind="warning">{reason(failure)}</Notice> : null}
      {state === 'asking' && slips.length === 0 ? <p>{t('keptSlips:none')}</p> : null}
      {state === 'asking' && slip ? (
        <>
          {slips.length > 1
            ? slips.map(({ id, keptAt }) => (
                <Choice
                  key={id}
                  label={t('keptSlips:kept', { moment: writeMoment(keptAt) })}
                  selected={id === slip.id}
                  onPress={() => setChosen(id)}
                />
              ))
            : null}
          <TextBox
            label={t('keptSlips:digits')}
            hint={t('keptSlips:ask')}
            value={digits}
            onChange={setDigits}
            onSubmit={() => void print()}
            inputMode="numeric"
            look="number"
            widthInLetters={8}
          />
          <p className="muted">{t('keptSlips:tries', { count: slip.triesLeft })}</p>
        </>
      ) : null}
    </Dialog>
  );
}
