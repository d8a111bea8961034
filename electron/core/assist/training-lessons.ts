/** The lessons of assets/training: their shape, and reading them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TrainingFact } from '../../contract/office/training';
import { LocalText } from '../../contract/pack';

/** Check questions of a lesson, and answers offered to each. */
const QUESTIONS = 3;
const FEWEST_OPTIONS = 2;
const MOST_OPTIONS = 4;

const Question = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-zA-Z]*$/),
    text: LocalText,
    options: z.array(LocalText).min(FEWEST_OPTIONS).max(MOST_OPTIONS),
    /** Place of the right option. */
    right: z.int().min(0),
    explanation: LocalText,
  })
  .refine(({ right, options }) => right < options.length, 'there is no such option');

export const Lesson = z
  .strictObject({
    id: z.string().regex(/^[1-9]-[a-z]+$/),
    title: LocalText,
    minutes: z.int().min(1).max(15),
    /** The procedure that is practised. */
    procedure: z.string(),
    text: z.array(LocalText).min(1).max(6),
    task: z.strictObject({
      text: LocalText,
      parts: z.array(z.strictObject({ fact: TrainingFact, text: LocalText })).min(1),
    }),
    questions: z.array(Question).length(QUESTIONS),
  })
  .refine(
    ({ questions }) => new Set(questions.map(({ id }) => id)).size === questions.length,
    'two questions have one id',
  )
  .refine(
    ({ task }) => new Set(task.parts.map(({ fact }) => fact)).size === task.parts.length,
    'a fact is asked for twice',
  );
export type Lesson = z.infer<typeof Lesson>;

/**
 * Reads the lessons of `folder` in the order of their file names. A file that cannot be used is
 * told to `problem` by its name and left out; the others work.
 */
export function loadLessons(folder: string, problem: (file: string) => void): Lesson[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((name) => {
    try {
      return [Lesson.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))];
    } catch {
      problem(name);
      return [];
    }
  });
}
