import { beforeAll, describe, expect, it } from 'vitest';
import { getNextSnapshot, initialTransition, type SnapshotFrom } from 'xstate';
import { ASSETS_FOLDER } from '../../../tests/support/core-harness';
import type { Pack } from '../../contract/pack';
import { createDossierFlow, packOf, procedureContext } from '../dossiers/dossier-context';
import { loadPoint, type PointFile } from '../point/point';
import { loadPacks } from '../procedures/load-packs';
import { neededComponents } from '../procedures/questions';
import { resolveFields } from '../procedures/resolve';
import {
  type Identity,
  newSessionData,
  type PaperPage,
  SCREENS_OF_SESSION,
  SessionData,
  type SessionScreen,
  type Submission,
} from './session-data';
import { createSessionMachine, type SessionEvent, type SessionMachine } from './session-machine';

const NOW = new Date('2026-11-21T11:00:00Z');
const EXTRACT = '2.000635';

const IDENTITY: Identity = {
  source: 'card',
  card: null,
  personalId: '079199000000',
  fullName: 'Nguyễn Thị Thử Nghiệm',
  birthDate: { year: 1999, month: 1, day: 1 },
  sex: 'female',
  residence: null,
  residenceText: '12 Đường Mẫu',
  warnings: [],
};
const OTHER: Identity = { ...IDENTITY, personalId: '079085000222', fullName: 'Trần Văn Thử' };

const SUBMISSION: Submission = {
  dossierId: '0193-thu',
  reference: 'DH-ACDE-2346',
  submittedAt: NOW.toISOString(),
  authority: 'Ủy ban nhân dân phường Ví Dụ',
  state: 'sending',
  reason: null,
  attempts: 0,
  nextTryAt: null,
  dossierNumber: null,
  dueAt: null,
};
const ACCEPTED: Submission = { ...SUBMISSION, dossierNumber: 'H99.12-261121-0001' };
const REFUSED: Submission = { ...SUBMISSION, state: 'refused', reason: 'PORTAL_REFUSED' };

const page = (id: string): PaperPage => ({
  id,
  rotation: 0,
  crop: null,
  shape: null,
  whole: false,
  size: { width: 2_480, height: 3_508 },
  quality: 'clear',
  advice: [],
  dpi: 300,
  version: 1,
});

let packs: ReadonlyMap<string, Pack>;
let point: PointFile;
let machine: SessionMachine;
type Snapshot = SnapshotFrom<SessionMachine>;

beforeAll(async () => {
  packs = (await loadPacks(`${ASSETS_FOLDER}/procedures`)).packs;
  ({ point } = await loadPoint('/nowhere', ASSETS_FOLDER));
  machine = createSessionMachine(createDossierFlow(packs, point, () => NOW));
});

function first(): Snapshot {
  return initialTransition(machine, newSessionData('s1', NOW.toISOString()))[0] as Snapshot;
}
/** Applies events as the runtime does; throws where the screen does not understand one. */
function run(from: Snapshot, ...events: SessionEvent[]): Snapshot {
  return events.reduce((snapshot, event) => {
    if (!snapshot.can(event)) throw new Error(`${event.type} on ${String(snapshot.value)}`);
    return getNextSnapshot(machine, snapshot, event) as Snapshot;
  }, from);
}
const answer = (path: string | null, value: string): SessionEvent => ({
  type: 'ANSWER',
  path: path ?? '',
  answer: { value, origin: 'resident' },
});

function atReady(code = EXTRACT): Snapshot {
  return run(
    first(),
    { type: 'CHOOSE_GOAL', goal: 'procedure', procedureCode: code },
    { type: 'CONSENT', at: NOW.toISOString() },
    { type: 'CARD_READ', identity: IDENTITY },
    { type: 'CONFIRM_IDENTITY' },
  );
}

/** Goes on from "Ready?" with the first option, or a word, for every question. */
function toCheck(from: Snapshot): Snapshot {
  let snapshot = from;
  for (let steps = 0; snapshot.value !== 'check'; steps += 1) {
    if (steps > 80) throw new Error(`no end at ${String(snapshot.value)}`);
    snapshot = onward(snapshot);
  }
  return snapshot;
}

function onward(snapshot: Snapshot): Snapshot {
  const { context } = snapshot;
  if (snapshot.value === 'ready') return run(snapshot, { type: 'BEGIN' });
  if (snapshot.value === 'prefilled') return run(snapshot, { type: 'CONFIRM_PREFILLED' });
  if (snapshot.value === 'papers') {
    const componentId = context.component ?? '';
    const pages = [page(`${componentId}-1`)];
    return run(
      snapshot,
      { type: 'PAGES_ADDED', componentId, pages, replace: null },
      { type: 'PAPERS_DONE' },
    );
  }
  const field = packs
    .get(context.procedureCode ?? '')
    ?.fields.find(({ key }) => key === context.path);
  return run(snapshot, answer(context.path, String(field?.options?.[0]?.value ?? 'Ví dụ')));
}

describe('every screen', () => {
  /** One event of each kind, as the page and the core could send it at any moment. */
  const EVENTS: SessionEvent[] = [
    { type: 'CHOOSE_GOAL', goal: 'procedure', procedureCode: EXTRACT },
    { type: 'CONSENT', at: NOW.toISOString() },
    { type: 'CARD_READ', identity: IDENTITY },
    { type: 'CARD_REFUSED', failure: { reason: 'CARD_EMPTY' } },
    { type: 'TYPE_INSTEAD' },
    { type: 'IDENTITY_TYPED', identity: IDENTITY },
    { type: 'CONFIRM_IDENTITY' },
    { type: 'REJECT_IDENTITY', next: 'scan' },
    { type: 'PHONE_SET', phone: '+84901234567' },
    { type: 'REGISTRATION_STARTED', registrationId: 'r1' },
    { type: 'ACCOUNT_EXISTS' },
    { type: 'CODE_REFUSED', failure: { reason: 'ACCOUNT_CODE_WRONG' } },
    { type: 'CODE_ACCEPTED' },
    { type: 'ACCOUNT_CONTINUE' },
    { type: 'CHOOSE_PROCEDURE', code: EXTRACT },
    { type: 'BEGIN' },
    { type: 'CONFIRM_PREFILLED' },
    answer('relation_to_subject', 'Bản thân'),
    { type: 'EDIT', path: 'relation_to_subject' },
    { type: 'EDIT', path: 'papers/giay-ho-tich-cu' },
    { type: 'GO_TO_COMPONENT', componentId: 'giay-ho-tich-cu' },
    {
      type: 'PAGES_ADDED',
      componentId: 'giay-ho-tich-cu',
      pages: [page('p1')],
      replace: null,
    },
    { type: 'PAGES_CHANGED', componentId: 'giay-ho-tich-cu', pages: [] },
    { type: 'PAPERS_REFUSED', failure: { reason: 'FILE_EMPTY' } },
    { type: 'PAPERS_DONE' },
    { type: 'DECLARE', checked: true },
    { type: 'SUBMIT', submission: SUBMISSION },
    { type: 'SUBMISSION_CHANGED', submission: ACCEPTED },
    { type: 'LEAVE_QUEUED' },
    { type: 'ANOTHER' },
    { type: 'FINISH' },
    { type: 'LOOKED_UP', number: 'H99', course: null, failure: null },
    { type: 'BACK' },
  ];

  /** Which events each screen understands, with a full history and everything known. */
  const UNDERSTOOD: Record<SessionScreen, SessionEvent['type'][]> = {
    goal: ['CHOOSE_GOAL'],
    consent: ['CONSENT'],
    identify: ['CARD_READ', 'CARD_REFUSED', 'TYPE_INSTEAD'],
    identityForm: ['IDENTITY_TYPED'],
    cardConfirm: ['CARD_READ', 'CONFIRM_IDENTITY', 'REJECT_IDENTITY'],
    accountPhone: ['PHONE_SET'],
    accountPassword: ['REGISTRATION_STARTED', 'ACCOUNT_EXISTS'],
    accountCode: ['CODE_REFUSED', 'REGISTRATION_STARTED', 'CODE_ACCEPTED'],
    accountDone: ['ACCOUNT_CONTINUE'],
    choose: ['CHOOSE_PROCEDURE'],
    ready: ['BEGIN'],
    prefilled: ['CONFIRM_PREFILLED', 'EDIT'],
    question: ['ANSWER'],
    papers: ['GO_TO_COMPONENT', 'PAGES_ADDED', 'PAGES_CHANGED', 'PAPERS_REFUSED', 'PAPERS_DONE'],
    check: ['EDIT', 'GO_TO_COMPONENT', 'DECLARE', 'SUBMIT'],
    submitting: ['SUBMISSION_CHANGED', 'LEAVE_QUEUED'],
    result: ['SUBMISSION_CHANGED', 'ANOTHER', 'FINISH'],
    rating: [],
    lookup: ['LOOKED_UP'],
  };

  it.each(SCREENS_OF_SESSION)('%s understands its own events and no others', (screen) => {
    const context: SessionData = {
      ...newSessionData('s1', NOW.toISOString()),
      identity: IDENTITY,
      procedureCode: EXTRACT,
      path: 'relation_to_subject',
      declared: true,
      submission: SUBMISSION,
      history: [{ screen: 'goal', path: null, component: null }],
    };
    const snapshot = machine.resolveState({ value: screen, context });
    const understood = new Set(EVENTS.filter((event) => snapshot.can(event)).map((e) => e.type));
    const back = ['submitting'].includes(screen) ? ['BACK'] : ['BACK'];
    expect([...understood].sort()).toEqual([...UNDERSTOOD[screen], ...back].sort());
  });
});

describe('the way back', () => {
  it('returns through the questions to the goal, one screen at a time', () => {
    let snapshot = toCheck(atReady());
    const seen: string[] = [];
    while (snapshot.can({ type: 'BACK' })) {
      snapshot = run(snapshot, { type: 'BACK' });
      seen.push(String(snapshot.value));
    }
    expect(seen.at(-1)).toBe('goal');
    expect(seen.filter((screen) => screen === 'question').length).toBeGreaterThanOrEqual(3);
    expect(seen.slice(-5)).toEqual(['ready', 'cardConfirm', 'identify', 'consent', 'goal']);
  });

  it('from the check page an edit comes straight back, and is no stop on the way back', () => {
    const check = toCheck(atReady());
    const last = check.context.history.at(-1);
    const edited = run(
      check,
      { type: 'EDIT', path: 'extract_type' },
      answer('extract_type', 'Khai sinh'),
    );
    expect(edited.value).toBe('check');
    expect(edited.context.history.at(-1)).toEqual(last);
    const papers = run(
      check,
      { type: 'EDIT', path: 'papers/giay-ho-tich-cu' },
      { type: 'PAPERS_DONE' },
    );
    expect(papers.value).toBe('check');
    expect(papers.context.history.at(-1)).toEqual(last);
    expect(run(check, { type: 'EDIT', path: 'extract_type' }, { type: 'BACK' }).value).toBe(
      'check',
    );
  });

  it('an edit takes the tick of the declaration away', () => {
    const declared = run(toCheck(atReady()), { type: 'DECLARE', checked: true });
    const edited = run(
      declared,
      { type: 'EDIT', path: 'extract_type' },
      answer('extract_type', 'Khai sinh'),
    );
    expect(edited.context.declared).toBe(false);
    expect(edited.can({ type: 'SUBMIT', submission: SUBMISSION })).toBe(false);
  });

  it('passes over a question that another answer has made pointless', () => {
    const other = run(
      atReady(),
      { type: 'BEGIN' },
      ...(run(atReady(), { type: 'BEGIN' }).value === 'prefilled'
        ? [{ type: 'CONFIRM_PREFILLED' } as const]
        : []),
    );
    expect(other.context.path).toBe('relation_to_subject');
    const check = toCheck(run(other, answer('relation_to_subject', 'Cha mẹ')));
    const hidden = check.context.history.filter(({ path }) => path?.startsWith('subject_'));
    expect(hidden.length).toBeGreaterThan(0);
    let snapshot = toCheck(
      run(
        check,
        { type: 'EDIT', path: 'relation_to_subject' },
        answer('relation_to_subject', 'Bản thân'),
      ),
    );
    const shown: Array<string | null> = [];
    while (snapshot.can({ type: 'BACK' })) {
      snapshot = run(snapshot, { type: 'BACK' });
      if (snapshot.value === 'question') shown.push(snapshot.context.path);
    }
    const pack = packs.get(EXTRACT);
    const visible = resolveFields(
      pack as Pack,
      procedureContext(snapshot.context, point, NOW),
    ).filter((each) => each.visible);
    for (const path of shown) expect(visible.some(({ field }) => field.key === path)).toBe(true);
  });

  it('of the confirmed list asks for its confirmation again', () => {
    const prefilled = run(atReady('2.000815'), { type: 'BEGIN' });
    expect(prefilled.value).toBe('prefilled');
    const back = run(prefilled, { type: 'CONFIRM_PREFILLED' }, { type: 'BACK' });
    expect(back.value).toBe('prefilled');
    expect(back.context.prefilledConfirmed).toBe(false);
  });

  it('does not lead back into what was sent', () => {
    const sent = run(
      toCheck(atReady()),
      { type: 'DECLARE', checked: true },
      { type: 'SUBMIT', submission: SUBMISSION },
    );
    expect(sent.value).toBe('submitting');
    expect(sent.can({ type: 'BACK' })).toBe(false);
    const refused = run(sent, { type: 'SUBMISSION_CHANGED', submission: REFUSED });
    expect(refused.can({ type: 'LEAVE_QUEUED' })).toBe(false);
    const again = run(refused, { type: 'BACK' });
    expect(again.value).toBe('check');
    expect(again.context).toMatchObject({ declared: false, submission: null });
    const left = run(sent, { type: 'LEAVE_QUEUED' });
    expect(run(left, { type: 'SUBMISSION_CHANGED', submission: REFUSED }).value).toBe('submitting');
    expect(run(left, { type: 'SUBMISSION_CHANGED', submission: ACCEPTED }).value).toBe('result');
  });
});

describe('what is not there', () => {
  it.each(['', 'nonsense', '__proto__', 'papers/nonsense', 'requester_full_name_2'])(
    'an edit of "%s" is not understood',
    (path) => {
      expect(toCheck(atReady()).can({ type: 'EDIT', path })).toBe(false);
    },
  );

  it('an answer to another question than the one on screen is not understood', () => {
    const question = run(toCheck(atReady()), { type: 'EDIT', path: 'extract_type' });
    expect(question.can(answer('relation_to_subject', 'Bản thân'))).toBe(false);
  });

  it('a required paper without a page is said, and the screen stays', () => {
    let snapshot = atReady('1.001193');
    for (let steps = 0; snapshot.value !== 'papers'; steps += 1) {
      if (steps > 80) throw new Error('no papers');
      snapshot = onward(snapshot);
    }
    const { component, history } = snapshot.context;
    const pressed = run(snapshot, { type: 'PAPERS_DONE' });
    expect(pressed.value).toBe('papers');
    expect(pressed.context).toMatchObject({
      component,
      history,
      papersFailure: { reason: 'PAPERS_MISSING' },
    });
  });
});

describe('another person or another procedure', () => {
  it('does not get the answers of the one before', () => {
    const check = toCheck(atReady());
    let snapshot = check;
    while (snapshot.value !== 'identify') snapshot = run(snapshot, { type: 'BACK' });
    const same = run(snapshot, { type: 'CARD_READ', identity: IDENTITY });
    expect(Object.keys(same.context.answers)).toEqual(Object.keys(check.context.answers));
    const another = run(snapshot, { type: 'CARD_READ', identity: OTHER });
    expect(another.context.answers).toEqual({});
    expect(another.context.procedureCode).toBe(EXTRACT);
    let goal = check;
    while (goal.value !== 'goal') goal = run(goal, { type: 'BACK' });
    const chosen = run(goal, {
      type: 'CHOOSE_GOAL',
      goal: 'procedure',
      procedureCode: '1.004873',
    });
    expect(chosen.context.answers).toEqual({});
  });
});

/** A small generator with a seed (mulberry32), so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('any sequence of events', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'can be restored from its snapshot, and "back" never fails (seed %i)',
    (seed) => {
      const next = random(seed);
      const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
      const codes = [...packs.keys()];
      let snapshot = first();
      const visited = new Set<string>();
      for (let step = 0; step < 250; step += 1) {
        const { context } = snapshot;
        const pack = packOf(packs, context);
        const fields = pack?.fields.map(({ key }) => key) ?? ['none'];
        const papers = pack?.components.map(({ id }) => id) ?? ['none'];
        const current = pack?.fields.find(({ key }) => key === context.path);
        const pages = Array.from({ length: 1 + Math.floor(next() * 2) }, () =>
          page(`p${Math.floor(next() * 1e9)}`),
        );
        const events: SessionEvent[] = [
          {
            type: 'CHOOSE_GOAL',
            goal: pick(['procedure', 'account', 'practise']),
            procedureCode: pick([null, ...codes]),
          },
          { type: 'CONSENT', at: NOW.toISOString() },
          { type: 'CARD_READ', identity: pick([IDENTITY, OTHER]) },
          { type: 'CARD_REFUSED', failure: { reason: 'CARD_HALF_SCAN' } },
          { type: 'TYPE_INSTEAD' },
          { type: 'IDENTITY_TYPED', identity: pick([IDENTITY, OTHER]) },
          { type: 'CONFIRM_IDENTITY' },
          { type: 'REJECT_IDENTITY', next: pick(['scan', 'type']) },
          { type: 'PHONE_SET', phone: '+84901234567' },
          { type: 'REGISTRATION_STARTED', registrationId: 'r' },
          { type: 'CODE_ACCEPTED' },
          { type: 'ACCOUNT_CONTINUE' },
          { type: 'CHOOSE_PROCEDURE', code: pick(codes) },
          { type: 'BEGIN' },
          { type: 'CONFIRM_PREFILLED' },
          answer(
            pick([context.path, ...fields]),
            String(current?.options ? pick(current.options).value : 'Ví dụ'),
          ),
          answer(context.path, String(current?.options ? pick(current.options).value : 'Ví dụ')),
          { type: 'EDIT', path: pick([...fields, ...papers.map((id) => `papers/${id}`)]) },
          { type: 'GO_TO_COMPONENT', componentId: pick(papers) },
          { type: 'PAGES_ADDED', componentId: context.component ?? 'none', pages, replace: null },
          { type: 'PAPERS_DONE' },
          { type: 'DECLARE', checked: next() < 0.8 },
          { type: 'SUBMIT', submission: SUBMISSION },
          { type: 'SUBMISSION_CHANGED', submission: pick([SUBMISSION, ACCEPTED, REFUSED]) },
          { type: 'LEAVE_QUEUED' },
          { type: 'ANOTHER' },
          { type: 'BACK' },
        ];
        const possible = events.filter((event) => snapshot.can(event));
        if (possible.length === 0) break;
        // Onward more often than back, so that the late screens are reached.
        const onwards = possible.filter(({ type }) => type !== 'BACK');
        const event = pick(next() < 0.85 && onwards.length > 0 ? onwards : possible);
        snapshot = getNextSnapshot(machine, snapshot, event) as Snapshot;
        const screen = String(snapshot.value);
        visited.add(screen);
        // Rests on a screen, and what is on the disk gives the same data back.
        expect(SCREENS_OF_SESSION, event.type).toContain(screen);
        const restored = SessionData.parse(JSON.parse(JSON.stringify(snapshot.context)));
        expect(restored).toEqual(snapshot.context);
        snapshot = machine.resolveState({ value: snapshot.value, context: restored });
        expectShowable(snapshot);
        if (snapshot.can({ type: 'BACK' })) {
          const back = getNextSnapshot(machine, snapshot, { type: 'BACK' }) as Snapshot;
          expect(SCREENS_OF_SESSION).toContain(String(back.value));
          expectShowable(back);
        }
      }
      expect(visited.size).toBeGreaterThan(5);
    },
    60_000,
  );

  /** What the screen stands on is there: a question that shows, a paper that is asked for. */
  function expectShowable({ value, context }: Snapshot): void {
    const pack = packOf(packs, context);
    const inDossier = ['ready', 'prefilled', 'question', 'papers', 'check', 'submitting', 'result'];
    if (inDossier.includes(String(value))) expect(pack).not.toBeNull();
    if (['cardConfirm', 'accountPhone'].includes(String(value))) {
      expect(context.identity).not.toBeNull();
    }
    if (['submitting', 'result'].includes(String(value))) expect(context.submission).not.toBeNull();
    if (!pack) return;
    const facts = procedureContext(context, point, NOW);
    if (value === 'question') {
      const shown = resolveFields(pack, facts).filter((each) => each.visible);
      expect(shown.map(({ field }) => field.key)).toContain(context.path);
    }
    if (value === 'papers') {
      const ids = neededComponents(pack, facts).map(({ component }) => component.id);
      expect(ids).toContain(context.component);
    }
  }
});
