/** The door: choose one's name, say why when it is out of hours, enter the PIN. */
import { useEffect, useState } from 'react';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import type { OutsideReason } from '../../../electron/contract/people';
import { OUTSIDE_REASONS } from '../../../electron/contract/plain';
import type { Failure } from '../../../electron/contract/reasons';
import { useAct, useCore, useFailure, useSetFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Choice, Notice } from '../../components';
import { OfficeFrame } from '../office-frame/office-frame';
import { FirstTechnician } from './first-technician';
import { PinBox, PinPad } from './pin-pad';
import './sign-in.css';

type Person = OfficePageOf<'signIn'>['helpers'][number];

export function SignInPage({ page }: { readonly page: OfficePageOf<'signIn'> }) {
  const { t } = useText();
  const setFailure = useSetFailure();
  const [chosen, setChosen] = useState<string | null>(null);
  const [why, setWhy] = useState<OutsideReason | null>(null);
  const person = page.helpers.find(({ id }) => id === chosen);
  if (page.helpers.length === 0) return <FirstTechnician />;
  if (!person) return <Names people={page.helpers} onChoose={setChosen} />;
  const again = () => {
    setFailure(null);
    setWhy(null);
    setChosen(null);
  };
  if (page.outside && !person.onShift && why === null) {
    return <OutsideWhy person={person} onChoose={setWhy} onBack={again} />;
  }
  return (
    <OfficeFrame
      title={person.name}
      hint={t(`office:role.${person.role}`)}
      hideFailure
      actions={<OtherName onPress={again} />}
    >
      <EnterPin person={person} why={why} />
    </OfficeFrame>
  );
}

function Names(props: {
  readonly people: readonly Person[];
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useText();
  return (
    <OfficeFrame title={t('signIn:title')} hint={t('signIn:hint')}>
      <div className="sign-in-names">
        {props.people.map(({ id, name, role, onShift }) => (
          <Choice
            key={id}
            label={name}
            hint={
              onShift
                ? `${t(`office:role.${role}`)} · ${t('signIn:onShift')}`
                : t(`office:role.${role}`)
            }
            onPress={() => props.onChoose(id)}
          />
        ))}
      </div>
    </OfficeFrame>
  );
}

function OtherName({ onPress }: { readonly onPress: () => void }) {
  const { t } = useText();
  return <Button onPress={onPress}>{t('signIn:otherName')}</Button>;
}

function OutsideWhy(props: {
  readonly person: Person;
  readonly onChoose: (reason: OutsideReason) => void;
  readonly onBack: () => void;
}) {
  const { t } = useText();
  return (
    <OfficeFrame
      title={t('signIn:outside.title')}
      hint={t('signIn:outside.hint', { name: props.person.name })}
      actions={<OtherName onPress={props.onBack} />}
    >
      <div className="sign-in-names">
        {OUTSIDE_REASONS.map((reason) => (
          <Choice
            key={reason}
            label={t(`signIn:outside.${reason}`)}
            onPress={() => props.onChoose(reason)}
          />
        ))}
      </div>
    </OfficeFrame>
  );
}

function EnterPin({
  person,
  why,
}: {
  readonly person: Person;
  readonly why: OutsideReason | null;
}) {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const failure = useFailure();
  const [pin, setPin] = useState('');
  const [pending, setPending] = useState(false);
  const wait = useWait(failure);
  const stopped = wait > 0 || failure?.reason === 'PIN_LOCKED';
  const send = async () => {
    if (pending || stopped) return;
    setPending(true);
    await act(() =>
      core.office.signIn({
        helperId: person.id,
        pin,
        ...(why === null ? {} : { outsideReason: why }),
      }),
    );
    setPin('');
    setPending(false);
  };
  return (
    <div className="pin-columns">
      <div className="stack">
        <PinBox
          label={t('signIn:pin')}
          value={pin}
          onChange={setPin}
          onSubmit={() => void send()}
          autoFocus
        />
        {failure === null ? null : <Notice kind="error">{reason(failure)}</Notice>}
        {wait > 0 ? (
          <p className="sign-in-wait" role="timer" aria-live="off">
            {t('signIn:wait', { count: wait })}
          </p>
        ) : null}
      </div>
      <PinPad
        value={pin}
        onChange={setPin}
        isDisabled={stopped}
        done={{ label: t('signIn:enter'), onPress: () => void send() }}
      />
    </div>
  );
}

/** Seconds left of the wait a failure asks for; the core keeps its own count. */
function useWait(failure: Failure | null): number {
  const asked = failure?.reason === 'PIN_WAIT' ? Number(failure.details?.seconds ?? 0) : 0;
  const [left, setLeft] = useState({ failure, seconds: asked });
  useEffect(() => {
    setLeft({ failure, seconds: asked });
    if (asked === 0) return;
    const timer = setInterval(
      () => setLeft((old) => ({ ...old, seconds: Math.max(0, old.seconds - 1) })),
      1_000,
    );
    return () => clearInterval(timer);
  }, [failure, asked]);
  return left.failure === failure ? left.seconds : asked;
}
