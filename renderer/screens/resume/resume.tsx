import { useState } from 'react';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Dialog, Notice, Screen, TextBox } from '../../components';
import { writeClock, writeDay } from '../../fields/shared/moment';

/** How many digits prove that it is the same person. */
const DIGITS = 4;

/** After a power cut: goes on only with the last four digits of the person's own number. */
export function ResumeScreen({ screen }: { readonly screen: ScreenOf<'resume'> }) {
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const [digits, setDigits] = useState('');
  const [leaving, setLeaving] = useState(false);
  const title = t('resume:title');
  const when = {
    clock: writeClock(screen.startedAt),
    day: writeDay(screen.startedAt),
  };
  const what =
    screen.procedure === null
      ? t('resume:started', when)
      : t('resume:startedProcedure', { ...when, procedure: local(screen.procedure) });
  const ready = digits.replace(/\D/g, '').length === DIGITS;
  const go = () => {
    if (!ready) return undefined;
    return act(() => core.session.resume({ lastFourDigits: digits.replace(/\D/g, '') }));
  };
  return (
    <Screen
      title={title}
      hint={<p>{what}</p>}
      speak={[title, what, t('resume:ask'), t('resume:notMine')]}
      primary={{ label: t('resume:continue'), onPress: go, isDisabled: !ready }}
      secondary={{ label: t('resume:discard'), onPress: () => setLeaving(true) }}
    >
      <TextBox
        label={t('resume:digits')}
        hint={t('resume:ask')}
        value={digits}
        onChange={setDigits}
        onSubmit={() => void go()}
        inputMode="numeric"
        look="number"
        widthInLetters={8}
        autoFocus
      />
      <Notice kind="info">{t('resume:tries', { count: screen.triesLeft })}</Notice>
      <p className="muted">{t('resume:notMine')}</p>
      <Dialog
        title={t('resume:discardTitle')}
        isOpen={leaving}
        onClose={() => setLeaving(false)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setLeaving(false)} autoFocus>
              {t('resume:keep')}
            </Button>
            <Button
              variant="danger"
              icon="bin"
              onPress={() => {
                setLeaving(false);
                void act(() => core.session.discardResume());
              }}
            >
              {t('resume:discardConfirm')}
            </Button>
          </>
        }
      >
        <p>{t('resume:discardBody')}</p>
      </Dialog>
    </Screen>
  );
}
