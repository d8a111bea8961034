/** Seven steps for somebody who has never seen the page, each with its mark once it is done. */
import type { Tested } from '../../../electron/contract/devices';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useText } from '../../app/use-text';
import { Icon } from '../../components';

export function Guide({ page }: { readonly page: OfficePageOf<'devices'> }) {
  const { t } = useText();
  const has = (kind: string) => page.devices.some((device) => device.kind === kind);
  const uses = (kind: string) =>
    page.devices.some((device) => device.kind === kind && device.chosen && device.ready);
  const passed = (tested: Tested) =>
    page.tests.some((test) => test.tested === tested && test.passed);
  const all = ['reader', 'scanner', 'printer'];
  const steps: ReadonlyArray<readonly [string, boolean]> = [
    [t('devices:guide.plug'), all.some(has)],
    [t('devices:guide.find'), all.every(has)],
    [t('devices:guide.choose'), uses('scanner') && uses('printer')],
    [t('devices:guide.card'), passed('reader')],
    [t('devices:guide.scan'), passed('scanner')],
    [t('devices:guide.print'), passed('printer')],
    [t('devices:guide.report'), page.savedAs !== null],
  ];
  return (
    <section className="devices-guide" aria-labelledby="devices-guide">
      <h2 id="devices-guide" className="device-group-title">
        {t('devices:guide.title')}
      </h2>
      <ol className="devices-steps">
        {steps.map(([words, done], index) => (
          <li key={words} className={done ? 'devices-step devices-step-done' : 'devices-step'}>
            <span className="devices-mark" aria-hidden="true">
              {done ? <Icon name="check" /> : index + 1}
            </span>
            <span>
              {words}
              <span className="visually-hidden">
                {` (${done ? t('devices:guide.done') : t('devices:guide.todo')})`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
