/** A list: one line of boxes for each item. "+" adds one, Ctrl+Delete takes one out. */
import { useState } from 'react';
import type { FieldValue, ListItem } from '../../electron/contract/answers';
import type { SheetRow } from '../../electron/contract/officer';
import type { ItemField } from '../../electron/contract/pack';
import { useText } from '../app/use-text';
import { FIELD_KINDS, type Words } from '../fields';
import { asList, itemFieldsOf, itemNameOf } from '../fields/list';
import { maskValue } from '../fields/shared/masking';
import { CellFrame } from './cell-frame';
import { ScalarCell } from './scalar-cell';
import { type Saved, useSheet } from './sheet-context';
import type { CellFailure } from './use-cell';

/** An item's answer as it is shown, and the whole of it where that is masked. */
function shownOf(
  item: ListItem,
  field: ItemField,
  words: Words,
): { shown: string; whole?: string } {
  const value = item[field.key] ?? null;
  const shown = FIELD_KINDS[field.type].stringify(value, field, words);
  if (field.masked !== true || typeof value !== 'string') return { shown };
  return { shown: maskValue(value, field.type), whole: value };
}

export function ListCell(props: {
  readonly id: string;
  readonly row: SheetRow;
  readonly number: number;
}) {
  const { id, row } = props;
  const { field, path } = row;
  const sheet = useSheet();
  const texts = useText();
  const { t } = texts;
  const [items, setItems] = useState<readonly ListItem[]>(asList(row.value));
  const [failure, setFailure] = useState<CellFailure | null>(null);
  const fields = itemFieldsOf(field);
  const name = itemNameOf(field, texts);

  /** Stores all items; an item that is not complete yet stays here until it is. */
  const keep = async (
    next: readonly ListItem[],
    keepWarnings: boolean,
    at: string | null,
  ): Promise<Saved> => {
    setItems(next);
    const saved = await sheet.save(path, next.length === 0 ? null : [...next], keepWarnings);
    if (saved.kind === 'stored') setFailure(null);
    if (saved.kind !== 'refused') return saved;
    const [first] = saved.failures;
    const { item, field: key } = first?.details ?? {};
    if (at === `${Number(item) - 1}/${key}`) return saved;
    setFailure({ kind: 'refused', failures: saved.failures });
    return { kind: 'stored' };
  };
  const add = (): void => {
    setItems([...items, {}]);
    const box = `${path}/${items.length}/${fields[0]?.key}`;
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(box)}"]`)?.focus(),
    );
  };

  return (
    <CellFrame
      id={id}
      field={field}
      number={props.number}
      isPrefilled={row.prefilled}
      isMissing={row.missing}
      failure={failure}
    >
      {(described) => (
        <>
          <button
            type="button"
            id={id}
            className="sheet-box sheet-add"
            data-cell={path}
            aria-describedby={described}
            aria-keyshortcuts="+"
            onClick={(event) => {
              // Enter goes on, as everywhere on the sheet; a press adds.
              if (event.detail > 0) add();
            }}
            onKeyDown={(event) => {
              if (event.key === '+' || event.key === ' ') {
                event.preventDefault();
                add();
              } else if (event.key === 'Enter') {
                event.preventDefault();
                sheet.step(event.currentTarget, event.shiftKey ? -1 : 1);
              }
            }}
          >
            {t('officer:list', { count: items.length })}
          </button>
          {items.map((item, at) => (
            // biome-ignore lint/a11y/useSemanticElements: a line of boxes, not a set of its own
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name
              key={at}
              className="sheet-item"
              role="group"
              aria-label={`${name} ${at + 1}`}
              onKeyDown={(event) => {
                if (!(event.ctrlKey && event.key === 'Delete')) return;
                event.preventDefault();
                void keep(
                  items.filter((_, index) => index !== at),
                  false,
                  null,
                );
                document.getElementById(id)?.focus();
              }}
            >
              {fields.map((each) => (
                <ScalarCell
                  key={each.key}
                  id={`${id}-${at}-${each.key}`}
                  path={`${path}/${at}/${each.key}`}
                  field={each}
                  number={null}
                  {...shownOf(item, each, texts)}
                  isPrefilled={false}
                  isMissing={false}
                  isHidden={false}
                  save={(value: FieldValue, keepWarnings) =>
                    keep(
                      items.map((old, index) =>
                        index === at ? { ...old, [each.key]: value as ListItem[string] } : old,
                      ),
                      keepWarnings,
                      `${at}/${each.key}`,
                    )
                  }
                />
              ))}
            </div>
          ))}
        </>
      )}
    </CellFrame>
  );
}
