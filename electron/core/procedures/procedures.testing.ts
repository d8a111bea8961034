/** Made-up packs, people and points for the tests of this folder. */
import { fileURLToPath } from 'node:url';
import type { Answer, FieldValue } from '../../contract/answers';
import { Field, type Pack } from '../../contract/pack';
import type { CardFacts, PointFacts, ResolvedField } from './facts';

export const PACKS_FOLDER = fileURLToPath(new URL('../../../assets/procedures', import.meta.url));

export const TODAY = { year: 2026, month: 11, day: 21 };

export const POINT: PointFacts = {
  peoplesCommittee: 'Ủy ban nhân dân Phường Giả Định',
  police: 'Công an Phường Giả Định',
  province: { code: '79', name: 'Thành phố Hồ Chí Minh', table: '2025' },
  commune: { code: '00001', name: 'Phường Giả Định', table: '2025' },
};

export const HOME = {
  detail: '12 Đường Mẫu',
  commune: { code: '00001', name: 'Phường Giả Định', table: '2025' as const },
  province: { code: '79', name: 'Thành phố Hồ Chí Minh', table: '2025' as const },
  original: '12 Đường Mẫu, Phường Giả Định, Quận 1, TP. Hồ Chí Minh',
  decidedBy: 'exact' as const,
};

/** A woman with a card of 2021; no such person exists. */
export const CARD: CardFacts = {
  fullName: 'Nguyễn Thị Thử Nghiệm',
  personalId: '079199000000',
  birthDate: { year: 1999, month: 1, day: 1 },
  sex: 'female',
  residence: HOME,
  issueDate: { year: 2021, month: 8, day: 15 },
  issuePlace: 'Cục Cảnh sát quản lý hành chính về trật tự xã hội',
  documentKind: 'cccd2021',
};

const text = (vi: string): { vi: string; en: string } => ({ vi, en: vi });

const HELP = { means: text('Nghĩa.'), mistakes: text('Nhầm.'), say: text('Nói.') };

const PROVENANCE = {
  validFrom: null,
  validTo: null,
  checkedOn: '2026-11-21',
  source: 'https://vi-du.example',
  certainty: 'generalKnowledge' as const,
};

/** A field with everything a test does not care about filled in. */
export function field(key: string, more: Record<string, unknown> = {}): Field {
  return Field.parse({
    key,
    type: 'text',
    label: text(key),
    question: text(`${key}?`),
    required: true,
    ask: 'page',
    help: HELP,
    ...more,
  });
}

/** A pack file as plain data, ready to be written as JSON or used as a pack. */
export function pack(fields: readonly unknown[], more: Record<string, unknown> = {}): Pack {
  return {
    packFormat: 1,
    code: '1.000001',
    codeConfirmed: false,
    name: text('Thủ tục thử'),
    shortName: text('Thử'),
    group: 'ubnd',
    field: text('Thử'),
    lifeEvents: ['papers'],
    synonyms: ['thử nghiệm'],
    initialRank: 1,
    authority: text('Ủy ban nhân dân Phường Giả Định'),
    level: null,
    portal: { url: 'https://vi-du.example', note: text('Cổng thử.') },
    times: [
      { channel: 'counter', text: text('Trong ngày.'), workingDays: 0, provenance: PROVENANCE },
    ],
    fees: [{ channel: 'counter', amountVnd: null, provenance: PROVENANCE }],
    forms: [],
    output: text('Giấy thử'),
    goodToKnow: [],
    nextSteps: [text('Chờ.')],
    atHome: text('Làm ở nhà.'),
    declaration: text('Tôi cam đoan.'),
    fieldsBasis: 'notRead',
    components: [],
    notes: [],
    sources: ['https://vi-du.example'],
    fields: fields as Field[],
    ...more,
  } as Pack;
}

/** Answers the resident gave, by key. */
export function given(values: Readonly<Record<string, FieldValue>>): Record<string, Answer> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { value, origin: 'resident' as const }]),
  );
}

/** The resolved field of a key; the test fails when there is none. */
export function find(resolved: readonly ResolvedField[], key: string): ResolvedField {
  const found = resolved.find((each) => each.field.key === key);
  if (!found) throw new Error(`no field ${key}`);
  return found;
}
