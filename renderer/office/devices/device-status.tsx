/** One quiet line for helpers: whether the machine's devices work, and what to do about it. */
import { useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Icon } from '../../components';
import { FaultEntry } from '../../faults/fault-entry';
import './device-status.css';

export function DeviceStatus() {
  const { devices } = useView();
  const { t, reason } = useText();
  const known = devices.filter(({ state }) => state !== 'absent');
  const wrong = known.filter(({ state }) => state === 'trouble');
  return (
    <section className="device-status" aria-label={t('devices:status.title')}>
      <div role="status">
        {known.length > 0 && wrong.length === 0 ? (
          <p>
            <Icon name="check" /> {t('devices:status.allReady')}
          </p>
        ) : null}
        {wrong.map(({ kind, reason: code }) => (
          <p key={kind} className="device-status-wrong">
            <Icon name="warning" />{' '}
            <span>
              <b>{`${t(`devices:kind.${kind}`)}: `}</b>
              {code === null ? t('devices:state.trouble') : reason({ reason: code })}
            </span>
          </p>
        ))}
      </div>
      <FaultEntry />
    </section>
  );
}
