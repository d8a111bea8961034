import { expect, it } from 'vitest';
import { collectGarbage } from './collect-garbage';

it('frees what nothing holds any more', () => {
  const held = new WeakRef({ name: 'Nguyễn Thị Thử Nghiệm' });
  return new Promise<void>((resolve) => {
    // A weak reference keeps its target until the present turn is over.
    setTimeout(() => {
      collectGarbage();
      expect(held.deref()).toBeUndefined();
      resolve();
    }, 0);
  });
});
