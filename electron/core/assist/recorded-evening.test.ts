/** A recorded evening of 40 sessions against what was worked out from it by hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Counts, countEvents } from '../statistics/counts';
import type { EventRow } from '../statistics/event-rows';
import { firstStep, type LevelEvent, type LevelState, track } from './level-tracker';

const PROCEDURES: Readonly<Record<string, string>> = {
  T: '2.000635',
  R: '1.004194',
  B: '1.001193',
  P: '2.000635',
};
const SCREENS = new Set(['consent', 'identify', 'check', 'result']);

type Recorded = {
  name: string;
  rows: EventRow[];
  /** Level of each step left, in order. */
  levels: number[];
  dossier: number | null;
  expectedLevels: number[];
  expectedDossier: number | null;
};

const stepName = (word: string) => (SCREENS.has(word) ? word : `question:${word}`);

function replay(line: string): Recorded {
  const [, name = '', kind = '', happened = '', levels = '', dossier = ''] =
    /^(\d\d) (\w) : (.+) = ([\d ]+) \/ ([\d-])$/.exec(line) ?? [];
  const procedureCode = PROCEDURES[kind] ?? null;
  const rows: EventRow[] = [];
  const left: number[] = [];
  let state: LevelState | null = null;
  let seconds = 0;
  let untilSeconds = 0;
  let consentedAt = 0;
  let submittedLevel: number | null = null;
  let ended = 'resident';

  const add = (event: string, more: Partial<EventRow> = {}) =>
    rows.push({
      at: '2026-11-21T11:00:00.000Z',
      kind: event,
      session: name,
      procedureCode: null,
      step: null,
      value: null,
      level: null,
      seconds: null,
      ...more,
    });
  const here = () => ({ procedureCode, step: state?.step ?? '' });
  const happen = (event: LevelEvent) => {
    const next = track(state as LevelState, event);
    state = next.state;
    if (!next.done) return;
    left.push(next.done.level);
    add('stepDone', {
      procedureCode,
      step: next.done.step,
      level: next.done.level,
      seconds: next.done.seconds,
      value: next.done.way,
    });
  };

  add('sessionStarted');
  add('goalChosen', { value: kind === 'P' ? 'practise' : 'procedure' });
  for (const token of happened.split(' ')) {
    const stepped = /^(<?)(\w+):(\d+)$/.exec(token);
    if (stepped) {
      const [, back, word = '', length] = stepped;
      seconds = untilSeconds;
      untilSeconds += Number(length);
      if (state === null) state = firstStep(stepName(word), 0);
      else {
        if ((state as LevelState).step === 'consent') {
          consentedAt = seconds;
          add('consented', { value: 'procedure' });
        }
        const way = back ? 'back' : 'forward';
        happen({ type: 'step', step: stepName(word), way, atMs: seconds * 1_000 });
      }
    } else if (token === '(') {
      happen({ type: 'panelOpened' });
      add('panelOpened', { ...here(), value: 'volunteer' });
    } else if (token === ')' || token === '~') {
      happen({ type: 'panelClosed' });
      add('handedBack', { ...here(), value: token === ')' ? 'pressed' : 'quiet', seconds: 1 });
    } else if (token === 'K') {
      happen({ type: 'keyboardTaken' });
      add('keyboardTaken', { ...here(), value: 'volunteer' });
    } else if (token.startsWith('M=')) {
      happen({ type: 'mandateGiven' });
      add('mandateGiven', { procedureCode, value: token.slice(2) });
    } else if (token === '?' || token === 'q') {
      add('helpCalled', { ...here(), value: token === '?' ? 'pressed' : 'quiet' });
    } else if (token === '!') {
      submittedLevel = (state as unknown as LevelState).highest;
      const took = untilSeconds - consentedAt;
      add('submitted', { procedureCode, level: submittedLevel, seconds: took });
    } else if (token.startsWith('x=')) {
      ended = token.slice(2);
    } else {
      throw new Error(`the recording has "${token}"`);
    }
  }
  const screen = (state as unknown as LevelState).step.replace(/^question:.*/, 'question');
  happen({ type: 'ended', atMs: untilSeconds * 1_000 });
  add('sessionEnded', { value: ended, step: screen });
  return {
    name,
    rows,
    levels: left,
    dossier: submittedLevel,
    expectedLevels: levels.split(' ').map(Number),
    expectedDossier: dossier === '-' ? null : Number(dossier),
  };
}

const recording = readFileSync(new URL('fixtures/recorded-evening.txt', import.meta.url), 'utf8');
const evening = recording
  .split('\n')
  .filter((line) => /^\d/.test(line))
  .map(replay);
const counts: Counts = countEvents(evening.flatMap(({ rows }) => rows));
const levels = (self: number, guided: number, together: number, onBehalf: number) => ({
  self,
  guided,
  together,
  onBehalf,
});

describe('a recorded evening', () => {
  it('has its 40 sessions', () => {
    expect(evening.map(({ name }) => Number(name))).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  it.each(evening)('session $name: every step at the level that was given', (session) => {
    expect(session.levels).toEqual(session.expectedLevels);
    expect(session.dossier).toBe(session.expectedDossier);
  });

  it('comes to the totals worked out by hand', () => {
    expect(counts).toMatchObject({
      sessions: 38,
      residents: 37,
      practised: 2,
      submitted: 34,
      levels: levels(19, 7, 5, 3),
    });
    expect(
      counts.procedures.map(({ procedureCode, submitted, levels: own }) => [
        procedureCode,
        submitted,
        own,
      ]),
    ).toEqual([
      ['2.000635', 16, levels(11, 3, 0, 2)],
      ['1.004194', 12, levels(5, 3, 4, 0)],
      ['1.001193', 6, levels(3, 1, 1, 1)],
    ]);
  });

  it('keeps the times, practice apart', () => {
    const seconds = counts.minutes
      .map((minutes) => Math.round(minutes * 60))
      .toSorted((a, b) => a - b);
    expect(seconds).toHaveLength(34);
    expect(seconds.reduce((sum, each) => sum + each, 0)).toBe(5_030);
    expect([seconds[0], seconds[16], seconds[17], seconds[33]]).toEqual([53, 152, 157, 315]);
  });

  it('says at which questions help was needed', () => {
    const step = (code: string, name: string) =>
      counts.steps.find((each) => each.procedureCode === code && each.step === `question:${name}`);
    expect(step('2.000635', 'relation_to_subject')).toMatchObject({
      times: 16,
      levels: levels(12, 2, 0, 2),
      medianSeconds: 15.5,
    });
    expect(step('1.004194', 'temp_address')).toMatchObject({
      times: 14,
      levels: levels(9, 3, 2, 0),
      medianSeconds: 87,
    });
    const asked = Object.fromEntries(
      counts.asked.map(({ procedureCode, step: place, times }) => [
        `${procedureCode} ${place}`,
        times,
      ]),
    );
    expect(asked).toEqual({
      '1.004194 identify': 3,
      '1.004194 question:declared_for': 3,
      '1.004194 question:temp_address': 2,
      '1.004194 consent': 1,
      '2.000635 identify': 2,
      '2.000635 question:relation_to_subject': 2,
      '2.000635 question:extract_type': 1,
      '1.001193 identify': 1,
      '1.001193 question:child_full_name': 2,
    });
  });

  it('says who stopped, where, and why help went as far as it did', () => {
    expect(counts.abandoned.toSorted((a, b) => a.value.localeCompare(b.value))).toEqual([
      { value: 'idle', step: 'identify', times: 1 },
      { value: 'idle', step: 'question', times: 1 },
      { value: 'noConsent', step: 'consent', times: 1 },
      { value: 'resident', step: 'question', times: 1 },
    ]);
    expect(counts.mandates).toEqual([
      { reason: 'cannotSee', times: 1 },
      { reason: 'cannotUseHands', times: 1 },
      { reason: 'other', times: 1 },
    ]);
  });
});
