/** How long an answer takes until it is on disk, acknowledged to the page. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newFolder, openCore, removeFolder } from '../support/core-harness';

const PROCEDURE = '2.000635';
const ANSWERS = 200;
const SAMPLE_CARD = fileURLToPath(new URL('../../assets/samples/sample-card.txt', import.meta.url));

/** Times `ANSWERS` answers to one question of a session in a core of its own; milliseconds. */
export async function measureAnswers(): Promise<number[]> {
  const folder = newFolder();
  const core = await openCore(folder);
  const { client } = core;
  const must = (outcome: { ok: boolean }, what: string) => {
    if (!outcome.ok) throw new Error(`${what} was refused: ${JSON.stringify(outcome)}`);
  };
  try {
    must(await client.session.start(), 'the start');
    must(
      await client.session.chooseGoal({ goal: 'procedure', procedureCode: PROCEDURE }),
      'the goal',
    );
    must(await client.session.consent({ agree: true }), 'consent');
    const text = readFileSync(SAMPLE_CARD, 'utf8').trim();
    must(await client.identity.readCard({ text, via: 'wedge' }), 'the card');
    must(await client.identity.confirm(), 'the identity');
    must(await client.procedures.begin(), 'the beginning');
    must(await client.dossier.confirmPrefilled(), 'what the machine filled in');
    const { screen } = core.view();
    if (screen.name !== 'question') throw new Error(`no question but ${screen.name}`);
    const { path, field } = screen;
    // Two that need no more words, so that each answer changes what is stored.
    const values = (field.options ?? []).slice(0, 2).map(({ value }) => value);
    const times: number[] = [];
    for (let number = 0; number < ANSWERS; number += 1) {
      const value = values[number % values.length];
      if (value === undefined) throw new Error(`${path} has no options`);
      const began = performance.now();
      must(await client.dossier.answer({ path, value }), 'the answer');
      times.push(performance.now() - began);
      must(await client.session.back(), 'going back');
    }
    return times;
  } finally {
    await core.close();
    removeFolder(folder);
  }
}
