import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Row, Rows, Screen } from '../../components';
import { originText } from '../../fields/shared/origin';

/** What the machine filled in, marked by where it comes from; one confirmation for all. */
export function PrefilledScreen({ screen }: { readonly screen: ScreenOf<'prefilled'> }) {
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const title = t('prefilled:title');
  const hint = t('prefilled:hint');
  const text = (row: (typeof screen.rows)[number]) =>
    row.text === null ? t('prefilled:empty') : local(row.text);
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      layout="wide"
      step={local(screen.procedure)}
      speak={[title, hint, ...screen.rows.map((row) => `${local(row.label)}: ${text(row)}`)]}
      primary={{
        label: t('prefilled:confirm'),
        onPress: () => act(() => core.dossier.confirmPrefilled()),
      }}
    >
      <Rows>
        {screen.rows.map((row) => (
          <Row
            key={row.path}
            label={local(row.label)}
            value={text(row)}
            tag={row.origin === null ? undefined : (originText(row.origin, t) ?? undefined)}
            {...(row.editable
              ? {
                  onEdit: {
                    label: t('prefilled:edit'),
                    onPress: () => void act(() => core.dossier.edit({ path: row.path })),
                  },
                }
              : {})}
          />
        ))}
      </Rows>
    </Screen>
  );
}
