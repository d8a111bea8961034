/** When drawing a screen fails: a calm page that can be loaded again. Answers are in the core. */
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import { Button } from '../components';
import './boot.css';

interface State {
  readonly failed: boolean;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(error: Error): void {
    // The name only: a message may hold what someone typed.
    console.error('drawing failed', error.name);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const lng = document.documentElement.lang;
    return (
      <Translation>
        {(t) => (
          <main className="boot">
            <div className="boot-body" role="alert">
              <h1 className="boot-title">{t('common:broken.title', { lng })}</h1>
              <p>{t('common:broken.body', { lng })}</p>
              <Button variant="primary" onPress={() => window.location.reload()} autoFocus>
                {t('common:broken.reload', { lng })}
              </Button>
            </div>
          </main>
        )}
      </Translation>
    );
  }
}
