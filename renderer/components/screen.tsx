/**
 * The frame every screen stands in: what this step is, the body, and the same four things in the
 * same places (back, read aloud, call a helper, go on).
 */
import { lazy, type ReactNode, Suspense, useContext, useEffect, useRef, useState } from 'react';
import { screenKey, useFailure, useView } from '../app/core';
import { useText } from '../app/use-text';
import { RemoteHelp } from '../assist-remote/remote-help';
import { FaultEntry, FaultEntryFor } from '../faults/fault-entry';
import { Drawing, type DrawingName } from './drawing';
import { Footer, type FooterAction } from './footer';
import { Header } from './header';
import { HelperPartsContext } from './helper-parts';
import { Notice } from './notice';
import './screen.css';
import { useMoreBelow } from './more-below';
import { ScrollHint } from './scroll-hint';

export type { FooterAction } from './footer';

/** Only where a hand-over was agreed before the card. */
const AwaitedOfficer = lazy(async () => {
  const { AwaitedOfficer: notice } = await import('../assist/awaited-officer');
  return { default: notice };
});

/** Only for who chose to be remembered. */
const FadingNotice = lazy(async () => {
  const { FadingNotice: notice } = await import('../practice/fading-notice');
  return { default: notice };
});

export interface ScreenProps {
  /** The one heading. */
  readonly title: string;
  /** A sentence under the heading; more than one as an array of paragraphs. */
  readonly hint?: ReactNode;
  /** `column` 980 px, `wide` the whole width, `split` drawing and text side by side. */
  readonly layout?: 'column' | 'wide' | 'split';
  /** For `split`: a drawing by name on its sand panel, or any other side content. */
  readonly drawing?: DrawingName;
  readonly side?: ReactNode;
  /** Where the drawing stands; text first on welcome, drawing first where one must do something. */
  readonly sidePlace?: 'left' | 'right';
  /** Goes on; null or left out where pressing a choice goes on. */
  readonly primary?: FooterAction | null;
  readonly secondary?: FooterAction;
  /** Words after "Bước 4 trên 8 · ". */
  readonly step?: string;
  /** What "Nghe lại" reads: whole sentences in the order they stand. */
  readonly speak: readonly string[];
  /** The heading is larger (welcome, farewell). */
  readonly display?: boolean;
  /** Replaces the left part of the footer (text sizes on welcome). */
  readonly footerStart?: ReactNode;
  readonly hideBack?: boolean;
  /** What is wrong with several fields of one page, each named; shown instead of the failure. */
  readonly problems?: readonly string[];
  /** The screen explains the failure itself, right where it happened. */
  readonly hideFailure?: boolean;
  readonly children?: ReactNode;
}

const NO_PROBLEMS: readonly string[] = [];

/** One screen: header, body, footer. */
export function Screen(props: ScreenProps) {
  const { title, hint, layout = 'column', drawing, side, sidePlace = 'left', speak, step } = props;
  const view = useView();
  const { reason, t } = useText();
  const failure = useFailure();
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLElement>(null);
  const problems = props.problems ?? NO_PROBLEMS;
  const key = screenKey(view);
  const moreBelow = useMoreBelow(body);
  // Stays after "Quên tôi", to say that it is done.
  const [returning] = useState(view.fading !== null);

  // A new screen is read from its heading, unless one of its fields asked for the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs on a screen change only
  useEffect(() => {
    body.current?.scrollTo({ top: 0 });
    if (!body.current?.contains(document.activeElement)) heading.current?.focus();
  }, [key]);

  // What went wrong stands at the top: bring it into sight.
  useEffect(() => {
    if (failure !== null || problems.length > 0) body.current?.scrollTo({ top: 0 });
  }, [failure, problems]);

  // While a helper looks on, what was typed shows only in the box that is typed in.
  const { assist } = view;
  const { side: helperSide } = useContext(HelperPartsContext);
  const typing = assist === null || assist.keyboard || assist.mandate !== null;
  const sideContent = drawing ? <Drawing name={drawing} /> : side;
  return (
    <div className="screen">
      <Header step={step} />
      <div className={view.assist === null ? 'screen-middle' : 'screen-middle screen-helped'}>
        <div className={typing ? 'screen-stage' : 'screen-stage screen-unseen'}>
          <main
            className="screen-body"
            ref={body}
            // A part that scrolls must be reachable by keyboard even when nothing in it is.
            tabIndex={moreBelow.scrolls ? 0 : -1}
            aria-labelledby="screen-title"
          >
            <div className={`screen-page screen-${layout} screen-side-${sidePlace}`}>
              {layout === 'split' && sideContent ? (
                <div className={drawing ? 'screen-panel' : 'screen-side'}>{sideContent}</div>
              ) : null}
              <div className="screen-content">
                {problems.length > 0 ? (
                  <Notice kind="error">
                    <ul>
                      {problems.map((problem) => (
                        <li key={problem}>{problem}</li>
                      ))}
                    </ul>
                  </Notice>
                ) : failure !== null && !props.hideFailure ? (
                  <Notice kind="error">
                    {reason(failure)}
                    <FaultEntryFor reason={failure.reason} />
                  </Notice>
                ) : null}
                {view.handOver && assist === null ? (
                  <Suspense fallback={<div data-loading />}>
                    <AwaitedOfficer name={view.handOver.officerName} />
                  </Suspense>
                ) : null}
                {view.helpCalled ? (
                  <Notice kind="info">
                    <p>{t('common:help.coming')}</p>
                    <FaultEntry />
                  </Notice>
                ) : null}
                <RemoteHelp />
                {returning ? (
                  <Suspense fallback={null}>
                    <FadingNotice />
                  </Suspense>
                ) : null}
                <div className="screen-heading">
                  <h1
                    id="screen-title"
                    ref={heading}
                    tabIndex={-1}
                    className={props.display ? 'screen-title screen-title-display' : 'screen-title'}
                  >
                    {title}
                  </h1>
                  {hint ? <div className="screen-hint">{hint}</div> : null}
                </div>
                {props.children}
              </div>
            </div>
          </main>
          <ScrollHint body={body} more={moreBelow} />
        </div>
        {helperSide}
      </div>
      <Footer
        primary={props.primary ?? null}
        secondary={props.secondary}
        hideBack={props.hideBack}
        start={props.footerStart}
        speak={speak}
      />
    </div>
  );
}
