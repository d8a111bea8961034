import type { LifeEvent } from '../../../electron/contract/pack';
import { useText } from '../../app/use-text';

/** What happened in life, in the order people meet it. */
export function useEventNames(): Record<LifeEvent, string> {
  const { t } = useText();
  return {
    birth: t('choose:event.birth'),
    marriage: t('choose:event.marriage'),
    residence: t('choose:event.residence'),
    papers: t('choose:event.papers'),
    identity: t('choose:event.identity'),
    death: t('choose:event.death'),
    vehicle: t('choose:event.vehicle'),
    business: t('choose:event.business'),
    housing: t('choose:event.housing'),
    support: t('choose:event.support'),
  };
}
