import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ASSETS_FOLDER, newFolder, removeFolder } from '../../../tests/support/core-harness';
import { doStep, mustDo, screenIs, submit, walkToCheck } from '../../../tests/support/core-walk';
import {
  addBarePage,
  type HelpedCore,
  openHelpedCore,
  PIN,
} from '../../../tests/support/helped-core';
import { TRAINING_FACTS } from '../../contract/office/training';
import { loadPacks } from '../procedures/load-packs';
import { Lesson, loadLessons } from './training-lessons';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const LESSONS = loadLessons(join(ASSETS_FOLDER, 'training'), (file) => {
  throw new Error(`${file} cannot be used`);
});

describe('the lessons', () => {
  it('are six, valid, of known procedures, and every fact is asked for somewhere', async () => {
    expect(LESSONS.map(({ id }) => id[0])).toEqual(['1', '2', '3', '4', '5', '6']);
    const { packs } = await loadPacks(join(ASSETS_FOLDER, 'procedures'));
    for (const { procedure } of LESSONS) expect(packs.has(procedure)).toBe(true);
    const asked = new Set(LESSONS.flatMap(({ task }) => task.parts.map(({ fact }) => fact)));
    expect([...asked].sort()).toEqual([...TRAINING_FACTS].sort());
    // Not always the same place: the right answer is not to be guessed.
    const places = LESSONS.flatMap(({ questions }) => questions.map(({ right }) => right));
    for (const place of [0, 1, 2]) expect(places).toContain(place);
  });

  it('with a fault are refused', () => {
    const [good] = LESSONS;
    const refused = (change: object) => !Lesson.safeParse({ ...good, ...change }).success;
    expect(refused({})).toBe(false);
    const questions = good?.questions ?? [];
    expect(refused({ questions: questions.slice(1) })).toBe(true);
    expect(refused({ questions: questions.map((each) => ({ ...each, right: 9 })) })).toBe(true);
    expect(refused({ questions: questions.map((each) => ({ ...each, id: 'same' })) })).toBe(true);
    expect(refused({ title: { vi: 'Chỉ một thứ tiếng' } })).toBe(true);
    expect(refused({ more: 1 })).toBe(true);
  });
});

describe('the training page', () => {
  let folder: string;
  let core: HelpedCore;
  beforeEach(async () => {
    folder = newFolder();
    core = await openHelpedCore(folder);
  });
  afterEach(async () => {
    await core.close();
    removeFolder(folder);
  });

  async function signIn(who: 'volunteer' | 'technician' = 'volunteer'): Promise<void> {
    await mustDo(core.client.office.open());
    await mustDo(
      core.client.office.signIn({
        helperId: core.people[who].id,
        pin: PIN,
        outsideReason: 'training',
      }),
    );
    await mustDo(core.client.office.go({ page: 'training' }));
  }
  async function page() {
    const { office } = await screenIs(core, 'office');
    if (office.page !== 'training') throw new Error(`the page is ${office.page}`);
    return office;
  }
  const parts = async () =>
    (await page()).open?.task.parts.map(({ fact, done }) => [fact, done] as const);
  const stateOf = async (number: number) => (await page()).lessons[number - 1]?.state;
  const lessonId = (number: number) => LESSONS[number - 1]?.id ?? '';
  async function answerAll(number: number): Promise<void> {
    for (const { id, right } of LESSONS[number - 1]?.questions ?? []) {
      await mustDo(core.client.training.answer({ question: id, option: right }));
    }
  }
  async function begin(number: number): Promise<void> {
    await mustDo(core.client.training.open({ lesson: lessonId(number) }));
    await mustDo(core.client.training.practise());
  }
  async function toCardConfirm(): Promise<void> {
    await mustDo(core.client.session.consent({ agree: true }));
    await mustDo(core.client.identity.useSampleCard());
  }
  async function toQuestion(): Promise<void> {
    await toCardConfirm();
    await mustDo(core.client.identity.confirm());
    while (core.view().screen.name !== 'question') await step();
  }
  const step = () => doStep(core, core.view().screen);
  const end = () => mustDo(core.client.session.end({ reason: 'resident' }));

  it('sees what is done in practice, comes back to the lesson, and goes on after a restart', async () => {
    await signIn();
    expect(await stateOf(1)).toBe('new');
    await begin(1);
    expect(core.view()).toMatchObject({ practising: true, screen: { name: 'consent' } });
    await toQuestion();
    await step();
    await step();
    await end();
    // Two answers are not three.
    expect(await parts()).toEqual([
      ['practiceStarted', true],
      ['cardRead', true],
      ['answeredThree', false],
    ]);
    expect(await stateOf(1)).toBe('begun');
    await answerAll(1);
    expect(await stateOf(1)).toBe('begun');

    await core.close();
    core = await openHelpedCore(folder);
    await signIn();
    expect(await stateOf(1)).toBe('begun');
    await begin(1);
    await toQuestion();
    for (let answers = 0; answers < 3; answers += 1) await step();
    await end();
    expect((await page()).open?.questions.every(({ answered }) => answered?.right)).toBe(true);
    expect(await stateOf(1)).toBe('done');
    await core.close();
    core = await openHelpedCore(folder);
    await signIn();
    expect((await page()).lessons.map(({ state }) => state)).toEqual([
      'done',
      ...Array(5).fill('new'),
    ]);
  });

  it('says of each answer why, and takes a wrong one for no answer', async () => {
    await signIn();
    await mustDo(core.client.training.open({ lesson: lessonId(2) }));
    const question = LESSONS[1]?.questions[0];
    if (!question) throw new Error('no question');
    const wrong = question.right === 0 ? 1 : 0;
    await mustDo(core.client.training.answer({ question: question.id, option: wrong }));
    const first = async () => (await page()).open?.questions[0]?.answered;
    expect(await first()).toEqual({
      option: wrong,
      right: false,
      explanation: question.explanation,
    });
    expect(await stateOf(2)).toBe('new');
    await mustDo(core.client.training.answer({ question: question.id, option: question.right }));
    expect(await first()).toMatchObject({ option: question.right, right: true });
    expect(await stateOf(2)).toBe('begun');
    expect((await core.client.training.answer({ question: 'none', option: 0 })).ok).toBe(false);
    expect((await core.client.training.answer({ question: question.id, option: 9 })).ok).toBe(
      false,
    );
  });

  it('sees the panel: masked on the card, handed back, guided, together, alone', async () => {
    await signIn();
    await begin(2);
    await toCardConfirm();
    await core.openPanel();
    await mustDo(core.client.assist.handBack());
    await end();
    expect((await parts())?.every(([, done]) => done)).toBe(true);

    await begin(3);
    await toQuestion();
    await core.openPanel();
    await step();
    await mustDo(core.client.assist.handBack());
    await step();
    await step();
    await end();
    expect((await parts())?.every(([, done]) => done)).toBe(true);

    await begin(4);
    await toQuestion();
    await mustDo(core.client.session.callHelp({ called: true }));
    await core.openPanel();
    await mustDo(core.client.assist.askTyping());
    await mustDo(core.client.assist.answerLeave({ agree: true }));
    await step();
    expect(core.kiosk.training.practisingFor()?.id).toBe(lessonId(4));
    await mustDo(core.client.assist.handBack());
    await end();
    expect((await parts())?.every(([, done]) => done)).toBe(true);
  });

  it('sees papers, the submission, the slip, the end and the board', async () => {
    await signIn();
    await begin(6);
    await toQuestion();
    await walkToCheck(core);
    await submit(core);
    await vi.waitFor(() => screenIs(core, 'result'), { timeout: 10_000 });
    await mustDo(core.client.session.finish());
    expect(await screenIs(core, 'rating')).toMatchObject({ practised: { lesson: true } });
    // Nothing real is begun from a lesson.
    expect((await core.client.practice.real()).ok).toBe(false);
    await mustDo(core.client.session.rate({ face: null }));
    const done = async () => (await parts())?.filter((part) => part[1]).map(([fact]) => fact);
    expect(await done()).toEqual(['submitted', 'finished']);
    await mustDo(core.client.office.go({ page: 'board' }));
    await mustDo(core.client.office.go({ page: 'training' }));
    expect(await done()).toEqual(['submitted', 'finished', 'boardOpened']);

    await begin(5);
    await toQuestion();
    await walkToCheck(core);
    const check = await screenIs(core, 'check');
    await mustDo(core.client.papers.goTo({ componentId: check.papers[0]?.id ?? '' }));
    await addBarePage(core, check.papers[0]?.id ?? '');
    await end();
    expect(await done()).toEqual(['paperAdded']);
    await begin(5);
    await toQuestion();
    await walkToCheck(core);
    await submit(core);
    await vi.waitFor(() => screenIs(core, 'result'), { timeout: 10_000 });
    await mustDo(core.client.result.savePdf());
    // Once more belongs to the same lesson.
    await mustDo(core.client.practice.again());
    expect(core.kiosk.training.practisingFor()?.id).toBe(lessonId(5));
    await end();
    expect(await done()).toEqual(['paperAdded', 'submitted', 'slipMade']);
  });

  it('is not come back to when practice times out, or becomes something else', async () => {
    await signIn();
    await begin(1);
    await mustDo(core.client.session.end({ reason: 'idle' }));
    await screenIs(core, 'welcome');

    await signIn();
    await begin(1);
    await mustDo(core.client.session.back());
    await mustDo(core.client.session.chooseGoal({ goal: 'procedure' }));
    await end();
    await screenIs(core, 'welcome');
    // A resident's own practice is nobody's lesson.
    await mustDo(core.client.session.start());
    await mustDo(core.client.session.chooseGoal({ goal: 'practise' }));
    await toCardConfirm();
    expect(core.kiosk.training.practisingFor()).toBeNull();
    await end();
    await screenIs(core, 'welcome');
    await signIn();
    expect(await stateOf(1)).toBe('new');
  });

  it('asks a technician for nothing a technician may not do, and keeps each one’s own', async () => {
    await signIn('technician');
    await mustDo(core.client.training.open({ lesson: lessonId(3) }));
    expect(await parts()).toEqual([['selfAnswer', false]]);
    await answerAll(3);
    await mustDo(core.client.training.practise());
    await toQuestion();
    await step();
    await end();
    expect(await stateOf(3)).toBe('done');
    await mustDo(core.client.office.signOut());
    await signIn('volunteer');
    expect(await stateOf(3)).toBe('new');
    expect((await page()).open).toBeNull();
  });
});
