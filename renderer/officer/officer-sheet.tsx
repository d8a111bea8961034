/**
 * The officer's sheet: all questions of a procedure on one page, made for quick hands on a
 * keyboard. Ticking and submitting are the resident's, on the resident's own screen.
 */
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { SheetRow } from '../../electron/contract/officer';
import type { Failure } from '../../electron/contract/reasons';
import type { ScreenOf } from '../../electron/contract/view';
import { useCore, useView } from '../app/core';
import { useText } from '../app/use-text';
import { useHelperInput } from '../assist/use-helper-input';
import { useOfficeTexts } from '../office/office-texts';
import { ListCell } from './list-cell';
import './officer-sheet.css';
import { ScalarCell } from './scalar-cell';
import { SheetContext, type SheetValue, useSheet } from './sheet-context';
import { useCard } from './use-card';
import { useTypingAhead } from './use-typing-ahead';

type SheetScreen = ScreenOf<'officerSheet'>;

/** Resolves when the page shows revision `wanted` of the view, or a later one. */
function useRevision(): (wanted: number) => Promise<void> {
  const { revision } = useView();
  const present = useRef(revision);
  const waiting = useRef<Array<{ wanted: number; go: () => void }>>([]);
  useLayoutEffect(() => {
    present.current = revision;
    const ready = waiting.current.filter(({ wanted }) => wanted <= revision);
    waiting.current = waiting.current.filter(({ wanted }) => wanted > revision);
    for (const { go } of ready) go();
  }, [revision]);
  return useCallback(
    (wanted) =>
      wanted <= present.current
        ? Promise.resolve()
        : new Promise((go) => waiting.current.push({ wanted, go })),
    [],
  );
}

export function OfficerSheetScreen({ screen }: { readonly screen: SheetScreen }) {
  useOfficeTexts();
  const core = useCore();
  const { t, local, reason } = useText();
  const page = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const shows = useRevision();
  useHelperInput(page, true);

  const cells = useCallback(
    (which = '') => [
      ...(page.current?.querySelectorAll<HTMLElement>(`${which} [data-cell]`) ?? []),
    ],
    [],
  );
  const step = useCallback(
    (from: HTMLElement, by: 1 | -1) => {
      const all = cells();
      all[all.indexOf(from) + by]?.focus();
    },
    [cells],
  );
  const holding = useTypingAhead(step);
  /** To the next box that needs something, around the end. */
  const toOpen = useCallback(
    (by: 1 | -1) => {
      const all = cells();
      const at = all.indexOf(document.activeElement as HTMLElement);
      const open = cells('[data-open]');
      const ahead = open.filter((cell) => (all.indexOf(cell) - at) * by > 0);
      (by > 0 ? (ahead[0] ?? open[0]) : (ahead.at(-1) ?? open.at(-1)))?.focus();
    },
    [cells],
  );

  const sheet = useMemo<SheetValue>(
    () => ({
      today: screen.today,
      step,
      holding,
      async save(path, value, keepWarnings) {
        setFailure(null);
        const answer = await core.officer
          .answer({ path, value, keepWarnings })
          .catch(() => ({ ok: false as const, failure: { reason: 'UNEXPECTED' as const } }));
        if (!answer.ok) return { kind: 'refused', failures: [answer.failure] };
        const { warnings, revision } = answer.value;
        if (warnings.length > 0) return { kind: 'doubtful', failures: warnings };
        await shows(revision);
        return { kind: 'stored' };
      },
    }),
    [core, screen.today, step, holding, shows],
  );

  const act = async (call: () => Promise<{ ok: true } | { ok: false; failure: Failure }>) => {
    setFailure(null);
    const outcome = await call().catch(() => ({
      ok: false as const,
      failure: { reason: 'UNEXPECTED' as const },
    }));
    if (!outcome.ok) setFailure(outcome.failure);
    return outcome.ok;
  };

  const cardPath = useRef('');
  const card = useCard(
    (text) => void act(() => core.officer.card({ path: cardPath.current, text })),
    () => void act(() => core.officer.awaitCard({ path: null })),
  );
  // An attached reader gave the card to the core: nothing is waited for any longer.
  const { stop } = card;
  const wasFor = useRef(screen.cardFor);
  useEffect(() => {
    if (wasFor.current !== null && screen.cardFor === null) stop();
    wasFor.current = screen.cardFor;
  }, [screen.cardFor, stop]);
  const scanCard = (): void => {
    cardPath.current = (document.activeElement as HTMLElement | null)?.dataset.cell ?? '';
    card.wait();
    void act(() => core.officer.awaitCard({ path: cardPath.current }));
  };
  const nextPaper = screen.papers.find(({ required, pages }) => required && pages === 0);
  const scanPapers = (): void => {
    const paper = nextPaper ?? screen.papers.find(({ pages }) => pages === 0);
    if (paper === undefined || screen.scanning !== null) return;
    void act(() => core.papers.scan({ componentId: paper.id, place: 'auto', bothSides: false }));
  };
  const invite = async (): Promise<void> => {
    // Leaving the box stores what is in it.
    (document.activeElement as HTMLElement | null)?.blur();
    // What was not stored has its sentence beside it.
    if (cells('[data-unsaved]').length > 0 || !(await act(() => core.officer.invite()))) toOpen(1);
  };

  const keys: Readonly<Record<string, () => void>> = {
    F2: scanCard,
    F4: scanPapers,
    F6: () => void act(() => core.officer.print()),
    F7: () => toOpen(-1),
    F8: () => toOpen(1),
    F9: () => void invite(),
    Escape: () => void act(() => core.assist.handBack()),
  };
  const pressed = useRef(keys);
  pressed.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const run = pressed.current[event.key];
      if (run === undefined || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      if (!event.repeat) run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  // An officer begins at the first thing to fill in.
  useEffect(() => {
    (cells('[data-open]')[0] ?? cells()[0])?.focus();
  }, [cells]);

  const missing = screen.rows.filter((row) => row.missing).length;
  const filled = screen.rows.filter((row) => row.text !== null).length;
  const openPapers = screen.papers.filter(({ required, pages }) => required && pages === 0).length;
  const title = t('officer:title', { procedure: local(screen.procedure) });
  const shownFailure = failure ?? screen.cardFailure ?? screen.scanFailure ?? screen.printFailure;
  const status =
    screen.secondsLeft !== null
      ? t('officer:closing', { count: screen.secondsLeft })
      : card.waits
        ? t('officer:cardNow')
        : screen.scanning !== null
          ? t('officer:scanning', { count: screen.scanning })
          : screen.print === 'printing'
            ? t('officer:printing')
            : screen.print === 'printed'
              ? t('officer:printed')
              : nextPaper
                ? t('officer:nextPaper', { paper: local(nextPaper.name) })
                : t('officer:keys');

  return (
    <SheetContext value={sheet}>
      <div className="sheet" ref={page}>
        <header className="sheet-head">
          <h1>{title}</h1>
          <p role="status">
            {t('officer:count', { filled, total: screen.rows.length })}
            {missing > 0 ? ` · ${t('officer:missing', { count: missing })}` : null}
          </p>
          <p>{t('officer:officer', { name: screen.officerName })}</p>
        </header>
        <main className="sheet-body" aria-label={title}>
          <div className="sheet-grid">
            {screen.rows.map((row, at) => (
              <Row key={row.path} row={row} number={at + 1} />
            ))}
          </div>
        </main>
        <div className="sheet-line">
          <span className="sheet-legend">{t('officer:legend')}</span>
          {shownFailure === null ? (
            <p role="status">{status}</p>
          ) : (
            <p role="alert" className="sheet-failure">
              {reason(shownFailure)}
            </p>
          )}
        </div>
        <footer className="sheet-foot">
          <Key name="F2" onPress={keys.F2}>
            {t('officer:key.card')}
          </Key>
          <Key name="F4" onPress={keys.F4} isDisabled={screen.papers.length === 0}>
            {openPapers > 0
              ? t('officer:key.papers', { count: openPapers })
              : t('officer:key.scan')}
          </Key>
          <Key name="F6" onPress={keys.F6} isDisabled={screen.print === 'printing'}>
            {t('officer:key.print')}
          </Key>
          <span className="sheet-space" />
          <Key name="Esc" onPress={keys.Escape}>
            {t('officer:key.back')}
          </Key>
          <Key name="F9" onPress={keys.F9} isMain>
            {t('officer:key.invite')}
          </Key>
        </footer>
      </div>
    </SheetContext>
  );
}

function Row({ row, number }: { readonly row: SheetRow; readonly number: number }) {
  const id = useId();
  const sheet = useSheet();
  const { local } = useText();
  if (row.field.type === 'list') return <ListCell id={id} row={row} number={number} />;
  return (
    <ScalarCell
      id={id}
      path={row.path}
      field={row.field}
      number={number}
      shown={row.text === null ? '' : local(row.text)}
      isPrefilled={row.prefilled}
      isMissing={row.missing}
      isHidden={row.hidden}
      save={(value, keepWarnings) => sheet.save(row.path, value, keepWarnings)}
    />
  );
}

function Key(props: {
  readonly name: string;
  readonly onPress: (() => void) | undefined;
  readonly isDisabled?: boolean;
  readonly isMain?: boolean;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      className={props.isMain ? 'sheet-key sheet-key-main' : 'sheet-key'}
      aria-keyshortcuts={props.name}
      disabled={props.isDisabled}
      // The box in hand keeps the focus: F2 fills the fields of the person it belongs to.
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onPress}
    >
      {props.name} {props.children}
    </button>
  );
}
