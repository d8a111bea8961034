/** Reply codes, mixed as systems in use mix them: `0` and `00`, text and number. */
import { CODE_FILE_MISSING, CODE_SESSION_EXPIRED } from '../../submissions/wire/messages';

export type ReplyCode = string | number;

export const FAILURE_CODES = {
  /** At least one of several items was not taken. */
  partly: '1',
  malformed: -1,
  sessionOver: CODE_SESSION_EXPIRED,
  notFound: 4,
  fileMissing: CODE_FILE_MISSING,
  unknownService: '6',
  loginRefused: 7,
} as const satisfies Record<string, ReplyCode>;

export type ReplyCodes = {
  /** "0" and "00" in turn. */
  success(): ReplyCode;
  /** "3" and -3 in turn; senders must also look for "đã tồn tại". */
  exists(): ReplyCode;
};

/** Codes in turn, the same after every start, so that tests meet each. */
export function createReplyCodes(): ReplyCodes {
  let successes = 0;
  let known = 0;
  return {
    success() {
      successes += 1;
      return successes % 2 === 1 ? '0' : '00';
    },
    exists() {
      known += 1;
      return known % 2 === 1 ? '3' : -3;
    },
  };
}
