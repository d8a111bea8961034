/**
 * One of several. Up to eight: large rows, one press answers. More: the likely ones as rows, the
 * rest by search. "Khác" opens a text box, and the answer is then the text itself.
 */
import { useState } from 'react';
import type { Option } from '../../electron/contract/pack';
import { useText } from '../app/use-text';
import { usePointedOption } from '../assist-remote/pointed';
import { Button } from '../components/button';
import { Choice as ChoiceRow } from '../components/choice';
import { TextBox } from '../components/text-box';
import './fields.css';
import { type AnyField, asText, type FieldKind, type InputProps } from './kinds';
import { moveWithArrows } from './shared/arrow-keys';
import { filterByText, optionText } from './shared/folding';
import { outputOf } from './shared/output';
import { readText } from './shared/plain-text';

/** More rows than this do not fit a screen beside the question. */
const MOST_ROWS = 8;
/** Results of a search shown at once; more letters narrow it better than scrolling does. */
const MOST_RESULTS = 12;

/** The value is text of the resident's own, not one of the options. */
export function isOther(field: AnyField, value: string): boolean {
  if (field.otherValue === undefined || value === '') return false;
  return value === field.otherValue || !field.options?.some((option) => option.value === value);
}

/** The options offered as large rows before any search. */
export function rowOptions(field: AnyField): readonly Option[] {
  const options = field.options ?? [];
  if (options.length <= MOST_ROWS) return options;
  const top = field.topOptions ?? [];
  return top
    .map((value) => options.find((option) => option.value === value))
    .filter((option) => option !== undefined);
}

function Input(props: InputProps) {
  const { t, local } = useText();
  const options = props.field.options ?? [];
  const pointed = usePointedOption(props.field.key);
  const chosen = asText(props.value);
  const [other, setOther] = useState(isOther(props.field, chosen));
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  const long = options.length > MOST_ROWS;
  const hasAnswer = chosen !== '';

  if (other) {
    return <OtherText {...props} onLeave={() => setOther(false)} />;
  }

  const press = (option: Option): void => {
    if (option.value === props.field.otherValue) setOther(true);
    else props.onAnswer(option.value);
  };
  const row = (option: Option) => (
    <ChoiceRow
      key={option.value}
      label={local(option.label)}
      selected={hasAnswer && option.value === chosen}
      isPointedAt={pointed !== null && options.indexOf(option) === pointed}
      onPress={() => press(option)}
    />
  );
  const group = (items: readonly Option[], label: string) => (
    // biome-ignore lint/a11y/useSemanticElements: rows that act at once, not form controls
    <div
      className={`field-choices${long ? ' field-choices-long' : ''}`}
      role="group"
      aria-label={label}
      onKeyDown={moveWithArrows}
    >
      {items.map(row)}
    </div>
  );
  if (!long) return group(options, props.label);

  const top = rowOptions(props.field);
  const chosenOption = options.find((option) => option.value === chosen);
  const shownFirst =
    chosenOption === undefined || top.includes(chosenOption) ? top : [chosenOption, ...top];
  const found = filterByText(options, query, optionText);
  const shown = found.slice(0, MOST_RESULTS);
  return (
    <div className="field-search">
      {query.trim() === '' && shownFirst.length > 0 ? group(shownFirst, props.label) : null}
      <TextBox
        label={t('fields:searchList')}
        inputMode="search"
        value={query}
        onChange={setQuery}
      />
      {query.trim() === '' ? null : (
        <>
          <p role="status" className="field-count">
            {found.length === 0
              ? t('fields:searchNone')
              : t('fields:searchFound', { count: found.length })}
          </p>
          {group(shown, t('fields:searchResults'))}
          {found.length > shown.length ? (
            <p className="field-count">
              {t('fields:searchMore', { count: found.length - shown.length })}
            </p>
          ) : null}
        </>
      )}
      {query.trim() === '' && !all ? (
        <div>
          <Button icon="down" onPress={() => setAll(true)}>
            {t('fields:wholeList', { count: options.length })}
          </Button>
        </div>
      ) : null}
      {query.trim() === '' && all ? group(options, t('fields:wholeListLabel')) : null}
    </div>
  );
}

/** "Khác": the text itself is the answer. */
function OtherText(props: InputProps & { readonly onLeave: () => void }) {
  const { t, local } = useText();
  const { field } = props;
  const stored = asText(props.value);
  const [text, setText] = useState(stored === field.otherValue ? '' : stored);
  const label =
    'otherQuestion' in field && field.otherQuestion !== undefined
      ? local(field.otherQuestion)
      : t('fields:otherLabel');
  return (
    <div className="field-search">
      <TextBox
        label={label}
        autoFocus
        value={text}
        {...(props.error === undefined ? {} : { error: props.error })}
        onChange={(next) => {
          setText(next);
          props.onChange(readText(next));
        }}
        onSubmit={props.onSubmit}
      />
      <div>
        <Button icon="back" onPress={props.onLeave}>
          {t('fields:backToList')}
        </Button>
      </div>
    </div>
  );
}

const stringify: FieldKind['stringify'] = (value, field, { local }) => {
  const text = asText(value);
  const option = field.options?.find((each) => each.value === text);
  return option === undefined ? text : local(option.label);
};

export const choice: FieldKind = {
  Input,
  Output: outputOf(stringify),
  stringify,
  actsAtOnce: true,
};
