/** Language and text size of the present person: kept over a restart, forgotten with the session. */
import { Language, TextSize } from '../../contract/view';
import type { MachineNotes } from '../storage/machine-notes';
import { isStorageError } from '../storage/storage-failure';
import type { KioskState } from './kiosk-state';

type Preferences = Pick<KioskState, 'language' | 'textSize'>;

/** Writes the preferences. A full disk must not keep anyone from larger letters. */
export function savePreferences(notes: MachineNotes, { language, textSize }: Preferences): void {
  try {
    notes.write('language', language);
    notes.write('text_size', String(textSize));
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
}

/** What was kept; what is missing or not understood is left out. */
export function readPreferences(notes: MachineNotes): Partial<Preferences> {
  const language = Language.safeParse(notes.read('language'));
  const textSize = TextSize.safeParse(Number(notes.read('text_size')));
  return {
    ...(language.success ? { language: language.data } : {}),
    ...(textSize.success ? { textSize: textSize.data } : {}),
  };
}

/** Forgets them: the next person starts in Vietnamese with letters of the usual size. */
export function forgetPreferences(notes: MachineNotes): void {
  notes.remove('language');
  notes.remove('text_size');
}
