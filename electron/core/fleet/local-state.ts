/** What this machine tells the others of itself, read from what it shows. Codes and numbers only. */
import type { DeviceKind } from '../../contract/devices';
import type { Reason } from '../../contract/reasons';
import { type AssistanceLevel, LEVELS } from '../../contract/roles';
import { liveLevel } from '../assist/step-watch';
import type { Kiosk } from '../kiosk/kiosk';
import { QUESTION_STEP } from '../statistics/step-label';
import { countsOf } from '../statistics/summary-page';
import type { LocalState } from './exchange';
import type { DeviceName, Presence, TonightCounts, Where } from './messages';

/** Counting reads the whole evening's events: not at every beat, but when a screen changes. */
const COUNT_EVERY_MS = 30_000;

/** Makes the reader of this machine's state. `version` is the application's ("0.1.0"). */
export function createLocalState(kiosk: Kiosk, version: string, ticks: () => number) {
  let counted: { at: number; counts: TonightCounts; place: string } | null = null;
  const counts = (place: string): TonightCounts => {
    const old = counted;
    const isFresh = old && old.place === place && ticks() - old.at < COUNT_EVERY_MS;
    if (!isFresh) counted = { at: ticks(), counts: tonight(kiosk), place };
    return (counted as NonNullable<typeof counted>).counts;
  };
  return (): LocalState => {
    const current = kiosk.runtime.current();
    const sessionId = current?.id ?? null;
    return {
      sessionId,
      state: machineState(kiosk),
      version,
      where: whereOf(kiosk),
      call: kiosk.state.call?.kind ?? null,
      level: levelOf(kiosk),
      troubles: troublesOf(kiosk),
      counts: counts(`${sessionId} ${current?.screen}`),
    };
  };
}

function levelOf(kiosk: Kiosk): AssistanceLevel | null {
  const live = liveLevel(kiosk);
  return live ? (LEVELS[live.level] ?? null) : null;
}

function machineState({ runtime, state }: Kiosk): Presence['state'] {
  if (runtime.current()) return 'inSession';
  if (state.resume) return 'askResume';
  if (state.office) return 'office';
  return state.notice?.reason.startsWith('STORAGE_') ? 'needsCare' : 'idle';
}

/** The place on screen. Keys are told only where the pack has them: nothing typed can be one. */
export function whereOf({ runtime, packs, state }: Kiosk): Where {
  const current = runtime.current();
  if (!current) {
    const screen = state.resume ? 'resume' : state.office ? 'office' : 'welcome';
    return { screen, procedureCode: null, fieldKey: null, paperId: null };
  }
  const { screen, data } = current;
  const pack = data.procedureCode ? packs.get(data.procedureCode) : undefined;
  const field = pack?.fields.find(({ key }) => key === data.path);
  const paper = pack?.components.find(({ id }) => id === data.component);
  return {
    screen,
    procedureCode: pack?.code ?? null,
    fieldKey: screen === 'question' ? (field?.key ?? null) : null,
    paperId: screen === 'papers' ? (paper?.id ?? null) : null,
  };
}

function tonight(kiosk: Kiosk): TonightCounts {
  const { residents, submitted, levels, asked } = countsOf(kiosk, 'today');
  const [most] = asked
    .filter(({ step }) => step.startsWith(QUESTION_STEP))
    .toSorted((a, b) => b.times - a.times);
  const fieldKey = most?.step.slice(QUESTION_STEP.length) ?? null;
  const field = most?.procedureCode
    ? kiosk.packs.get(most.procedureCode)?.fields.find(({ key }) => key === fieldKey)
    : undefined;
  return {
    residents,
    dossiers: submitted,
    levels,
    mostAsked:
      most && field
        ? { procedureCode: most.procedureCode, fieldKey: field.key, times: most.times }
        : null,
  };
}

const NOTICE_DEVICE: Partial<Record<Reason, DeviceName>> = {
  STORAGE_FULL: 'disk',
  STORAGE_FAILED: 'disk',
  STORAGE_SET_ASIDE: 'disk',
  CLOCK_SET_BACK: 'clock',
};

const KIND_DEVICE: Readonly<Record<DeviceKind, DeviceName>> = {
  reader: 'cardReader',
  scanner: 'scanner',
  printer: 'printer',
  receiptPrinter: 'receiptPrinter',
};

/** What is wrong with devices; one that was never there is not mentioned. */
function troublesOf({ devices, technicianNotices }: Kiosk): Presence['troubles'] {
  const troubles: Presence['troubles'] = devices
    .lines()
    .flatMap(({ kind, state, reason }) =>
      state === 'trouble' && reason ? [{ device: KIND_DEVICE[kind], reason }] : [],
    );
  for (const { reason } of technicianNotices) {
    const device = NOTICE_DEVICE[reason];
    if (device && !troubles.some((each) => each.reason === reason)) {
      troubles.push({ device, reason });
    }
  }
  return troubles.slice(0, 12);
}
