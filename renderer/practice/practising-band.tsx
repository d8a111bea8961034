/** A practice run cannot be mistaken for a real one: a band on top and a border all around. */
import { useText } from '../app/use-text';
import './practising.css';

export function PractisingBand() {
  const { t } = useText();
  return <p className="practising-band">{t('practise:band')}</p>;
}
