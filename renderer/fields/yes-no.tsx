/** Yes or no: two large buttons side by side; one press answers. */
import { useText } from '../app/use-text';
import { usePointedOption } from '../assist-remote/pointed';
import { Choice } from '../components/choice';
import './fields.css';
import type { AnyField, FieldKind, InputProps, Words } from './kinds';
import { moveWithArrows } from './shared/arrow-keys';
import { outputOf } from './shared/output';

/** "Có" and "Không", or the pack's own words for them. */
function words(value: boolean, field: AnyField, { t, local }: Words): string {
  const option = field.options?.find((each) => each.value === String(value));
  if (option !== undefined) return local(option.label);
  return value ? t('fields:yes') : t('fields:no');
}

function Input(props: InputProps) {
  const texts = useText();
  const pointed = usePointedOption(props.field.key);
  const answered = typeof props.value === 'boolean';
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that act at once, not form controls
    <div className="field-yes-no" role="group" aria-label={props.label} onKeyDown={moveWithArrows}>
      {([true, false] as const).map((value) => (
        <Choice
          key={String(value)}
          label={words(value, props.field, texts)}
          selected={answered && props.value === value}
          isPointedAt={pointed === (value ? 0 : 1)}
          onPress={() => props.onAnswer(value)}
        />
      ))}
    </div>
  );
}

const stringify: FieldKind['stringify'] = (value, field, texts) =>
  typeof value === 'boolean' ? words(value, field, texts) : '';

export const yesNo: FieldKind = { Input, Output: outputOf(stringify), stringify, actsAtOnce: true };
