/** The core is being started anew: what was entered is kept, and the page says so. */
import { useEffect, useState } from 'react';
import { Waiting } from '../components';
import './reconnecting.css';
import { useText } from './use-text';

/** Most restarts are over before anyone would notice. */
const QUIET_MS = 1_000;

export function Reconnecting() {
  const { t } = useText();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!slow) return null;
  return (
    <div className="reconnecting">
      <Waiting label={t('common:reconnecting.title')} hint={t('common:reconnecting.body')} />
    </div>
  );
}
