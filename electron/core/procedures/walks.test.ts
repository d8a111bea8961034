import { beforeAll, describe, expect, it } from 'vitest';
import type { FieldValue } from '../../contract/answers';
import type { Pack } from '../../contract/pack';
import { checkValue } from './check-value';
import type { CardFacts } from './facts';
import { loadPacks } from './load-packs';
import { CARD, given, HOME, PACKS_FOLDER, POINT, TODAY } from './procedures.testing';
import {
  missingRequired,
  neededComponents,
  nextQuestion,
  previousQuestion,
  questionCount,
  submittedFields,
} from './questions';
import { resolveFields } from './resolve';

let packs: ReadonlyMap<string, Pack>;
beforeAll(async () => {
  packs = (await loadPacks(PACKS_FOLDER)).packs;
});

const HOSPITAL = { ...HOME, detail: 'Bệnh viện Thử Nghiệm', decidedBy: 'chosen' as const };

/** Answers for any question a walk may meet; a question without an answer here fails the walk. */
const USUAL: Readonly<Record<string, FieldValue>> = {
  requester_phone: '0901234567',
  phone: '0901234567',
  requester_residence_type: 'Tạm trú',
  subject_ethnicity: 'Kinh',
  subject_full_name: 'Trần Văn Thử',
  subject_birth_date: { year: 1950 },
  subject_gender: 'Nam',
  subject_personal_id: '079050000000',
  subject_residence: HOME,
  subject_residence_type: 'Thường trú',
  registered_at: 'Ủy ban nhân dân Phường Giả Định',
  child_full_name: 'Trần Thử An',
  child_birth_date: { year: 2026, month: 11, day: 5 },
  child_gender: 'Nam',
  child_ethnicity: 'Kinh',
  birth_place: HOSPITAL,
  hometown: { ...HOME, detail: '' },
  mother_ethnicity: 'Kinh',
  mother_full_name: 'Lê Thị Mẫu',
  mother_birth_date: { year: 1998, month: 5, day: 6 },
  mother_personal_id: '079198000000',
  mother_residence: HOME,
  mother_residence_type: 'Thường trú',
  father_ethnicity: 'Kinh',
  father_full_name: 'Trần Văn Thử',
  father_birth_date: { year: 1995, month: 2, day: 3 },
  father_personal_id: null,
  father_residence: HOME,
  father_residence_type: 'Tạm trú',
  marital_status: 'Chưa đăng ký kết hôn với ai',
  purpose: 'Mua bán, chuyển nhượng nhà đất',
  intended_spouse: 'Trần Văn Thử, 079099000000, Ủy ban nhân dân Phường Giả Định',
  proof_number: null,
  proof_date: null,
  proof_issuer: null,
  spouse_full_name: 'Trần Văn Thử',
  period_from: { year: 2020, month: 1, day: 1 },
  period_to: { year: 2024, month: 1, day: 1 },
  temp_address: { ...HOME, detail: '5 Đường Trọ, phòng 3' },
  temp_until: { year: 2028, month: 11, day: 21 },
  members: null,
  owner_full_name: 'Phạm Thị Chủ Nhà',
  owner_personal_id: null,
  confirmation_channel: 'Qua VNeID',
  full_name: 'Trần Thử Bé',
  birth_date: { year: 2015, month: 3, day: 4 },
  gender: 'Nam',
  personal_id: '079215000000',
  relation_to_head: 'Con đẻ',
  household_head_name: 'Nguyễn Thị Thử Nghiệm',
  household_head_personal_id: '079199000000',
  guardian_full_name: 'Nguyễn Thị Thử Nghiệm',
  certification_kind: 'Bản sao giấy',
  documents: [{ name: 'Bằng tốt nghiệp', pages: 2, copies: 3 }],
  appointment_date: null,
};

/** Answers every question as a resident would and returns the keys in the order they were asked. */
function walk(
  code: string,
  choices: Readonly<Record<string, FieldValue>>,
  card: CardFacts | undefined = CARD,
) {
  const pack = packs.get(code);
  if (!pack) throw new Error(`no pack ${code}`);
  const answers: Record<string, FieldValue> = {};
  const asked: string[] = [];
  const totals: number[] = [];
  let context = { answers: given(answers), card, point: POINT, today: TODAY };
  let resolved = resolveFields(pack, context);
  for (let key = nextQuestion(resolved); key !== undefined; key = nextQuestion(resolved, key)) {
    if (asked.includes(key)) throw new Error(`${key} asked twice`);
    asked.push(key);
    totals.push(questionCount(resolved).total);
    const value = { ...USUAL, ...choices }[key];
    if (value === undefined) throw new Error(`${key} was not expected`);
    const question = pack.fields.find((each) => each.key === key);
    if (!question) throw new Error(`no field ${key}`);
    const checked = checkValue(question, value, { today: TODAY, values: answers });
    if (!checked.result.ok) throw new Error(`${key}: ${checked.result.failure.reason}`);
    answers[key] = checked.result.value;
    context = { answers: given(answers), card, point: POINT, today: TODAY };
    resolved = resolveFields(pack, context);
  }
  const submitted = Object.fromEntries(
    submittedFields(resolved).map((each) => [each.field.key, each.answer?.value]),
  );
  // What the machine filled in must pass the checks a typed value has to pass.
  for (const { field, answer } of resolved) {
    if (!answer || answer.value === null) continue;
    const { result } = checkValue(field, answer.value, { today: TODAY });
    if (!result.ok) throw new Error(`${field.key} filled in: ${result.failure.reason}`);
  }
  const papers = neededComponents(pack, context);
  return { pack, asked, totals, resolved, submitted, papers };
}

const required = (walked: ReturnType<typeof walk>): string[] =>
  walked.papers.filter((each) => each.required).map((each) => each.component.id);

describe('2.000635 bản sao trích lục', () => {
  const own = { relation_to_subject: 'Bản thân', extract_type: 'Giấy khai sinh' };

  it('asks five things of somebody with a card of 2021 who wants their own paper', () => {
    const walked = walk('2.000635', own);
    expect(walked.asked).toEqual([
      'relation_to_subject',
      'extract_type',
      'subject_ethnicity',
      'registered_at',
      'requester_phone',
    ]);
    expect(walked.totals).toEqual([5, 5, 5, 5, 5]);
    expect(missingRequired(walked.resolved)).toEqual([]);
    expect(walked.submitted).toMatchObject({
      receiving_authority: 'Ủy ban nhân dân Phường Giả Định',
      requester_full_name: 'Nguyễn Thị Thử Nghiệm',
      requester_id_doc_type: 'Thẻ căn cước công dân',
      requester_id_doc_number: '079199000000',
      subject_full_name: 'Nguyễn Thị Thử Nghiệm',
      subject_gender: 'Nữ',
      subject_nationality: 'Việt Nam',
      subject_residence: HOME,
      subject_residence_type: 'Thường trú',
      copy_count: 1,
      result_method: 'Trực tiếp',
    });
    expect(required(walked)).toEqual([]);
  });

  it('asks four when the phone is known from the account', () => {
    expect(walk('2.000635', own, { ...CARD, phone: '0901234567' }).asked).toHaveLength(4);
  });

  it('asks for the kind of residence with a card of 2024, which does not say it', () => {
    const walked = walk('2.000635', own, { ...CARD, documentKind: 'canCuoc2024' });
    expect(walked.asked).toContain('requester_residence_type');
    expect(walked.submitted.subject_residence_type).toBe('Tạm trú');
    expect(walked.submitted.requester_id_doc_type).toBe('Thẻ căn cước');
  });

  it("offers the old names of the card's area first, as old registers are named so", () => {
    const { resolved } = walk('2.000635', own);
    const place = resolved.find((each) => each.field.key === 'registered_at');
    expect(place?.suggestions).toEqual([
      'Ủy ban nhân dân Phường Giả Định, Quận 1, TP. Hồ Chí Minh',
      'Ủy ban nhân dân Phường Giả Định',
    ]);
  });

  it("asks about the other person when it is a parent's paper, and offers a power of attorney", () => {
    const walked = walk('2.000635', { relation_to_subject: 'Con', extract_type: 'Khai tử' });
    expect(walked.asked).toEqual(
      expect.arrayContaining(['subject_full_name', 'subject_birth_date', 'subject_gender']),
    );
    expect(walked.asked).not.toContain('subject_residence_type');
    expect(walked.submitted.subject_full_name).toBe('Trần Văn Thử');
    expect(walked.submitted.subject_birth_date).toEqual({ year: 1950 });
    expect(missingRequired(walked.resolved)).toEqual([]);
    expect(walked.papers.map((each) => each.component.id)).toContain('van-ban-uy-quyen');
  });

  it('follows a correction of the requester into the subject', () => {
    const pack = packs.get('2.000635');
    if (!pack) throw new Error('no pack');
    const answers = given({ ...own, requester_full_name: 'Nguyễn Thị Sửa Lại' });
    const resolved = resolveFields(pack, { answers, card: CARD, point: POINT, today: TODAY });
    const name = resolved.find((each) => each.field.key === 'subject_full_name');
    expect(name?.answer).toEqual({ value: 'Nguyễn Thị Sửa Lại', origin: 'copied' });
  });

  it('asks for everything without a card and still comes to an end', () => {
    const pack = packs.get('2.000635');
    const answers = given(own);
    if (!pack) throw new Error('no pack');
    const resolved = resolveFields(pack, { answers, point: POINT, today: TODAY });
    expect(nextQuestion(resolved)).toBe('requester_full_name');
  });
});

describe('1.001193 khai sinh', () => {
  const mother = { relation_to_child: 'Mẹ đẻ', birth_case: 'Đã xác định được cả cha lẫn mẹ' };

  it('takes the mother from her card and copies what both parents share', () => {
    const walked = walk('1.001193', mother);
    expect(walked.asked).toEqual([
      'relation_to_child',
      'birth_case',
      'child_full_name',
      'child_birth_date',
      'child_gender',
      'birth_place',
      'mother_ethnicity',
      'father_full_name',
      'father_birth_date',
      'father_ethnicity',
      'father_personal_id',
      'father_residence',
      'hometown',
      'requester_phone',
    ]);
    expect(walked.submitted).toMatchObject({
      mother_full_name: 'Nguyễn Thị Thử Nghiệm',
      mother_personal_id: '079199000000',
      mother_residence_type: 'Thường trú',
      father_residence_type: 'Thường trú',
      child_ethnicity: 'Kinh',
      child_nationality: 'Việt Nam',
      wants_copies: false,
    });
    expect(missingRequired(walked.resolved)).toEqual([]);
    expect(required(walked)).toEqual(['giay-chung-sinh']);
  });

  it('asks which ethnic group the child follows when the parents differ', () => {
    const walked = walk('1.001193', { ...mother, father_ethnicity: 'Hoa' });
    expect(walked.asked).toContain('child_ethnicity');
  });

  it('takes the father from his card and asks about the mother', () => {
    const card: CardFacts = {
      ...CARD,
      fullName: 'Trần Văn Thử',
      personalId: '079095000000',
      birthDate: { year: 1995, month: 2, day: 3 },
      sex: 'male',
    };
    const walked = walk('1.001193', { ...mother, relation_to_child: 'Cha đẻ' }, card);
    expect(walked.submitted.father_full_name).toBe('Trần Văn Thử');
    expect(walked.submitted.mother_full_name).toBe('Lê Thị Mẫu');
    expect(walked.asked).not.toContain('father_full_name');
    expect(missingRequired(walked.resolved)).toEqual([]);
  });

  it('asks nothing about a father who is not named', () => {
    const walked = walk('1.001193', { ...mother, birth_case: 'Chưa xác định được cha' });
    expect(walked.asked.filter((key) => key.startsWith('father_'))).toEqual([]);
    expect(walked.submitted.child_ethnicity).toBe('Kinh');
    expect(Object.keys(walked.submitted)).not.toContain('marriage_cert_number');
  });

  it('asks a grandmother about both parents and mentions the power of attorney', () => {
    const walked = walk('1.001193', { ...mother, relation_to_child: 'Bà ngoại' });
    expect(walked.asked).toEqual(
      expect.arrayContaining(['mother_full_name', 'mother_residence', 'father_full_name']),
    );
    expect(walked.papers.map((each) => each.component.id)).toContain('van-ban-uy-quyen');
    expect(missingRequired(walked.resolved)).toEqual([]);
  });

  it('needs the record, not a birth notification, for an abandoned child', () => {
    const walked = walk('1.001193', { relation_to_child: 'Mẹ nuôi', birth_case: 'Trẻ bị bỏ rơi' });
    expect(required(walked)).toEqual(['bien-ban-tre-bi-bo-roi']);
    expect(walked.asked.filter((key) => /^(mother|father)_/.test(key))).toEqual([]);
    expect(missingRequired(walked.resolved)).toEqual([]);
  });

  it('registers an adult who has no birth certificate from their own card', () => {
    const walked = walk('1.001193', { ...mother, relation_to_child: 'Bản thân' });
    expect(walked.submitted.child_full_name).toBe('Nguyễn Thị Thử Nghiệm');
    expect(walked.submitted.child_gender).toBe('Nữ');
    expect(required(walked)).toEqual([]);
  });

  it('asks for the number of copies only of those who want copies', () => {
    expect(walk('1.001193', mother).submitted.copy_count).toBeUndefined();
    const pack = packs.get('1.001193');
    if (!pack) throw new Error('no pack');
    const answers = given({ ...mother, wants_copies: true });
    const resolved = resolveFields(pack, { answers, card: CARD, point: POINT, today: TODAY });
    const copies = resolved.find((each) => each.field.key === 'copy_count');
    expect(copies?.answer?.value).toBe(1);
  });
});

describe('1.004873 xác nhận tình trạng hôn nhân', () => {
  const own = { relation_to_subject: 'Bản thân' };

  it('asks five things of somebody never married who buys a home', () => {
    const walked = walk('1.004873', own);
    expect(walked.asked).toEqual([
      'relation_to_subject',
      'subject_ethnicity',
      'marital_status',
      'purpose',
      'requester_phone',
    ]);
    expect(missingRequired(walked.resolved)).toEqual([]);
  });

  it('asks whom and where before a marriage', () => {
    expect(walk('1.004873', { ...own, purpose: 'Để kết hôn' }).asked).toContain('intended_spouse');
  });

  it.each([
    ['Hiện đang có vợ/chồng', ['spouse_full_name', 'proof_number']],
    ['Đã ly hôn, chưa đăng ký kết hôn với ai khác', ['proof_number', 'proof_date', 'proof_issuer']],
    ['Chưa đăng ký kết hôn trong khoảng thời gian từ … đến …', ['period_from', 'period_to']],
  ])('asks what belongs to "%s"', (status, keys) => {
    const walked = walk('1.004873', { ...own, marital_status: status });
    const extra = walked.asked.filter((key) => /^(spouse|proof|period)_/.test(key));
    expect(extra).toEqual(keys);
    expect(missingRequired(walked.resolved)).toEqual([]);
  });

  it('asks about the other person when it is for somebody else', () => {
    const walked = walk('1.004873', { relation_to_subject: 'Mẹ' });
    expect(walked.submitted.subject_personal_id).toBe('079050000000');
    expect(walked.papers.map((each) => each.component.id)).toContain('van-ban-uy-quyen');
  });
});

describe('1.004194 đăng ký tạm trú', () => {
  const tenant = {
    declared_for: 'Bản thân',
    household_mode: 'Lập hộ mới',
    dwelling_basis: 'Do thuê, mượn, ở nhờ',
  };

  it('registers a tenant as the head of a new household and writes the request', () => {
    const walked = walk('1.004194', tenant);
    expect(walked.asked).toEqual([
      'declared_for',
      'household_mode',
      'dwelling_basis',
      'temp_address',
      'temp_until',
      'members',
      'owner_full_name',
      'confirmation_channel',
      'owner_personal_id',
      'phone',
    ]);
    expect(walked.submitted).toMatchObject({
      full_name: 'Nguyễn Thị Thử Nghiệm',
      relation_to_head: 'Chủ hộ',
      household_head_name: 'Nguyễn Thị Thử Nghiệm',
      household_head_personal_id: '079199000000',
      receiving_ward: 'Phường Giả Định',
      receiving_authority: 'Công an Phường Giả Định',
      request_content:
        'Đăng ký tạm trú tại 5 Đường Trọ, phòng 3, Phường Giả Định, Thành phố Hồ Chí Minh ' +
        'đến ngày 21/11/2028.',
    });
    expect(missingRequired(walked.resolved)).toEqual([]);
    expect(required(walked)).toEqual(['hop-dong-thue-nha']);
  });

  it('sends it to the police of the ward of the address, not of the point', () => {
    const commune = { code: '00002', name: 'Xã Thử', table: '2025' as const };
    const address = { ...HOME, commune };
    const walked = walk('1.004194', { ...tenant, temp_address: address });
    expect(walked.submitted.receiving_authority).toBe('Công an Xã Thử');
  });

  it('needs the signed form when consent is on paper', () => {
    const walked = walk('1.004194', { ...tenant, confirmation_channel: 'Tải CT01 có chữ ký' });
    expect(required(walked)).toContain('ct01-da-ky');
    expect(walked.asked).not.toContain('owner_personal_id');
  });

  it('asks nobody for consent in a home of their own', () => {
    const walked = walk('1.004194', { ...tenant, dwelling_basis: 'Thuộc sở hữu của mình' });
    expect(walked.asked).not.toContain('confirmation_channel');
    expect(required(walked)).toEqual(['giay-to-nha-cua-minh']);
  });

  it('asks for a guardian when a child is registered for', () => {
    const walked = walk('1.004194', {
      ...tenant,
      declared_for: 'Khai hộ',
      household_mode: 'Vào hộ đã có',
    });
    expect(walked.asked).toEqual(expect.arrayContaining(['full_name', 'guardian_full_name']));
    expect(walked.submitted.guardian_personal_id).toBe('079199000000');
    expect(missingRequired(walked.resolved)).toEqual([]);
  });

  it('refuses a stay that is over or longer than two years', () => {
    const until = packs.get('1.004194')?.fields.find((each) => each.key === 'temp_until');
    if (!until) throw new Error('no field');
    const reasonFor = (date: FieldValue): string | null => {
      const { result } = checkValue(until, date, { today: TODAY });
      return result.ok ? null : result.failure.reason;
    };
    expect(reasonFor({ year: 2028, month: 11, day: 21 })).toBeNull();
    expect(reasonFor({ year: 2028, month: 11, day: 22 })).toBe('DATE_TOO_FAR');
    expect(reasonFor({ year: 2026, month: 11, day: 20 })).toBe('DATE_IN_PAST');
  });
});

describe('2.000815 chứng thực bản sao', () => {
  it('prepares the visit to the counter and uploads nothing', () => {
    const walked = walk('2.000815', {});
    expect(walked.asked).toEqual(['certification_kind', 'documents', 'appointment_date', 'phone']);
    expect(required(walked)).toEqual([]);
    expect(walked.papers.map((each) => [each.component.id, each.bring])).toEqual([
      ['ban-chinh', true],
      ['ban-chup', true],
    ]);
    expect(walked.pack.goodToKnow[0]?.vi).toContain('chỉ làm tại quầy');
  });
});

describe('every pack', () => {
  it('goes back to the question before', () => {
    const { resolved, asked } = walk('2.000815', {});
    expect(previousQuestion(resolved, asked[2])).toBe(asked[1]);
    expect(previousQuestion(resolved, asked[0])).toBeUndefined();
  });

  it('has nothing left to replace in its texts, and speaks no pronoun that guesses age or sex', () => {
    for (const pack of packs.values()) {
      const all = JSON.stringify(pack.fields.map(({ prefill, suggestions, ...rest }) => rest));
      expect(all).not.toContain('{{');
      const questions = pack.fields.flatMap((each) => [each.question.vi, each.hint?.vi ?? '']);
      for (const question of questions) {
        expect(question).not.toMatch(
          /(^|\s)(bác|cô|chú|anh ơi|chị ơi|quý khách|bạn)(\s|\?|\.|,|$)/iu,
        );
      }
    }
  });

  it('asks short questions that are easy to read aloud', () => {
    for (const pack of packs.values()) {
      for (const each of pack.fields) {
        const words = each.question.vi.split(/\s+/).length;
        expect([each.key, words <= 16]).toEqual([each.key, true]);
      }
    }
  });
});
