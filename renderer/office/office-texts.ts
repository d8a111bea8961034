/**
 * Texts that only helpers, officers and technicians see. They come with the first of their pages,
 * so that a resident's first page does not wait for them.
 */
import { useTranslation } from 'react-i18next';

const files = import.meta.glob<Record<string, unknown>>('../../assets/locales/*/office/*.json', {
  eager: true,
  import: 'default',
});

/** Adds the helpers' texts to the ones already there; call it in each component loaded apart. */
export function useOfficeTexts(): void {
  const { i18n } = useTranslation();
  for (const [path, texts] of Object.entries(files)) {
    const [language, , file] = path.split('/').slice(-3);
    if (language === undefined || file === undefined) continue;
    const name = file.replace(/\.json$/, '');
    if (!i18n.hasResourceBundle(language, name)) i18n.addResourceBundle(language, name, texts);
  }
}
