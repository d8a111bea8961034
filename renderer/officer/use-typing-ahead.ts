/** Holds the keys of the sheet back while an Enter is being stored; see typing-ahead. */
import { useEffect, useState } from 'react';
import { createTypingAhead, type HeldKey } from './typing-ahead';

type Box = HTMLInputElement | HTMLTextAreaElement;

function isBox(element: Element | null): element is Box {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** Does what the key would have done. Text goes in as an edit, so that the box hears of it. */
function play(held: HeldKey, step: (from: HTMLElement, by: 1 | -1) => void): void {
  const box = document.activeElement;
  const { key, shiftKey, ctrlKey, altKey } = held;
  const event = new KeyboardEvent('keydown', {
    key,
    shiftKey,
    ctrlKey,
    altKey,
    bubbles: true,
    cancelable: true,
  });
  // What the page itself makes of the key comes first; the rest is what a browser would do.
  if (!(box ?? window).dispatchEvent(event)) return;
  const isPlain = !ctrlKey && !altKey;
  if (key === 'Tab' && box instanceof HTMLElement) step(box, shiftKey ? -1 : 1);
  else if (!isBox(box)) return;
  else if (ctrlKey && key.toLowerCase() === 'a') box.select();
  else if (key === 'Backspace') document.execCommand('delete');
  else if (key === 'Delete') document.execCommand('forwardDelete');
  else if (isPlain && [...key].length === 1) document.execCommand('insertText', false, key);
}

/** The next turn of the page: what an event changed is drawn, and effects have run. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const HELD_NEVER: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock']);

/** Answers what runs a store while keys wait. Composed keys of an input method pass: it owns them. */
export function useTypingAhead(step: (from: HTMLElement, by: 1 | -1) => void) {
  const [ahead] = useState(() => createTypingAhead((key) => play(key, step), settled));
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.isTrusted || event.isComposing || event.key === 'Process') return;
      if (!ahead.holds() || HELD_NEVER.has(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { key, shiftKey, ctrlKey, altKey } = event;
      // A key held down writes more than one letter, but is one Enter.
      if (!event.repeat || [...key].length === 1) ahead.add({ key, shiftKey, ctrlKey, altKey });
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [ahead]);
  return ahead.during;
}
