/** Words for pages and their quality. */
import type { PageQuality } from '../../../electron/contract/view';
import type { Texts } from '../../app/use-text';

/** "rõ", "hơi mờ", … */
export function qualityText(quality: PageQuality, t: Texts['t']): string {
  switch (quality) {
    case 'clear':
      return t('papers:quality.clear');
    case 'blurred':
      return t('papers:quality.blurred');
    case 'dark':
      return t('papers:quality.dark');
    case 'blank':
      return t('papers:quality.blank');
  }
}

/** What to do about a page that is not clear; '' for a clear one. */
export function adviceText(quality: PageQuality, t: Texts['t']): string {
  switch (quality) {
    case 'clear':
      return '';
    case 'blurred':
      return t('papers:advice.blurred');
    case 'dark':
      return t('papers:advice.dark');
    case 'blank':
      return t('papers:advice.blank');
  }
}
