import { describe, expect, it } from 'vitest';
import { firstStep, type LevelEvent, type LevelState, type StepDone, track } from './level-tracker';

/** Runs `events` from the first step `a` at 0 ms. */
function run(events: readonly LevelEvent[]): { state: LevelState; done: StepDone[] } {
  let state = firstStep('a', 0);
  const done: StepDone[] = [];
  for (const event of events) {
    const next = track(state, event);
    state = next.state;
    if (next.done) done.push(next.done);
  }
  return { state, done };
}

const step = (name: string, atMs: number, way: 'forward' | 'back' = 'forward'): LevelEvent => ({
  type: 'step',
  step: name,
  way,
  atMs,
});
const opened: LevelEvent = { type: 'panelOpened' };
const closed: LevelEvent = { type: 'panelClosed' };
const keyboard: LevelEvent = { type: 'keyboardTaken' };
const mandate: LevelEvent = { type: 'mandateGiven' };
const begun: LevelEvent = { type: 'dossierBegun' };

const TABLE: ReadonlyArray<[string, LevelEvent[], number[], number]> = [
  ['nobody helps', [step('b', 1), step('c', 2)], [0, 0], 0],
  ['the panel is open and nothing is typed', [opened, step('b', 1)], [1], 1],
  ['the panel stays open over the next step', [opened, step('b', 1), step('c', 2)], [1, 1], 1],
  ['opened and closed within one step', [opened, closed, step('b', 1)], [1], 1],
  [
    'the step after the panel closed',
    [opened, step('b', 1), closed, step('c', 2), step('d', 3)],
    [1, 1, 0],
    1,
  ],
  ['closed just before the next step', [opened, closed, step('b', 1), step('c', 2)], [1, 0], 1],
  ['the helper takes the keyboard', [opened, keyboard, step('b', 1)], [2], 2],
  ['the leave is for one step', [opened, keyboard, step('b', 1), step('c', 2)], [2, 1], 2],
  [
    'handed back within the step',
    [opened, keyboard, closed, step('b', 1), step('c', 2)],
    [2, 0],
    2,
  ],
  [
    'a mandate covers what follows',
    [opened, mandate, step('b', 1), step('c', 2), step('d', 3)],
    [3, 3, 3],
    3,
  ],
  [
    'handing back ends the mandate',
    [opened, mandate, step('b', 1), closed, step('c', 2), step('d', 3)],
    [3, 3, 0],
    3,
  ],
  [
    'a new panel needs a new mandate',
    [opened, mandate, closed, step('b', 1), opened, step('c', 2)],
    [3, 1],
    3,
  ],
  ['keyboard without a panel is nothing', [keyboard, step('b', 1)], [0], 0],
  ['mandate without a panel is nothing', [mandate, step('b', 1), opened, step('c', 2)], [0, 1], 1],
  [
    'back and forward are steps alike',
    [opened, step('b', 1, 'back'), closed, step('a', 2)],
    [1, 1],
    1,
  ],
  ['the same step again is no change', [opened, keyboard, step('a', 1), step('b', 2)], [2], 2],
  [
    'the next dossier begins without the last one’s help',
    [opened, keyboard, step('b', 1), closed, step('c', 2), begun, step('d', 3)],
    [2, 1, 0],
    0,
  ],
  [
    'a dossier begun under an open panel is helped',
    [opened, keyboard, step('b', 1), begun, step('c', 2)],
    [2, 1],
    1,
  ],
  ['closing twice is closing once', [opened, closed, closed, step('b', 1)], [1], 1],
];

describe('levels of help', () => {
  it.each(TABLE)('%s', (_name, events, levels, highest) => {
    const { state, done } = run(events);
    expect(done.map(({ level }) => level)).toEqual(levels);
    expect(state.highest).toBe(highest);
  });

  it('counts the seconds of each step and how it was left', () => {
    const { done } = run([
      step('b', 12_400),
      step('a', 72_600, 'back'),
      { type: 'ended', atMs: 75_000 },
    ]);
    expect(done).toEqual([
      { step: 'a', way: 'forward', level: 0, seconds: 12 },
      { step: 'b', way: 'back', level: 0, seconds: 60 },
      { step: 'a', way: 'ended', level: 0, seconds: 2 },
    ]);
  });

  it('counts the help a step needed when the session ends on it', () => {
    const { done } = run([opened, keyboard, { type: 'ended', atMs: 1_000 }]);
    expect(done).toEqual([{ step: 'a', way: 'ended', level: 2, seconds: 1 }]);
  });
});

/** mulberry32: the same seed gives the same orders on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('any order of events', () => {
  it('never lowers a level within a step, nor finds help where no panel was open', () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const next = random(seed);
      let state = firstStep('s0', 0);
      let panel = false;
      /** What was open at any moment of the present step, kept apart from the reducer. */
      let panelSeen = false;
      let keyboardSeen = false;
      let mandateHeld = false;
      let mandateSeen = false;
      for (let index = 1; index <= 40; index += 1) {
        const kind = Math.floor(next() * 6);
        const event: LevelEvent =
          kind <= 1
            ? step(`s${Math.floor(next() * 4)}`, index * 1_000)
            : ([opened, closed, keyboard, mandate][kind - 2] as LevelEvent);
        const before = state;
        const result = track(state, event);
        state = result.state;

        if (event.type === 'panelOpened') panel = true;
        if (event.type === 'panelClosed') panel = false;
        if (event.type === 'panelClosed') mandateHeld = false;
        if (event.type === 'mandateGiven' && panel) mandateHeld = true;
        if (event.type === 'keyboardTaken' && panel) keyboardSeen = true;
        if (result.done) {
          if (result.done.level !== before.level) wrong.push(`${seed}/${index}: left`);
          panelSeen = false;
          keyboardSeen = false;
          mandateSeen = false;
        } else if (state.level < before.level) wrong.push(`${seed}/${index}: lowered`);
        panelSeen ||= panel;
        mandateSeen ||= mandateHeld;
        const expected = mandateSeen ? 3 : keyboardSeen ? 2 : panelSeen ? 1 : 0;
        if (state.level !== expected)
          wrong.push(`${seed}/${index}: ${state.level}, not ${expected}`);
        const highest = Math.max(before.highest, state.level);
        if (state.highest !== highest) wrong.push(`${seed}/${index}: highest ${state.highest}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
