import { useState } from 'react';
import {
  PASSWORD_MAX_LENGTH,
  PASSWORD_MIN_LENGTH,
  PASSWORD_RULES,
  type PasswordRule,
  unmetPasswordRules,
} from '../../../electron/contract/password';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useFailure, useSetFailure } from '../../app/core';
import { type Texts, useText } from '../../app/use-text';
import { Button, Icon, Screen, TextBox } from '../../components';
import '../account.css';

/** Characters the contract carries; anything longer is too long for the portal anyway. */
const MAX_SENT_LENGTH = 200;

function ruleText(rule: PasswordRule, t: Texts['t']): string {
  const texts: Record<PasswordRule, string> = {
    length: t('account:password.rule.length', {
      min: PASSWORD_MIN_LENGTH,
      max: PASSWORD_MAX_LENGTH,
    }),
    lower: t('account:password.rule.lower'),
    upper: t('account:password.rule.upper'),
    digit: t('account:password.rule.digit'),
    special: t('account:password.rule.special'),
    plain: t('account:password.rule.plain'),
  };
  return texts[rule];
}

/** The resident chooses a password; advice changes while they type, and nothing is kept here. */
export function AccountPasswordScreen({
  screen,
}: {
  readonly screen: ScreenOf<'accountPassword'>;
}) {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const failure = useFailure();
  const setFailure = useSetFailure();
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const unmet = unmetPasswordRules(password);
  const title = t('account:password.title');
  const hint = t('account:password.hint');
  const notKept = t('account:password.notKept');
  const submit = async () => {
    if (unmet.length > 0 || password.length > MAX_SENT_LENGTH) {
      setFailure({ reason: 'PASSWORD_WEAK' });
    } else {
      await act(() => core.account.setPassword({ password }));
    }
  };
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      step={t('account:step')}
      speak={[title, hint, ...PASSWORD_RULES.map((rule) => ruleText(rule, t)), notKept]}
      primary={{ label: t('common:continue'), onPress: submit }}
    >
      <div className="account-password">
        <TextBox
          key={String(shown)}
          label={t('account:password.label', { phone: screen.phoneMasked })}
          autoFocus
          masked={!shown}
          value={password}
          {...(failure === null ? {} : { error: reason(failure) })}
          onChange={setPassword}
          onSubmit={() => void submit()}
        />
        <Button icon={shown ? 'eyeOff' : 'eye'} onPress={() => setShown(!shown)}>
          {shown ? t('account:password.hide') : t('account:password.show')}
        </Button>
      </div>
      <ul className="account-rules" aria-label={t('account:password.rules')}>
        {PASSWORD_RULES.map((rule) => {
          const met = !unmet.includes(rule);
          return (
            <li key={rule} className={met ? 'account-rule account-rule-met' : 'account-rule'}>
              <span className="account-rule-sign" aria-hidden="true">
                {met ? <Icon name="check" /> : null}
              </span>
              <span>{ruleText(rule, t)}</span>
              {met ? <b>{t('account:password.met')}</b> : null}
            </li>
          );
        })}
      </ul>
      <p className="visually-hidden" role="status">
        {unmet.length === 0
          ? t('account:password.allMet')
          : t('account:password.left', { count: unmet.length })}
      </p>
      <p className="account-not-kept">
        <Icon name="info" />
        <span>{notKept}</span>
      </p>
    </Screen>
  );
}
