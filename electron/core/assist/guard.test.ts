import { isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CARD_2021 } from '../../../tests/support/cards';
import { newFolder, removeFolder } from '../../../tests/support/core-harness';
import { doStep, mustDo, walkToReady } from '../../../tests/support/core-walk';
import { addBarePage, type HelpedCore, openHelpedCore } from '../../../tests/support/helped-core';
import { Outcome } from '../../contract/outcome';
import { pageContract } from '../../contract/page';
import { ELSEWHERE_CALLS, OPEN_CALLS, PAPER_CALLS, RESIDENT_CALLS, refusal } from './guard';

// Each test opens a whole core, and PINs are slow to check on purpose.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const ASK_RESIDENT = { ok: false, failure: { reason: 'ASK_RESIDENT' } };

const PAPERS_HIDDEN = { ok: false, failure: { reason: 'PAPERS_HIDDEN' } };

/** Every call of the contract: its path, and whether it answers more than an outcome. */
function callsOf(node: unknown, path: string[] = []): Array<{ path: string; query: boolean }> {
  if (isContractProcedure(node)) {
    const output = node['~orpc'].outputSchema;
    return [{ path: path.join('.'), query: output !== Outcome }];
  }
  return Object.entries(node as Record<string, unknown>).flatMap(([name, inner]) =>
    callsOf(inner, [...path, name]),
  );
}
const CALLS = callsOf(pageContract);

/** Inputs that the contract lets through; a call without one takes none. */
const INPUTS: Readonly<Record<string, unknown>> = {
  'session.consent': { agree: true },
  'session.rate': { face: 'good' },
  'session.resume': { lastFourDigits: '0111' },
  'account.setPassword': { password: 'Mau-thu-42!x' },
  'account.enterCode': { code: '123456' },
  'dossier.declare': { checked: true },
  'procedures.search': { query: 'Trần Thị Kiều Ví Dụ' },
  'addresses.communes': { provinceCode: '79', query: 'Đường Mẫu' },
  'addresses.propose': { text: 'Phường 4, Quận Phú Nhuận' },
  'papers.beginFile': { name: 'mau.jpg', bytes: 10 },
  'assist.touched': { where: 'panel' },
};

let folder: string;
let core: HelpedCore;
beforeAll(async () => {
  folder = newFolder();
  core = await openHelpedCore(folder);
});
afterAll(async () => {
  await core.close();
  removeFolder(folder);
});

/** Makes the call at `path` straight on the contract, as nobody's page would. */
async function call(path: string, input: unknown): Promise<unknown> {
  let target: unknown = core.client;
  for (const name of path.split('.')) target = (target as Record<string, unknown>)[name];
  return (target as (input?: unknown) => Promise<unknown>)(input);
}

async function walkToCheck(): Promise<void> {
  await walkToReady(core, '2.000635', CARD_2021);
  for (let { screen } = core.view(); screen.name !== 'check'; { screen } = core.view()) {
    await doStep(core, screen, (componentId) => addBarePage(core, componentId));
  }
}

describe('the table of calls', () => {
  it('places every call of the contract, and each once', () => {
    expect(CALLS.length).toBeGreaterThan(50);
    const places = (path: string) =>
      [OPEN_CALLS, RESIDENT_CALLS, PAPER_CALLS, ELSEWHERE_CALLS].filter(
        (calls) => calls.has(path) || calls.has(path.split('.')[0] ?? ''),
      ).length;
    expect(CALLS.filter(({ path }) => places(path) !== 1).map(({ path }) => path)).toEqual([]);
    const known = new Set(CALLS.map(({ path }) => path));
    for (const path of known) known.add(path.split('.')[0] ?? '');
    const placed = [...ELSEWHERE_CALLS, ...OPEN_CALLS, ...RESIDENT_CALLS, ...PAPER_CALLS];
    expect(placed.filter((path) => !known.has(path))).toEqual([]);
  });

  it('leaves consent, identity, secrets, declaration and submission to the resident', () => {
    for (const path of [
      'session.consent',
      'identity.confirm',
      'account.setPassword',
      'account.enterCode',
      'dossier.declare',
      'dossier.submit',
    ]) {
      expect(RESIDENT_CALLS.has(path), path).toBe(true);
    }
  });
});

describe('with a panel open', () => {
  it('a call nobody has placed yet is refused, and without one it is not', async () => {
    const made = ['dossier', 'aCallMadeLater'];
    await mustDo(core.client.session.start());
    expect(refusal(core.kiosk, made)).toBeNull();
    await core.openPanel();
    expect(refusal(core.kiosk, made)).toEqual({ reason: 'ASK_RESIDENT' });
    await mustDo(core.client.session.end({ reason: 'resident' }));
  });

  it('every call of the resident is refused by the contract itself, whoever types', async () => {
    await walkToCheck();
    const declared = () => core.kiosk.runtime.current()?.data.declared;
    for (const leave of ['none', 'typing', 'mandate'] as const) {
      await core.openPanel();
      if (leave === 'typing') await mustDo(core.client.assist.askTyping());
      if (leave === 'mandate') await mustDo(core.client.assist.askMandate({ reason: 'noTime' }));
      if (leave !== 'none') await mustDo(core.client.assist.answerLeave({ agree: true }));
      for (const path of RESIDENT_CALLS) {
        expect(await call(path, INPUTS[path]), `${path}, ${leave}`).toEqual(ASK_RESIDENT);
      }
      expect(declared()).toBe(false);
      expect(core.view().screen.name).toBe('check');
      expect(core.counted('submitted')).toEqual([]);
      await mustDo(core.client.assist.handBack());
    }
    // The resident's own press goes through.
    await mustDo(core.client.dossier.declare({ checked: true }));
    expect(declared()).toBe(true);
    // And a tick made before does not let a helper submit.
    await core.openPanel();
    expect(await core.client.dossier.submit()).toEqual(ASK_RESIDENT);
    await mustDo(core.client.session.end({ reason: 'resident' }));
  });

  it('no call that answers with more than an outcome tells a masked value', async () => {
    const { client, kiosk } = core;
    await walkToReady(core, '1.001193', CARD_2021);
    for (let { screen } = core.view(); screen.name !== 'papers'; { screen } = core.view()) {
      await doStep(core, screen);
    }
    const { screen } = core.view();
    const component = screen.name === 'papers' ? screen.components[screen.current] : undefined;
    await addBarePage(core, component?.component.id ?? '');
    const [page] = Object.values(kiosk.runtime.current()?.data.papers ?? {}).flat();
    const secret = ['Trần Thị Kiều Ví Dụ', '079158000111', '12 Đường Mẫu', '0901234567'];
    await core.openPanel();
    const queries = CALLS.filter(({ query, path }) => query && path !== 'view.watch');
    expect(queries.length).toBeGreaterThan(5);
    for (const { path } of queries) {
      const input =
        path === 'papers.preview' ? { pageId: page?.id, purpose: 'preview' } : INPUTS[path];
      const answer = JSON.stringify((await call(path, input).catch(() => null)) ?? null);
      expect(
        secret.filter((text) => answer.includes(text)),
        path,
      ).toEqual([]);
    }
    // What the page follows is the masked view, from its first message.
    for await (const view of await client.view.watch()) {
      expect(secret.filter((text) => JSON.stringify(view).includes(text))).toEqual([]);
      break;
    }
    const preview = () => client.papers.preview({ pageId: page?.id ?? '', purpose: 'preview' });
    expect(await preview()).toEqual(PAPERS_HIDDEN);
    await mustDo(client.assist.askPapers());
    expect(await preview()).toEqual(PAPERS_HIDDEN);
    await mustDo(client.assist.answerLeave({ agree: true }));
    // There is no picture behind this page; it is the storage that answers now, not the guard.
    expect(await preview()).not.toEqual(PAPERS_HIDDEN);
    await mustDo(client.session.end({ reason: 'resident' }));
  });
});
