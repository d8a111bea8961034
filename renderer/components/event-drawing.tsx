/** Small drawings for life events and goals, beside their words. */
import type { ReactNode } from 'react';
import type { LifeEvent } from '../../electron/contract/pack';
import './drawing.css';
import './event-drawing.css';

const paper = <path className="d-white" d="M16 6h24l10 10v42H16zM39 7v11h10" />;

const SHAPES = {
  birth: (
    <>
      <circle className="d-white" cx="32" cy="20" r="12" />
      <path d="M28 21.5h.1M36 21.5h.1M29.5 25.5c1.6 1.5 3.4 1.5 5 0M32 8c0-4 4-4 4-1" />
      <path className="d-white" d="M14 54c0-12 8-20 18-20s18 8 18 20c-12 5-24 5-36 0z" />
      <path className="d-accent" d="m25 45 7 6 7-6" />
    </>
  ),
  marriage: (
    <>
      <circle className="d-white" cx="24" cy="38" r="16" />
      <circle cx="40" cy="38" r="16" />
      <path className="d-accent" d="m32 17-7-7c3-4 6-2 7 1 1-3 4-5 7-1z" />
    </>
  ),
  residence: (
    <>
      <path className="d-white" d="M8 31 32 10l24 21M14 27v29h36V27" />
      <path className="d-soft" d="M26 56V40h12v16" />
    </>
  ),
  death: (
    <>
      {paper}
      <path d="M24 46h18" />
      <path className="d-accent" d="M33 40V24M33 30c-6-2-6-8 0-10 6 2 6 8 0 10z" />
    </>
  ),
  papers: (
    <>
      <path className="d-white" d="M22 4h22l10 10v34H22z" />
      <path className="d-white" d="M10 14h22l10 10v36H10z" />
      <path d="M17 34h18M17 42h18" />
      <path className="d-accent" d="m18 51 4 4 9-9" />
    </>
  ),
  identity: (
    <>
      <rect className="d-white" x="6" y="14" width="52" height="36" rx="5" />
      <circle className="d-soft" cx="21" cy="28" r="5" />
      <path d="M12 42c1-6 5-8 9-8s8 2 9 8M37 26h14M37 34h14M37 42h8" />
    </>
  ),
  vehicle: (
    <>
      <circle className="d-white" cx="15" cy="46" r="9" />
      <circle className="d-white" cx="49" cy="46" r="9" />
      <path d="M15 46h16l10-18h-8M49 46 42 22h8M18 32h14" />
    </>
  ),
  business: (
    <>
      <path className="d-white" d="M12 30v26h40V30" />
      <path
        className="d-soft"
        d="M8 28 13 10h38l5 18c-2 6-10 6-12 0-2 6-10 6-12 0-2 6-10 6-12 0-2 6-10 6-12 0z"
      />
      <path d="M26 56V42h12v14" />
    </>
  ),
  housing: (
    <>
      <rect className="d-white" x="12" y="8" width="24" height="50" rx="3" />
      <path className="d-white" d="M36 28h18v30H36z" />
      <path d="M20 18h8M20 28h8M20 38h8M45 38h.1M45 47h.1M21 58v-9h6v9" />
    </>
  ),
  support: (
    <>
      <path className="d-soft" d="m32 30-14-14c4-10 12-6 14 1 2-7 10-11 14-1z" />
      <path
        className="d-white"
        d="M6 42h10l10-4c5 0 6 4 3 6l-7 2M16 56h20l18-13c-1-5-6-5-9-3l-12 7"
      />
    </>
  ),
  procedure: (
    <>
      {paper}
      <path d="M24 28h18M24 36h18M24 44h10" />
      <path className="d-accent" d="m38 48 5 5 11-13" />
    </>
  ),
  account: (
    <>
      <circle className="d-white" cx="28" cy="20" r="11" />
      <path className="d-white" d="M8 56c1-15 9-22 20-22s19 7 20 22z" />
      <path className="d-accent" d="M52 16v16M44 24h16" />
    </>
  ),
  lookup: (
    <>
      <path className="d-white" d="M10 6h22l9 9v40H10zM31 7v9h9" />
      <path d="M17 26h14M17 34h8" />
      <circle className="d-soft" cx="40" cy="40" r="11" />
      <path className="d-accent" d="m48 48 9 9" />
    </>
  ),
  practise: (
    <>
      <rect className="d-white" x="6" y="10" width="52" height="34" rx="5" />
      <path d="M32 44v9M20 55h24" />
      <path className="d-accent" d="m27 19 13 8-13 8z" />
    </>
  ),
} satisfies Record<LifeEvent, ReactNode> & Record<string, ReactNode>;

export type EventDrawingName = keyof typeof SHAPES;

/** A drawing of 64 px for a life event or a goal. */
export function EventDrawing({ name }: { readonly name: EventDrawingName }) {
  return (
    <svg className="drawing event-drawing" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}
