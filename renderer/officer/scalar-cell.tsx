/** One answer in one box: a plain box, or one with a list. */
import { useRef, useState } from 'react';
import type { FieldValue } from '../../electron/contract/answers';
import type { Option } from '../../electron/contract/pack';
import { err, ok, type Result } from '../../electron/contract/result';
import type { Address } from '../../electron/contract/values';
import { useCore } from '../app/core';
import { useText } from '../app/use-text';
import type { AnyField } from '../fields';
import { CellFrame } from './cell-frame';
import { Combo } from './combo';
import { useSheet } from './sheet-context';
import { optionsFor, readBox } from './sheet-values';
import { type CellOptions, useCell } from './use-cell';

export interface ScalarCellProps {
  readonly id: string;
  /** `key`, or `key/index/itemKey` in a list. */
  readonly path: string;
  readonly field: AnyField;
  readonly number: number | null;
  /** The stored answer in words, masked where it must be. */
  readonly shown: string;
  readonly isPrefilled: boolean;
  readonly isMissing: boolean;
  /** The box shows a masked answer: the whole one comes when it is taken in hand. */
  readonly isHidden: boolean;
  /** The whole answer, where the page has it and shows it masked (an item of a list). */
  readonly whole?: string;
  readonly save: CellOptions['save'];
}

export function ScalarCell(props: ScalarCellProps) {
  switch (props.field.type) {
    case 'choice':
    case 'yesNo':
      return <PickCell {...props} />;
    case 'address':
      return <AddressCell {...props} />;
    default:
      return <BoxCell {...props} />;
  }
}

const INPUT_MODES: Partial<Record<AnyField['type'], 'numeric' | 'tel' | 'email'>> = {
  personalId: 'numeric',
  number: 'numeric',
  phone: 'tel',
  email: 'email',
};

function BoxCell(props: ScalarCellProps) {
  const { field, path, shown, isHidden } = props;
  const core = useCore();
  const { today } = useSheet();
  const box = useRef<HTMLInputElement>(null);
  const cell = useCell({ shown, read: (text) => readBox(field, text, today), save: props.save });
  const reveal = async (): Promise<void> => {
    box.current?.select();
    if (cell.isDirty()) return;
    if (props.whole !== undefined) {
      cell.show(props.whole);
      requestAnimationFrame(() => {
        if (document.activeElement === box.current && !cell.isDirty()) box.current?.select();
      });
      return;
    }
    if (!isHidden) return;
    const answer = await core.officer.value({ path }).catch(() => null);
    if (!answer?.ok || typeof answer.value !== 'string') return;
    // Left again meanwhile: it stays masked.
    if (document.activeElement !== box.current || cell.isDirty()) return;
    cell.show(answer.value);
    requestAnimationFrame(() => {
      // Selecting takes the focus: only where it still is, and nothing was typed meanwhile.
      if (document.activeElement === box.current && !cell.isDirty()) box.current?.select();
    });
  };
  return (
    <CellFrame {...props} failure={cell.failure}>
      {(described) => (
        <input
          id={props.id}
          ref={box}
          className="sheet-box"
          data-cell={path}
          autoComplete="off"
          spellCheck={false}
          inputMode={INPUT_MODES[field.type]}
          aria-required={field.required}
          aria-invalid={cell.failure !== null}
          aria-describedby={described}
          value={cell.text}
          onChange={(event) => cell.type(event.target.value)}
          onFocus={() => void reveal()}
          onBlur={cell.leave}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void cell.enter(event);
          }}
        />
      )}
    </CellFrame>
  );
}

/** "Có" and "Không" are options like others. */
function useOptions(field: AnyField): readonly Option[] {
  const { t } = useText();
  if (field.type !== 'yesNo' || field.options !== undefined) return field.options ?? [];
  const yes = t('fields:yes');
  const no = t('fields:no');
  return [
    { value: 'true', label: { vi: yes, en: yes } },
    { value: 'false', label: { vi: no, en: no } },
  ];
}

function PickCell(props: ScalarCellProps) {
  const { field } = props;
  const { local } = useText();
  const options = useOptions(field);
  const box = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [typed, setTyped] = useState('');
  const valueFor = (option: Option): FieldValue =>
    field.type === 'yesNo' ? option.value === 'true' : option.value;
  const found = optionsFor(options, typed);
  const read = (text: string): Result<FieldValue> => {
    if (text.trim() === '') return ok(null);
    const option = optionsFor(options, text)[text === typed ? active : 0];
    if (option !== undefined) return ok(valueFor(option));
    return field.otherValue === undefined ? err('CHOICE_UNKNOWN') : ok(text.trim());
  };
  const cell = useCell({ shown: props.shown, read, save: props.save });
  const close = (): void => {
    setOpen(false);
    setTyped('');
    setActive(0);
  };
  const pick = async (at: number): Promise<boolean> => {
    const option = found[at];
    if (option === undefined) return false;
    close();
    return cell.take(valueFor(option));
  };
  return (
    <CellFrame {...props} failure={cell.failure}>
      {(described) => (
        <Combo
          id={props.id}
          path={props.path}
          text={cell.text}
          items={found.map((option) => ({
            key: option.value,
            label: local(option.label),
            number: options.indexOf(option) + 1,
          }))}
          active={active}
          isOpen={open}
          isInvalid={cell.failure !== null}
          describedBy={described}
          boxRef={box}
          onText={(text) => {
            cell.type(text);
            setTyped(text);
            setActive(0);
            setOpen(true);
          }}
          onActive={setActive}
          onOpen={setOpen}
          onPick={(at) => void pick(at)}
          onEnter={(event) => {
            // A list opened by Alt+↓ is an answer of its own; else what was typed.
            const option = open && !cell.isDirty() ? found[active] : undefined;
            void cell.enter(event, option === undefined ? undefined : ok(valueFor(option)));
            close();
          }}
          onBlur={() => {
            cell.leave();
            close();
          }}
        />
      )}
    </CellFrame>
  );
}

type Suggestion = { readonly text: string; readonly address: Address };

function AddressCell(props: ScalarCellProps) {
  const core = useCore();
  const box = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [found, setFound] = useState<{ for: string; list: readonly Suggestion[] }>({
    for: '',
    list: [],
  });
  const newest = useRef('');
  const look = async (text: string): Promise<readonly Suggestion[]> => {
    const list = await core.officer.addresses({ text }).catch(() => []);
    if (newest.current === text) setFound({ for: text, list });
    return list;
  };
  const read = async (text: string): Promise<Result<FieldValue>> => {
    if (text.trim() === '') return ok(null);
    const list = found.for === text ? found.list : await look(text);
    const chosen = list[found.for === text ? active : 0];
    return chosen === undefined ? err('ADDRESS_INCOMPLETE') : ok(chosen.address);
  };
  const cell = useCell({ shown: props.shown, read, save: props.save });
  return (
    <CellFrame {...props} failure={cell.failure}>
      {(described) => (
        <Combo
          id={props.id}
          path={props.path}
          text={cell.text}
          items={found.list.map(({ text }) => ({ key: text, label: text, number: null }))}
          active={active}
          isOpen={open}
          isInvalid={cell.failure !== null}
          describedBy={described}
          boxRef={box}
          onText={(text) => {
            cell.type(text);
            newest.current = text;
            setActive(0);
            setOpen(true);
            void look(text);
          }}
          onActive={setActive}
          onOpen={setOpen}
          onPick={(at) => {
            const chosen = found.list[at];
            setOpen(false);
            if (chosen !== undefined) void cell.take(chosen.address);
          }}
          onEnter={(event) => {
            setOpen(false);
            void cell.enter(event);
          }}
          onBlur={() => {
            setOpen(false);
            cell.leave();
          }}
        />
      )}
    </CellFrame>
  );
}
