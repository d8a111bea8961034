/** A question whose answer is a list: the items as cards; one item is edited field by field. */
import { useState } from 'react';
import type { ListItem } from '../../../electron/contract/answers';
import type { Failure } from '../../../electron/contract/reasons';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useSetFailure, useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Pointed } from '../../assist-remote/pointed';
import { Button, Dialog, Screen } from '../../components';
import { asList, itemFieldsOf, itemNameOf, itemTexts, ListCards } from '../../fields/list';
import { hintLines } from './hints';
import { ItemPages } from './item-pages';
import { useWarnings } from './use-warnings';
import { Warnings } from './warnings';

interface Editing {
  /** Position of the item; null = a new one. */
  readonly index: number | null;
  readonly item: ListItem;
  /** Position of the field to begin with. */
  readonly at: number;
}

/** The item and field a failure of the core points at, both counted from 0; null when it is none. */
function placeOf(failure: Failure, fields: readonly { key: string }[]) {
  const { item, field } = failure.details ?? {};
  const at = fields.findIndex((each) => each.key === field);
  return typeof item === 'number' && at >= 0 ? { index: item - 1, at } : null;
}

export function ListQuestion({ screen }: { readonly screen: ScreenOf<'question'> }) {
  const { field, path } = screen;
  const core = useCore();
  const act = useAct();
  const setFailure = useSetFailure();
  const helped = useView().assist !== null;
  const texts = useText();
  const { t, local } = texts;
  const [items, setItems] = useState<readonly ListItem[]>(asList(screen.answer?.value ?? null));
  const [editing, setEditing] = useState<Editing | null>(null);
  const [removing, setRemoving] = useState<number | null>(null);
  const warnings = useWarnings(screen.warnings);
  const warned = warnings.shown;
  const fields = itemFieldsOf(field);
  const name = itemNameOf(field, texts);

  /** Every finished item goes to the core at once: it is not lost if the page or the plug is. */
  const keep = async (kept: readonly ListItem[]) => {
    setItems(kept);
    await act(() => core.dossier.keepItems({ path, items: [...kept] }));
  };

  const send = async (keepWarnings: boolean) => {
    warnings.reset();
    const outcome = await act(() =>
      core.dossier.answer({
        path,
        value: items.length === 0 ? null : [...items],
        ...(keepWarnings ? { keepWarnings } : {}),
      }),
    );
    if (outcome.ok) return;
    const place = placeOf(outcome.failure, fields);
    const item = place === null ? undefined : items[place.index];
    if (place !== null && item !== undefined) setEditing({ ...place, item });
  };

  if (editing !== null) {
    const number = (editing.index ?? items.length) + 1;
    return (
      <ItemPages
        key={number}
        fields={fields}
        item={editing.item}
        startAt={editing.at}
        heading={t('question:itemHeading', { name, number })}
        name={name}
        onDone={(item) => {
          void keep(
            editing.index === null
              ? [...items, item]
              : items.map((each, index) => (index === editing.index ? item : each)),
          );
          setEditing(null);
        }}
        onLeave={() => {
          setFailure(null);
          setEditing(null);
        }}
      />
    );
  }

  const hints = hintLines(field, texts, helped);
  const removed = removing === null ? undefined : items[removing];
  const none = items.length === 0;
  const least = field.rules?.minItems ?? (field.required ? 1 : 0);
  return (
    <Screen
      title={local(field.question)}
      hint={hints.length === 0 ? undefined : hints.map((line) => <p key={line}>{line}</p>)}
      step={t('question:step', {
        number: screen.number,
        of: screen.of,
        procedure: local(screen.procedure),
      })}
      speak={[
        local(field.question),
        ...hints,
        ...items.map((item) => itemTexts(item, field, texts).join(', ')),
      ]}
      primary={
        items.length < least || warned
          ? null
          : {
              label: none
                ? t('question:listNone')
                : t('question:listDone', { count: items.length }),
              onPress: () => send(false),
            }
      }
    >
      {warned ? (
        <Warnings
          warnings={screen.warnings}
          onCorrect={warnings.dismiss}
          onKeep={() => void send(true)}
        />
      ) : null}
      <Pointed path={path}>
        <ListCards
          field={field}
          value={[...items]}
          onAdd={() => setEditing({ index: null, item: {}, at: 0 })}
          onEdit={(index) => setEditing({ index, item: items[index] ?? {}, at: 0 })}
          onRemove={setRemoving}
        />
      </Pointed>
      <Dialog
        role="alertdialog"
        isOpen={removed !== undefined}
        onClose={() => setRemoving(null)}
        title={t('question:removeTitle', { name })}
        actions={
          <>
            <Button autoFocus onPress={() => setRemoving(null)}>
              {t('question:removeKeep')}
            </Button>
            <Button
              variant="danger"
              icon="bin"
              onPress={() => {
                void keep(items.filter((_, index) => index !== removing));
                setRemoving(null);
              }}
            >
              {t('question:removeConfirm')}
            </Button>
          </>
        }
      >
        <p>{removed === undefined ? '' : itemTexts(removed, field, texts).join(' · ')}</p>
      </Dialog>
    </Screen>
  );
}
