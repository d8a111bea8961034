import { useCallback, useEffect, useRef, useState } from 'react';
import { screenKey, useView } from '../app/core';
import { chooseVoice, speak, stopSpeaking, watchVoices } from './speak';

export interface Speech {
  readonly speaking: boolean;
  /** Reading was asked for, and this machine has no voice of its own for the language. */
  readonly missing: boolean;
  readonly say: (texts: readonly string[]) => void;
  readonly stop: () => void;
}

/** Reading aloud for one screen: stops when the screen or the language changes. */
export function useSpeech(): Speech {
  const view = useView();
  const { language } = view;
  const key = `${screenKey(view)}:${language}`;
  const voices = useRef<SpeechSynthesisVoice[]>([]);
  const [speaking, setSpeaking] = useState(false);
  const [missing, setMissing] = useState(false);

  useEffect(
    () =>
      watchVoices((found) => {
        voices.current = found;
      }),
    [],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: each screen falls silent for the next
  useEffect(() => {
    setMissing(false);
    return () => {
      stopSpeaking();
      setSpeaking(false);
    };
  }, [key]);

  const say = useCallback(
    (texts: readonly string[]) => {
      const voice = chooseVoice(voices.current, language);
      if (voice === null) {
        setMissing(true);
        return;
      }
      setMissing(false);
      setSpeaking(true);
      speak(texts, voice, () => setSpeaking(false));
    },
    [language],
  );

  const stop = useCallback(() => {
    stopSpeaking();
    setSpeaking(false);
  }, []);

  return { speaking, missing, say, stop };
}
