/** The four levels of help as one bar and in words: colour is never the only sign. */
import { LEVELS } from '../../../electron/contract/plain';
import type { AssistanceLevel } from '../../../electron/contract/roles';
import { useText } from '../../app/use-text';
import './figures.css';

const PERCENT = 100;

/** Whole percents of `counts`; nought where nothing was counted. */
export function shares(counts: Readonly<Record<AssistanceLevel, number>>): number[] {
  const total = LEVELS.reduce((sum, level) => sum + counts[level], 0);
  return LEVELS.map((level) => (total === 0 ? 0 : Math.round((PERCENT * counts[level]) / total)));
}

export function LevelBar(props: {
  readonly levels: Readonly<Record<AssistanceLevel, number>>;
  readonly title?: string;
}) {
  const { t } = useText();
  const percents = shares(props.levels);
  const words = LEVELS.map(
    (level, index) => `${t(`report:level_${level}`)} ${percents[index]}%`,
  ).join(' · ');
  const total = LEVELS.reduce((sum, level) => sum + props.levels[level], 0);
  return (
    <section className="figure">
      {props.title ? <h2 className="figure-title">{props.title}</h2> : null}
      {total === 0 ? (
        <p className="muted">{t('summary:nothingYet')}</p>
      ) : (
        <>
          <svg
            className="level-bar"
            viewBox="0 0 100 8"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {LEVELS.map((level, index) => (
              <rect
                key={level}
                className={`level-${level}`}
                x={percents.slice(0, index).reduce((sum, each) => sum + each, 0)}
                width={percents[index]}
                height={8}
              />
            ))}
          </svg>
          <p className="level-words">{words}</p>
        </>
      )}
    </section>
  );
}
