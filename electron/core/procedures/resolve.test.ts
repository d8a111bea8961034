import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../contract/answers';
import { CARD, field, find, given, HOME, POINT, pack, TODAY } from './procedures.testing';
import { missingRequired, nextQuestion, prefilledFields, questionCount } from './questions';
import { resolveFields } from './resolve';

const resolve = (fields: readonly unknown[], answers: Record<string, FieldValue> = {}) =>
  resolveFields(pack(fields), { answers: given(answers), card: CARD, point: POINT, today: TODAY });

describe('resolveFields', () => {
  it('fills in from card, point, constants and answers, and says where each came from', () => {
    const resolved = resolve(
      [
        field('a', { prefill: [{ from: 'card.fullName' }] }),
        field('b', { prefill: [{ from: 'point.peoplesCommittee' }] }),
        field('c', { type: 'number', prefill: [{ from: { constant: 1 } }] }),
        field('d', { prefill: [{ from: 'answer.e' }] }),
        field('e'),
        field('f', { prefill: [{ from: 'answer.a' }] }),
      ],
      { e: 'chữ' },
    );
    expect(
      resolved.map((each) => [each.answer?.value, each.answer?.origin, each.prefilled]),
    ).toEqual([
      ['Nguyễn Thị Thử Nghiệm', 'card', true],
      ['Ủy ban nhân dân Phường Giả Định', 'point', true],
      [1, 'default', true],
      ['chữ', 'copied', true],
      ['chữ', 'resident', false],
      ['Nguyễn Thị Thử Nghiệm', 'card', true],
    ]);
    expect(prefilledFields(resolved).map((each) => each.field.key)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'f',
    ]);
  });

  it('lets chains of prefills settle in any order of the fields', () => {
    const chain = Array.from({ length: 12 }, (_, at) =>
      field(`f${at}`, { prefill: [{ from: at === 11 ? 'card.fullName' : `answer.f${at + 1}` }] }),
    );
    expect(find(resolve(chain), 'f0').answer?.value).toBe('Nguyễn Thị Thử Nghiệm');
  });

  it('comes to an end when two fields contradict each other', () => {
    const resolved = resolve([
      field('a', {
        when: { '!': [{ var: 'answers.b' }] },
        prefill: [{ from: { constant: 'x' } }],
      }),
      field('b', {
        when: { '!': [{ var: 'answers.a' }] },
        prefill: [{ from: { constant: 'y' } }],
      }),
    ]);
    expect(resolved).toHaveLength(2);
  });

  it('keeps what the resident gave over what the machine would fill in', () => {
    const fields = [field('a', { prefill: [{ from: 'card.fullName' }] })];
    expect(find(resolve(fields, { a: 'Lê Văn Sửa' }), 'a').answer?.value).toBe('Lê Văn Sửa');
    expect(find(resolve(fields, { a: null }), 'a').prefilled).toBe(false);
  });

  it('does not let the answer to a field that is gone decide anything', () => {
    const fields = [
      field('a'),
      field('b', { when: { '==': [{ var: 'answers.a' }, 'có'] } }),
      field('c', { when: { '==': [{ var: 'answers.b' }, 'x'] } }),
    ];
    expect(find(resolve(fields, { a: 'có', b: 'x' }), 'c').visible).toBe(true);
    const gone = resolve(fields, { a: 'không', b: 'x' });
    expect([find(gone, 'b').visible, find(gone, 'b').answer]).toEqual([false, undefined]);
    expect(find(gone, 'c').visible).toBe(false);
    expect(missingRequired(gone)).toEqual([]);
  });

  it('turns the sex and kind of a card into the words of the form, only where they are options', () => {
    const options = (...values: string[]) =>
      values.map((value) => ({ value, label: { vi: value, en: value } }));
    const resolved = resolve([
      field('sex', {
        type: 'choice',
        options: options('Nam', 'Nữ'),
        prefill: [{ from: 'card.sex' }],
      }),
      field('odd', { type: 'choice', options: options('M', 'F'), prefill: [{ from: 'card.sex' }] }),
      field('kind', { prefill: [{ from: 'card.documentKind' }] }),
    ]);
    expect(resolved.map((each) => each.answer?.value)).toEqual([
      'Nữ',
      undefined,
      'Thẻ căn cước công dân',
    ]);
  });

  it('takes the first prefill rule that holds and has a value', () => {
    const resolved = resolve([
      field('a', {
        prefill: [
          { when: false, from: { constant: 'nie' } },
          { from: 'card.phone' },
          { from: { template: '{{card.fullName}}, sinh {{card.birthDate}}' } },
        ],
      }),
    ]);
    expect(find(resolved, 'a').answer?.value).toBe('Nguyễn Thị Thử Nghiệm, sinh 01/01/1999');
  });

  it('makes no template text while a part is unknown', () => {
    const fields = [
      field('a', {
        prefill: [{ from: { template: 'ở {{b}} và {{toString}} {{constructor.name}}' } }],
      }),
      field('b', { type: 'address' }),
    ];
    expect(find(resolve(fields, { b: HOME }), 'a').answer).toBeUndefined();
  });

  it('counts years from today, also from 29 February', () => {
    const fields = [field('a', { type: 'date', suggestions: [{ from: { todayPlusYears: 1 } }] })];
    const on = (today: { year: number; month: number; day: number }) =>
      find(resolveFields(pack(fields), { answers: {}, point: POINT, today }), 'a').suggestions;
    expect(on(TODAY)).toEqual([{ year: 2027, month: 11, day: 21 }]);
    expect(on({ year: 2028, month: 2, day: 29 })).toEqual([{ year: 2029, month: 2, day: 28 }]);
  });

  it('offers each suggestion once', () => {
    const resolved = resolve([
      field('a', { suggestions: [{ from: 'card.fullName' }, { from: 'card.fullName' }] }),
    ]);
    expect(find(resolved, 'a').suggestions).toEqual(['Nguyễn Thị Thử Nghiệm']);
  });
});

describe('questions', () => {
  const fields = [
    field('a'),
    field('b', { required: false }),
    field('c', { ask: 'check', required: true }),
    field('d', { prefill: [{ from: 'card.fullName' }] }),
  ];

  it('asks pages in order and skips what the machine knows', () => {
    expect(nextQuestion(resolve(fields))).toBe('a');
    expect(nextQuestion(resolve(fields, { a: 'x' }), 'a')).toBe('b');
    expect(nextQuestion(resolve(fields, { a: 'x', b: null }), 'b')).toBeUndefined();
  });

  it('counts an optional question left empty as answered, a required one not', () => {
    expect(questionCount(resolve(fields, { a: 'x', b: null }))).toEqual({ done: 2, total: 2 });
    expect(questionCount(resolve(fields, { a: ' ', b: null }))).toEqual({ done: 1, total: 2 });
    expect(nextQuestion(resolve(fields, { a: ' ', b: null }))).toBe('a');
  });

  it('goes back to an earlier question that an answer opened', () => {
    const opened = [
      field('a', { when: { '==': [{ var: 'answers.b' }, 'có'] } }),
      field('b'),
      field('c'),
    ];
    expect(nextQuestion(resolve(opened, { b: 'có' }), 'b')).toBe('c');
    expect(nextQuestion(resolve(opened, { b: 'có', c: 'x' }), 'c')).toBe('a');
  });

  it('names what is still missing, also what is only on the check page', () => {
    expect(missingRequired(resolve(fields, { a: 'x' }))).toEqual(['c']);
  });
});
