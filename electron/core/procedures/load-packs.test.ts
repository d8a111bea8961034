import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPacks } from './load-packs';
import { checkPacks } from './packs-check';
import { field, PACKS_FOLDER, pack } from './procedures.testing';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'packs-'));
  await mkdir(join(dir, 'groups'));
  await mkdir(join(dir, 'lists'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const put = (file: string, content: unknown): Promise<void> =>
  writeFile(join(dir, file), typeof content === 'string' ? content : JSON.stringify(content));

/** Loads one pack with these fields and returns what is wrong as "path: message". */
async function problemsWith(fields: unknown[], more: Record<string, unknown> = {}) {
  await put('one.json', pack(fields, more));
  const { broken } = await loadPacks(dir);
  return broken.map(({ path, message }) => `${path}: ${message}`);
}

const yes = { vi: 'Có', en: 'Yes' };
const choice = { type: 'choice', options: [{ value: 'a', label: yes }] };

describe('loadPacks', () => {
  it('loads the five packs of this application without a problem', async () => {
    const { packs, broken } = await loadPacks(PACKS_FOLDER);
    expect(broken).toEqual([]);
    expect([...packs.keys()]).toEqual(['1.001193', '1.004194', '1.004873', '2.000635', '2.000815']);
  });

  it('leaves "if there is one" beside a paper to the screens and the printed checklist', async () => {
    const { packs } = await loadPacks(PACKS_FOLDER);
    const names = [...packs.values()].flatMap(({ components }) =>
      components.flatMap(({ name }) => [name.vi, name.en]),
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => /\((?:nếu|if)\b/u.test(name))).toEqual([]);
  });

  it('shares one list of ethnic groups between all fields', async () => {
    const { packs } = await loadPacks(PACKS_FOLDER);
    const lists = [...packs.values()]
      .flatMap((each) => each.fields)
      .filter((each) => each.optionList === 'ethnic-groups')
      .map((each) => each.options);
    expect(lists.length).toBeGreaterThan(3);
    expect(new Set(lists).size).toBe(1);
    expect(lists[0]).toHaveLength(55);
  });

  it('skips what is broken with file, path and reason, and loads the rest', async () => {
    await put('good.json', pack([field('a')]));
    await put('half.json', '{"packFormat": 1, ');
    await put('wrong.json', pack([field('a')], { code: 'abc', packFormat: 2 }));
    await put('twin.json', pack([field('b')]));
    const { packs, broken } = await loadPacks(dir);
    expect([...packs.values()].map((each) => each.fields[0]?.key)).toEqual(['a']);
    expect(new Set(broken.map(({ file }) => file))).toEqual(
      new Set(['half.json', 'twin.json', 'wrong.json']),
    );
    const wrong = broken.filter(({ file }) => file === 'wrong.json').map(({ path }) => path);
    expect(wrong.sort()).toEqual(['code', 'packFormat']);
    expect(broken.find(({ file }) => file === 'twin.json')?.message).toContain('1.000001');
  });

  it('says which key of which field is wrong', async () => {
    const problems = await problemsWith([{ ...field('a'), type: 'nonsense', colour: 'red' }]);
    expect(problems.some((each) => each.startsWith('fields.0.type: '))).toBe(true);
    expect(problems.some((each) => each.includes('colour'))).toBe(true);
  });

  it.each<[string, unknown[], string]>([
    ['an unknown answer', [field('a', { when: { var: 'answers.b' } })], 'answers.b'],
    ['an unknown card fact', [field('a', { when: { var: 'card.age' } })], 'card.age'],
    ['an operation that prints', [field('a', { when: { log: 'x' } })], '"log" is not allowed'],
    ['a copy of nothing', [field('a', { prefill: [{ from: 'answer.b' }] })], 'answer.b'],
    ['a template of nothing', [field('a', { prefill: [{ from: { template: '{{b}}' } }] })], '"b"'],
    ['a field twice', [field('a'), field('a')], 'is there twice'],
    ['a choice without options', [field('a', { type: 'choice' })], 'without options'],
    ['a missing list', [field('a', { type: 'choice', optionList: 'x' })], 'no list "x"'],
    ['a missing group', [{ group: 'x', prefix: 'x_', subject: yes }], 'no group "x"'],
    [
      'an unknown top option',
      [field('a', { ...choice, topOptions: ['b'] })],
      '"b" is not an option',
    ],
    ['an unknown other', [field('a', { ...choice, otherValue: 'b' })], '"b" is not an option'],
    [
      'a constant outside the options',
      [field('a', { ...choice, prefill: [{ from: { constant: 'b' } }] })],
      '"b" is not an option',
    ],
    ['a list without items', [field('a', { type: 'list' })], 'without items'],
    ['a derived field of nothing', [field('a', { ask: 'derived' })], 'derived from nothing'],
    [
      'fields copying in a circle',
      [
        field('a', { prefill: [{ from: 'answer.b' }] }),
        field('b', { prefill: [{ from: 'answer.a' }] }),
      ],
      'in a circle',
    ],
  ])('refuses %s', async (_name, fields, reason) => {
    const problems = await problemsWith(fields);
    expect(problems.some((each) => each.includes(reason))).toBe(true);
    expect((await loadPacks(dir)).packs.size).toBe(0);
  });

  it('refuses a fee that ends before it begins, and a day that does not exist', async () => {
    const fee = (validFrom: string, validTo: string) => ({
      fees: [
        {
          channel: 'counter',
          amountVnd: 0,
          provenance: {
            validFrom,
            validTo,
            checkedOn: '2026-11-21',
            source: 'x',
            certainty: 'notRead',
          },
        },
      ],
    });
    expect(await problemsWith([field('a')], fee('2026-02-01', '2026-01-01'))).toEqual([
      'fees.0.provenance: validFrom is after validTo',
    ]);
    expect(await problemsWith([field('a')], fee('2026-02-30', '2026-03-01'))).toEqual([
      'fees.0.provenance.validFrom: 2026-02-30 is not a day of the calendar',
    ]);
  });

  it('reports a folder that is not there and one without packs', async () => {
    expect((await loadPacks(join(dir, 'none'))).broken).toHaveLength(1);
    expect((await loadPacks(dir)).broken).toHaveLength(1);
  });

  it('brings text of files to NFC', async () => {
    await put(
      'one.json',
      JSON.stringify(pack([field('a')], { synonyms: ['khai sinh'] })).replace(
        'Thủ tục thử',
        'Thủ tục thử'.normalize('NFD'),
      ),
    );
    const { packs } = await loadPacks(dir);
    expect([...packs.values()][0]?.name.vi).toBe('Thủ tục thử'.normalize('NFC'));
  });
});

describe('groups', () => {
  const person = {
    group: 'person',
    fields: [
      field('name', {
        label: { vi: 'Tên {{subject}}', en: 'Name of {{subject}}' },
        question: { vi: '{{subject}} tên gì?', en: '{{subject}} is called?' },
        prefill: [{ from: 'card.fullName' }],
      }),
      field('nick', {
        when: { '!': [{ var: 'answers.name' }] },
        prefill: [{ from: 'answer.name' }],
      }),
      field('land', { prefill: [{ from: { constant: 'Việt Nam' } }] }),
      field('job'),
    ],
  };
  const use = (prefix: string, more: object = {}) => ({
    group: 'person',
    prefix,
    subject: { vi: 'mẹ của bé', en: "the child's mother" },
    ...more,
  });
  const place = async (...uses: unknown[]) => {
    await put('groups/person.json', person);
    await put('one.json', pack([field('who'), ...uses]));
    const { packs, broken } = await loadPacks(dir);
    expect(broken).toEqual([]);
    const fields = [...packs.values()][0]?.fields ?? [];
    return Object.fromEntries(fields.map((each) => [each.key, each]));
  };

  it('gets prefix and subject, in both languages and with a capital', async () => {
    const fields = await place(use('m_', { omit: ['job'] }));
    expect(Object.keys(fields)).toEqual(['who', 'm_name', 'm_nick', 'm_land']);
    expect(fields.m_name?.label).toEqual({ vi: 'Tên mẹ của bé', en: "Name of the child's mother" });
    expect(fields.m_name?.question.vi).toBe('Mẹ của bé tên gì?');
  });

  it('renames its own variables and merges its condition with the one of the place', async () => {
    const when = { '==': [{ var: 'answers.who' }, 'x'] };
    const fields = await place(use('m_', { when }));
    expect(fields.m_nick?.when).toEqual({ and: [when, { '!': [{ var: 'answers.m_name' }] }] });
    expect(fields.m_nick?.prefill).toEqual([{ from: 'answer.m_name' }]);
    expect(fields.m_name?.when).toEqual(when);
  });

  it('holds its prefills back until prefillWhen, all but plain constants', async () => {
    const prefillWhen = { '==': [{ var: 'answers.who' }, 'x'] };
    const fields = await place(use('m_', { prefillWhen }));
    expect(fields.m_name?.prefill).toEqual([{ when: prefillWhen, from: 'card.fullName' }]);
    expect(fields.m_land?.prefill).toEqual([{ from: { constant: 'Việt Nam' } }]);
  });

  it('copies from a twin where there is one', async () => {
    const prefillWhen = { '==': [{ var: 'answers.who' }, 'x'] };
    const fields = await place(
      use('r_', { omit: ['job', 'nick'] }),
      use('m_', { prefillWhen, copyFrom: 'r_' }),
    );
    expect(fields.m_name?.prefill).toEqual([{ when: prefillWhen, from: 'answer.r_name' }]);
    expect(fields.m_job?.prefill).toBeUndefined();
  });

  it('lets one place change one field, and refuses a change that is not valid', async () => {
    const fields = await place(use('m_', { override: { job: { required: false, ask: 'check' } } }));
    expect([fields.m_job?.required, fields.m_job?.ask]).toEqual([false, 'check']);
    await put('one.json', pack([use('m_', { override: { job: { ask: 'never' }, x: {} } })]));
    const { broken } = await loadPacks(dir);
    expect(broken.map(({ path }) => path)).toEqual(['fields.0', 'fields.0.override.job.ask']);
  });
});

describe('checkPacks', () => {
  it('finds the packs of this application and their JSON Schemas in order', async () => {
    const report = await checkPacks(PACKS_FOLDER);
    expect(report.lines.at(-1)).toBe('5 packs usable, 0 problems');
    expect(report.ok).toBe(true);
  });

  it('prints file, path and reason, and fails', async () => {
    await put('one.json', pack([field('a', { when: { var: 'answers.b' } })]));
    const report = await checkPacks(dir);
    expect(report.ok).toBe(false);
    expect(report.lines[0]).toBe(
      'one.json: fields.a.when: "answers.b" is not an answer, card or point fact',
    );
  });

  it('fails on a stale JSON Schema until it is written anew', async () => {
    await put('one.json', pack([field('a')]));
    await checkPacks(dir, { write: true });
    expect((await checkPacks(dir)).ok).toBe(true);
    const schema = JSON.parse(await readFile(join(dir, 'pack.schema.json'), 'utf8'));
    await put('pack.schema.json', { ...schema, properties: {} });
    const report = await checkPacks(dir);
    expect(report.ok).toBe(false);
    expect(report.lines[0]).toContain('pack.schema.json');
  });
});
