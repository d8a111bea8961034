import { describe, expect, it } from 'vitest';
import { makeReports } from '../fakes/reports';
import { CARD_X, CARD_Y, readerUnderTest } from '../testing';
import { garblingOf } from '../typed-text';

describe('letters that are spoiled on the way', () => {
  it('are refused as a whole when they are not UTF-8', async () => {
    const { device, texts } = await readerUnderTest();
    device.send(...makeReports(Buffer.from('Nguyễn Thị Thử Nghiệm', 'latin1')));
    device.send(...makeReports(Buffer.from('Đường Mẫ').subarray(0, -1)));
    device.scan(CARD_Y);
    expect(texts()).toEqual(['CARD_GARBLED', 'CARD_GARBLED', CARD_Y]);
  });

  it('are named when a keyboard typed them', () => {
    expect(garblingOf(CARD_X)).toBe('none');
    expect(garblingOf(CARD_X.normalize('NFD'))).toBe('none');
    const mojibake = Buffer.from(CARD_X, 'utf8').toString('latin1');
    expect(garblingOf(mojibake)).toBe('wrongLetters');
    expect(garblingOf(CARD_X.replaceAll(/[ữễịửệ]/g, '?'))).toBe('wrongLetters');
    expect(garblingOf(CARD_X.replace('Nguyễn', 'Nguye64n'))).toBe('inputMethod');
    const bare = CARD_X.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('Đ', 'D');
    expect(garblingOf(bare)).toBe('marksLost');
    expect(garblingOf('https://vi-du.example/a')).toBe('none');
    expect(garblingOf('')).toBe('none');
  });
});
