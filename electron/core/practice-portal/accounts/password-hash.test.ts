import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash';

it('keeps a salted hash that knows its password only', async () => {
  const [one, other] = [await hashPassword('Thu-Nghiem-1'), await hashPassword('Thu-Nghiem-1')];
  expect(one.hash).not.toBe(other.hash);
  expect(await verifyPassword('Thu-Nghiem-1', one)).toBe(true);
  expect(await verifyPassword('Thu-Nghiem-2', one)).toBe(false);
});
