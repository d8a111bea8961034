/** The place of the helper's panel beside the resident's part of a screen. */
import { lazy, Suspense } from 'react';
import { useView } from '../app/core';
import './helper-side.css';

/** Fetched when a panel opens, not before a resident's first page. */
const HelpPanel = lazy(async () => {
  const { HelpPanel: panel } = await import('./help-panel');
  return { default: panel };
});

export function HelperSide() {
  const { assist } = useView();
  if (assist === null) return null;
  return (
    <Suspense fallback={<div data-loading />}>
      <HelpPanel assist={assist} />
    </Suspense>
  );
}
