/** What people told of and nobody has mended, with the devices' log before it. */
import type { FaultView } from '../../../electron/contract/faults';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button } from '../../components';
import { writeClock } from '../../fields/shared/moment';

export function OpenFaults({ faults }: { readonly faults: readonly FaultView[] }) {
  const { t, language } = useText();
  const core = useCore();
  const act = useAct();
  const day = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB');
  return (
    <section className="device-group">
      <h2 className="device-group-title">{t('devices:faults.title')}</h2>
      {faults.length === 0 ? <p className="muted">{t('devices:faults.none')}</p> : null}
      <ul className="device-list">
        {faults.map(({ id, at, symptom, label, by, log }) => {
          const what = t(`faults:symptom_${symptom}`);
          return (
            <li key={id} className="device">
              <div className="device-who">
                <p className="device-name">{what}</p>
                <p className="muted">
                  {[`${writeClock(at)} ${day.format(new Date(at))}`, label, t(`faults:by_${by}`)]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </p>
              </div>
              <Button
                icon="check"
                aria-label={`${t('devices:faults.mend')}: ${what}`}
                onPress={() => void act(() => core.faults.mend({ faultId: id }))}
              >
                {t('devices:faults.mend')}
              </Button>
              {log.length === 0 ? null : (
                <details className="device-log">
                  <summary>{t('devices:faults.log')}</summary>
                  <pre>{log.join('\n')}</pre>
                </details>
              )}
            </li>
          );
        })}
      </ul>
      <div className="cluster">
        <Button icon="file" onPress={() => void act(() => core.faults.exportFile())}>
          {t('devices:faults.export')}
        </Button>
      </div>
    </section>
  );
}
