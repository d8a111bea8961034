/**
 * An address in the two levels since 1 July 2025: province, commune, and the rest in words. An
 * address that came in the old three levels is matched first, and shown beside the new one.
 */
import { useState } from 'react';
import { MAX_TEXT_LENGTH } from '../../../electron/contract/plain';
import { err, ok, type Result } from '../../../electron/contract/result';
import type { Address } from '../../../electron/contract/values';
import { useText } from '../../app/use-text';
import { Button } from '../../components/button';
import { Row, Rows } from '../../components/card';
import { TextBox } from '../../components/text-box';
import '../fields.css';
import type { FieldKind, InputProps } from '../kinds';
import { asAddress, needsMatching, writeAddress } from '../shared/address-text';
import { outputOf } from '../shared/output';
import { MatchOld } from './match-old';
import { PickUnit } from './pick-unit';

/** The address as it is sent. Errors: FIELD_TOO_LONG where a call could not carry it. */
function sent(address: Address): Result<Address> {
  const extra = address.detail.length - MAX_TEXT_LENGTH;
  return extra > 0 ? err('FIELD_TOO_LONG', { max: MAX_TEXT_LENGTH, extra }) : ok(address);
}

const NOTHING: Address = { detail: '', decidedBy: 'typed' };

/** `free`: the whole address in the resident's own words (abroad, or a place nobody finds). */
type Part = 'match' | 'province' | 'commune' | 'whole' | 'free';

function firstPart(address: Address | null): Part {
  if (needsMatching(address)) return 'match';
  if (address?.province === undefined) {
    return address === null || address.detail === '' ? 'province' : 'free';
  }
  return address.commune === undefined ? 'commune' : 'whole';
}

function Input(props: InputProps) {
  const { t } = useText();
  const stored = asAddress(props.value);
  const [address, setAddress] = useState<Address>(stored ?? NOTHING);
  const [part, setPart] = useState<Part>(firstPart(stored));
  const change = (next: Address): void => {
    setAddress(next);
    props.onChange(sent(next));
  };

  if (part === 'match' && needsMatching(address)) {
    return (
      <MatchOld
        original={address.original}
        onDecided={(decided) => {
          setAddress(decided);
          props.onAnswer(decided);
        }}
        onByHand={(known) => {
          change({ ...known, original: address.original, decidedBy: 'typed' });
          setPart(known.province === undefined ? 'province' : 'commune');
        }}
      />
    );
  }
  if (part === 'province') {
    return (
      <PickUnit
        key="province"
        level="province"
        onPick={(province) => {
          change({ ...address, province, commune: undefined, decidedBy: 'typed' });
          setPart('commune');
        }}
        onFree={() => {
          const detail = address.detail === '' ? (address.original ?? '') : address.detail;
          change({ detail, decidedBy: 'typed' });
          setPart('free');
        }}
      />
    );
  }
  if (part === 'commune' && address.province !== undefined) {
    return (
      <PickUnit
        key="commune"
        level="commune"
        province={address.province}
        onPick={(commune) => {
          change({ ...address, commune, decidedBy: 'typed' });
          setPart('whole');
        }}
        onOtherProvince={() => setPart('province')}
      />
    );
  }
  if (part === 'free') {
    return (
      <div className="field-address">
        <TextBox
          label={t('fields:addressFree')}
          hint={t('fields:addressFreeHint')}
          autoFocus
          multiline
          value={address.detail}
          {...(props.error === undefined ? {} : { error: props.error })}
          onChange={(detail) => change({ ...address, detail })}
        />
        <div>
          <Button icon="back" onPress={() => setPart('province')}>
            {t('fields:addressByUnits')}
          </Button>
        </div>
      </div>
    );
  }
  const changeLabel = t('fields:change');
  return (
    <div className="field-address">
      {address.original === undefined ? null : (
        <p className="muted">{t('fields:addressOriginal', { text: address.original })}</p>
      )}
      <Rows>
        <Row
          label={t('fields:province')}
          value={address.province?.name ?? ''}
          onEdit={{ label: changeLabel, onPress: () => setPart('province') }}
        />
        <Row
          label={t('fields:commune')}
          value={address.commune?.name ?? ''}
          onEdit={{ label: changeLabel, onPress: () => setPart('commune') }}
        />
      </Rows>
      <TextBox
        label={t('fields:addressDetail')}
        hint={t('fields:addressDetailHint')}
        autoFocus
        value={address.detail}
        {...(props.error === undefined ? {} : { error: props.error })}
        onChange={(detail) => change({ ...address, detail })}
        onSubmit={props.onSubmit}
      />
    </div>
  );
}

const stringify: FieldKind['stringify'] = (value) => {
  const address = asAddress(value);
  return address === null ? '' : writeAddress(address);
};

export const address: FieldKind = {
  Input,
  Output: outputOf(stringify),
  stringify,
  actsAtOnce: false,
  isWhole: (value) => {
    const whole = asAddress(value);
    if (whole === null || needsMatching(whole)) return false;
    return whole.commune !== undefined || (whole.province === undefined && whole.detail !== '');
  },
};
