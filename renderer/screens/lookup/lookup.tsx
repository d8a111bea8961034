import { useState } from 'react';
import type { DossierCourse, ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useFailure, useSetFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Card, Notice, Screen, TextBox, Waiting } from '../../components';
import { writeMoment, writeWeekday } from '../../fields/shared/moment';
import './lookup.css';
import { isOver, statusText } from './status-text';

/** Characters the contract carries. */
const MAX_SENT_LENGTH = 20_000;

/** Where a dossier is, by its number, in plain words. */
export function LookupScreen({ screen }: { readonly screen: ScreenOf<'lookup'> }) {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const failure = useFailure() ?? screen.failure;
  const setFailure = useSetFailure();
  const [number, setNumber] = useState(screen.number);
  const [again, setAgain] = useState(false);
  const find = async () => {
    setAgain(false);
    if (number.trim() === '') setFailure({ reason: 'LOOKUP_BAD_NUMBER' });
    else await act(() => core.lookup.find({ number: number.slice(0, MAX_SENT_LENGTH) }));
  };
  const { course } = screen;
  if (course !== null && !again) {
    return <Course course={course} onAgain={() => setAgain(true)} />;
  }
  const title = t('lookup:title');
  const hint = t('lookup:hint');
  return (
    <Screen
      key="ask"
      title={title}
      hint={<p>{hint}</p>}
      layout="split"
      drawing="slip"
      sidePlace="right"
      speak={[title, hint, ...(failure === null ? [] : [reason(failure)])]}
      hideFailure
      primary={{ label: t('lookup:find'), onPress: find, isPending: screen.busy }}
    >
      {failure === null || screen.busy ? null : <Notice kind="error">{reason(failure)}</Notice>}
      <TextBox
        label={t('lookup:label')}
        autoFocus
        look="number"
        value={number}
        {...(failure === null || screen.busy ? {} : { error: t('lookup:kept') })}
        onChange={setNumber}
        onSubmit={() => void find()}
      />
      {screen.busy ? <Waiting label={t('lookup:busy')} /> : null}
    </Screen>
  );
}

function Course(props: { readonly course: DossierCourse; readonly onAgain: () => void }) {
  const { t, language } = useText();
  const { course } = props;
  const last = course.timeline.at(-1);
  const over = last !== undefined && isOver(last.status);
  const due =
    course.dueAt === null
      ? t('lookup:dueUnknown')
      : t('lookup:due', { day: writeWeekday(course.dueAt, language) });
  const now = last === undefined ? t('lookup:noStatus') : statusText(last.status, t).name;
  const todo = last === undefined ? '' : statusText(last.status, t).todo;
  return (
    <Screen
      key="course"
      title={now}
      hint={todo === '' ? undefined : <p>{todo}</p>}
      layout="wide"
      speak={[
        now,
        todo,
        course.overdue ? `${t('lookup:overdueTitle')}. ${t('lookup:overdueBody')}` : due,
      ]}
      secondary={{ label: t('lookup:again'), onPress: props.onAgain }}
    >
      <div className="lookup-columns">
        <Card>
          <p className="lookup-number">{course.number}</p>
          <p>{course.procedureName}</p>
          <p className="muted">
            {t('lookup:submitted', { moment: writeMoment(course.submittedAt) })}
          </p>
          {over ? null : (
            <p>
              <b>{due}</b>
            </p>
          )}
          {course.overdue ? (
            <Notice kind="warning" title={t('lookup:overdueTitle')}>
              <p>{t('lookup:overdueBody')}</p>
            </Notice>
          ) : null}
        </Card>
        <ol className="lookup-timeline" aria-label={t('lookup:timeline')}>
          {course.timeline.map((entry, index) => {
            const isLast = index === course.timeline.length - 1;
            return (
              <li
                key={`${entry.at} ${entry.status}`}
                className={isLast ? 'lookup-entry lookup-entry-now' : 'lookup-entry'}
              >
                <p className="lookup-entry-name">
                  {statusText(entry.status, t).name}
                  {isLast ? <b> · {t('lookup:now')}</b> : null}
                </p>
                <p className="muted">{writeMoment(entry.at)}</p>
                {entry.note === '' ? null : <p>{entry.note}</p>}
              </li>
            );
          })}
        </ol>
      </div>
    </Screen>
  );
}
