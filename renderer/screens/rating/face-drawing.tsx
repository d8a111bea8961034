/** Three drawn faces; the words beside them say the same. */
import type { ReactNode } from 'react';

export type Face = 'good' | 'fair' | 'bad';

const MOUTHS: Record<Face, ReactNode> = {
  good: <path className="face-mouth face-open" d="M34 68c6 26 46 26 52 0z" />,
  fair: <path className="face-mouth" d="M40 76c10 9 30 9 40 0" />,
  bad: <path className="face-mouth" d="M40 86c10-12 30-12 40 0" />,
};

const BROWS: Record<Face, ReactNode> = {
  good: <path d="M34 38c4-5 12-5 16 0M70 38c4-5 12-5 16 0" />,
  fair: <path d="M35 36h14M71 36h14" />,
  bad: <path d="m34 40 16-5M86 40l-16-5" />,
};

export function FaceDrawing({ face }: { readonly face: Face }) {
  return (
    <svg className="face" viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      <circle className="face-round" cx="60" cy="60" r="54" />
      {BROWS[face]}
      <circle className="face-eye" cx="42" cy="51" r="5" />
      <circle className="face-eye" cx="78" cy="51" r="5" />
      {MOUTHS[face]}
    </svg>
  );
}
