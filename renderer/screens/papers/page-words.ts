/** Words for pages, their quality and what is to be looked at on them. */
import type { PageAdvice, PageQuality, PageView } from '../../../electron/contract/view';
import type { Texts } from '../../app/use-text';

type Judged = Pick<PageView, 'quality' | 'advice'>;

/** "rõ", "hơi mờ", "có ngón tay", …: what is worst, short enough for a small picture. */
export function pageState({ quality, advice }: Judged, t: Texts['t']): string {
  const [first] = advice;
  if (quality === 'clear' && first !== undefined) return adviceState(first, t);
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

function adviceState(advice: PageAdvice, t: Texts['t']): string {
  switch (advice) {
    case 'finger':
      return t('papers:look.finger');
    case 'glare':
      return t('papers:look.glare');
    case 'cut':
      return t('papers:look.cut');
    case 'skewed':
      return t('papers:look.skewed');
    case 'small':
      return t('papers:look.small');
    case 'double':
      return t('papers:look.double');
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
