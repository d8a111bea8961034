/** Taking a number: what for, then the number in the largest letters, to remember or to print. */
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Choice, ListenButton, Screen } from '../../components';
import './queue.css';

export function QueueScreen({ screen }: { readonly screen: ScreenOf<'queue'> }) {
  return screen.ticket === null ? <Wishes screen={screen} /> : <Taken screen={screen} />;
}

function Wishes({ screen }: { readonly screen: ScreenOf<'queue'> }) {
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const take = (procedureCode: string | null) => void act(() => core.queue.take({ procedureCode }));
  const title = t('queue:title');
  const speak = [
    title,
    t('queue:hint'),
    ...screen.wishes.map(({ shortName }) => local(shortName)),
    t('queue:unsure'),
  ];
  return (
    <Screen
      title={title}
      hint={<p>{t('queue:hint')}</p>}
      layout="wide"
      speak={speak}
      footerStart={<Ways speak={speak} />}
    >
      <div className="queue-wishes">
        {screen.wishes.map((wish) => (
          <Choice key={wish.code} label={local(wish.shortName)} onPress={() => take(wish.code)} />
        ))}
        <Choice label={t('queue:unsure')} onPress={() => take(null)} />
      </div>
    </Screen>
  );
}

function Ways({ speak }: { readonly speak: readonly string[] }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  return (
    <>
      <Button icon="back" onPress={() => void act(() => core.queue.close())}>
        {t('common:back')}
      </Button>
      <ListenButton speak={speak} />
    </>
  );
}

function Taken({ screen }: { readonly screen: ScreenOf<'queue'> }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const { ticket } = screen;
  if (ticket === null) return null;
  const { number, ahead, waitMinutes } = ticket;
  const title = t('queue:yours', { number });
  const lines = [
    ahead === 0 ? t('queue:next') : t('queue:ahead', { count: ahead }),
    ...(ahead > 0 && waitMinutes !== null ? [t('queue:wait', { minutes: waitMinutes })] : []),
    t('queue:called'),
  ];
  const speak = [title, ...lines];
  return (
    <Screen
      key="taken"
      title={title}
      layout="column"
      speak={speak}
      footerStart={<ListenButton speak={speak} />}
      secondary={{ label: t('queue:print'), onPress: () => act(() => core.queue.print()) }}
      primary={{ label: t('queue:done'), onPress: () => act(() => core.queue.close()) }}
    >
      <p className="queue-number" aria-hidden="true">
        {number}
      </p>
      {lines.map((line) => (
        <p key={line} className="queue-line">
          {line}
        </p>
      ))}
    </Screen>
  );
}
