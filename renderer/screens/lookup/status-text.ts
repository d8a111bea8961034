/** The ten statuses of a dossier in plain words, and what the resident does next. */
import type { DossierStatus } from '../../../electron/contract/view';
import type { Texts } from '../../app/use-text';

/** 3 not accepted, 7 withdrawn, 9 done, 10 handed over: no date is waited for any more. */
const OVER: ReadonlySet<DossierStatus> = new Set([3, 7, 9, 10]);

export function isOver(status: DossierStatus): boolean {
  return OVER.has(status);
}

/**
 * Name and next step of a status of the national vocabulary ("Trạng thái hồ sơ", 1-10).
 */
export function statusText(
  status: DossierStatus,
  t: Texts['t'],
): { readonly name: string; readonly todo: string } {
  switch (status) {
    case 1:
      return { name: t('lookup:status.1.name'), todo: t('lookup:status.1.todo') };
    case 2:
      return { name: t('lookup:status.2.name'), todo: t('lookup:status.2.todo') };
    case 3:
      return { name: t('lookup:status.3.name'), todo: t('lookup:status.3.todo') };
    case 4:
      return { name: t('lookup:status.4.name'), todo: t('lookup:status.4.todo') };
    case 5:
      return { name: t('lookup:status.5.name'), todo: t('lookup:status.5.todo') };
    case 6:
      return { name: t('lookup:status.6.name'), todo: t('lookup:status.6.todo') };
    case 7:
      return { name: t('lookup:status.7.name'), todo: t('lookup:status.7.todo') };
    case 8:
      return { name: t('lookup:status.8.name'), todo: t('lookup:status.8.todo') };
    case 9:
      return { name: t('lookup:status.9.name'), todo: t('lookup:status.9.todo') };
    case 10:
      return { name: t('lookup:status.10.name'), todo: t('lookup:status.10.todo') };
    default:
      return { name: t('lookup:noStatus'), todo: '' };
  }
}
