/**
 * An account on the practice portal. The password passes through to the portal and is kept
 * nowhere here; the one-time code is typed by the resident from the drawn phone.
 */
import { unmetPasswordRules } from '../../contract/password';
import { err, type Result } from '../../contract/result';
import { readPhone } from '../identity/phone';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import { nationalPhone } from '../view/build-view';

/** Takes the phone number that receives the code. */
export function setPhone(kiosk: Kiosk, text: string): Result<void> {
  const phone = readPhone(text);
  if (!phone.ok) return phone;
  return dispatch(kiosk, { type: 'PHONE_SET', phone: phone.value.e164 });
}

/** Asks the portal for an account. Resolves when the code is on its way, or there is one already. */
export async function setPassword(kiosk: Kiosk, password: string): Promise<Result<void>> {
  const session = kiosk.runtime.current();
  const { identity, phone } = session?.data ?? {};
  const national = nationalPhone(phone ?? null);
  if (!session || !identity || !national) return err('SESSION_WRONG_STEP');
  if (unmetPasswordRules(password).length > 0) return err('PASSWORD_WEAK');
  const sent = await kiosk.target.register({
    fullName: identity.fullName,
    personalId: identity.personalId,
    birthDate: identity.birthDate,
    address: identity.residenceText,
    phone: national,
    password,
  });
  if (!sent.ok) {
    if (sent.failure.reason !== 'ACCOUNT_EXISTS') return sent;
    return kiosk.runtime.dispatch(session.id, { type: 'ACCOUNT_EXISTS' });
  }
  await showMessages(kiosk, national);
  return kiosk.runtime.dispatch(session.id, {
    type: 'REGISTRATION_STARTED',
    registrationId: sent.value.registrationId,
  });
}

/** Checks the code the resident typed. */
export async function enterCode(kiosk: Kiosk, code: string): Promise<Result<void>> {
  const session = kiosk.runtime.current();
  if (!session?.data.registrationId) return err('SESSION_WRONG_STEP');
  const verified = await kiosk.target.verifyCode(session.data.registrationId, code);
  if (!verified.ok) {
    kiosk.runtime.dispatch(session.id, { type: 'CODE_REFUSED', failure: verified.failure });
    return verified;
  }
  return kiosk.runtime.dispatch(session.id, { type: 'CODE_ACCEPTED' }, () =>
    kiosk.events.add({ kind: 'accountCreated' }),
  );
}

/** Sends another code; the one before no longer counts. */
export async function resendCode(kiosk: Kiosk): Promise<Result<void>> {
  const session = kiosk.runtime.current();
  if (!session?.data.registrationId) return err('SESSION_WRONG_STEP');
  const sent = await kiosk.target.resendCode(session.data.registrationId);
  if (!sent.ok) return sent;
  await showMessages(kiosk, nationalPhone(session.data.phone) ?? '');
  return kiosk.runtime.dispatch(session.id, {
    type: 'REGISTRATION_STARTED',
    registrationId: sent.value.registrationId,
  });
}

/** Fetches what the drawn phone shows, for instance after the core came back. */
export async function showMessages(kiosk: Kiosk, phone: string): Promise<void> {
  const messages = await kiosk.target.readPracticeMessages(phone);
  if (!messages.ok) return;
  // Texts arrive in Vietnamese on a real phone too, whatever the screen's language.
  kiosk.state.phoneMessages = messages.value.map(({ code, sentAt }) => ({
    at: sentAt,
    text: kiosk.texts('vi', 'practicePhone:code', { code }),
  }));
  kiosk.publish();
}
