/** The devices of one kind: what each is, whether it works and why not, and which one is used. */
import type { ReactNode } from 'react';
import type { DeviceView, Tested } from '../../../electron/contract/devices';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Tag } from '../../components';
import { writeClock } from '../../fields/shared/moment';

export interface DeviceGroupProps {
  readonly title: string;
  readonly devices: readonly DeviceView[];
  /** Said where there is none. */
  readonly none?: string;
  /** More to do with one device. */
  readonly more?: (device: DeviceView) => ReactNode;
  readonly children?: ReactNode;
}

export function DeviceGroup({ title, devices, none, more, children }: DeviceGroupProps) {
  return (
    <section className="device-group">
      <h2 className="device-group-title">{title}</h2>
      {devices.length === 0 && none ? <p className="muted">{none}</p> : null}
      {devices.length === 0 ? null : (
        <ul className="device-list">
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} more={more?.(device)} />
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}

function DeviceRow({ device, more }: { readonly device: DeviceView; readonly more: ReactNode }) {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const { kind, id, label } = device;
  return (
    <li className="device">
      <div className="device-who">
        <p className="device-name">{label}</p>
        <p className="muted">{t(`devices:way.${device.way}`)}</p>
      </div>
      <div className="device-tags">
        {device.ready ? (
          <Tag tone="done">{t('devices:state.ready')}</Tag>
        ) : (
          <Tag tone="warning">{t('devices:state.trouble')}</Tag>
        )}
        {device.chosen && kind !== 'reader' ? <Tag>{t('devices:state.chosen')}</Tag> : null}
      </div>
      {device.choosable || more ? (
        <div className="cluster">
          {device.choosable ? (
            <Button
              onPress={() => void act(() => core.devices.choose({ kind, id }))}
              aria-label={`${t('devices:choose')}: ${label}`}
            >
              {t('devices:choose')}
            </Button>
          ) : null}
          {more}
        </div>
      ) : null}
      {device.reason === null ? null : (
        <p className="device-reason">{reason({ reason: device.reason })}</p>
      )}
    </li>
  );
}

/** How the last trial of a kind ended. */
export function LastTest(props: {
  readonly page: OfficePageOf<'devices'>;
  readonly tested: Tested;
}) {
  const { t, reason } = useText();
  const test = props.page.tests.find(({ tested }) => tested === props.tested);
  if (!test) return null;
  const time = writeClock(test.at);
  return (
    <p className="device-result">
      {test.passed ? t('devices:result.passed', { time }) : t('devices:result.failed', { time })}
      {test.reason === null ? null : ` · ${reason({ reason: test.reason })}`}
    </p>
  );
}
