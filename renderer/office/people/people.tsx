/** Who may help at this machine: added, given a new PIN, unlocked, removed. */
import { useState } from 'react';
import type { OfficePageOf } from '../../../electron/contract/office/office';
import type { PersonView } from '../../../electron/contract/office/people';
import { useAct, useCore, useSetFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Dialog, Notice } from '../../components';
import { Tag } from '../../components/card';
import { OfficeFrame } from '../office-frame/office-frame';
import { AddPerson, ResetPin } from './person-forms';
import './people.css';

type Task = { kind: 'list' } | { kind: 'add' } | { kind: 'resetPin'; id: string };

export function PeoplePage({ page }: { readonly page: OfficePageOf<'people'> }) {
  const { t } = useText();
  const setFailure = useSetFailure();
  const [task, setTask] = useState<Task>({ kind: 'list' });
  const [done, setDone] = useState<string | null>(null);
  const back = (message: string | null) => {
    setFailure(null);
    setDone(message);
    setTask({ kind: 'list' });
  };
  const open = (next: Task) => {
    setFailure(null);
    setDone(null);
    setTask(next);
  };
  if (task.kind === 'add') return <AddPerson onBack={back} />;
  const chosen =
    task.kind === 'resetPin' ? page.people.find(({ id }) => id === task.id) : undefined;
  if (chosen) return <ResetPin person={chosen} onBack={back} />;
  return (
    <OfficeFrame
      title={t('people:title')}
      hint={t('people:hint')}
      actions={
        <Button variant="primary" icon="plus" onPress={() => open({ kind: 'add' })}>
          {t('people:add')}
        </Button>
      }
    >
      {done === null ? null : <Notice kind="done">{done}</Notice>}
      {page.noWardOfficer ? <Notice kind="warning">{t('people:noWardOfficer')}</Notice> : null}
      <ul className="people">
        {page.people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            onResetPin={() => open({ kind: 'resetPin', id: person.id })}
            onDone={setDone}
          />
        ))}
      </ul>
    </OfficeFrame>
  );
}

function PersonRow(props: {
  readonly person: PersonView;
  readonly onResetPin: () => void;
  readonly onDone: (message: string | null) => void;
}) {
  const { person, onResetPin, onDone } = props;
  const { name } = person;
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const [removing, setRemoving] = useState(false);
  const named = (label: string) => `${label}: ${name}`;
  const unlock = async () => {
    const answer = await act(() => core.people.unlock({ helperId: person.id }));
    onDone(answer.ok ? t('people:unlocked', { name }) : null);
  };
  const remove = async () => {
    setRemoving(false);
    const answer = await act(() => core.people.remove({ helperId: person.id }));
    onDone(answer.ok ? t('people:removed', { name }) : null);
  };
  return (
    <li className="person">
      <div className="person-who">
        <p className="person-name">{name}</p>
        <p className="muted">{t(`office:role.${person.role}`)}</p>
      </div>
      <div className="person-tags">
        {person.self ? <Tag>{t('people:self')}</Tag> : null}
        {person.onShift ? <Tag tone="done">{t('signIn:onShift')}</Tag> : null}
        {person.locked ? <Tag tone="warning">{t('people:locked')}</Tag> : null}
      </div>
      <div className="person-actions">
        {person.may.unlock ? (
          <Button onPress={() => void unlock()} aria-label={named(t('people:unlock'))}>
            {t('people:unlock')}
          </Button>
        ) : null}
        {person.may.resetPin ? (
          <Button
            variant="quiet"
            onPress={onResetPin}
            aria-label={named(t('people:resetPin.open'))}
          >
            {t('people:resetPin.open')}
          </Button>
        ) : null}
        {person.may.remove ? (
          <Button
            variant="quiet"
            onPress={() => setRemoving(true)}
            aria-label={named(t('people:remove.open'))}
          >
            {t('people:remove.open')}
          </Button>
        ) : null}
      </div>
      <Dialog
        title={t('people:remove.title', { name })}
        isOpen={removing}
        onClose={() => setRemoving(false)}
        actions={
          <>
            <Button onPress={() => setRemoving(false)} autoFocus>
              {t('people:remove.keep')}
            </Button>
            <Button variant="danger" onPress={() => void remove()}>
              {t('people:remove.confirm')}
            </Button>
          </>
        }
      >
        <p>{t('people:remove.body')}</p>
      </Dialog>
    </li>
  );
}
