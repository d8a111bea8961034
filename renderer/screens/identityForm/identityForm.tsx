import { useMemo, useState } from 'react';
import type { Failure } from '../../../electron/contract/reasons';
import type { Sex } from '../../../electron/contract/values';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Choice, Screen, TextBox } from '../../components';
import { moveWithArrows } from '../../fields/shared/arrow-keys';
import { type DateParts, fromDateParts, toDateParts } from '../../fields/shared/date-parts';
import { PartBox } from '../../fields/shared/part-box';
import { fieldOf, type IdentityField } from './field-of';
import './identityForm.css';

type Errors = Partial<Record<IdentityField, Failure>>;

const REQUIRED: Failure = { reason: 'FIELD_REQUIRED' };

/** For those without a card at hand: what the card would say, typed on one page. */
export function IdentityFormScreen({ screen }: { readonly screen: ScreenOf<'identityForm'> }) {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const failure = useFailure();
  const [personalId, setPersonalId] = useState(screen.form.personalId);
  const [fullName, setFullName] = useState(screen.form.fullName);
  const [birth, setBirth] = useState<DateParts>(() => toDateParts(screen.form.birthDate));
  const [sex, setSex] = useState<Sex | null>(screen.form.sex);
  const [residence, setResidence] = useState(screen.form.residence);
  const [found, setFound] = useState<Errors>({});

  const refused = failure === null ? null : fieldOf(failure);
  const errors = useMemo<Errors>(
    () => (refused && failure ? { ...found, [refused]: failure } : found),
    [found, refused, failure],
  );
  const labels = useMemo<Record<IdentityField, string>>(
    () => ({
      personalId: t('identityForm:personalId'),
      fullName: t('identityForm:fullName'),
      birthDate: t('identityForm:birthDate'),
      sex: t('identityForm:sex'),
      residence: t('identityForm:residence'),
    }),
    [t],
  );
  const problems = useMemo(
    () =>
      (Object.keys(labels) as IdentityField[]).flatMap((field) => {
        const error = errors[field];
        return error === undefined ? [] : [`${labels[field]}: ${reason(error)}`];
      }),
    [errors, labels, reason],
  );
  const errorText = (field: IdentityField) => {
    const error = errors[field];
    return error === undefined ? undefined : reason(error);
  };
  const birthError = errorText('birthDate');
  const sexError = errorText('sex');

  const send = async () => {
    // Papers of older people may carry the year alone.
    const yearOnly = birth.day.trim() === '' && birth.month.trim() === '';
    const date = fromDateParts({ ...birth, yearOnly });
    const next: Errors = {};
    if (personalId.trim() === '') next.personalId = REQUIRED;
    if (fullName.trim() === '') next.fullName = REQUIRED;
    if (!date.ok) next.birthDate = date.failure;
    else if (date.value === null) next.birthDate = REQUIRED;
    if (sex === null) next.sex = REQUIRED;
    setFound(next);
    if (!date.ok || Object.keys(next).length > 0) return;
    await act(() =>
      core.identity.type({
        personalId: personalId.normalize('NFC'),
        fullName: fullName.normalize('NFC'),
        birthDate: date.value,
        sex,
        residence: residence.normalize('NFC'),
      }),
    );
  };

  const title = t('identityForm:title');
  const hint = t('identityForm:hint');
  const part = (key: 'day' | 'month' | 'year', label: string, letters: number) => (
    <PartBox
      label={label}
      letters={letters}
      value={birth[key]}
      onChange={(value) => setBirth((old) => ({ ...old, [key]: value }))}
      onSubmit={() => void send()}
      errorId={birthError === undefined ? undefined : 'identity-birth-error'}
    />
  );
  return (
    <Screen
      title={title}
      layout="wide"
      problems={problems}
      step={t('identityForm:step')}
      speak={[title, hint]}
      primary={{ label: t('common:continue'), onPress: send }}
    >
      <div className="identity-form">
        <TextBox
          label={labels.personalId}
          hint={t('identityForm:personalIdHint')}
          value={personalId}
          onChange={setPersonalId}
          error={errorText('personalId')}
          inputMode="numeric"
          look="number"
          widthInLetters={20}
          autoFocus
        />
        <TextBox
          label={labels.fullName}
          hint={t('identityForm:fullNameHint')}
          value={fullName}
          onChange={setFullName}
          error={errorText('fullName')}
        />
        <fieldset className="identity-group">
          <legend className="text-box-label">{labels.birthDate}</legend>
          <p className="text-box-hint">{t('identityForm:birthDateHint')}</p>
          <div className="identity-date">
            {part('day', t('identityForm:day'), 4)}
            {part('month', t('identityForm:month'), 4)}
            {part('year', t('identityForm:year'), 6)}
          </div>
          {birthError === undefined ? null : (
            <p className="text-box-error" id="identity-birth-error">
              {birthError}
            </p>
          )}
        </fieldset>
        <fieldset className="identity-group" onKeyDown={moveWithArrows}>
          <legend className="text-box-label">{labels.sex}</legend>
          <div className="identity-sexes">
            {(
              [
                ['male', t('identityForm:male')],
                ['female', t('identityForm:female')],
              ] as const
            ).map(([value, label]) => (
              <Choice
                key={value}
                label={label}
                selected={sex === value}
                onPress={() => setSex(value)}
              />
            ))}
          </div>
          {sexError === undefined ? null : <p className="text-box-error">{sexError}</p>}
        </fieldset>
        <TextBox
          label={labels.residence}
          hint={t('identityForm:residenceHint')}
          value={residence}
          onChange={setResidence}
          error={errorText('residence')}
          multiline
        />
      </div>
    </Screen>
  );
}
