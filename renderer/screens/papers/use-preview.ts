/** Pictures of pages: fetched from the core, shown as Blob URLs, given back after use. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../../electron/contract/reasons';
import { useCore } from '../../app/core';
import { fromBase64 } from './upload';

export type Preview =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | {
      readonly state: 'ready';
      readonly url: string;
      readonly width: number;
      readonly height: number;
    };

/** The picture of a page as edited now; anew whenever `version` changes. */
export function usePreview(
  pageId: string,
  version: number,
  purpose: 'thumbnail' | 'preview',
): Preview {
  const core = useCore();
  const [preview, setPreview] = useState<Preview>({ state: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a new picture
  useEffect(() => {
    let current = true;
    let url: string | null = null;
    const failed = (failure: Failure) => {
      if (current) setPreview({ state: 'failed', failure });
    };
    core.papers.preview({ pageId, purpose }).then(
      (answer) => {
        if (!current) return;
        if (!answer.ok) {
          failed(answer.failure);
          return;
        }
        const { base64, width, height } = answer.value;
        url = URL.createObjectURL(new Blob([fromBase64(base64)], { type: 'image/jpeg' }));
        setPreview({ state: 'ready', url, width, height });
      },
      () => failed({ reason: 'UNEXPECTED' }),
    );
    return () => {
      current = false;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [core, pageId, version, purpose]);
  return preview;
}
