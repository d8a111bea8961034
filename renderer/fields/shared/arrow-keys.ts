/** Up and down arrows move between big rows, as people expect of a list; Tab works too. */
import type { KeyboardEvent } from 'react';

/** For `onKeyDown` of the element around the rows. */
export function moveWithArrows(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (by === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const rows = [
    ...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)'),
  ];
  const next = rows[rows.indexOf(event.target) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
