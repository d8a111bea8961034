/** A new machine: whoever sets it up becomes its first technician. */
import { useState } from 'react';
import { useAct, useCore, useFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, TextBox } from '../../components';
import { OfficeFrame } from '../office-frame/office-frame';
import { EMPTY_PIN, NewPinFields } from './new-pin';
import { failureOf } from './person-failure';

export function FirstTechnician() {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const failure = useFailure();
  const [name, setName] = useState('');
  const [pin, setPin] = useState(EMPTY_PIN);
  const [differs, setDiffers] = useState(false);
  const [pending, setPending] = useState(false);
  const send = async () => {
    const slip = pin.first !== pin.again;
    setDiffers(slip);
    if (slip) setPin(EMPTY_PIN);
    if (pending || slip) return;
    setPending(true);
    const done = await act(() =>
      core.office.createFirst({ name: name.normalize('NFC'), pin: pin.first }),
    );
    setPending(false);
    if (done.ok || failureOf(done.failure) === 'pin') setPin(EMPTY_PIN);
  };
  const about = failureOf(failure);
  const pinError = differs
    ? t('signIn:newPin.differs')
    : about === 'pin' && failure
      ? reason(failure)
      : undefined;
  return (
    <OfficeFrame
      title={t('signIn:first.title')}
      hint={t('signIn:first.hint')}
      hideFailure={about !== null}
      actions={
        <Button variant="primary" isPending={pending} onPress={() => void send()}>
          {t('signIn:first.create')}
        </Button>
      }
    >
      <NewPinFields value={pin} onChange={setPin} onSubmit={() => void send()} error={pinError}>
        <TextBox
          label={t('signIn:name')}
          value={name}
          onChange={setName}
          onSubmit={() => void send()}
          {...(about === 'name' && failure ? { error: reason(failure) } : {})}
          autoFocus
        />
      </NewPinFields>
    </OfficeFrame>
  );
}
