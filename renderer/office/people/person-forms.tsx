/** A new helper, and a new PIN for one: the person enters their own PIN, out of others' sight. */
import { useState } from 'react';
import type { PersonView } from '../../../electron/contract/office/people';
import type { Outcome } from '../../../electron/contract/outcome';
import { ROLES } from '../../../electron/contract/plain';
import type { Role } from '../../../electron/contract/roles';
import { useAct, useCore, useFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Choice, TextBox } from '../../components';
import { OfficeFrame } from '../office-frame/office-frame';
import { EMPTY_PIN, NewPinFields } from '../sign-in/new-pin';
import { failureOf } from '../sign-in/person-failure';

/** The boxes of a new PIN and the call that takes it; the PIN leaves the page either way. */
function useNewPin(send: (pin: string) => Promise<Outcome>, onDone: () => void) {
  const { t, reason } = useText();
  const act = useAct();
  const failure = useFailure();
  const [pin, setPin] = useState(EMPTY_PIN);
  const [differs, setDiffers] = useState(false);
  const [pending, setPending] = useState(false);
  const about = failureOf(failure);
  const submit = async () => {
    const slip = pin.first !== pin.again;
    setDiffers(slip);
    if (slip) setPin(EMPTY_PIN);
    if (pending || slip) return;
    setPending(true);
    const outcome = await act(() => send(pin.first));
    setPending(false);
    if (outcome.ok || failureOf(outcome.failure) === 'pin') setPin(EMPTY_PIN);
    if (outcome.ok) onDone();
  };
  const error = differs
    ? t('signIn:newPin.differs')
    : about === 'pin' && failure
      ? reason(failure)
      : undefined;
  return { pin, setPin, submit, pending, error, about, failure };
}

type OnBack = (message: string | null) => void;

export function AddPerson({ onBack }: { readonly onBack: OnBack }) {
  const { t, reason } = useText();
  const core = useCore();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('volunteer');
  const form = useNewPin(
    (pin) => core.people.create({ name: name.normalize('NFC'), role, pin }),
    () => onBack(t('people:added', { name })),
  );
  return (
    <OfficeFrame
      title={t('people:add')}
      hideFailure={form.about !== null}
      actions={
        <>
          <Button onPress={() => onBack(null)}>{t('people:cancel')}</Button>
          <Button variant="primary" isPending={form.pending} onPress={() => void form.submit()}>
            {t('people:save')}
          </Button>
        </>
      }
    >
      <TextBox
        label={t('signIn:name')}
        value={name}
        onChange={setName}
        onSubmit={() => void form.submit()}
        {...(form.about === 'name' && form.failure ? { error: reason(form.failure) } : {})}
        autoFocus
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid */}
      <div className="stack" role="group" aria-labelledby="person-role">
        <p id="person-role" className="text-box-label">
          {t('people:role')}
        </p>
        <div className="people-roles">
          {ROLES.map((one) => (
            <Choice
              key={one}
              label={t(`office:role.${one}`)}
              hint={t(`people:roleHint.${one}`)}
              selected={one === role}
              onPress={() => setRole(one)}
            />
          ))}
        </div>
      </div>
      <NewPinFields
        value={form.pin}
        onChange={form.setPin}
        onSubmit={() => void form.submit()}
        error={form.error}
      />
    </OfficeFrame>
  );
}

export function ResetPin(props: { readonly person: PersonView; readonly onBack: OnBack }) {
  const { person, onBack } = props;
  const { t } = useText();
  const core = useCore();
  const form = useNewPin(
    (pin) => core.people.resetPin({ helperId: person.id, pin }),
    () => onBack(t('people:resetPin.done', { name: person.name })),
  );
  return (
    <OfficeFrame
      title={t('people:resetPin.title', { name: person.name })}
      hideFailure={form.about !== null}
      actions={
        <>
          <Button onPress={() => onBack(null)}>{t('people:cancel')}</Button>
          <Button variant="primary" isPending={form.pending} onPress={() => void form.submit()}>
            {t('people:save')}
          </Button>
        </>
      }
    >
      <NewPinFields
        value={form.pin}
        onChange={form.setPin}
        onSubmit={() => void form.submit()}
        error={form.error}
        autoFocus
      />
    </OfficeFrame>
  );
}
