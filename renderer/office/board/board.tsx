/** The evening board: who needs help, where, since when; who waits; what the evening came to. */
import type { BoardMachine } from '../../../electron/contract/office/board';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice } from '../../components';
import { LevelBar } from '../figures/level-bar';
import { Tile, writeFigure } from '../figures/tile';
import { OfficeFrame } from '../office-frame/office-frame';
import { MachineRow } from './machine-row';
import './board.css';

/** Numbers of those who wait, as many as fit on one line of a small screen. */
const SHOWN_TICKETS = 4;

export function BoardPage({ page }: { readonly page: OfficePageOf<'board'> }) {
  const { t, local, language } = useText();
  const { counts, queue } = page;
  return (
    <OfficeFrame title={t('board:title')}>
      <Exchange exchange={page.exchange} />
      <div className="board">
        <div className="board-main">
          <ul className="board-machines" aria-label={t('board:machines')}>
            {page.machines.map((machine) => (
              <MachineRow key={keyOf(machine)} machine={machine} />
            ))}
          </ul>
          {queue === null ? null : <Queue queue={queue} mayCall={page.mayCallQueue} />}
          {page.handOver.length === 0 ? null : <HandOver procedures={page.handOver} />}
        </div>
        <aside className="board-side" aria-label={t('board:evening')}>
          <div className="board-tiles">
            <Tile value={String(counts.residents)} label={t('board:residents')} />
            <Tile value={String(counts.submitted)} label={t('board:submitted')} />
            <Tile
              value={writeFigure(counts.medianMinutes, language)}
              label={t('board:medianMinutes')}
            />
          </div>
          <LevelBar levels={counts.levels} title={t('board:levels')} />
          <section className="figure">
            <h2 className="figure-title">{t('board:mostAsked')}</h2>
            <p>{counts.mostAsked === null ? t('board:nothingAsked') : local(counts.mostAsked)}</p>
          </section>
          {counts.incomplete ? <p className="muted">{t('board:incomplete')}</p> : null}
        </aside>
      </div>
    </OfficeFrame>
  );
}

const keyOf = ({ number }: BoardMachine) => number ?? 0;

/** What this machine does not know of the others is said, not left out. */
function Exchange({ exchange }: { readonly exchange: OfficePageOf<'board'>['exchange'] }) {
  const { t } = useText();
  if (exchange === 'none' || exchange === 'connected') return null;
  return <Notice kind="warning">{t(`board:exchange.${exchange}`)}</Notice>;
}

/** An area officer begins here for a resident who stands beside; the resident is asked first. */
function HandOver(props: { readonly procedures: OfficePageOf<'board'>['handOver'] }) {
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const title = t('board:handOver');
  return (
    <section className="board-queue" aria-label={title}>
      <p>
        <b>{title}</b>
      </p>
      <div className="cluster">
        {props.procedures.map(({ code, name }) => (
          <Button key={code} onPress={() => void act(() => core.officer.begin({ code }))}>
            {local(name)}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Queue(props: {
  readonly queue: NonNullable<OfficePageOf<'board'>['queue']>;
  readonly mayCall: boolean;
}) {
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const { waiting, called } = props.queue;
  const [next] = waiting;
  return (
    <section className="board-queue" aria-label={t('board:queue')}>
      <div>
        <p>
          <b>{t('board:waiting', { count: waiting.length })}</b>
          {next ? <span>{` · ${t('board:longest', { minutes: next.waitedMinutes })}`}</span> : null}
        </p>
        <ul className="board-tickets">
          {waiting.slice(0, SHOWN_TICKETS).map(({ number, procedure }) => (
            <li key={number}>{procedure ? `${number} · ${local(procedure)}` : String(number)}</li>
          ))}
        </ul>
        {called === null ? null : <p>{t('board:called', { number: called })}</p>}
      </div>
      {props.mayCall && next ? (
        <Button variant="primary" onPress={() => void act(() => core.queue.next())}>
          {t('board:call', { number: next.number })}
        </Button>
      ) : null}
    </section>
  );
}
