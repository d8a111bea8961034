/** A list of people or things: the items as cards, each to correct or to take out. */
import type { FieldValue, ListItem } from '../../electron/contract/answers';
import type { Field, ItemField } from '../../electron/contract/pack';
import { useText } from '../app/use-text';
import { Button } from '../components/button';
import './fields.css';
import type { AnyField, FieldKind, OutputProps, Words } from './kinds';
import { SCALAR_KINDS } from './scalars';
import { readable } from './shared/output';

/** The items in a value; none for any other value. */
export function asList(value: FieldValue): readonly ListItem[] {
  return Array.isArray(value) ? value : [];
}

/** The fields of one item that the resident is asked for. */
export function itemFieldsOf(field: AnyField): readonly ItemField[] {
  const items = 'items' in field ? (field.items ?? []) : [];
  return items.filter((item) => item.ask !== 'derived');
}

/** What one item is called ("người"), with a capital for a heading. */
export function itemNameOf(field: AnyField, { local, t }: Words): string {
  const name = 'itemName' in field ? (field as Field).itemName : undefined;
  return name === undefined ? t('fields:item') : local(name);
}

/** Lists do not nest, so every field of an item is a scalar; a list in a list would be empty. */
function scalarOf(field: ItemField): FieldKind {
  return field.type === 'list' ? SCALAR_KINDS.text : SCALAR_KINDS[field.type];
}

/** The values of one item in words, in the order of the form; empty ones left out. */
export function itemTexts(item: ListItem, field: AnyField, words: Words): string[] {
  return itemFieldsOf(field)
    .map((each) => readable(scalarOf(each).stringify, item[each.key] ?? null, each, words))
    .filter((text) => text !== '');
}

export interface ListActions {
  readonly onEdit: (index: number) => void;
  readonly onRemove: (index: number) => void;
  readonly onAdd: () => void;
}

/** The cards and "Thêm …"; used by the question page, which also edits the items. */
export function ListCards(
  props: { readonly field: AnyField; readonly value: FieldValue } & ListActions,
) {
  const words = useText();
  const { t } = words;
  const items = asList(props.value);
  const name = itemNameOf(props.field, words);
  const full = items.length >= (props.field.rules?.maxItems ?? Number.POSITIVE_INFINITY);
  return (
    <div className="field-list">
      <ol className="field-list-items">
        {items.map((item, index) => {
          const [first = '', ...rest] = itemTexts(item, props.field, words);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity of their own
            <li className="field-list-item" key={index}>
              <span className="field-list-number" aria-hidden="true">
                {index + 1}
              </span>
              <div className="field-list-words">
                <p className="field-list-first">{first}</p>
                {rest.length === 0 ? null : <p className="muted">{rest.join(' · ')}</p>}
              </div>
              <Button
                variant="quiet"
                onPress={() => props.onEdit(index)}
                aria-label={`${t('fields:edit')}: ${first}`}
              >
                {t('fields:edit')}
              </Button>
              <Button
                variant="quiet"
                onPress={() => props.onRemove(index)}
                aria-label={`${t('fields:remove')}: ${first}`}
              >
                {t('fields:remove')}
              </Button>
            </li>
          );
        })}
      </ol>
      {full ? (
        <p className="field-count">{t('fields:listFull', { max: items.length })}</p>
      ) : (
        <button type="button" className="field-list-add" onClick={props.onAdd}>
          <span aria-hidden="true">+</span>
          {items.length === 0 ? t('fields:addFirst', { name }) : t('fields:addAnother', { name })}
        </button>
      )}
    </div>
  );
}

function Output({ field, value }: OutputProps) {
  const words = useText();
  return (
    <ol className="field-output-list">
      {asList(value).map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity of their own
        <li key={index}>{itemTexts(item, field, words).join(' · ')}</li>
      ))}
    </ol>
  );
}

const stringify: FieldKind['stringify'] = (value, field, words) =>
  asList(value)
    .map((item, index) => `${index + 1}. ${itemTexts(item, field, words).join(', ')}`)
    .join('\n');

export const list: FieldKind = { Input: null, Output, stringify, actsAtOnce: false };
