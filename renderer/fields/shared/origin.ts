/** Where a value came from, in the words of the tags beside it. */
import type { Origin } from '../../../electron/contract/answers';
import type { Words } from '../kinds';

/** The tag, or null for what the resident entered. */
export function originText(origin: Origin, t: Words['t']): string | null {
  switch (origin) {
    case 'card':
      return t('fields:origin.card');
    case 'default':
      return t('fields:origin.default');
    case 'copied':
      return t('fields:origin.copied');
    case 'point':
      return t('fields:origin.point');
    case 'resident':
      return null;
  }
}
