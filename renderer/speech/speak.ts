/**
 * Reading aloud with the voices of this machine. A text may hold a name or an address, so it is
 * never given to a voice that works over the network.
 */
import type { Language } from '../../electron/contract/view';

/** A little slower than the voice's own pace: people listen and look at the same time. */
const RATE = 0.92;

/**
 * The voice to read `language` with, or null when this machine has none of its own.
 * `localService` is false for voices that send the text to a server.
 */
export function chooseVoice(
  voices: readonly SpeechSynthesisVoice[],
  language: Language,
): SpeechSynthesisVoice | null {
  const own = voices.filter(
    (voice) =>
      voice.localService && voice.lang.toLowerCase().replace('_', '-').split('-')[0] === language,
  );
  return own.find((voice) => voice.default) ?? own[0] ?? null;
}

/** Voices of this machine; the list arrives late in Chromium, so it is watched. */
export function watchVoices(onVoices: (voices: SpeechSynthesisVoice[]) => void): () => void {
  if (typeof speechSynthesis === 'undefined') {
    onVoices([]);
    return () => undefined;
  }
  const update = () => onVoices(speechSynthesis.getVoices());
  speechSynthesis.addEventListener('voiceschanged', update);
  update();
  return () => speechSynthesis.removeEventListener('voiceschanged', update);
}

/** Stops at once. */
export function stopSpeaking(): void {
  if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel();
}

/** Reads the sentences one after the other; `onEnd` is called when done or stopped. */
export function speak(
  texts: readonly string[],
  voice: SpeechSynthesisVoice,
  onEnd: () => void,
): void {
  stopSpeaking();
  const sentences = texts.filter((text) => text.trim() !== '');
  if (sentences.length === 0) {
    onEnd();
    return;
  }
  sentences.forEach((text, index) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = RATE;
    utterance.onerror = onEnd;
    if (index === sentences.length - 1) utterance.onend = onEnd;
    speechSynthesis.speak(utterance);
  });
}
