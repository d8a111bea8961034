/** Choosing a province or commune: a search over the units of 2025, without accents if need be. */
import { useEffect, useState } from 'react';
import type { AdministrativeUnit } from '../../../electron/contract/values';
import { useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { TextBox } from '../../components/text-box';
import { moveWithArrows } from '../shared/arrow-keys';
import { filterByText } from '../shared/folding';

/** Rows shown at once: two columns of four at the ordinary size. */
const MOST_RESULTS = 8;
/** A pause in typing before the core is asked, milliseconds. */
const SEARCH_DELAY_MS = 150;

/** The core's answer for the query, or null while it is on its way. */
function useUnits(provinceCode: string | undefined, query: string): AdministrativeUnit[] | null {
  const core = useCore();
  const [units, setUnits] = useState<AdministrativeUnit[] | null>(null);
  const [provinces, setProvinces] = useState<AdministrativeUnit[] | null>(null);
  useEffect(() => {
    if (provinceCode !== undefined) return;
    let current = true;
    void core.addresses.provinces().then(
      (found) => current && setProvinces(found),
      () => current && setProvinces([]),
    );
    return () => {
      current = false;
    };
  }, [core, provinceCode]);
  useEffect(() => {
    if (provinceCode === undefined) return;
    let current = true;
    const timer = setTimeout(() => {
      void core.addresses.communes({ provinceCode, query: query.slice(0, 200) }).then(
        (found) => current && setUnits(found),
        () => current && setUnits([]),
      );
    }, SEARCH_DELAY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [core, provinceCode, query]);
  if (provinceCode !== undefined) return units;
  return provinces === null ? null : filterByText(provinces, query, (unit) => unit.name);
}

export function PickUnit(props: {
  readonly level: 'province' | 'commune';
  readonly province?: AdministrativeUnit;
  readonly onPick: (unit: AdministrativeUnit) => void;
  readonly onOtherProvince?: () => void;
  /** Write the whole address freely instead. */
  readonly onFree?: () => void;
}) {
  const { t } = useText();
  const [query, setQuery] = useState('');
  const found = useUnits(props.province?.code, query);
  const shown = found?.slice(0, MOST_RESULTS) ?? [];
  return (
    <div className="field-search">
      {props.province === undefined ? null : (
        <div className="field-within">
          <p>{t('fields:within', { province: props.province.name })}</p>
          <Button variant="quiet" onPress={() => props.onOtherProvince?.()}>
            {t('fields:otherProvince')}
          </Button>
        </div>
      )}
      <TextBox
        key={props.level}
        label={props.level === 'province' ? t('fields:searchProvince') : t('fields:searchCommune')}
        autoFocus
        inputMode="search"
        value={query}
        onChange={setQuery}
        onSubmit={() => {
          if (query.trim() !== '' && shown[0] !== undefined) props.onPick(shown[0]);
        }}
      />
      <p role="status" className="field-count">
        {found === null ? t('fields:searching') : null}
        {found?.length === 0 ? t('fields:searchNone') : null}
        {found !== null && found.length > shown.length
          ? t('fields:searchMore', { count: found.length - shown.length })
          : null}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: rows that act at once, not form controls */}
      <div
        className="field-choices field-choices-long"
        role="group"
        aria-label={t('fields:searchResults')}
        onKeyDown={moveWithArrows}
      >
        {shown.map((unit) => (
          <Choice key={unit.code} label={unit.name} onPress={() => props.onPick(unit)} />
        ))}
      </div>
      {props.onFree === undefined ? null : (
        <div>
          <Button variant="quiet" onPress={props.onFree}>
            {t('fields:addressFreeButton')}
          </Button>
        </div>
      )}
    </div>
  );
}
