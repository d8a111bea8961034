import { useEffect, useRef } from 'react';
import type { MAX_CARD_TEXT_LENGTH as ContractLimit } from '../../../electron/contract/page';
import { SILENCE_MS, type WedgeBurst, WedgeCollector } from './wedge';

/** The contract's limit, held to it by type: its module would bring the schemas into the page. */
export const MAX_CARD_TEXT_LENGTH: typeof ContractLimit = 8_192;

export type ScanVia = 'wedge' | 'paste';

/**
 * Listens on the whole screen for a scanner's burst of keys and for a paste, wherever the focus
 * is. Function keys, Backspace and everything a person types go their usual way.
 */
export function useScanner(onScan: (text: string, via: ScanVia) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    const collector = new WedgeCollector(MAX_CARD_TEXT_LENGTH);
    let silence: ReturnType<typeof setTimeout> | undefined;
    let lastKey: { key: string; time: number } | null = null;

    const send = (burst: WedgeBurst | null) => {
      if (burst !== null) latest.current(burst.text, 'wedge');
    };
    const swallow = (event: KeyboardEvent) => {
      // Otherwise the scan's spaces and its Enter would press the button that has the focus.
      event.preventDefault();
      event.stopPropagation();
    };
    const take = (character: string, event: KeyboardEvent) => {
      if (character === ' ' && collector.isBurst(event.timeStamp)) swallow(event);
      send(collector.add(character, event.timeStamp));
      clearTimeout(silence);
      silence = setTimeout(() => send(collector.end(performance.now(), false)), SILENCE_MS);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey) return;
      if (event.key === 'Enter' || event.key === 'Tab') {
        const burst = collector.isBurst(event.timeStamp);
        clearTimeout(silence);
        if (burst) swallow(event);
        send(collector.end(event.timeStamp, true));
        return;
      }
      // Some scanners write accented letters as Alt and digits; the letter itself comes after.
      if (event.altKey) return;
      if ([...event.key].length !== 1) return;
      lastKey = { key: event.key, time: event.timeStamp };
      take(event.key, event);
    };
    // Letters without a key of their own (Alt and digits) arrive here only.
    const onKeyPress = (event: KeyboardEvent) => {
      if (event.key === 'Enter' || [...event.key].length !== 1) return;
      if (lastKey !== null && lastKey.key === event.key && event.timeStamp - lastKey.time < 5)
        return;
      take(event.key, event);
    };
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      event.preventDefault();
      latest.current(text.slice(0, MAX_CARD_TEXT_LENGTH), 'paste');
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('keypress', onKeyPress, { capture: true });
    window.addEventListener('paste', onPaste);
    return () => {
      clearTimeout(silence);
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('keypress', onKeyPress, { capture: true });
      window.removeEventListener('paste', onPaste);
    };
  }, []);
}
