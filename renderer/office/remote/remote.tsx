/** Help by phone, at the helper's machine: which question somebody sees, and pointing at it. */
import { useState } from 'react';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import type { HelperNote } from '../../../electron/contract/pack';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Choice, Notice, TextBox } from '../../components';
import { OfficeFrame } from '../office-frame/office-frame';
import './remote.css';

type Page = OfficePageOf<'remote'>;
type Joined = NonNullable<Page['joined']>;
type Question = NonNullable<Joined['question']>;

export function RemotePage({ page }: { readonly page: Page }) {
  const { t } = useText();
  if (page.link === 'none') {
    return (
      <OfficeFrame title={t('remoteHelp:title')}>
        <Notice kind="info">{t('remoteHelp:noExchange')}</Notice>
      </OfficeFrame>
    );
  }
  if (page.joined === null) return <JoinForm page={page} />;
  return <JoinedMachine joined={page.joined} link={page.link} />;
}

/** The machine's number and the six digits, as they are read over the phone. */
function JoinForm({ page }: { readonly page: Page }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const [picked, setPicked] = useState<number | null>(null);
  const [code, setCode] = useState('');
  const [asking, setAsking] = useState(false);
  const [only] = page.waiting.length === 1 ? page.waiting : [];
  const machine = page.waiting.some((each) => each.machine === picked)
    ? picked
    : (only?.machine ?? null);
  const join = async () => {
    if (machine === null || asking) return;
    setAsking(true);
    await act(() => core.fleet.join({ machine, code }));
    setAsking(false);
  };
  return (
    <OfficeFrame
      title={t('remoteHelp:title')}
      hint={t('remoteHelp:hint')}
      actions={
        <Button
          variant="primary"
          isDisabled={machine === null}
          isPending={asking}
          onPress={() => void join()}
        >
          {t('remoteHelp:join')}
        </Button>
      }
    >
      <LinkNotice link={page.link} />
      {page.waiting.length === 0 ? (
        <Notice kind="info">{t('remoteHelp:nobodyWaits')}</Notice>
      ) : (
        <section className="remote-machines" aria-label={t('remoteHelp:whichMachine')}>
          {page.waiting.map((each) => (
            <Choice
              key={each.machine}
              label={t('remote:machine', { machine: each.machine })}
              selected={each.machine === machine}
              onPress={() => setPicked(each.machine)}
            />
          ))}
        </section>
      )}
      <TextBox
        label={t('remoteHelp:code')}
        inputMode="numeric"
        look="number"
        widthInLetters={8}
        maxLength={12}
        value={code}
        onChange={setCode}
        onSubmit={() => void join()}
      />
    </OfficeFrame>
  );
}

function LinkNotice({ link }: { readonly link: Page['link'] }) {
  const { t } = useText();
  if (link === 'connected' || link === 'none') return null;
  return <Notice kind="warning">{t(`remoteHelp:link_${link}`)}</Notice>;
}

function JoinedMachine(props: { readonly joined: Joined; readonly link: Page['link'] }) {
  const { joined, link } = props;
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const { machine, state, procedure, paper, question } = joined;
  const place = [procedure, paper].filter((each) => each !== null).map(local);
  return (
    <OfficeFrame
      title={t('remoteHelp:machineTitle', { machine })}
      hint={[...place, t(`steps:${joined.screen}`)].join(' · ')}
      actions={
        <Button variant="primary" onPress={() => void act(() => core.fleet.leave())}>
          {state === 'ended' ? t('remoteHelp:another') : t('remoteHelp:leave')}
        </Button>
      }
    >
      <LinkNotice link={link} />
      {state === 'ended' ? <Notice kind="done">{t('remoteHelp:ended')}</Notice> : null}
      {state === 'lost' ? <Notice kind="warning">{t('remoteHelp:lost')}</Notice> : null}
      {state === 'ended' ? null : question === null ? (
        <p>{t('remoteHelp:noQuestion')}</p>
      ) : (
        <QuestionThere question={question} highlight={joined.highlight} />
      )}
    </OfficeFrame>
  );
}

/** The question as the pack has it; a press lights the place up there. */
function QuestionThere(props: {
  readonly question: Question;
  readonly highlight: Joined['highlight'];
}) {
  const { question, highlight } = props;
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const { path } = question;
  const shown = highlight?.path === path ? highlight : null;
  const point = (option: number | null, isOn: boolean) =>
    void act(() => core.fleet.point({ at: isOn ? null : { path, option } }));
  const whole = shown !== null && shown.option === null;
  return (
    <div className="remote-question">
      <section>
        <h2 className="remote-words">{local(question.question)}</h2>
        {question.hint ? <p>{local(question.hint)}</p> : null}
        <p>{t('remoteHelp:pressToPoint')}</p>
        <div className="remote-places">
          <Choice
            label={t('remoteHelp:thisField')}
            selected={whole}
            onPress={() => point(null, whole)}
          />
          {question.options.map((option, index) => {
            const isOn = shown?.option === index;
            return (
              <Choice
                // biome-ignore lint/suspicious/noArrayIndexKey: the index is what is pointed at
                key={index}
                label={local(option)}
                selected={isOn}
                onPress={() => point(index, isOn)}
              />
            );
          })}
        </div>
      </section>
      <Notes help={question.help} />
    </div>
  );
}

/** What the helper reads while talking: from the pack, as beside a resident. */
function Notes({ help }: { readonly help: HelperNote }) {
  const { t, local } = useText();
  const notes = [
    { title: t('remoteHelp:say'), text: help.say },
    { title: t('remoteHelp:means'), text: help.means },
    { title: t('remoteHelp:mistakes'), text: help.mistakes },
    { title: t('remoteHelp:example'), text: help.example },
    { title: t('remoteHelp:whoKnows'), text: help.whoKnows },
  ];
  return (
    <dl className="remote-notes">
      {notes.map(({ title, text }) =>
        text === undefined ? null : (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{local(text)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
