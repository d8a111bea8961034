/** Texts in the language of the view. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '../../electron/contract/pack';
import type { Failure } from '../../electron/contract/reasons';
import type { Language } from '../../electron/contract/view';
import { useView } from './core';

export interface Texts {
  readonly language: Language;
  /** A text of assets/locales; the key is always a literal, so that a test can find it. */
  readonly t: TFunction;
  /** A text that comes with data (a pack, the point). */
  readonly local: (text: LocalText) => string;
  /** The sentence of a failure: what to do next. */
  readonly reason: (failure: Failure) => string;
}

/** Texts in the language of the view, switched at any moment without losing anything typed. */
export function useText(): Texts {
  const { language } = useView();
  const { t } = useTranslation(undefined, { lng: language });
  return useMemo(
    () => ({
      language,
      t,
      local: (text) => text[language],
      reason: (failure) => t(`reasons:${failure.reason}`, { ...failure.details }),
    }),
    [language, t],
  );
}
