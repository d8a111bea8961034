/** One machine of the board: what is going on there, in words, the urgent first. */
import { useEffect, useState } from 'react';
import type { BoardMachine } from '../../../electron/contract/office/board';
import { useText } from '../../app/use-text';

const SECOND_MS = 1_000;
const SECONDS_PER_MINUTE = 60;

/** Seconds since `from` was told, counted on while the page shows. */
function useCounting(from: number | null): number | null {
  const [start, setStart] = useState(() => ({ from, at: performance.now() }));
  const [now, setNow] = useState(() => performance.now());
  if (start.from !== from) setStart({ from, at: performance.now() });
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  return from === null ? null : from + Math.max(0, Math.floor((now - start.at) / SECOND_MS));
}

export function MachineRow({ machine }: { readonly machine: BoardMachine }) {
  const { t, local, reason } = useText();
  const duration = useDuration();
  const { call, heard, state } = machine;
  const waited = useCounting(call?.seconds ?? null);
  const silent = useCounting(machine.silentSeconds);
  const onStep = useCounting(machine.onStepSeconds);
  const name =
    machine.number === null
      ? t('board:thisMachine')
      : t('board:machine', { number: machine.number });
  const kind = heard !== 'fresh' ? 'lost' : (call?.kind ?? 'calm');
  const headline = () => {
    if (heard === 'off') return t('board:off');
    if (heard === 'unknown') {
      return silent === null
        ? t('board:neverHeard')
        : t('board:unknown', { time: duration(silent) });
    }
    if (call?.kind === 'pressed') return t('board:calls', { time: duration(waited ?? 0) });
    if (call?.kind === 'quiet') return t('board:stuck', { time: duration(onStep ?? waited ?? 0) });
    return t(`board:state.${state ?? 'idle'}`);
  };
  const where = [machine.procedure, machine.place].flatMap((text) => (text ? [local(text)] : []));
  const isCalm = kind === 'calm' && state === 'inSession' && onStep !== null;
  return (
    <li className={`board-machine board-${kind}`}>
      <p className="board-name">
        {name}
        {machine.self && machine.number !== null ? (
          <span className="board-self">{t('board:self')}</span>
        ) : null}
      </p>
      <div className="board-words">
        <p className="board-headline">{headline()}</p>
        {where.length > 0 ? (
          <p>
            {kind === 'lost' ? `${t('board:lastHeard')} ` : null}
            {where.join(' · ')}
            {isCalm ? ` · ${duration(onStep)}` : null}
          </p>
        ) : null}
        {machine.troubles.map((trouble) => (
          <p key={trouble} className="board-trouble">
            {reason({ reason: trouble })}
          </p>
        ))}
        {machine.clockMinutes === null ? null : (
          <p className="board-trouble">
            {machine.clockMinutes > 0
              ? t('board:clockAhead', { minutes: machine.clockMinutes })
              : t('board:clockBehind', { minutes: -machine.clockMinutes })}
          </p>
        )}
      </div>
      {machine.level === null || kind === 'lost' ? null : (
        <p className={`board-level board-level-${machine.level}`}>
          {t(`report:level_${machine.level}`)}
        </p>
      )}
    </li>
  );
}

/** "40 giây", "1 phút 10 giây", "12 phút". */
function useDuration(): (seconds: number) => string {
  const { t } = useText();
  return (seconds) => {
    const minutes = Math.floor(seconds / SECONDS_PER_MINUTE);
    const rest = seconds % SECONDS_PER_MINUTE;
    if (minutes === 0) return t('board:seconds', { seconds });
    if (minutes >= 5 || rest === 0) return t('board:minutes', { minutes });
    return t('board:minutesSeconds', { minutes, seconds: rest });
  };
}
