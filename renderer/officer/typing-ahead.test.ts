import { expect, it } from 'vitest';
import { createTypingAhead, type HeldKey } from './typing-ahead';

const key = (name: string): HeldKey => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
});

/** A row of boxes: Enter stores, and the store ends when the test says so. */
function boxes() {
  const filled: string[] = [''];
  const ends: Array<(stored: boolean) => void> = [];
  const ahead = createTypingAhead(
    ({ key: name }) => {
      if (name === 'Enter') void enter();
      else filled[filled.length - 1] += name;
    },
    () => Promise.resolve(),
  );
  const enter = () =>
    ahead.during(async () => {
      const stored = await new Promise<boolean>((end) => ends.push(end));
      if (stored) filled.push('');
      return stored;
    });
  const press = (name: string) => {
    if (ahead.holds()) ahead.add(key(name));
    else if (name === 'Enter') void enter();
    else filled[filled.length - 1] += name;
  };
  const rest = () => new Promise((resolve) => setImmediate(resolve));
  return {
    filled,
    ahead,
    async type(text: string) {
      for (const letter of text) press(letter === '⏎' ? 'Enter' : letter);
      await rest();
    },
    async end(stored: boolean) {
      ends.shift()?.(stored);
      await rest();
    },
  };
}

it('plays what was typed during a store into the next box, in its order', async () => {
  const row = boxes();
  await row.type('12⏎34');
  expect(row.filled).toEqual(['12']);
  await row.end(true);
  expect(row.filled).toEqual(['12', '34']);
  await row.type('5');
  expect(row.filled).toEqual(['12', '345']);
  expect(row.ahead.holds()).toBe(false);
});

it('waits again at an Enter that was typed ahead, and at each after it', async () => {
  const row = boxes();
  await row.type('a⏎b⏎c⏎d');
  await row.end(true);
  expect(row.filled).toEqual(['a', 'b']);
  // Typed while the second is being stored.
  await row.type('e');
  await row.end(true);
  expect(row.filled).toEqual(['a', 'b', 'c']);
  await row.end(true);
  expect(row.filled).toEqual(['a', 'b', 'c', 'de']);
});

it('drops what was typed for the next box when this one is refused', async () => {
  const row = boxes();
  await row.type('36t⏎Mẫu⏎');
  await row.end(false);
  expect(row.filled).toEqual(['36t']);
  expect(row.ahead.holds()).toBe(false);
  await row.type('!');
  expect(row.filled).toEqual(['36t!']);
});
