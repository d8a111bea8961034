/** A client that answers every call of the contract with "done", for pictures of screens. */
import type { CoreClient } from '../../renderer/app/core';
import type { Fixture } from './fixture';

/** Remembers what was called, so that a person trying the gallery sees it in the console. */
export function fakeClient(
  calls: NonNullable<Fixture['calls']>,
  onCall: (path: string, input: unknown) => void,
): CoreClient {
  const at = (path: string): unknown =>
    new Proxy(() => undefined, {
      get: (_target, name) =>
        typeof name === 'string' ? at(path === '' ? name : `${path}.${name}`) : undefined,
      apply: async (_target, _self, [input]: unknown[]) => {
        onCall(path, input);
        const answer = calls[path];
        return answer === undefined ? { ok: true } : answer(input);
      },
    });
  return at('') as CoreClient;
}
