import { useState } from 'react';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useFailure, useSetFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Row, Rows, Screen } from '../../components';
import { asText } from '../../fields/kinds';
import { Digits } from '../../fields/shared/digits';
import { originText } from '../../fields/shared/origin';
import '../account.css';
import { nationalDigits } from '../../fields/phone';

/** Digits of a mobile number in Vietnam, with the zero. */
const MOBILE_DIGITS = 10;

/** The account's own details from the card, and the phone number the code is sent to. */
export function AccountPhoneScreen({ screen }: { readonly screen: ScreenOf<'accountPhone'> }) {
  const { t, local, reason } = useText();
  const core = useCore();
  const act = useAct();
  const failure = useFailure();
  const setFailure = useSetFailure();
  const [phone, setPhone] = useState(nationalDigits(screen.phone));
  const title = t('account:phone.title');
  const hint = t('account:phone.hint');
  const submit = async () => {
    if (phone.trim() === '') setFailure({ reason: 'FIELD_REQUIRED' });
    else await act(() => core.account.setPhone({ phone }));
  };
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      step={t('account:step')}
      speak={[title, hint]}
      primary={{ label: t('common:continue'), onPress: submit }}
    >
      <Digits
        label={t('account:phone.label')}
        value={nationalDigits(screen.phone)}
        error={failure === null ? undefined : t('account:errorKept', { reason: reason(failure) })}
        digits={MOBILE_DIGITS}
        inputMode="tel"
        onChange={(typed) => setPhone(typed.ok ? asText(typed.value) : phone)}
        onSubmit={() => void submit()}
      />
      <h2 className="account-sub">{t('account:phone.fromCard')}</h2>
      <Rows>
        {screen.rows.map((row) => (
          <Row
            key={row.path}
            label={local(row.label)}
            value={row.text === null ? t('account:empty') : local(row.text)}
            tag={row.origin === null ? undefined : (originText(row.origin, t) ?? undefined)}
          />
        ))}
      </Rows>
    </Screen>
  );
}
