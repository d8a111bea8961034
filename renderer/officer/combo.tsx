/** A box with the list of what it may hold: the usual combobox keys, and nothing to point at. */
import { type KeyboardEvent, type Ref, useEffect, useId, useRef } from 'react';

export interface ComboItem {
  readonly key: string;
  readonly label: string;
  /** Its number in the whole list, which picks it. */
  readonly number: number | null;
}

export interface ComboProps {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly items: readonly ComboItem[];
  /** Position of the item that Enter takes; -1 for none. */
  readonly active: number;
  readonly isOpen: boolean;
  readonly isInvalid: boolean;
  readonly describedBy: string | undefined;
  readonly boxRef: Ref<HTMLInputElement>;
  readonly onText: (text: string) => void;
  readonly onActive: (at: number) => void;
  readonly onOpen: (open: boolean) => void;
  readonly onPick: (at: number) => void;
  readonly onEnter: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onBlur: () => void;
}

export function Combo(props: ComboProps) {
  const { items, active, isOpen } = props;
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = isOpen && items.length > 0;
  useEffect(() => {
    if (shown) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [shown, active]);
  // The whole list comes into sight, not only its first line.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer list is another one
  useEffect(() => {
    if (shown) list.current?.scrollIntoView({ block: 'nearest' });
  }, [shown, items.length]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        if (!shown) props.onOpen(true);
        else {
          const by = event.key === 'ArrowDown' ? 1 : -1;
          props.onActive((active + by + items.length) % items.length);
        }
        return;
      }
      case 'Escape':
        if (!shown) return;
        // Closes the list; the sheet stays.
        event.preventDefault();
        event.stopPropagation();
        props.onOpen(false);
        return;
      case 'Enter':
        event.preventDefault();
        props.onEnter(event);
        return;
      default:
    }
  };

  return (
    <div className="sheet-combo">
      <input
        id={props.id}
        ref={props.boxRef}
        className="sheet-box"
        data-cell={props.path}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        aria-invalid={props.isInvalid}
        aria-describedby={props.describedBy}
        value={props.text}
        onChange={(event) => props.onText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={props.onBlur}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        ref={list}
        role="listbox"
        aria-labelledby={`${props.id}-label`}
        className="sheet-options"
        hidden={!shown}
      >
        {items.map((item, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box takes the keys for its list
          <div
            key={item.key}
            id={`${listId}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            // The box keeps the focus, or it would be left before the press is heard.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.onPick(at)}
          >
            {item.number === null ? null : (
              <span className="sheet-options-number">{item.number}</span>
            )}
            {item.label}
          </div>
        ))}
      </div>
    </div>
  );
}
