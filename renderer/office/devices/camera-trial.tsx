/** The camera, tried: its picture is seen here and goes nowhere. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import type { Reason } from '../../../electron/contract/reasons';
import { useAct, useCore, useSetFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { CameraPicture } from '../../camera/camera-picture';
import { Button, Notice } from '../../components';
import { DeviceGroup, LastTest } from './device-group';

export function CameraTrial({ page }: { readonly page: OfficePageOf<'devices'> }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const start = async () => {
    const outcome = await act(() => core.devices.tryCamera({ on: true }));
    setOpen(outcome.ok);
  };
  return (
    <DeviceGroup title={t('devices:kind.camera')} devices={[]}>
      {open ? <Live onClose={() => setOpen(false)} /> : null}
      <div className="cluster">
        {open ? (
          <Button onPress={() => setOpen(false)}>{t('devices:camera.close')}</Button>
        ) : (
          <Button icon="camera" onPress={() => void start()}>
            {t('devices:camera.test')}
          </Button>
        )}
      </div>
      {open ? null : <LastTest page={page} tested="camera" />}
    </DeviceGroup>
  );
}

function Live({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const setFailure = useSetFailure();
  const seen = useRef(false);
  const [works, setWorks] = useState(false);
  // However it ends, the page may use the camera no longer.
  useEffect(() => () => void core.devices.tryCamera({ on: false }).catch(() => null), [core]);
  const onFrame = useCallback(
    ({ videoWidth: width, videoHeight: height }: HTMLVideoElement) => {
      if (seen.current || width === 0) return;
      seen.current = true;
      setWorks(true);
      const label = t('devices:camera.label', { width, height });
      void act(() => core.devices.cameraSeen({ works: true, label }));
    },
    [act, core, t],
  );
  const onFailed = useCallback(
    (reason: Reason) => {
      setFailure({ reason });
      void core.devices.cameraSeen({ works: false, label: '' }).catch(() => null);
      onClose();
    },
    [core, onClose, setFailure],
  );
  return (
    <>
      <CameraPicture fit="contain" hint={null} onFrame={onFrame} onFailed={onFailed} />
      {works ? <Notice kind="done">{t('devices:camera.works')}</Notice> : null}
    </>
  );
}
