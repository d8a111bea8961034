import { describe, expect, it } from 'vitest';
import { chooseVoice } from './speak';

function voice(lang: string, localService: boolean, isDefault = false): SpeechSynthesisVoice {
  return { lang, localService, default: isDefault, name: lang, voiceURI: lang };
}

describe('chooseVoice', () => {
  it('takes a voice of this machine for the language, whatever its region is called', () => {
    const own = voice('vi_VN', true);
    expect(chooseVoice([voice('en-US', true), own], 'vi')).toBe(own);
  });

  it('never takes a voice that sends the text away', () => {
    expect(chooseVoice([voice('vi-VN', false)], 'vi')).toBeNull();
  });

  it('prefers the default voice among several', () => {
    const preferred = voice('en-GB', true, true);
    expect(chooseVoice([voice('en-US', true), preferred], 'en')).toBe(preferred);
  });

  it('does not read Vietnamese with a voice of another language', () => {
    expect(chooseVoice([voice('en-US', true), voice('vie-XX', true)], 'vi')).toBeNull();
  });
});
