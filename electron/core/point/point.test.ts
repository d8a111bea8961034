import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ASSETS_FOLDER, newFolder, removeFolder } from '../../../tests/support/core-harness';
import { loadPoint } from './point';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));
const write = (text: string) => writeFileSync(join(folder, 'point.json'), text);

describe('the point', () => {
  it('is the fictitious one as long as there is no file, with three minutes and one', async () => {
    expect((await loadPoint(folder, ASSETS_FOLDER)).point).toMatchObject({
      id: 'vi-du-khu-pho-6',
      idleSeconds: 180,
      idleWarningSeconds: 60,
    });
  });

  it.each([
    ['not JSON', '{'],
    ['a time no person can keep', '{"idleSeconds":5}'],
    ['a misspelt name', '{"nmae":"x"}'],
  ])('with %s is refused, and the file is named', async (_what, text) => {
    const { point: sample } = await loadPoint(folder, ASSETS_FOLDER);
    write(text === '{' ? text : JSON.stringify({ ...sample, ...JSON.parse(text) }));
    expect(await loadPoint(folder, ASSETS_FOLDER)).toEqual({
      point: sample,
      problem: expect.stringContaining(join(folder, 'point.json')),
    });
  });
});
