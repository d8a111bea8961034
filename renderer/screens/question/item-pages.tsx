/** One item of a list, one field a page; "Quay lại" goes one field back. */
import { useState } from 'react';
import type { FieldValue, ListItem } from '../../../electron/contract/answers';
import type { ItemField } from '../../../electron/contract/pack';
import type { Result } from '../../../electron/contract/result';
import { useFailure, useSetFailure, useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Dialog, ListenButton, Screen } from '../../components';
import { FIELD_KINDS } from '../../fields';
import { hintLines, spokenQuestion } from './hints';

export interface ItemPagesProps {
  readonly fields: readonly ItemField[];
  readonly item: ListItem;
  readonly startAt: number;
  /** "Người thứ 2" */
  readonly heading: string;
  /** "người" */
  readonly name: string;
  readonly onDone: (item: ListItem) => void;
  /** Back to the cards; what is typed here is given up. */
  readonly onLeave: () => void;
}

function isEmpty(value: FieldValue): boolean {
  return value === null || value === '';
}

export function ItemPages(props: ItemPagesProps) {
  const { fields, heading, name } = props;
  const setFailure = useSetFailure();
  const { t } = useText();
  const [item, setItem] = useState<ListItem>(props.item);
  const [at, setAt] = useState(props.startAt);
  const [leaving, setLeaving] = useState(false);
  const field = fields[at];
  if (field === undefined) return null;
  const touched = fields.some((each) => item[each.key] !== props.item[each.key]);

  const put = (value: FieldValue): void => {
    if (field.required && isEmpty(value)) {
      setFailure({ reason: 'FIELD_REQUIRED' });
      return;
    }
    if (Array.isArray(value)) return;
    const next = { ...item, [field.key]: value };
    setItem(next);
    setFailure(null);
    if (at + 1 < fields.length) setAt(at + 1);
    else props.onDone(next);
  };
  const back = (): void => {
    setFailure(null);
    if (at > 0) setAt(at - 1);
    else if (touched) setLeaving(true);
    else props.onLeave();
  };

  return (
    <>
      <ItemPage
        key={field.key}
        field={field}
        value={item[field.key] ?? null}
        step={t('question:itemStep', { heading, number: at + 1, of: fields.length })}
        isLast={at + 1 === fields.length}
        name={name}
        onPut={put}
        onBack={back}
      />
      <Dialog
        role="alertdialog"
        isOpen={leaving}
        onClose={() => setLeaving(false)}
        title={t('question:leaveItemTitle', { name })}
        actions={
          <>
            <Button autoFocus onPress={() => setLeaving(false)}>
              {t('question:leaveItemStay')}
            </Button>
            <Button variant="danger" onPress={props.onLeave}>
              {t('question:leaveItemConfirm')}
            </Button>
          </>
        }
      >
        <p>{t('question:leaveItemBody')}</p>
      </Dialog>
    </>
  );
}

function ItemPage(props: {
  readonly field: ItemField;
  readonly value: FieldValue;
  readonly step: string;
  readonly isLast: boolean;
  readonly name: string;
  readonly onPut: (value: FieldValue) => void;
  readonly onBack: () => void;
}) {
  const { field } = props;
  const failure = useFailure();
  const setFailure = useSetFailure();
  const helped = useView().assist !== null;
  const texts = useText();
  const { t, local, reason } = texts;
  const kind = FIELD_KINDS[field.type];
  const [typed, setTyped] = useState<Result<FieldValue> | null>(
    props.value === null ? null : { ok: true, value: props.value },
  );
  const goOn = (): void => {
    if (typed !== null && !typed.ok) setFailure(typed.failure);
    else props.onPut(typed?.value ?? null);
  };
  const whole = kind.isWhole?.(typed?.ok ? typed.value : null) ?? true;
  const canGoOn = (!kind.actsAtOnce || typed !== null) && (whole || typed?.ok === false);
  const Input = kind.Input;
  const hints = hintLines(field, texts, helped);
  const speak = spokenQuestion(field, texts, helped);
  return (
    <Screen
      title={local(field.question)}
      hint={hints.length === 0 ? undefined : hints.map((line) => <p key={line}>{line}</p>)}
      step={props.step}
      speak={speak}
      footerStart={
        <>
          <Button icon="back" onPress={props.onBack}>
            {t('common:back')}
          </Button>
          <ListenButton speak={speak} />
        </>
      }
      primary={
        canGoOn
          ? {
              label: props.isLast
                ? t('question:itemDone', { name: props.name })
                : t('common:continue'),
              onPress: goOn,
            }
          : null
      }
      secondary={
        field.required ? undefined : { label: t('question:skip'), onPress: () => props.onPut(null) }
      }
    >
      {Input === null ? null : (
        <Input
          field={field}
          label={local(field.question)}
          value={props.value}
          error={
            failure === null ? undefined : t('question:errorKept', { reason: reason(failure) })
          }
          onChange={setTyped}
          onAnswer={props.onPut}
          onSubmit={goOn}
        />
      )}
    </Screen>
  );
}
