/** The technician's page: what was found, what is in use, and whether it works. */
import { useEffect } from 'react';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice, Waiting } from '../../components';
import { FakesButton } from '../../fakes/fakes-button';
import { OfficeFrame } from '../office-frame/office-frame';
import { CameraTrial } from './camera-trial';
import './devices.css';
import { Guide } from './guide';
import { OpenFaults } from './open-faults';
import { Printers } from './printers';
import { Readers } from './readers';
import { Scanners } from './scanners';

export function DevicesPage({ page }: { readonly page: OfficePageOf<'devices'> }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const look = () => void act(() => core.devices.look());
  // Whoever opens the page wants to see what is there now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each opening of the page
  useEffect(look, []);
  return (
    <OfficeFrame
      title={t('devices:title')}
      hint={t('devices:hint')}
      actions={
        <Button variant="primary" icon="search" isPending={page.looking} onPress={look}>
          {t('devices:look')}
        </Button>
      }
    >
      {page.savedAs === null ? null : (
        <Notice kind="done">{t('devices:saved', { file: page.savedAs })}</Notice>
      )}
      {page.looking ? <Waiting label={t('devices:looking')} /> : null}
      <div className="devices-columns">
        <Guide page={page} />
        <div className="devices-groups">
          <Readers page={page} />
          <Scanners page={page} />
          <Printers page={page} />
          <CameraTrial page={page} />
          <Report />
          <OpenFaults faults={page.faults} />
          <FakesButton />
        </div>
      </div>
    </OfficeFrame>
  );
}

function Report() {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  return (
    <section className="device-group">
      <h2 className="device-group-title">{t('devices:report.title')}</h2>
      <div className="cluster">
        <Button
          icon="printer"
          onPress={() => void act(() => core.devices.report({ way: 'print' }))}
        >
          {t('devices:report.print')}
        </Button>
        <Button icon="file" onPress={() => void act(() => core.devices.report({ way: 'pdf' }))}>
          {t('devices:report.pdf')}
        </Button>
      </div>
    </section>
  );
}
