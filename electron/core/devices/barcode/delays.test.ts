import { stat } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { realClock } from './delays';

describe('the real clock', () => {
  it('takes what is waiting before it calls silence, also after a stall', async () => {
    const order: string[] = [];
    const silence = new Promise<void>((resolve) => {
      realClock.setTimeout(() => {
        order.push('silence');
        resolve();
      }, 5);
    });
    // A report that is there while this process is busy with something else.
    stat('.', () => order.push('report'));
    const until = performance.now() + 100;
    while (performance.now() < until);
    await silence;
    expect(order).toEqual(['report', 'silence']);
  });

  it('forgets a timer that is cleared', async () => {
    let ran = false;
    const id = realClock.setTimeout(() => {
      ran = true;
    }, 1);
    realClock.clearTimeout(id);
    realClock.clearTimeout(undefined);
    await new Promise<void>((resolve) => void realClock.setTimeout(resolve, 20));
    expect(ran).toBe(false);
  });
});
