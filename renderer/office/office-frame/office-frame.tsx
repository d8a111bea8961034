/**
 * The frame of every page for those who help: which point, who is signed in, the pages the role
 * may open, and the two ways out (leaving the page, ending the shift).
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { OfficePageName, SignedInView } from '../../../electron/contract/office/office';
import { screenKey, useAct, useCore, useFailure, useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice } from '../../components';
import { LanguageSwitch } from '../../components/language-switch';
import { useMoreBelow } from '../../components/more-below';
import { ScrollHint } from '../../components/scroll-hint';
import { writeClock } from '../../fields/shared/moment';
import { DeviceStatus } from '../devices/device-status';
import '../../components/footer.css';
import '../../components/header.css';
import '../../components/screen.css';
import './office-frame.css';

/** The clock shows minutes; looked at often enough to change on time. */
const CLOCK_EVERY_MS = 5_000;

export interface OfficeFrameProps {
  /** The one heading. */
  readonly title: string;
  readonly hint?: string;
  /** The page's own buttons, in the lower bar before "Hết ca". */
  readonly actions?: ReactNode;
  /** The page shows the failure of its last call itself. */
  readonly hideFailure?: boolean;
  readonly children?: ReactNode;
}

/** One page: bar with the pages, body, lower bar. */
export function OfficeFrame(props: OfficeFrameProps) {
  const { title, hint, actions, hideFailure, children } = props;
  const view = useView();
  const core = useCore();
  const act = useAct();
  const { t, reason } = useText();
  const failure = useFailure();
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLElement>(null);
  const moreBelow = useMoreBelow(body);
  const key = screenKey(view);
  const signedIn = view.screen.name === 'office' ? view.screen.signedIn : null;

  // A new page is read from its heading, unless one of its fields asked for the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs on a page change only
  useEffect(() => {
    body.current?.scrollTo({ top: 0 });
    if (!body.current?.contains(document.activeElement)) heading.current?.focus();
  }, [key, title]);
  // What went wrong is brought into sight: the box that says so, or the top of the page.
  useEffect(() => {
    if (failure === null) return;
    const wrong = body.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (hideFailure && wrong) wrong.focus();
    else body.current?.scrollTo({ top: 0 });
  }, [failure, hideFailure]);

  return (
    <div className="screen office">
      <OfficeHeader signedIn={signedIn} />
      <main
        className="screen-body"
        ref={body}
        // A part that scrolls must be reachable by keyboard even when nothing in it is.
        tabIndex={moreBelow.scrolls ? 0 : -1}
        aria-labelledby="screen-title"
      >
        <div className="screen-page screen-wide office-page">
          <div className="screen-content">
            {failure !== null && !hideFailure ? (
              <Notice kind="error">{reason(failure)}</Notice>
            ) : null}
            <div className="screen-heading">
              <h1 id="screen-title" ref={heading} tabIndex={-1} className="screen-title">
                {title}
              </h1>
              {hint ? <p className="screen-hint">{hint}</p> : null}
            </div>
            {children}
            {signedIn === null ? null : <DeviceStatus />}
          </div>
        </div>
      </main>
      <ScrollHint body={body} more={moreBelow} />
      <footer className="footer office-footer">
        <div className="footer-part">
          <Button icon="back" onPress={() => void act(() => core.office.close())}>
            {t('office:home')}
          </Button>
        </div>
        <div className="footer-part footer-end">
          {actions}
          {signedIn === null ? null : (
            <Button icon="leave" onPress={() => void act(() => core.office.signOut())}>
              {t('office:signOut')}
            </Button>
          )}
        </div>
      </footer>
    </div>
  );
}

function OfficeHeader({ signedIn }: { readonly signedIn: SignedInView | null }) {
  const view = useView();
  const { t, local } = useText();
  return (
    <header className="office-header">
      <div className="office-bar">
        <p className="office-point">{local(view.point.shortName)}</p>
        {signedIn === null ? null : (
          <p className="office-who">
            <b>{signedIn.name}</b>
            <span>{` · ${t(`office:role.${signedIn.role}`)}`}</span>
          </p>
        )}
        <div className="office-tools">
          <Clock />
          <LanguageSwitch />
        </div>
      </div>
      {signedIn === null ? null : <Pages pages={signedIn.pages} />}
    </header>
  );
}

function Pages({ pages }: { readonly pages: SignedInView['pages'] }) {
  const view = useView();
  const core = useCore();
  const act = useAct();
  const { t } = useText();
  const here: OfficePageName | null =
    view.screen.name === 'office' ? view.screen.office.page : null;
  return (
    <nav className="office-pages" aria-label={t('office:pages')}>
      {pages.map((page) => (
        <AriaButton
          key={page}
          className="office-tab"
          aria-current={page === here ? 'page' : undefined}
          onPress={() => void act(() => core.office.go({ page }))}
        >
          {t(`office:page.${page}`)}
        </AriaButton>
      ))}
    </nav>
  );
}

function Clock() {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), CLOCK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className="office-clock" dateTime={now.toISOString()}>
      {writeClock(now.toISOString())}
    </time>
  );
}
