/** What the resident is asked, read aloud, and answered by the resident's own press. */
import { useEffect } from 'react';
import type { AskedLeave } from '../../electron/contract/assist';
import { useAct, useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Button, Dialog, ListenButton } from '../components';
import { useSpeech } from '../speech/use-speech';

export function LeaveDialog(props: { readonly asked: AskedLeave; readonly helperName: string }) {
  const { asked } = props;
  const core = useCore();
  const act = useAct();
  const { t, local } = useText();
  const { say } = useSpeech();
  const name = props.helperName;
  const reason = asked.kind === 'mandate' ? t(`assist:why.${asked.reason}`) : '';
  const lines =
    asked.kind === 'typing'
      ? [t('assist:leave.typing', { name })]
      : asked.kind === 'papers'
        ? [t('assist:leave.papers', { name })]
        : [
            asked.procedure
              ? t('assist:leave.mandateFor', { name, reason, procedure: local(asked.procedure) })
              : t('assist:leave.mandate', { name, reason }),
            t('assist:leave.stillYours'),
          ];
  const title = t('assist:leave.title');
  const how = t('assist:leave.how');
  const words = [title, ...lines, how];
  // Reads once, when it is asked.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words do not change meanwhile
  useEffect(() => say(words), []);
  const answer = (agree: boolean) => void act(() => core.assist.answerLeave({ agree }));
  return (
    <Dialog
      title={title}
      isOpen
      onClose={() => answer(false)}
      role="alertdialog"
      actions={
        <>
          <Button size="large" onPress={() => answer(false)} autoFocus>
            {t('assist:leave.no')}
          </Button>
          <Button variant="primary" size="large" icon="check" onPress={() => answer(true)}>
            {t('assist:leave.yes')}
          </Button>
        </>
      }
    >
      {lines.map((line) => (
        <p key={line} className="leave-line">
          {line}
        </p>
      ))}
      <p>{how}</p>
      <div className="cluster">
        <ListenButton speak={words} />
      </div>
    </Dialog>
  );
}
