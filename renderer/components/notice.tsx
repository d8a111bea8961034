/** What went wrong, or what to know: a sign, words, and what to do next. */
import type { ReactNode } from 'react';
import { Icon } from './icon';
import './notice.css';

export interface NoticeProps {
  readonly kind: 'error' | 'warning' | 'info' | 'done';
  readonly title?: string;
  readonly children?: ReactNode;
}

/** A notice that is read out when it appears: errors at once, the others when there is time. */
export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <span className="notice-sign">
        {kind === 'error' ? <span aria-hidden="true">!</span> : null}
        {kind === 'warning' ? <Icon name="warning" /> : null}
        {kind === 'info' ? <Icon name="info" /> : null}
        {kind === 'done' ? <Icon name="check" /> : null}
      </span>
      <div className="notice-words">
        {title ? <p className="notice-title">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
