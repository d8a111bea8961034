import { useState } from 'react';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useFailure, useSetFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice, Screen, TextBox } from '../../components';
import { writeClock } from '../../fields/shared/moment';
import '../account.css';

/** Characters the contract carries. */
const MAX_SENT_LENGTH = 40;

/** The one-time code: it arrives on a drawn phone, and the resident types it. */
export function AccountCodeScreen({ screen }: { readonly screen: ScreenOf<'accountCode'> }) {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const failure = useFailure() ?? screen.failure;
  const setFailure = useSetFailure();
  const [code, setCode] = useState('');
  const title = t('account:code.title');
  const hint = t('account:code.hint', { phone: screen.phoneMasked });
  const submit = async () => {
    if (code.trim() === '') setFailure({ reason: 'FIELD_REQUIRED' });
    else await act(() => core.account.enterCode({ code: code.slice(0, MAX_SENT_LENGTH) }));
  };
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      layout="split"
      side={<DrawnPhone screen={screen} />}
      sidePlace="right"
      step={t('account:step')}
      speak={[title, hint, ...screen.messages.slice(-1).map((message) => message.text)]}
      hideFailure
      primary={{ label: t('common:continue'), onPress: submit }}
    >
      {failure === null ? null : <Notice kind="error">{reason(failure)}</Notice>}
      <TextBox
        label={t('account:code.label')}
        autoFocus
        look="number"
        inputMode="numeric"
        widthInLetters={10}
        value={code}
        {...(failure === null ? {} : { error: t('account:code.again') })}
        onChange={setCode}
        onSubmit={() => void submit()}
      />
      <div>
        <Button
          onPress={() => {
            setCode('');
            void act(() => core.account.resendCode());
          }}
        >
          {t('account:code.resend')}
        </Button>
      </div>
      <p className="muted">{t('account:code.practice')}</p>
    </Screen>
  );
}

/** A phone as people know it, with the messages of the practice portal, newest last. */
function DrawnPhone({ screen }: { readonly screen: ScreenOf<'accountCode'> }) {
  const { t } = useText();
  return (
    <div className="account-phone">
      <p className="account-phone-name">{t('account:code.sender')}</p>
      <div className="account-phone-messages" role="log" aria-label={t('account:code.messages')}>
        {screen.messages.length === 0 ? (
          <p className="account-phone-waiting">{t('account:code.waiting')}</p>
        ) : null}
        {screen.messages.map((message) => (
          <div className="account-message" key={`${message.at} ${message.text}`}>
            <p>{message.text}</p>
            <p className="account-message-time">{writeClock(message.at)}</p>
          </div>
        ))}
      </div>
    </div>
  );
}
