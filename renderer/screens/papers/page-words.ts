/** Words for pages, their quality and what is to be looked at on them. */
import type { PageAdvice, PageQuality, PageView } from '../../../electron/contract/view';
import type { Texts } from '../../app/use-text';

type Judged = Pick<PageView, 'quality' | 'advice'>;

/** "rõ", "hơi mờ", "nên xem lại", … */
export function pageState({ quality, advice }: Judged, t: Texts['t']): string {
  if (quality === 'clear' && advice.length > 0) return t('papers:quality.look');
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

/** What to do about a page, one sentence each; none for a page without a fault. */
export function adviceOf({ quality, advice }: Judged, t: Texts['t']): string[] {
  const first = qualityAdvice(quality, t);
  return [...(first === null ? [] : [first]), ...advice.map((each) => adviceText(each, t))];
}

function qualityAdvice(quality: PageQuality, t: Texts['t']): string | null {
  switch (quality) {
    case 'clear':
      return null;
    case 'blurred':
      return t('papers:advice.blurred');
    case 'dark':
      return t('papers:advice.dark');
    case 'blank':
      return t('papers:advice.blank');
  }
}

function adviceText(advice: PageAdvice, t: Texts['t']): string {
  switch (advice) {
    case 'finger':
      return t('papers:advice.finger');
    case 'glare':
      return t('papers:advice.glare');
    case 'cut':
      return t('papers:advice.cut');
    case 'skewed':
      return t('papers:advice.skewed');
    case 'small':
      return t('papers:advice.small');
    case 'double':
      return t('papers:advice.double');
  }
}
