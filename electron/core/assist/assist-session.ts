/** The helper's panel at a machine in use: opened with a PIN, closed by a press or by itself. */
import type { MandateReason } from '../../contract/assist';
import { err, ok, type Result } from '../../contract/result';
import type { Permission, Role } from '../../contract/roles';
import { answerQuestion } from '../dossiers/answer';
import { packOf, procedureContext } from '../dossiers/dossier-context';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import { resolveFields } from '../procedures/resolve';
import type { SessionEvent } from '../sessions/session-machine';
import type { StatisticsEvent } from '../statistics/event-log';
import { isStorageError } from '../storage/storage-failure';
import { type LevelEvent, type LevelState, track } from './level-tracker';
import { SECRET_SCREENS } from './masking';
import { canHandOver, leaveSheet, openSheet, POLICE_HANDOVER } from './officer';
import { closedPanel, newPanel, type PanelState } from './panel-state';
import { may } from './roles';
import { liveLevel, recordOf, stepOf } from './step-watch';

/** Who may open the panel here, those on shift first. */
export function helpersHere(
  kiosk: Kiosk,
): Array<{ id: string; name: string; role: Role; onShift: boolean }> {
  return kiosk.helpers
    .list()
    .filter(({ role }) => may(role, 'helpResident'))
    .map(({ id, name, role }) => ({ id, name, role, onShift: kiosk.shifts.of(id) !== null }))
    .sort((a, b) => Number(b.onShift) - Number(a.onShift));
}

/** Opens the panel for the helper whose PIN it is. */
export async function openPanel(
  kiosk: Kiosk,
  helperId: string,
  pin: string,
): Promise<Result<void>> {
  const before = kiosk.runtime.current();
  if (!before || !canOpen(kiosk)) return err('SESSION_WRONG_STEP');
  const checked = await kiosk.helpers.checkPin(helperId, pin);
  if (!checked.ok) return checked;
  const helper = checked.value;
  if (!may(helper.role, 'helpResident')) return err('NOT_ALLOWED');
  // While the PIN was checked somebody may have left, or begun to submit.
  if (kiosk.runtime.current()?.id !== before.id || !canOpen(kiosk)) return err('SESSION_STALE');
  return showPanel(kiosk, helper);
}

/** Opens the panel for a helper whose PIN was right. */
export function showPanel(kiosk: Kiosk, helper: PanelState['helper']): Result<void> {
  const opened = happen(kiosk, { type: 'panelOpened' }, (place) => ({
    kind: 'panelOpened',
    value: helper.role,
    ...place,
  }));
  if (!opened.ok) return opened;
  const { state } = kiosk;
  state.panel = newPanel(helper, kiosk.monotonicMs(), state.doubt);
  state.call = null;
  // With somebody else at the machine the officer who was awaited is not there.
  const awaited = kiosk.runtime.current()?.data.sheetAwaits;
  if (awaited && awaited !== helper.id) dispatch(kiosk, { type: 'FORGET_AWAITED' });
  kiosk.publish();
  return ok(undefined);
}

function canOpen(kiosk: Kiosk): boolean {
  return kiosk.state.panel === null && !kiosk.state.preparing;
}

/** Writes what happened into the session and its count; what is on disk is what holds. */
function happen(
  kiosk: Kiosk,
  event: LevelEvent,
  counted: (place: { step: string; procedureCode: string | null }) => StatisticsEvent,
): Result<void> {
  const current = kiosk.runtime.current();
  const level = liveLevel(kiosk);
  if (!current || !level) return err('SESSION_NONE');
  const next = track(level, event).state;
  const { screen, data } = current;
  const written = kiosk.runtime.dispatch(
    current.id,
    { type: 'HELP_CHANGED', help: recordOf(next, kiosk.monotonicMs()) },
    () => {
      if (data.practise) return;
      const { procedureCode } = data;
      kiosk.events.add(counted({ step: stepOf(screen, data), procedureCode }));
    },
  );
  if (written.ok) kiosk.state.level = next;
  return written;
}

/**
 * A press or key. Inside the panel it is the helper's own; on the resident's part it is the
 * helper's only while the helper has the keyboard.
 */
export function panelTouched(kiosk: Kiosk, where: 'panel' | 'page'): void {
  const { panel } = kiosk.state;
  if (!panel) return;
  if (where === 'page' && !helperTypes(kiosk)) return;
  panel.inputAtMs = kiosk.monotonicMs();
  if (panel.secondsLeft === null) return;
  panel.secondsLeft = null;
  kiosk.publish();
}

/** The helper has the keyboard for this step, or a mandate for the dossier. */
export function helperTypes(kiosk: Kiosk): boolean {
  const level = liveLevel(kiosk);
  return level?.panel === true && (level.keyboard || level.mandate);
}

/** "Tôi nhập giúp", "Làm hộ cả hồ sơ", "Xem giấy": asks the resident, who answers by a press. */
export function askLeave(
  kiosk: Kiosk,
  asked: { kind: 'typing' } | { kind: 'mandate'; reason: MandateReason } | { kind: 'papers' },
): Result<void> {
  const { panel } = kiosk.state;
  const current = kiosk.runtime.current();
  if (!panel || !current) return err('SESSION_WRONG_STEP');
  const needed: Record<typeof asked.kind, Permission> = {
    typing: 'typeForResident',
    mandate: 'enterOnBehalf',
    papers: 'helpResident',
  };
  if (!may(panel.helper.role, needed[asked.kind])) return err('NOT_ALLOWED');
  // Nobody else types a secret, whoever agrees; and a mandate is about a dossier.
  if (SECRET_SCREENS.has(current.screen)) return err('ASK_RESIDENT');
  if (asked.kind === 'mandate' && current.data.procedureCode === null) {
    return err('SESSION_WRONG_STEP');
  }
  if (asked.kind === 'papers' && current.screen !== 'papers') return err('SESSION_WRONG_STEP');
  if (asked.kind === 'mandate' && asked.reason === POLICE_HANDOVER) {
    if (!may(panel.helper.role, 'useOfficerSheet')) return err('NOT_ALLOWED');
    if (!canHandOver(kiosk, panel.helper.role)) return err('SESSION_WRONG_STEP');
  }
  panel.asked = asked;
  panel.inputAtMs = kiosk.monotonicMs();
  panel.secondsLeft = null;
  kiosk.publish();
  return ok(undefined);
}

/** The resident's press: "Đồng ý", or not. */
export function answerLeave(kiosk: Kiosk, agree: boolean): Result<void> {
  const { panel } = kiosk.state;
  const asked = panel?.asked;
  if (!panel || !asked) return err('SESSION_STALE');
  panel.inputAtMs = kiosk.monotonicMs();
  panel.secondsLeft = null;
  const current = kiosk.runtime.current();
  if (asked.kind === 'mandate' && asked.reason === POLICE_HANDOVER) {
    // The officer who began this session is asked to go, or waits until the card is confirmed.
    if (!agree && panel.ahead !== null) return closePanel(kiosk, 'pressed');
    if (agree && current?.data.identityConfirmed === false) return awaitSheet(kiosk, panel);
  }
  if (agree) {
    const given = giveLeave(kiosk, panel.helper.role, asked);
    if (!given.ok) return given;
    if (asked.kind === 'papers') panel.papersShown = true;
    if (asked.kind === 'mandate') panel.mandate = asked.reason;
  }
  panel.asked = null;
  kiosk.publish();
  return ok(undefined);
}

/**
 * The resident agreed before the card: the panel closes, so that consent and card are the
 * resident's own steps, and the sheet opens when the card is confirmed (see officer-ahead).
 */
function awaitSheet(kiosk: Kiosk, { helper, ahead }: PanelState): Result<void> {
  const closed = closePanel(kiosk, 'pressed');
  if (!closed.ok) return closed;
  if (ahead !== null) {
    const chosen = dispatch(
      kiosk,
      { type: 'CHOOSE_GOAL', goal: 'procedure', procedureCode: ahead },
      () => kiosk.events.add({ kind: 'goalChosen', value: 'procedure' }),
    );
    if (!chosen.ok) return chosen;
  }
  kiosk.state.handedOverAtMs = kiosk.monotonicMs();
  return dispatch(kiosk, { type: 'AWAIT_SHEET', officerId: helper.id });
}

function giveLeave(
  kiosk: Kiosk,
  role: Role,
  asked: NonNullable<NonNullable<Kiosk['state']['panel']>['asked']>,
): Result<void> {
  if (asked.kind === 'typing') {
    return happen(kiosk, { type: 'keyboardTaken' }, (place) => ({
      kind: 'keyboardTaken',
      value: role,
      ...place,
    }));
  }
  if (asked.kind === 'mandate') {
    const { reason } = asked;
    // The step that was left is not the officer's; the sheet is a step of its own.
    const opened = reason === POLICE_HANDOVER ? openSheet(kiosk) : ok(undefined);
    if (!opened.ok) return opened;
    const given = happen(kiosk, { type: 'mandateGiven' }, ({ procedureCode }) => ({
      kind: 'mandateGiven',
      value: reason,
      procedureCode,
    }));
    if (!given.ok) leaveSheet(kiosk);
    return given;
  }
  return ok(undefined);
}

/** Goes on with the answer that is hidden, as it is. */
export function keepHiddenAnswer(kiosk: Kiosk): Result<void> {
  const current = kiosk.runtime.current();
  const pack = current ? packOf(kiosk.packs, current.data) : null;
  const path = current?.data.path;
  if (!current || !pack || current.screen !== 'question' || !path) return err('SESSION_STALE');
  const { doubt } = kiosk.state;
  const resolved = resolveFields(pack, procedureContext(current.data, kiosk.point, kiosk.now()));
  const stored = resolved.find(({ field }) => field.key === path)?.answer?.value;
  const value = doubt?.path === path ? (doubt.value as typeof stored) : stored;
  if (value === undefined) return err('FIELD_REQUIRED');
  return answerQuestion(kiosk, path, value, true);
}

/**
 * Closes the panel: by a press, by itself, or because the session ends. Whatever the disk says the
 * panel closes; a level that could not be written is written with the next step.
 */
export function closePanel(
  kiosk: Kiosk,
  how: 'pressed' | 'quiet' | 'step',
  after?: SessionEvent,
): Result<void> {
  const { state } = kiosk;
  const { panel } = state;
  if (!panel) return err('SESSION_STALE');
  const seconds = Math.max(0, Math.round((kiosk.monotonicMs() - panel.openedAtMs) / 1_000));
  const level = liveLevel(kiosk);
  state.panel = null;
  // Whoever was just helped is given the whole time again before help is called quietly.
  state.steppedAtMs = kiosk.monotonicMs();
  const written = happen(kiosk, { type: 'panelClosed' }, (place) => ({
    kind: 'handedBack',
    value: how,
    ...place,
    seconds,
  }));
  if (!written.ok && level) state.level = closedPanel(level);
  // The resident's next step begins with nobody beside it.
  const left = after ? dispatch(kiosk, after) : leaveSheet(kiosk);
  kiosk.publish();
  return after ? left : ok(undefined);
}

/** The session ends: its last step is counted, and a panel that is open with it. */
export function leaveLastStep(kiosk: Kiosk): void {
  const current = kiosk.runtime.current();
  if (!current) return;
  if (kiosk.state.panel) closePanel(kiosk, 'step');
  const level: LevelState | null = liveLevel(kiosk);
  if (!level || current.data.practise) return;
  const { done } = track(level, { type: 'ended', atMs: kiosk.monotonicMs() });
  if (!done) return;
  try {
    kiosk.events.add({
      kind: 'stepDone',
      value: done.way,
      step: done.step,
      procedureCode: current.data.procedureCode,
      level: done.level,
      seconds: done.seconds,
    });
  } catch (error) {
    // A count is never a reason to keep a person's data.
    if (!isStorageError(error)) throw error;
  }
}
