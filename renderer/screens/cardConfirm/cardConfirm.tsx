import { useState } from 'react';
import type { CardWarning } from '../../../electron/contract/values';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { type Texts, useText } from '../../app/use-text';
import { useOwnPress } from '../../assist/use-own-press';
import { Button, Dialog, Notice, Row, Rows, Screen } from '../../components';

function warningText(warning: CardWarning, t: Texts['t']): string {
  const texts: Record<CardWarning, string> = {
    CARD_YEAR_MISMATCH: t('cardConfirm:warning.year'),
    CARD_SEX_MISMATCH: t('cardConfirm:warning.sex'),
    CARD_PROVINCE_UNKNOWN: t('cardConfirm:warning.province'),
    CARD_DATE_ORDER: t('cardConfirm:warning.dateOrder'),
  };
  return texts[warning];
}

/** The card as it was read, masked, for the resident to confirm or correct. */
export function CardConfirmScreen({ screen }: { readonly screen: ScreenOf<'cardConfirm'> }) {
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const own = useOwnPress();
  const [wrong, setWrong] = useState(false);
  const title = t('cardConfirm:title');
  const hint = screen.typed ? t('cardConfirm:hintTyped') : t('cardConfirm:hint');
  const warnings = screen.warnings.map((warning) => warningText(warning, t));
  const text = (row: (typeof screen.rows)[number]) =>
    row.text === null ? t('cardConfirm:empty') : local(row.text);
  const reject = (next: 'scan' | 'type') => {
    setWrong(false);
    void act(() => core.identity.reject({ next }));
  };
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      step={t('cardConfirm:step')}
      speak={[
        title,
        ...warnings,
        ...screen.rows.map((row) => `${local(row.label)}: ${text(row)}`),
        hint,
      ]}
      primary={own({
        label: t('cardConfirm:right'),
        onPress: () => act(() => core.identity.confirm()),
      })}
      secondary={{ label: t('cardConfirm:wrong'), onPress: () => setWrong(true) }}
    >
      {warnings.map((warning) => (
        <Notice key={warning} kind="warning" title={t('cardConfirm:warning.title')}>
          <p>{warning}</p>
        </Notice>
      ))}
      <Rows>
        {screen.rows.map((row) => (
          <Row
            key={row.path}
            label={local(row.label)}
            value={text(row)}
            tag={row.origin === 'card' ? t('cardConfirm:fromCard') : undefined}
          />
        ))}
      </Rows>
      <Dialog
        title={t('cardConfirm:fixTitle')}
        isOpen={wrong}
        onClose={() => setWrong(false)}
        actions={
          <>
            <Button variant="primary" icon="card" onPress={() => reject('scan')}>
              {t('cardConfirm:scanAgain')}
            </Button>
            <Button icon="keyboard" onPress={() => reject('type')}>
              {t('cardConfirm:correct')}
            </Button>
            <Button variant="quiet" onPress={() => setWrong(false)}>
              {t('common:back')}
            </Button>
          </>
        }
      >
        <p>{t('cardConfirm:fixBody')}</p>
      </Dialog>
    </Screen>
  );
}
