/**
 * The training path of those who help: six lessons, each with a task that the core sees done in a
 * practice session, and three questions. What somebody has passed is kept with their name on this
 * machine and erased with it.
 */
import type Database from 'better-sqlite3';
import type { LessonView, TrainingFact } from '../../contract/office/training';
import { err, ok } from '../../contract/result';
import type { Role } from '../../contract/roles';
import type { Kiosk } from '../kiosk/kiosk';
import { isStorageError } from '../storage/storage-failure';
import type { Helper } from './helpers';
import { isPractising } from './practise';
import { may } from './roles';
import { liveLevel } from './step-watch';
import { FACT_PERMISSION, factsSeen, type Look } from './training-facts';
import type { Training } from './training-handle';
import type { Lesson } from './training-lessons';

type Open = {
  helper: Helper;
  lesson: Lesson;
  /** The last answer to each question, right or wrong. */
  answers: Map<string, number>;
};

/** Facts of `lesson` that are asked of `role`. */
function factsOf(lesson: Lesson, role: Role): Lesson['task']['parts'] {
  return lesson.task.parts.filter(({ fact }) => {
    const needed = FACT_PERMISSION[fact];
    return needed === undefined || may(role, needed);
  });
}

/** Names of what is kept: the lesson itself once it is passed, before that its parts. */
const factItem = (lesson: Lesson, fact: TrainingFact) => `${lesson.id}#${fact}`;
const questionItem = (lesson: Lesson, id: string) => `${lesson.id}?${id}`;

/** Opens the training; `lessons` and `kioskOf` are asked when they are first needed. */
export function createTraining(options: {
  db: Database.Database;
  now: () => Date;
  lessons: () => readonly Lesson[];
  kioskOf: () => Kiosk;
}): Training {
  const { db, now, kioskOf } = options;
  let loaded: readonly Lesson[] | null = null;
  const lessons = () => {
    loaded ??= options.lessons();
    return loaded;
  };
  let open: Open | null = null;
  let practice: { sessionId: string; before: Look | null } | null = null;

  const itemsOf = (helper: Helper) =>
    new Set(
      db
        .prepare('SELECT lesson FROM lesson_done WHERE helper_id = ?')
        .pluck()
        .all(helper.id) as string[],
    );
  const keep = (helper: Helper, item: string) =>
    db
      .prepare(
        `INSERT INTO lesson_done (helper_id, lesson, done_at) VALUES (?, ?, ?)
         ON CONFLICT DO NOTHING`,
      )
      .run(helper.id, item, now().toISOString());
  const keepAndCheck = ({ helper, lesson }: Open, items: readonly string[]) => {
    db.transaction(() => {
      for (const item of items) keep(helper, item);
      const done = itemsOf(helper);
      const passed =
        factsOf(lesson, helper.role).every(({ fact }) => done.has(factItem(lesson, fact))) &&
        lesson.questions.every(({ id }) => done.has(questionItem(lesson, id)));
      if (passed) keep(helper, lesson.id);
    })();
  };
  const see = (seen: Open, facts: readonly TrainingFact[]) => {
    const done = itemsOf(seen.helper);
    const items = factsOf(seen.lesson, seen.helper.role)
      .filter(({ fact }) => facts.includes(fact))
      .map(({ fact }) => factItem(seen.lesson, fact))
      .filter((item) => !done.has(item));
    if (items.length === 0) return;
    try {
      keepAndCheck(seen, items);
    } catch (error) {
      // A full disk ends no practice; the part is seen again at the next change.
      if (!isStorageError(error)) throw error;
    }
  };

  const stateOf = (lesson: Lesson, items: ReadonlySet<string>) => {
    if (items.has(lesson.id)) return 'done';
    const begun = [...items].some(
      (item) => item.startsWith(`${lesson.id}#`) || item.startsWith(`${lesson.id}?`),
    );
    return begun ? 'begun' : 'new';
  };
  const cardOf = (lesson: Lesson, items: ReadonlySet<string>) => {
    const { id, title, minutes } = lesson;
    return { id, title, minutes, state: stateOf(lesson, items) } as const;
  };
  const viewOf = ({ helper, lesson, answers }: Open, items: ReadonlySet<string>): LessonView => ({
    ...cardOf(lesson, items),
    number: lessons().indexOf(lesson) + 1,
    text: lesson.text,
    task: {
      text: lesson.task.text,
      parts: factsOf(lesson, helper.role).map(({ fact, text }) => ({
        fact,
        text,
        done: items.has(factItem(lesson, fact)),
      })),
    },
    questions: lesson.questions.map(({ id, text, options: offered, right, explanation }) => {
      const option = items.has(questionItem(lesson, id)) ? right : answers.get(id);
      return {
        id,
        text,
        options: offered,
        answered: option === undefined ? null : { option, right: option === right, explanation },
      };
    }),
  });
  const current = (helper: Helper) => (open?.helper.id === helper.id ? open : null);

  return {
    open(helper, lessonId) {
      const lesson = lessons().find(({ id }) => id === lessonId);
      if (lessonId !== null && !lesson) return err('SESSION_WRONG_STEP');
      open = lesson ? { helper, lesson, answers: new Map() } : null;
      return ok(undefined);
    },
    lessonOf: (helper) => current(helper)?.lesson ?? null,
    answer(helper, questionId, option) {
      const here = current(helper);
      const question = here?.lesson.questions.find(({ id }) => id === questionId);
      if (!here || !question?.options[option]) return err('SESSION_WRONG_STEP');
      here.answers.set(questionId, option);
      if (option === question.right) keepAndCheck(here, [questionItem(here.lesson, questionId)]);
      return ok(undefined);
    },
    practiceBegan() {
      const session = kioskOf().runtime.current();
      practice = session && open ? { sessionId: session.id, before: null } : null;
    },
    practisingFor() {
      const session = kioskOf().runtime.current();
      return session && session.id === practice?.sessionId ? (open?.lesson ?? null) : null;
    },
    observe() {
      if (!open) return;
      const kiosk = kioskOf();
      const { state } = kiosk;
      if (state.office?.helperId === open.helper.id && state.office.page === 'board') {
        see(open, ['boardOpened']);
      }
      const session = kiosk.runtime.current();
      if (!practice || session?.id !== practice.sessionId || !isPractising(session.data)) return;
      const look: Look = {
        screen: session.screen,
        data: session.data,
        panel: state.panel !== null,
        called: state.call?.kind === 'pressed',
        level: liveLevel(kiosk)?.level ?? 0,
        printState: state.printState,
      };
      see(open, factsSeen(practice.before, look));
      practice.before = look;
    },
    ended(reason) {
      const session = kioskOf().runtime.current();
      const own = open !== null && session !== null && session.id === practice?.sessionId;
      practice = null;
      if (!own || !open || reason === 'idle' || !isPractising(session.data)) return null;
      if (session.screen === 'rating') see(open, ['finished']);
      return { page: 'training', helperId: open.helper.id };
    },
    page(helper) {
      const items = itemsOf(helper);
      const here = current(helper);
      return {
        page: 'training',
        lessons: lessons().map((lesson) => cardOf(lesson, items)),
        open: here ? viewOf(here, items) : null,
      };
    },
  };
}
