/** Adding files one after the other, with progress, a way out, and a word about each that failed. */
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../electron/contract/reasons';
import { useAct, useCore, useSetFailure } from '../../app/core';
import { type UploadTarget, uploadFile } from './upload';

export interface Uploading {
  /** "Tệp 1 trên 3" */
  readonly number: number;
  readonly of: number;
  /** Share sent of this file, 0-1. */
  readonly share: number;
}

export interface Refused {
  readonly name: string;
  readonly failure: Failure;
}

export interface Uploads {
  readonly now: Uploading | null;
  readonly refused: readonly Refused[];
  readonly start: (files: readonly File[], target: UploadTarget) => Promise<void>;
  readonly stop: () => void;
}

export function useUploads(): Uploads {
  const core = useCore();
  const act = useAct();
  const setFailure = useSetFailure();
  const [now, setNow] = useState<Uploading | null>(null);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (files: readonly File[], target: UploadTarget): Promise<void> => {
    if (files.length === 0 || running.current !== null) return;
    const control = new AbortController();
    running.current = control;
    setRefused([]);
    setFailure(null);
    const bad: Refused[] = [];
    // The first file that is taken stands in the page's place; the others are added.
    let { replacePageId } = target;
    for (const [index, file] of files.entries()) {
      const progress = { number: index + 1, of: files.length };
      setNow({ ...progress, share: 0 });
      const outcome = await act(async () => {
        const place = { ...target, replacePageId };
        const sent = await uploadFile(core.papers, file, place, {
          signal: control.signal,
          onProgress: (share) => setNow({ ...progress, share }),
        });
        return sent ?? { ok: true };
      });
      if (control.signal.aborted) break;
      if (outcome.ok) replacePageId = undefined;
      else bad.push({ name: file.name, failure: outcome.failure });
    }
    // Each refused file gets its own sentence with its name, so the general one is taken away.
    setFailure(null);
    setRefused(bad);
    setNow(null);
    running.current = null;
  };
  return { now, refused, start, stop: () => running.current?.abort() };
}
