/** A question with one value: suggestions above, the control of its type, go on. */
import { useState } from 'react';
import type { FieldValue } from '../../../electron/contract/answers';
import type { Result } from '../../../electron/contract/result';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useFailure, useSetFailure, useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Pointed } from '../../assist-remote/pointed';
import { Choice, Screen, Tag } from '../../components';
import { FIELD_KINDS } from '../../fields';
import { originText } from '../../fields/shared/origin';
import { hintLines, spokenQuestion } from './hints';
import './question.css';
import { useWarnings } from './use-warnings';
import { Warnings } from './warnings';

export function PlainQuestion({ screen }: { readonly screen: ScreenOf<'question'> }) {
  const { field, path, answer } = screen;
  const core = useCore();
  const act = useAct();
  const failure = useFailure();
  const setFailure = useSetFailure();
  const helped = useView().assist !== null;
  const texts = useText();
  const { t, local, reason } = texts;
  const kind = FIELD_KINDS[field.type];
  const stored = answer?.value ?? null;
  const [typed, setTyped] = useState<Result<FieldValue> | null>(
    stored === null ? null : { ok: true, value: stored },
  );
  const [changed, setChanged] = useState(false);
  const warnings = useWarnings(screen.warnings);
  const warned = warnings.shown;

  const send = (value: FieldValue, keepWarnings = false) =>
    act(() => core.dossier.answer({ path, value, ...(keepWarnings ? { keepWarnings } : {}) }));
  const goOn = async () => {
    if (typed !== null && !typed.ok) setFailure(typed.failure);
    else {
      warnings.reset();
      await send(typed?.value ?? null);
    }
  };
  const Input = kind.Input;
  const hints = hintLines(field, texts, helped);
  const tag = changed || answer === null ? null : originText(answer.origin, t);
  const error = failure === null ? undefined : t('question:errorKept', { reason: reason(failure) });
  const whole = kind.isWhole?.(typed?.ok ? typed.value : null) ?? true;
  const canGoOn = (!kind.actsAtOnce || typed !== null) && (whole || typed?.ok === false);

  return (
    <Screen
      title={local(field.question)}
      hint={hints.length === 0 ? undefined : hints.map((line) => <p key={line}>{line}</p>)}
      step={t('question:step', {
        number: screen.number,
        of: screen.of,
        procedure: local(screen.procedure),
      })}
      speak={spokenQuestion(field, texts, helped)}
      primary={canGoOn && !warned ? { label: t('common:continue'), onPress: goOn } : null}
      secondary={
        field.required || warned
          ? undefined
          : { label: t('question:skip'), onPress: () => send(null) }
      }
    >
      {warned ? (
        <Warnings
          warnings={screen.warnings}
          onCorrect={warnings.dismiss}
          onKeep={() => void send(typed?.ok ? typed.value : stored, true)}
        />
      ) : null}
      {screen.suggestions.length > 0 ? (
        <section className="question-suggestions" aria-label={t('question:suggestions')}>
          {screen.suggestions.map((suggestion) => (
            <Choice
              key={suggestion.text[texts.language]}
              label={local(suggestion.text)}
              onPress={() => void send(suggestion.value)}
            />
          ))}
          <p className="question-or">{t('question:orType')}</p>
        </section>
      ) : null}
      {tag === null ? null : (
        <p>
          <Tag>{tag}</Tag>
        </p>
      )}
      {Input === null ? null : (
        <Pointed path={path}>
          <Input
            field={field}
            label={local(field.question)}
            value={stored}
            error={error}
            onChange={(next) => {
              setTyped(next);
              setChanged(true);
              if (warned) warnings.dismiss();
            }}
            onAnswer={(value) => {
              setTyped({ ok: true, value });
              void send(value);
            }}
            onSubmit={() => void goOn()}
          />
        </Pointed>
      )}
    </Screen>
  );
}
