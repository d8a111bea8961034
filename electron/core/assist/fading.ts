/**
 * Help that fades. Who chose to be remembered is offered one level less help than the last time,
 * with praise; whoever did not choose is nobody's old acquaintance here.
 */
import type { CanDo, FadingView, NextTimeView } from '../../contract/remember';
import { err, ok, type Result } from '../../contract/result';
import { LEVELS } from '../../contract/roles';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import type { SessionData, SessionScreen } from '../sessions/session-data';
import type { LevelNumber } from '../statistics/event-log';
import { isStorageError } from '../storage/storage-failure';
import { confirmWithOfficer } from './officer-ahead';

/** "Đúng là tôi": the person is confirmed, and is recognised where they chose that. */
export function confirmIdentity(kiosk: Kiosk): Result<void> {
  const data = kiosk.runtime.current()?.data;
  const known =
    data?.identity && !data.practise ? kiosk.remembered.find(data.identity.personalId) : null;
  return confirmWithOfficer(kiosk, {
    type: 'CONFIRM_IDENTITY',
    returning: known ? { visit: known.visits + 1, level: known.level } : null,
  });
}

/** The offer of one level less, on the pages where somebody decides how to go on. */
export function fadingView(screen: SessionScreen, data: SessionData): FadingView | null {
  const { returning } = data;
  if (!returning || (screen !== 'choose' && screen !== 'ready')) return null;
  const offered = Math.max(0, returning.level - 1) as LevelNumber;
  return { last: LEVELS[returning.level], offered: LEVELS[offered] };
}

/** The two questions at the end; null where there is nothing to be done a next time. */
export function nextTimeView(data: SessionData): NextTimeView | null {
  if (data.practise || data.submittedLevel === null) return null;
  return {
    canDo: data.canDo,
    remember: data.returning ? 'known' : data.remember ? 'on' : 'off',
  };
}

/** Ticks or unticks "nhớ cho lần sau". Nothing is kept before the session's end. */
export function chooseRemember(kiosk: Kiosk, remember: boolean): Result<void> {
  const current = kiosk.runtime.current();
  if (current?.screen !== 'rating') return err('SESSION_WRONG_STEP');
  if (nextTimeView(current.data) === null || current.data.returning) {
    return err('SESSION_WRONG_STEP');
  }
  return dispatch(kiosk, { type: 'REMEMBER_CHOSEN', remember });
}

/** "Quên tôi": erases what was kept, at any moment after the person was confirmed. */
export function forgetMe(kiosk: Kiosk): Result<void> {
  const data = kiosk.runtime.current()?.data;
  if (!data?.identity || !data.identityConfirmed || data.practise) {
    return err('SESSION_WRONG_STEP');
  }
  const { personalId } = data.identity;
  kiosk.remembered.forget(personalId);
  return dispatch(kiosk, { type: 'REMEMBERING_ENDED' });
}

/** Who at home can do it the next time; null takes it back. */
export function setCanDo(kiosk: Kiosk, who: CanDo | null): Result<void> {
  const current = kiosk.runtime.current();
  if (current?.screen !== 'rating' || nextTimeView(current.data) === null) {
    return err('SESSION_WRONG_STEP');
  }
  return dispatch(kiosk, { type: 'CAN_DO', who });
}

/**
 * A dossier is being submitted: counts the visit of somebody remembered. Call inside the
 * transaction that records the submission.
 */
export function countReturn(kiosk: Kiosk, data: SessionData): void {
  if (data.practise || !data.returning || !data.identity) return;
  const level = data.help.highest;
  const { visit } = data.returning;
  kiosk.remembered.visited(data.identity.personalId, visit, level);
  kiosk.events.add({ kind: 'returned', value: String(visit), level });
}

/**
 * The session ends: what was answered under "Lần sau" takes effect now and not before, so that
 * taking a tick back leaves nothing. The first visit that is remembered is visit 1 of the trend.
 */
export function endOfVisit(kiosk: Kiosk, data: SessionData): Result<void> {
  if (data.practise || data.submittedLevel === null) return ok(undefined);
  const level = data.submittedLevel;
  const { canDo, identity } = data;
  try {
    kiosk.db.transaction(() => {
      if (canDo)
        kiosk.events.add({ kind: 'canDo', value: canDo, procedureCode: data.procedureCode });
      if (!data.remember || data.returning || !identity) return;
      kiosk.remembered.remember(identity.personalId, 1, level);
      kiosk.events.add({ kind: 'returned', value: '1', level });
    })();
  } catch (error) {
    // Neither is a reason to keep a person's data on the screen.
    if (!isStorageError(error)) throw error;
  }
  return ok(undefined);
}
