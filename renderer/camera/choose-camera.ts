/** Which of several cameras to use: the one that looks down at papers, not at the person. */
import type { CameraInfo } from './camera-source';

/** Labels of cameras built in above a screen, as Windows, Linux and their drivers write them. */
const FACES_PERSON = /front|user|face|integrated|built-?in|internal|infrared|\bir\b|trước/i;
const FACES_PAPER = /back|rear|environment|document|visuali[sz]er|scanner|overhead|sau/i;

/**
 * The camera to begin with, or null where nothing tells them apart. `chosen` is what the person at
 * the machine has chosen before.
 */
export function chooseCamera(
  cameras: readonly CameraInfo[],
  chosen: string | null,
): CameraInfo | null {
  const before = cameras.find(({ id }) => id === chosen);
  if (before !== undefined) return before;
  const named = cameras.filter(({ id, label }) => id !== '' && label !== '');
  const facesPaper = named.find(({ label }) => FACES_PAPER.test(label));
  if (facesPaper !== undefined) return facesPaper;
  const others = named.filter(({ label }) => !FACES_PERSON.test(label));
  return others.length < named.length ? (others[0] ?? null) : null;
}

/** The camera after `current`, round and round; null where there is no other. */
export function nextCamera(
  cameras: readonly CameraInfo[],
  current: string | null,
): CameraInfo | null {
  if (cameras.length < 2) return null;
  const at = cameras.findIndex(({ id }) => id === current);
  return cameras[(at + 1) % cameras.length] ?? null;
}
