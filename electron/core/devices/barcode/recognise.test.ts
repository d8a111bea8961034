import { describe, expect, it } from 'vitest';
import { recognise } from './recognise';
import { CARD_X, CARD_Y } from './testing';

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
const HEALTH_INSURANCE = `7900000000|${hex('Nguyễn Thị Thử Nghiệm')}|01/01/1999|2|${hex('12 Đường Mẫu')}|79 - 000|01/01/2026|-|15/08/2025|0|-|4|01/01/2026|0-0|$`;
const VIET_QR =
  '00020101021238540010A00000072701240006970436011000000000000208QRIBFTTA53037045405150005802VN62250821LE PHI HS 2026 0001236304D9E0';

describe('a code is named', () => {
  it.each([
    ['a card of 2024', CARD_X, 'idCard'],
    ['a card of 2021', CARD_Y, 'idCard'],
    ['half a card', CARD_X.slice(0, 60), 'idCard'],
    ['a card with spoiled letters', CARD_X.replace('ễ', '?'), 'idCard'],
    ['a health-insurance card', HEALTH_INSURANCE, 'healthInsurance'],
    ['a bank transfer', VIET_QR, 'vietQr'],
    ['a merchant code of another country', VIET_QR.replace('A000000727', 'A000000677'), 'other'],
    ['an address of a page', 'https://vi-du.example/khuyen-mai?ma=123456', 'url'],
    ['an address without its scheme', 'www.vi-du.example', 'url'],
    ['Wi-Fi access', 'WIFI:S:Nha Van Hoa;T:WPA;P:khong-co;;', 'other'],
    ['nothing', '', 'other'],
    ['words', 'https:// hai chữ', 'other'],
  ])('%s', (_name, text, kind) => {
    expect(recognise(text)).toBe(kind);
    expect(recognise(`${text}\r\n`, ']Q1')).toBe(kind);
  });

  it('a product number is no half card', () => {
    expect(recognise('036000291452', ']E0')).toBe('other');
    expect(recognise('036000291452', ']Q1')).toBe('idCard');
  });
});
