/**
 * The course of one box: what is typed stays in it until it is stored, is stored on leaving it or
 * with Enter, and what does not add up is kept by a second Enter.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FieldValue } from '../../electron/contract/answers';
import type { Failure } from '../../electron/contract/reasons';
import type { Result } from '../../electron/contract/result';
import { type Saved, useSheet } from './sheet-context';

export interface CellFailure {
  readonly kind: 'refused' | 'doubtful';
  readonly failures: readonly Failure[];
}

export interface CellOptions {
  /** What the box shows of the stored answer. */
  readonly shown: string;
  /** What was typed as a value; asked when it is to be stored. */
  readonly read: (text: string) => Result<FieldValue> | Promise<Result<FieldValue>>;
  readonly save: (value: FieldValue, keepWarnings: boolean) => Promise<Saved>;
}

export function useCell({ shown, read, save }: CellOptions) {
  const sheet = useSheet();
  const [text, setText] = useState(shown);
  const [failure, setFailure] = useState<CellFailure | null>(null);
  const dirty = useRef(false);
  const busy = useRef(false);
  /** The value that was shown back, as JSON. */
  const doubt = useRef<string | null>(null);

  const stored = useRef(shown);
  stored.current = shown;

  // What follows from other answers shows at once, but never over something typed.
  useEffect(() => {
    if (!dirty.current) setText(shown);
  }, [shown]);

  const type = (next: string): void => {
    dirty.current = true;
    doubt.current = null;
    setFailure(null);
    setText(next);
  };

  /** Stores what is typed; answers whether nothing is left to store. */
  const store = async (keep: boolean, given?: Result<FieldValue>): Promise<boolean> => {
    if (!dirty.current && given === undefined) return true;
    if (busy.current) return false;
    busy.current = true;
    try {
      const value = given ?? (await read(text));
      if (!value.ok) {
        setFailure({ kind: 'refused', failures: [value.failure] });
        return false;
      }
      const json = JSON.stringify(value.value);
      const saved = await save(value.value, keep && doubt.current === json);
      if (saved.kind === 'stored') {
        dirty.current = false;
        doubt.current = null;
        setFailure(null);
        setText(stored.current);
        return true;
      }
      doubt.current = saved.kind === 'doubtful' ? json : null;
      setFailure({ kind: saved.kind, failures: saved.failures });
      return false;
    } finally {
      busy.current = false;
    }
  };

  /** Enter: stores and goes on; with Shift to the box before. */
  const enter = async (
    event: KeyboardEvent<HTMLElement>,
    given?: Result<FieldValue>,
  ): Promise<void> => {
    const from = event.currentTarget;
    const by = event.shiftKey ? -1 : 1;
    await sheet.holding(async () => {
      const stored = await store(true, given);
      if (stored) sheet.step(from, by);
      return stored;
    });
  };

  return {
    text,
    failure,
    isDirty: () => dirty.current,
    type,
    /** Shows `text` without calling it typed. */
    show: (next: string) => {
      if (!dirty.current) setText(next);
    },
    enter,
    leave: () => {
      // Also what was shown only while the box was in hand.
      if (!dirty.current) setText(stored.current);
      void store(false);
    },
    take: (value: FieldValue) => {
      dirty.current = true;
      return store(true, { ok: true, value });
    },
  };
}

export type Cell = ReturnType<typeof useCell>;
