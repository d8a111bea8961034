import { describe, expect, it } from 'vitest';
import { SyncReply, saysAlreadyExists, saysSuccess } from './messages';

const reply = (error_code: unknown, message: string) => SyncReply.parse({ error_code, message });

describe('reading replies', () => {
  it.each([0, '0', '00'])('takes %j with "thành công" for success', (code) => {
    expect(saysSuccess(reply(code, 'Đồng bộ thành công'))).toBe(true);
    expect(saysSuccess(reply(code, 'Thành Công'.normalize('NFD')))).toBe(true);
    expect(saysSuccess(reply(code, 'Lỗi hệ thống'))).toBe(false);
  });

  it.each([1, '-1', '000', ''])('does not take %j for success', (code) => {
    expect(saysSuccess(reply(code, 'Đồng bộ thành công'))).toBe(false);
  });

  it.each([0, '00', 3, '3', -3, '-3'])('takes %j with "đã tồn tại" for known', (code) => {
    expect(saysAlreadyExists(reply(code, 'Hồ sơ ĐÃ TỒN TẠI trên hệ thống'))).toBe(true);
    expect(saysAlreadyExists(reply(code, 'Hồ sơ không hợp lệ'))).toBe(false);
  });

  it('does not take another code with "đã tồn tại" for known', () => {
    expect(saysAlreadyExists(reply('1', 'Số biên nhận đã tồn tại'))).toBe(false);
  });
});
