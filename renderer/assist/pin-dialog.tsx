/** A helper opens the panel: name, then PIN. The PIN is kept no longer than it takes to send it. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../electron/contract/reasons';
import type { Role } from '../../electron/contract/roles';
import { useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Button, Choice, Dialog, Notice, Waiting } from '../components';
import { useOfficeTexts } from '../office/office-texts';
import { PinBox, PinPad } from '../office/sign-in/pin-pad';
import './pin-dialog.css';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly onShift: boolean;
}

export function PinDialog({ onClose }: { readonly onClose: () => void }) {
  useOfficeTexts();
  const core = useCore();
  const { t } = useText();
  const [people, setPeople] = useState<readonly Person[] | null>(null);
  const [person, setPerson] = useState<Person | null>(null);
  useEffect(() => {
    let current = true;
    core.assist.helpers().then(
      (found) => {
        if (current) setPeople(found);
      },
      () => {
        if (current) setPeople([]);
      },
    );
    return () => {
      current = false;
    };
  }, [core]);
  return (
    <Dialog
      title={person === null ? t('assistPanel:door.who') : person.name}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('assistPanel:door.cancel')}</Button>
          {person === null ? null : (
            <Button onPress={() => setPerson(null)}>{t('signIn:otherName')}</Button>
          )}
        </>
      }
    >
      {person !== null ? (
        <EnterPin person={person} onOpened={onClose} />
      ) : people === null ? (
        <Waiting label={t('assistPanel:door.loading')} />
      ) : people.length === 0 ? (
        <p>{t('assistPanel:door.nobody')}</p>
      ) : (
        <div className="pin-dialog-names">
          {people.map((each) => (
            <Choice
              key={each.id}
              label={each.name}
              hint={
                each.onShift
                  ? `${t(`office:role.${each.role}`)} · ${t('signIn:onShift')}`
                  : t(`office:role.${each.role}`)
              }
              onPress={() => setPerson(each)}
            />
          ))}
        </div>
      )}
    </Dialog>
  );
}

function EnterPin(props: { readonly person: Person; readonly onOpened: () => void }) {
  const core = useCore();
  const { t, reason } = useText();
  const [pin, setPin] = useState('');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async () => {
    if (pending) return;
    setPending(true);
    const sent = pin;
    // Whatever becomes of it, it is gone from the page.
    setPin('');
    const outcome = await core.assist
      .open({ helperId: props.person.id, pin: sent })
      .catch(() => ({ ok: false as const, failure: { reason: 'UNEXPECTED' as const } }));
    setPending(false);
    if (outcome.ok) props.onOpened();
    else setFailure(outcome.failure);
  };
  return (
    <div className="pin-dialog">
      <div className="pin-dialog-box">
        <PinBox
          label={t('signIn:pin')}
          value={pin}
          onChange={setPin}
          onSubmit={() => void send()}
          autoFocus
        />
        {failure === null ? null : <Notice kind="error">{reason(failure)}</Notice>}
      </div>
      <PinPad
        value={pin}
        onChange={setPin}
        isDisabled={pending}
        done={{ label: t('signIn:enter'), onPress: () => void send() }}
      />
    </div>
  );
}
