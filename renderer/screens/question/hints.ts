/** What stands under a question: the pack's hint, and how this kind of question is answered. */
import type { AnyField, Words } from '../../fields';

/**
 * The lines in the order they stand; also what is read aloud after the question. With `helped`
 * somebody sits beside, and there is no button to call for help.
 */
export function hintLines(field: AnyField, words: Words, helped: boolean): string[] {
  const { t, local } = words;
  const lines: string[] = [];
  if (field.hint !== undefined) lines.push(local(field.hint));
  if (field.type === 'choice' || field.type === 'yesNo')
    lines.push(helped ? t('question:chooseHintHelped') : t('question:chooseHint'));
  else if (field.hint === undefined && field.type === 'date') lines.push(t('question:dateHint'));
  if (!field.required) lines.push(t('question:optionalHint'));
  return lines;
}

/** The question, its hint and what can be chosen, for "Nghe lại". */
export function spokenQuestion(field: AnyField, words: Words, helped: boolean): string[] {
  const options = field.options ?? [];
  /** Longer lists are not read out: nobody remembers the beginning. */
  const mostSpoken = 8;
  const spoken =
    options.length <= mostSpoken ? options.map((option) => words.local(option.label)) : [];
  return [words.local(field.question), ...hintLines(field, words, helped), ...spoken];
}
