/** Plain bars: what it is, how long, how many. */
import type { LocalText } from '../../../electron/contract/pack';
import { useText } from '../../app/use-text';
import './figures.css';

export function Bars(props: {
  readonly title: string;
  readonly bars: ReadonlyArray<{ readonly label: LocalText; readonly count: number }>;
}) {
  const { t, local } = useText();
  const longest = Math.max(1, ...props.bars.map(({ count }) => count));
  return (
    <section className="figure">
      <h2 className="figure-title">{props.title}</h2>
      {props.bars.length === 0 ? (
        <p className="muted">{t('summary:nothingYet')}</p>
      ) : (
        <dl className="bars">
          {props.bars.map(({ label, count }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two places may have one name
            <div key={index} className="bars-row">
              <dt>{local(label)}</dt>
              <dd>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * count) / longest} height={6} />
                </svg>
                <b>{count}</b>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
