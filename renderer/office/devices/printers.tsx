/** Printers: which one is used, a page to try it, and the question whether paper came out. */
import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice, Waiting } from '../../components';
import { DeviceGroup, LastTest } from './device-group';

export function Printers({ page }: { readonly page: OfficePageOf<'devices'> }) {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const { printTest, receiptAddress } = page;
  const tell = (cameOut: boolean) => void act(() => core.devices.paperCameOut({ cameOut }));
  const trouble = printTest?.progress?.trouble ?? null;
  return (
    <DeviceGroup
      title={t('devices:kind.printer')}
      devices={page.devices.filter(({ kind }) => kind === 'printer' || kind === 'receiptPrinter')}
      none={t('devices:none.printer')}
      more={({ id, label }) => (
        <Button
          icon="printer"
          isDisabled={printTest !== null}
          aria-label={`${t('devices:print.test')}: ${label}`}
          onPress={() => void act(() => core.devices.testPrint({ id }))}
        >
          {t('devices:print.test')}
        </Button>
      )}
    >
      {printTest?.state === 'printing' ? (
        <>
          <Waiting label={t(`devices:print.phase.${printTest.progress?.phase ?? 'sending'}`)} />
          {trouble === null ? null : <Notice kind="warning">{reason({ reason: trouble })}</Notice>}
        </>
      ) : null}
      {printTest?.state === 'askPaper' ? (
        <Notice kind="info" title={t('devices:print.ask', { label: printTest.label })}>
          <div className="cluster">
            <Button variant="primary" onPress={() => tell(true)}>
              {t('devices:print.yes')}
            </Button>
            <Button onPress={() => tell(false)}>{t('devices:print.no')}</Button>
          </div>
        </Notice>
      ) : null}
      {printTest === null ? <LastTest page={page} tested="printer" /> : null}
      <p className="muted">
        {receiptAddress === null
          ? t('devices:print.receiptNone')
          : t('devices:print.receipt', { address: receiptAddress })}
      </p>
    </DeviceGroup>
  );
}
