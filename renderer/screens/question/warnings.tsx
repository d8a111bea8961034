/** Things that do not add up: explained, never silently accepted, and the resident decides. */
import type { Failure } from '../../../electron/contract/reasons';
import { useText } from '../../app/use-text';
import { Button, Notice } from '../../components';
import './question.css';

export function Warnings(props: {
  readonly warnings: readonly Failure[];
  readonly onKeep: () => void;
  readonly onCorrect: () => void;
}) {
  const { t, reason } = useText();
  return (
    <Notice kind="warning" title={t('question:warningTitle')}>
      {props.warnings.map((warning) => (
        <p key={warning.reason}>{reason(warning)}</p>
      ))}
      <div className="question-warning-actions">
        <Button onPress={props.onCorrect}>{t('question:correct')}</Button>
        <Button onPress={props.onKeep}>{t('question:keep')}</Button>
      </div>
    </Notice>
  );
}
