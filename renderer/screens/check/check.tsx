import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { useOwnPress } from '../../assist/use-own-press';
import { Button, Notice, Row, Rows, Screen } from '../../components';
import { originText } from '../../fields/shared/origin';
import './check.css';

type CheckView = ScreenOf<'check'>;

/** Everything once more, with links that come straight back; the tick is the resident's own. */
export function CheckScreen({ screen }: { readonly screen: CheckView }) {
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const own = useOwnPress();
  const helped = useView().assist !== null;
  const title = t('check:title');
  const missing = missingOf(screen);
  const complete = missing.length === 0;
  const edit = (path: string) => void act(() => core.dossier.edit({ path }));
  const open = (componentId: string) => void act(() => core.papers.goTo({ componentId }));
  const text = (row: CheckView['rows'][number]) =>
    row.text === null ? t('check:empty') : local(row.text);
  const pagesText = (pages: number) =>
    pages === 0 ? t('check:noPages') : t('check:pages', { count: pages });
  return (
    <Screen
      title={title}
      layout="wide"
      step={t('check:step')}
      speak={[
        title,
        ...screen.rows.map((row) => `${local(row.label)}: ${text(row)}`),
        ...screen.papers.map((paper) => `${local(paper.name)}: ${pagesText(paper.pages)}`),
        local(screen.declaration),
        t('check:own'),
      ]}
      primary={own({
        label: t('check:submit'),
        isDisabled: !screen.declared || !complete,
        onPress: () => act(() => core.dossier.submit()),
      })}
    >
      {complete ? null : <Missing screen={screen} missing={missing} onEdit={edit} onOpen={open} />}
      <Rows>
        {screen.rows.map((row) => (
          <Row
            key={row.path}
            label={local(row.label)}
            value={text(row)}
            tag={row.origin === null ? undefined : (originText(row.origin, t) ?? undefined)}
            {...(row.editable
              ? { onEdit: { label: t('check:edit'), onPress: () => edit(row.path) } }
              : {})}
          />
        ))}
        {screen.papers.length === 0 ? (
          <Row label={t('check:papers')} value={t('check:noPapers')} />
        ) : null}
        {screen.papers.map((paper) => (
          <Row
            key={paper.id}
            label={local(paper.name)}
            value={pagesText(paper.pages)}
            onEdit={{
              label: paper.pages === 0 ? t('check:add') : t('check:edit'),
              onPress: () => open(paper.id),
            }}
          />
        ))}
      </Rows>
      <label className="check-declaration">
        <input
          type="checkbox"
          className="check-box"
          checked={screen.declared}
          onChange={(event) => {
            const { checked } = event.target;
            // With a helper looking on, the press only hands back; the next one ticks.
            void act(() => (helped ? core.assist.handBack() : core.dossier.declare({ checked })));
          }}
        />
        <span>
          {local(screen.declaration)} <b>{t('check:own')}</b>
        </span>
      </label>
      <p className="check-where" role="status">
        {whyNot(screen, t)}
      </p>
    </Screen>
  );
}

/** Paths of answers and ids of papers without which the dossier cannot be sent. */
function missingOf(screen: CheckView): string[] {
  const papers = screen.papers.filter((paper) => paper.required && paper.pages === 0);
  return [...new Set([...screen.missing, ...papers.map((paper) => paper.id)])];
}

/** Why the dossier cannot be sent yet, or where it goes. */
function whyNot(screen: CheckView, t: ReturnType<typeof useText>['t']): string {
  if (missingOf(screen).length > 0) return t('check:disabledMissing');
  if (!screen.declared) return t('check:disabledTick');
  return screen.practice ? t('check:toPractice') : t('check:toPortal');
}

function Missing(props: {
  readonly screen: CheckView;
  readonly missing: readonly string[];
  readonly onEdit: (path: string) => void;
  readonly onOpen: (componentId: string) => void;
}) {
  const { t, local } = useText();
  const { rows, papers } = props.screen;
  const { missing } = props;
  return (
    <Notice kind="error" title={t('check:missing', { count: missing.length })}>
      <div className="check-missing">
        {missing.map((id) => {
          const row = rows.find((each) => each.path === id);
          const paper = papers.find((each) => each.id === id);
          const label = row?.label ?? paper?.name;
          if (label === undefined) return null;
          return (
            <Button
              key={id}
              icon="forward"
              onPress={() => (row === undefined ? props.onOpen(id) : props.onEdit(id))}
            >
              {local(label)}
            </Button>
          );
        })}
      </div>
    </Notice>
  );
}
