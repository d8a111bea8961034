/**
 * Switches for end-to-end tests, which see the core only from outside. They are read when
 * KIOSK_TEST is "1" and at no other time:
 *
 * - KIOSK_PRACTICE_FAULTS: JSON list of the practice portal's faults, in the order they are met,
 *   for instance `[{"kind":"refuseConnection","service":"login"}]` (see practice-portal/faults.ts);
 * - KIOSK_PRACTICE_CODE_SECONDS: how long the practice portal's one-time codes count;
 * - KIOSK_AUTO_RETURN_SECONDS: after how long without input a helper's panel closes.
 */
import { z } from 'zod';
import { createPracticeFaults, type Fault } from '../practice-portal/faults';
import type { PracticePortalOptions } from '../practice-portal/practice-portal';

const FaultList = z.array(
  z.strictObject({
    kind: z.enum([
      'slow',
      'error500',
      'cutReply',
      'acceptedNoAnswer',
      'wrongJson',
      'wrongShape',
      'refuseConnection',
    ]),
    service: z
      .enum([
        'login',
        'DongBoHoSoMC',
        'CapNhatTienDoHoSoMC',
        'TraCuuHoSo',
        'upload',
        'lookUp',
        'account',
        'phone',
      ])
      .optional(),
    count: z.int().positive().optional(),
    milliseconds: z.int().min(0).optional(),
  }),
);

export type PracticeSwitches = Pick<PracticePortalOptions, 'faults' | 'accountCodeTtlSeconds'> & {
  autoReturnSeconds?: number;
};

/**
 * Reads the switches from `env`; nothing is switched outside a test.
 * @throws Error when a test's list of faults is malformed: a test that switches nothing must not pass
 */
export function readTestSwitches(env: NodeJS.ProcessEnv): PracticeSwitches {
  if (env.KIOSK_TEST !== '1') return {};
  const faults = createPracticeFaults();
  for (const fault of FaultList.parse(JSON.parse(env.KIOSK_PRACTICE_FAULTS ?? '[]'))) {
    faults.add(fault as Fault);
  }
  const seconds = env.KIOSK_PRACTICE_CODE_SECONDS;
  const autoReturn = env.KIOSK_AUTO_RETURN_SECONDS;
  return {
    faults,
    ...(seconds ? { accountCodeTtlSeconds: Number(seconds) } : {}),
    ...(autoReturn ? { autoReturnSeconds: Number(autoReturn) } : {}),
  };
}
