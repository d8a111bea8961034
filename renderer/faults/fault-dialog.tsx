/** What is broken, in one press; then thanks, and nothing more to do. */
import { useState } from 'react';
import type { Symptom } from '../../electron/contract/faults';
import { useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Button } from '../components/button';
import { Choice } from '../components/choice';
import { Dialog } from '../components/dialog';
import { Notice } from '../components/notice';

/** In the order in which machines stand idle for months. */
const SYMPTOMS: readonly Symptom[] = [
  'scannerDead',
  'printerDead',
  'readerDead',
  'screenOrSound',
  'somethingElse',
];

export function FaultDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, reason } = useText();
  const core = useCore();
  const [answer, setAnswer] = useState<'done' | 'STORAGE_FULL' | 'UNEXPECTED' | null>(null);
  // The dialog says itself how it went: the screen below stays as it is.
  const report = async (symptom: Symptom) => {
    const outcome = await core.faults.report({ symptom }).catch(() => null);
    if (outcome?.ok) setAnswer('done');
    else setAnswer(outcome?.failure.reason === 'STORAGE_FULL' ? 'STORAGE_FULL' : 'UNEXPECTED');
  };
  return (
    <Dialog
      title={t('faults:title')}
      isOpen
      onClose={onClose}
      actions={
        <Button variant={answer === 'done' ? 'primary' : 'secondary'} onPress={onClose}>
          {t('faults:close')}
        </Button>
      }
    >
      {answer === 'done' ? (
        <Notice kind="done">{t('faults:thanks')}</Notice>
      ) : (
        <>
          {answer === null ? (
            <p>{t('faults:hint')}</p>
          ) : (
            <Notice kind="error">{reason({ reason: answer })}</Notice>
          )}
          {SYMPTOMS.map((symptom) => (
            <Choice
              key={symptom}
              label={t(`faults:symptom_${symptom}`)}
              onPress={() => void report(symptom)}
            />
          ))}
        </>
      )}
    </Dialog>
  );
}
