import type { Channel } from '../../../electron/contract/pack';
import type { ReadyView, ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { type Texts, useText } from '../../app/use-text';
import { Button, Card, Icon, Screen, Tag } from '../../components';
import { writeNumber } from '../../fields/shared/number-text';
import './ready.css';

/** `2026-11-21` as people here write it. */
function dayOf(isoDate: string): string {
  return isoDate.split('-').reverse().join('/');
}

function feeText(fee: ReadyView['fees'][number], { t, local, language }: Texts): string {
  if (fee.amountVnd === null) return t('ready:fee.unknown');
  if (fee.amountVnd === 0) return t('ready:fee.none');
  const amount = t('ready:fee.amount', { amount: writeNumber(fee.amountVnd, language) });
  return fee.per === undefined ? amount : `${amount} ${local(fee.per)}`;
}

/** Before the questions: papers, fee, time, online against at the counter, a list to take home. */
export function ReadyScreen({ screen }: { readonly screen: ScreenOf<'ready'> }) {
  const texts = useText();
  const { t, local } = texts;
  const core = useCore();
  const act = useAct();
  const { ready } = screen;
  const needed = ready.papers.filter((paper) => paper.required);
  const maybe = ready.papers.filter((paper) => !paper.required);
  const title = t('ready:title');
  const name = local(ready.name);
  const questions = t('ready:questions', { count: ready.questions });
  return (
    <Screen
      title={title}
      hint={
        <p>
          <b className="ready-name">{name}</b>
          {` · ${questions}`}
        </p>
      }
      layout="wide"
      step={t('ready:step')}
      speak={[
        title,
        name,
        needed.length === 0 ? t('ready:papers.none') : t('ready:papers.needed'),
        ...needed.map((paper) => local(paper.name)),
        ...(['online', 'counter'] as const).map((channel) => spokenChannel(channel, ready, texts)),
        t('ready:fee.decides'),
        ...ready.goodToKnow.map(local),
        questions,
      ]}
      primary={{ label: t('ready:begin'), onPress: () => act(() => core.procedures.begin()) }}
    >
      <div className="ready-columns">
        <Card title={t('ready:papers.needed')}>
          {needed.length === 0 ? <p>{t('ready:papers.none')}</p> : <Papers papers={needed} />}
          {maybe.length === 0 ? null : (
            <>
              <h3 className="ready-sub">{t('ready:papers.maybe')}</h3>
              <Papers papers={maybe} />
            </>
          )}
        </Card>
        <Channels ready={ready} />
      </div>
      {ready.goodToKnow.length === 0 ? null : (
        <Card tone="soft" title={t('ready:goodToKnow')}>
          <ul className="ready-list">
            {ready.goodToKnow.map((text) => (
              <li key={text.vi}>{local(text)}</li>
            ))}
          </ul>
        </Card>
      )}
      <Print state={screen.printState} />
    </Screen>
  );
}

function Papers({ papers }: { readonly papers: ReadyView['papers'] }) {
  const { local } = useText();
  return (
    <ul className="ready-list">
      {papers.map((paper) => (
        <li key={paper.name.vi}>
          {local(paper.name)}
          {paper.hint ? <p className="muted ready-hint">{local(paper.hint)}</p> : null}
        </li>
      ))}
    </ul>
  );
}

function ofChannel(channel: Channel, ready: ReadyView) {
  return {
    times: ready.times.filter((time) => time.channel === channel),
    fees: ready.fees.filter((fee) => fee.channel === channel),
  };
}

function spokenChannel(channel: Channel, ready: ReadyView, texts: Texts): string {
  const { t, local } = texts;
  const { times, fees } = ofChannel(channel, ready);
  const head = channel === 'online' ? t('ready:online') : t('ready:counter');
  const time = times.map((each) => local(each.text)).join('; ') || t('ready:time.unknown');
  const fee = fees.map((each) => feeText(each, texts)).join('; ') || t('ready:fee.unknown');
  return `${head}: ${t('ready:time.label')} ${time}. ${t('ready:fee.label')} ${fee}.`;
}

/** Online beside at the counter: time and fee, unknown shown as unknown. */
function Channels({ ready }: { readonly ready: ReadyView }) {
  const texts = useText();
  const { t, local } = texts;
  const channels = [
    { channel: 'online', head: t('ready:online') },
    { channel: 'counter', head: t('ready:counter') },
  ] as const;
  const checkedOn = ready.fees.map((fee) => fee.checkedOn).sort()[0];
  return (
    <Card>
      <div className="ready-channels">
        {channels.map(({ channel, head }) => {
          const { times, fees } = ofChannel(channel, ready);
          return (
            <section key={channel} className="ready-channel">
              <h2 className="ready-sub">{head}</h2>
              <div className="ready-fact">
                <Icon name="clock" />
                <p>
                  <span className="muted">{t('ready:time.label')}</span>
                  <br />
                  <b>
                    {times.map((time) => local(time.text)).join('; ') || t('ready:time.unknown')}
                  </b>
                </p>
              </div>
              <div className="ready-fact">
                <Icon name="money" />
                <div>
                  <p className="muted">{t('ready:fee.label')}</p>
                  {fees.length === 0 ? <b>{t('ready:fee.unknown')}</b> : null}
                  {fees.map((fee) => (
                    <div key={`${fee.amountVnd}-${fee.per?.vi}-${fee.note?.vi}`}>
                      <b>{feeText(fee, texts)}</b>
                      {fee.note ? <p className="muted ready-hint">{local(fee.note)}</p> : null}
                    </div>
                  ))}
                </div>
              </div>
            </section>
          );
        })}
      </div>
      <p className="muted ready-hint">
        {t('ready:fee.decides')}
        {checkedOn ? ` ${t('ready:fee.checkedOn', { day: dayOf(checkedOn) })}` : null}
      </p>
    </Card>
  );
}

/** Stop here with a list to take home; says what the printer did. */
function Print({ state }: { readonly state: ScreenOf<'ready'>['printState'] }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  return (
    <div className="ready-print">
      <p>{t('ready:print.why')}</p>
      <Button
        icon="printer"
        isPending={state === 'printing'}
        onPress={() => void act(() => core.procedures.printChecklist())}
      >
        {t('ready:print.button')}
      </Button>
      <span role="status">
        {state === 'printing' ? <Tag>{t('ready:print.printing')}</Tag> : null}
        {state === 'handedOver' || state === 'confirmed' ? (
          <Tag tone="done">{t('ready:print.handedOver')}</Tag>
        ) : null}
        {state === 'saved' ? <Tag tone="done">{t('ready:print.saved')}</Tag> : null}
        {state === 'failed' ? <Tag tone="warning">{t('ready:print.failed')}</Tag> : null}
      </span>
    </div>
  );
}
