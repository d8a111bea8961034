/** F2: the next burst of a reader that types is a card's text, not keys for the box in hand. */
import { useCallback, useEffect, useRef, useState } from 'react';

/** Readers set up without a final Enter: silence ends the burst. */
const SILENCE_MS = 300;
/** The shortest card text is about 60 characters; half of one should still be answered. */
const MIN_LENGTH = 20;

/** Answers whether a card is awaited, and how to begin and stop waiting. */
export function useCard(onText: (text: string) => void, onStop: () => void) {
  const [waits, setWaits] = useState(false);
  const heard = useRef(onText);
  heard.current = onText;
  const stopped = useRef(onStop);
  stopped.current = onStop;
  useEffect(() => {
    if (!waits) return;
    let text = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const done = (): void => {
      clearTimeout(timer);
      setWaits(false);
      heard.current(text);
    };
    const onKey = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape' || /^F\d+$/.test(event.key)) {
        setWaits(false);
        stopped.current();
      } else if (event.key === 'Enter' && text !== '') done();
      else if ([...event.key].length === 1) {
        text += event.key;
        clearTimeout(timer);
        if (text.length >= MIN_LENGTH) timer = setTimeout(done, SILENCE_MS);
      }
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [waits]);
  return {
    waits,
    wait: useCallback(() => setWaits(true), []),
    stop: useCallback(() => setWaits(false), []),
  };
}
