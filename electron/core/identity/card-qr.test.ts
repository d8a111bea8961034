import { describe, expect, it } from 'vitest';
import { IdCard } from '../../contract/values';
import { MAX_CARD_BYTES, readCardBytes, readCardText } from './card-qr';

const today = { year: 2026, month: 11, day: 21 };

/** All people are invented: numbers end in zeros, names say "test". */
const FIELDS = [
  '079199000000',
  '012345678',
  'Nguyễn Thị Thử Nghiệm',
  '01011999',
  'Nữ',
  '12 Đường Mẫu, Phường Giả Định, Quận 1, TP. Hồ Chí Minh',
  '15082021',
];

function card(changes: Record<number, string> = {}, extra: string[] = []): string {
  return [...FIELDS.map((field, index) => changes[index] ?? field), ...extra].join('|');
}
const card2024 = (changes: Record<number, string> = {}) =>
  card({ 1: '', 6: '15082025', ...changes }, ['', '', '', '']);

const read = (text: string) => readCardText(text, { today });
const reasonOf = (text: string) => {
  const result = read(text);
  return result.ok ? `read as ${result.value.variant}` : result.failure.reason;
};
const cardOf = (text: string): IdCard => {
  const result = read(text);
  if (!result.ok) throw new Error(`refused: ${result.failure.reason}`);
  return result.value;
};

describe('cards that are read', () => {
  it('reads the seven fields of 2021', () => {
    expect(read(card())).toEqual({
      ok: true,
      value: {
        variant: 'cccd2021',
        personalId: '079199000000',
        oldId: '012345678',
        fullName: 'Nguyễn Thị Thử Nghiệm',
        birthDate: { year: 1999, month: 1, day: 1 },
        sex: 'female',
        residence: { original: FIELDS[5], cleaned: FIELDS[5] },
        issueDate: { year: 2021, month: 8, day: 15 },
        extra: [],
        warnings: [],
      },
    });
  });

  it('reads the eleven fields of 2024 without shifting over empty ones', () => {
    const value = cardOf(card2024());
    expect(value.variant).toBe('canCuoc2024');
    expect(value.oldId).toBeUndefined();
    expect(value.fullName).toBe('Nguyễn Thị Thử Nghiệm');
    expect(value.issueDate).toEqual({ year: 2025, month: 8, day: 15 });
    expect(value.extra).toEqual(['', '', '', '']);
  });

  it('keeps fields 7-10 of a child’s card raw', () => {
    const extra = ['079199000001', 'Nguyễn Văn Thử Cha', 'Trần Thị Thử Mẹ', ''];
    expect(cardOf(card({}, extra)).extra).toEqual(extra);
    expect(cardOf(card({}, ['079199000001', '', '', ''])).extra[0]).toBe('079199000001');
  });

  it.each(['\r', '\n', '\r\n', '\t', ' ', '\r\n\r\n', '\u0003'])(
    'drops %j that the scanner adds at the end',
    (end) => {
      expect(cardOf(card() + end)).toEqual(cardOf(card()));
      expect(cardOf(card2024() + end)).toEqual(cardOf(card2024()));
    },
  );

  it.each([' ', '\uFEFF', ']Q1', '\u0002'])('drops %j in front', (start) => {
    expect(cardOf(start + card())).toEqual(cardOf(card()));
  });

  it.each([
    ['1999', { year: 1999 }],
    ['00001999', { year: 1999 }],
    ['00051999', { year: 1999, month: 5 }],
  ])('keeps unknown parts of the birth date %s unknown', (text, birthDate) => {
    expect(cardOf(card({ 3: text })).birthDate).toEqual(birthDate);
  });

  it.each(["H'Thử Niê", 'H’Mẫu Êban', 'Y-Thử Mlô', 'A Thŭ Č Ĕ', 'NGUYỄN THỊ ỬNG ĐẶNG Ỷ', 'K. Mẫu'])(
    'accepts the name %s',
    (name) => {
      expect(cardOf(card({ 2: name })).fullName).toBe(name.normalize('NFC'));
    },
  );

  it('gives NFC for a card in NFD', () => {
    expect(cardOf(card().normalize('NFD'))).toEqual(cardOf(card()));
  });

  it('keeps the original of an untidy address beside the cleaned one', () => {
    const original = '12 Đường Mẫu ,, - Hòa Bình , Chợ Mới,An  Giang,';
    const { residence } = cardOf(card({ 5: original }));
    expect(residence.original).toBe(original);
    expect(residence.cleaned).toBe('12 Đường Mẫu, Hòa Bình, Chợ Mới, An Giang');
  });

  it('leaves out an old number of 12 digits', () => {
    expect(cardOf(card({ 1: '012345678901' })).oldId).toBeUndefined();
  });

  it('reads bytes that were cut in the middle of a letter and joined', () => {
    const bytes = new TextEncoder().encode(card());
    const joined = new Uint8Array([...bytes.slice(0, 57), ...bytes.slice(57)]);
    expect(readCardBytes(joined, { today })).toEqual(read(card()));
  });
});

describe('cards with something that does not add up', () => {
  it.each([
    [{ 3: '01011998' }, ['CARD_YEAR_MISMATCH']],
    [{ 4: 'Nam' }, ['CARD_SEX_MISMATCH']],
    [{ 0: '999199000000' }, ['CARD_PROVINCE_UNKNOWN']],
    [{ 6: '15081998' }, ['CARD_DATE_ORDER']],
    [{ 6: '22112026' }, ['CARD_DATE_ORDER']],
    [{ 3: '01011998', 4: 'Nam' }, ['CARD_YEAR_MISMATCH', 'CARD_SEX_MISMATCH']],
  ])('warns about %j', (changes, warnings) => {
    expect(cardOf(card(changes)).warnings).toEqual(warnings);
  });
});

describe('texts that are refused', () => {
  it.each(['', ' \r\n\t ', '\u0000', ']Q1'])('nothing in %j', (text) => {
    expect(reasonOf(text)).toBe('CARD_EMPTY');
  });

  it('more than 4 KB, at once', () => {
    expect(reasonOf(card({ 5: 'a'.repeat(MAX_CARD_BYTES) }))).toBe('CARD_TOO_LONG');
    expect(reasonOf('ữ'.repeat(MAX_CARD_BYTES / 2))).toBe('CARD_TOO_LONG');
    expect(reasonOf(card({ 2: 'a'.repeat(2_500) }))).toBe('CARD_TOO_LONG');
    const megabytes = [' ', '|', '0', card(), '\u0301'].map((text) =>
      text.repeat(Math.ceil(1_048_576 / text.length)),
    );
    for (const text of megabytes) expect(reasonOf(text)).toBe('CARD_TOO_LONG');
    expect(readCardBytes(new Uint8Array(1_048_576)).ok).toBe(false);
  });

  it.each([
    'https://vi-du.example/?a=1|2',
    'WIFI:T:WPA;S:thu;P:nghiem;;',
    '00020101021238540010A00000072701240006970436011000000000000208QRIBFTTA53037045405150005802VN62250821LE PHI HS 2026 0001236304D9E0',
    '8934567890123',
    'Xin chào',
    'a|b|c|d|e|f|g',
    '|'.repeat(6),
    '|'.repeat(10),
    '|'.repeat(100),
    '{"a":"b|c"}',
    '<script>alert(1)</script>',
  ])('the foreign code %s', (text) => {
    expect(reasonOf(text)).toBe('CARD_NOT_A_CARD');
  });

  it('half a scan, wherever it broke off', () => {
    const text = card();
    for (let length = 1; length < text.length; length += 1) {
      expect(reasonOf(text.slice(0, length)), text.slice(0, length)).toBe('CARD_HALF_SCAN');
    }
    expect(reasonOf(card2024().slice(0, -1))).toBe('CARD_HALF_SCAN');
    expect(reasonOf(FIELDS.slice(2).join('|'))).toBe('CARD_HALF_SCAN');
  });

  it('two scans in one, whole or begun', () => {
    for (const first of [card(), card2024()]) {
      for (const between of ['', '\r\n', '\t']) {
        for (const second of [card(), card2024(), card({ 0: '001099000000', 1: '' })]) {
          expect(reasonOf(first + between + second)).toBe('CARD_TWO_SCANS');
        }
      }
    }
    for (const begun of [
      '0791',
      '079199000000',
      '079199000000|0123',
      '079199000000|012345678|Ng',
    ]) {
      expect(reasonOf(card() + begun), `${begun} after`).toBe('CARD_TWO_SCANS');
      expect(reasonOf(begun + card()), `${begun} before`).toBe('CARD_TWO_SCANS');
      expect(reasonOf(begun + card2024()), `${begun} before 2024`).toBe('CARD_TWO_SCANS');
      expect(reasonOf(card2024() + begun), `${begun} after 2024`).toBe('CARD_TWO_SCANS');
    }
    expect(reasonOf(card() + card() + card())).toBe('CARD_TWO_SCANS');
  });

  const latin1 = (text: string) =>
    new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));

  it.each([
    ['the wrong code page', latin1(card())],
    ['the wrong code page, 2024', latin1(card2024())],
    ['bytes as characters', Buffer.from(card()).toString('latin1')],
    ['replacement characters', card({ 2: 'Nguy\uFFFDn Th\uFFFD' })],
    ['question marks', card({ 2: 'Nguy?n Th? Th?' })],
    ['question marks in the address', card({ 5: '12 ???ng M?u, Ph??ng Gi? ??nh' })],
    ['a DOS code page', card({ 2: 'Nguyß╗àn Thß╗ï' })],
    ['VNI keys', card({ 2: 'Nguye64n Thi5 Thu73' })],
    ['lost marks, female', card({ 2: 'Nguyen Thi Thu', 4: 'Nu' })],
    [
      'lost marks, male',
      card({ 0: '079099000000', 2: 'Nguyen Van Thu', 4: 'Nam', 5: '12 Duong Mau, Quan 1' }),
    ],
    ['control characters', card({ 2: 'Nguyễn\u0007 Thử' })],
    ['direction marks', card({ 5: '12 Đường \u202EMẫu' })],
    ['emoji', card({ 2: 'Nguyễn 😀' })],
    ['letters in the old number', card({ 1: '01234567a' })],
    ['no name', card({ 2: '' })],
    ['no sex', card({ 4: '' })],
  ])('garbling: %s', (_, text) => {
    expect(reasonOf(text)).toBe('CARD_GARBLED');
  });

  it('bytes that are not UTF-8', () => {
    const bytes = new TextEncoder().encode(card());
    expect(readCardBytes(bytes.slice(0, 30)).ok).toBe(false);
    const damaged = Uint8Array.from(bytes);
    damaged[30] = 0xff;
    expect(readCardBytes(damaged)).toEqual({ ok: false, failure: { reason: 'CARD_GARBLED' } });
  });

  it('does not call a marked or a truly unmarked name garbled', () => {
    expect(reasonOf(card({ 0: '079099000000', 2: 'Cao Thanh Mai', 4: 'Nam' }))).toBe(
      'read as cccd2021',
    );
    const bare = { 0: '079099000000', 2: 'Cao Thanh Mai', 4: 'Nam', 5: 'Hai Ba, Kon Tum' };
    expect(reasonOf(card(bare))).toBe('read as cccd2021');
  });

  it.each(['DN4790000000000', '4790000000'])('the health-insurance card %s', (number) => {
    const hexName = Buffer.from('Nguyễn Thị Thử Nghiệm').toString('hex');
    const text = [number, hexName, '01/01/1999', '2', '-', '79 - 001', '01/01/2026', '$'].join('|');
    expect(reasonOf(text)).toBe('CARD_HEALTH_INSURANCE');
    expect(reasonOf(text.toUpperCase())).toBe('CARD_HEALTH_INSURANCE');
  });

  it.each(['07919900000', '0791990000000', '07919900000O', '079499000000', '079-199-000-000'])(
    'the bad number %s',
    (number) => {
      expect(reasonOf(card({ 0: number }))).toBe('CARD_BAD_NUMBER');
    },
  );

  it.each([
    [{ 3: '31021999' }, 'CARD_BAD_DATE'],
    [{ 3: '01131999' }, 'CARD_BAD_DATE'],
    [{ 3: '' }, 'CARD_BAD_DATE'],
    [{ 3: '010119' }, 'CARD_BAD_DATE'],
    [{ 3: '01001999' }, 'CARD_BAD_DATE'],
    [{ 6: '31022021' }, 'CARD_BAD_DATE'],
    [{ 6: '00002021' }, 'CARD_BAD_DATE'],
    [{ 3: '22112026' }, 'CARD_FUTURE_BIRTH'],
    [{ 3: '2027' }, 'CARD_FUTURE_BIRTH'],
  ])('the date in %j', (changes, reason) => {
    expect(reasonOf(card(changes))).toBe(reason);
  });
});

describe('any input', () => {
  /** mulberry32: small, seeded, so that a failure can be repeated. */
  function seeded(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
  }
  const ALPHABET = [
    ...'0123456789||||| \t\r\n,.-/?NamnữNữễđÃ»º',
    '\uD800',
    '\uFFFD',
    '\u202E',
    '😀',
    '079199000000|',
    '|01011999|Nữ|',
    ...FIELDS,
  ];

  function expectSound(text: string): void {
    const result = read(text);
    if (!result.ok) {
      expect(result.failure.reason).toMatch(/^CARD_/);
      return;
    }
    const parsed = IdCard.safeParse(result.value);
    expect(parsed.success, JSON.stringify(text)).toBe(true);
  }

  it('never throws and never gives a card the contract refuses (10,000 random texts)', () => {
    const random = seeded(20_250_701);
    for (let round = 0; round < 10_000; round += 1) {
      const pieces = Math.floor(random() * 40);
      let text = '';
      for (let piece = 0; piece < pieces; piece += 1) {
        text += ALPHABET[Math.floor(random() * ALPHABET.length)] ?? '';
      }
      expectSound(text);
    }
  });

  it('never takes random bytes for a card (10,000)', () => {
    const random = seeded(7);
    for (let round = 0; round < 10_000; round += 1) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 200) }, () => random() * 256);
      expect(readCardBytes(bytes).ok).toBe(false);
    }
  });

  it('reads a cut or joined card as that card or not at all (10,000)', () => {
    const random = seeded(42);
    const cards = [card(), card2024(), card({ 1: '' }), card({ 3: '1999' })];
    const numbers = new Set<string>();
    for (let round = 0; round < 10_000; round += 1) {
      const pick = () => cards[Math.floor(random() * cards.length)] ?? '';
      const cut = (text: string) => {
        const start = random() < 0.5 ? 0 : Math.floor(random() * text.length);
        const end = random() < 0.3 ? text.length : Math.floor(random() * text.length);
        return text.slice(start, end);
      };
      const text = random() < 0.5 ? cut(pick()) : cut(pick()) + cut(pick());
      expectSound(text);
      const result = read(text);
      if (!result.ok) continue;
      numbers.add(result.value.personalId);
      expect(result.value.birthDate.year, text).toBe(1999);
      expect(result.value.issueDate?.day, text).toBe(15);
    }
    expect([...numbers]).toEqual(['079199000000']);
  });
});
