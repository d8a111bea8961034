/** Shown until the core sends its first view; nothing at all for a start that is quick. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Waiting } from '../components';
import './boot.css';

/** A sentence that flashes by frightens more than a moment of empty page. */
const QUIET_MS = 700;

export function Boot() {
  const { t } = useTranslation();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return <main className="boot">{slow ? <Waiting label={t('common:starting')} /> : null}</main>;
}
