import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../electron/contract/page';
import { UPLOAD_CHUNK_BYTES } from '../../../electron/contract/plain';
import type { CoreClient } from '../../app/core';
import { fromBase64, toBase64, uploadFile } from './upload';

const DONE: Outcome = { ok: true };

/** A core that keeps what it is sent. */
function fakePapers() {
  const chunks: Uint8Array[] = [];
  const finished: unknown[] = [];
  const papers = {
    beginFile: async () => ({ ok: true as const, value: { uploadId: 'u1' } }),
    chunk: async (input: { base64: string }) => {
      chunks.push(fromBase64(input.base64));
      return DONE;
    },
    finishFile: async (input: unknown) => {
      finished.push(input);
      return DONE;
    },
  };
  return { papers: papers as unknown as CoreClient['papers'], chunks, finished };
}

function watch() {
  const control = new AbortController();
  const shares: number[] = [];
  return {
    control,
    shares,
    signal: control.signal,
    onProgress: (share: number) => shares.push(share),
  };
}

describe('base64', () => {
  it('brings every byte back, also of a piece larger than the stack', () => {
    const bytes = Uint8Array.from({ length: 300_001 }, (_, index) => index % 256);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });
});

describe('uploadFile', () => {
  it('sends all bytes in order, in pieces the contract allows', async () => {
    const size = UPLOAD_CHUNK_BYTES * 2 + 5;
    const content = Uint8Array.from({ length: size }, (_, index) => index % 251);
    const core = fakePapers();
    const watched = watch();
    const outcome = await uploadFile(
      core.papers,
      new File([content], 'giấy.pdf'),
      { componentId: 'hop-dong' },
      watched,
    );
    expect(outcome).toEqual(DONE);
    expect(core.chunks.map((chunk) => chunk.length)).toEqual([
      UPLOAD_CHUNK_BYTES,
      UPLOAD_CHUNK_BYTES,
      5,
    ]);
    expect(Buffer.concat(core.chunks).equals(Buffer.from(content))).toBe(true);
    expect(core.finished).toEqual([{ uploadId: 'u1', componentId: 'hop-dong' }]);
    expect(watched.shares.at(-1)).toBe(1);
  });

  it('stops between pieces and adds nothing', async () => {
    const core = fakePapers();
    const watched = watch();
    const outcome = await uploadFile(
      core.papers,
      new File([new Uint8Array(UPLOAD_CHUNK_BYTES * 3)], 'a.pdf'),
      { componentId: 'hop-dong' },
      { signal: watched.signal, onProgress: () => watched.control.abort() },
    );
    expect(outcome).toBeNull();
    expect(core.chunks).toHaveLength(1);
    expect(core.finished).toEqual([]);
  });

  it('refuses an empty and a huge file before reading it', async () => {
    const core = fakePapers();
    const unread = (size: number) => ({
      name: 'a.pdf',
      size,
      slice: () => {
        throw new Error('must not be read');
      },
    });
    const empty = await uploadFile(core.papers, unread(0), { componentId: 'a' }, watch());
    expect(empty).toMatchObject({ ok: false, failure: { reason: 'FILE_EMPTY' } });
    const huge = await uploadFile(core.papers, unread(524_288_000), { componentId: 'a' }, watch());
    expect(huge).toMatchObject({
      ok: false,
      failure: { reason: 'FILE_TOO_LARGE', details: { maxMegabytes: 30, megabytes: 500 } },
    });
  });
});
