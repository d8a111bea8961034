/** From what a look at the card saw to what a person could do better. */
import type { Light } from '../../camera/light';
import type { SeenCode } from './qr-messages';

/** What there are words for: `identify:camera.hint.…`. */
export type CardHint = 'closer' | 'tilt' | 'brighter' | 'steady';

/** Modules along a side of a card's code: version 8 of ISO/IEC 18004, give or take a few. */
const CARD_CODE_MODULES = 49;
/** Fewer pixels for a module are not read reliably; 3-4 are comfortable. */
const MIN_MODULE_PX = 2.6;
/** Mean brightness (of 255) of a room in which a camera sees mostly its own noise. */
const DARK_BELOW = 45;
/** Share of the middle that is washed out: a lamp's reflection; more is a white sheet or the sky. */
const GLARE_FROM = 0.025;
const GLARE_TO = 0.6;
/** Small print on a patch smaller than this share of the picture's height: a card too far away. */
const FAR_PATCH_BELOW = 0.45;

/**
 * What to advise after one look that read nothing, or null. `code`: a code that was found and
 * could not be read; `light`: where it was measured.
 */
export function adviseCard(code: SeenCode | null, light: Light | null): CardHint | null {
  const glare = light !== null && light.glare >= GLARE_FROM && light.glare <= GLARE_TO;
  if (code !== null) {
    if (code.sidePx / CARD_CODE_MODULES < MIN_MODULE_PX) return 'closer';
    return glare ? 'tilt' : 'steady';
  }
  if (light === null) return null;
  if (light.mean < DARK_BELOW) return 'brighter';
  if (glare) return 'tilt';
  return light.patch > 0 && light.patch < FAR_PATCH_BELOW ? 'closer' : null;
}
