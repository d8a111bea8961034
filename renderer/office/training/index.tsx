/** The training path: the six lessons, or the one that is open. */
import type { OfficePageOf } from '../../../electron/contract/office/office';
import type { LessonCard } from '../../../electron/contract/office/training';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Choice, Icon, Notice } from '../../components';
import { OfficeFrame } from '../office-frame/office-frame';
import { Lesson } from './lesson';
import './training.css';

export function TrainingPage({ page }: { readonly page: OfficePageOf<'training'> }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  if (page.open !== null) return <Lesson lesson={page.open} lessons={page.lessons} />;
  const done = page.lessons.filter(({ state }) => state === 'done').length;
  const of = page.lessons.length;
  return (
    <OfficeFrame title={t('training:title')} hint={t('training:hint')}>
      {done === of && of > 0 ? (
        <Notice kind="done">{t('training:all')}</Notice>
      ) : (
        <p className="training-progress">{t('training:progress', { done, of })}</p>
      )}
      <ol className="training-lessons">
        {page.lessons.map((lesson, index) => (
          <LessonRow
            key={lesson.id}
            lesson={lesson}
            number={index + 1}
            onOpen={() => void act(() => core.training.open({ lesson: lesson.id }))}
          />
        ))}
      </ol>
    </OfficeFrame>
  );
}

function LessonRow(props: {
  readonly lesson: LessonCard;
  readonly number: number;
  readonly onOpen: () => void;
}) {
  const { lesson, number, onOpen } = props;
  const { t, local } = useText();
  return (
    <li className="training-row">
      <Choice
        label={local(lesson.title)}
        hint={`${t('training:minutes', { minutes: lesson.minutes })} · ${t(`training:state.${lesson.state}`)}`}
        drawing={
          <span
            className={lesson.state === 'done' ? 'training-mark training-passed' : 'training-mark'}
          >
            {lesson.state === 'done' ? <Icon name="check" /> : number}
          </span>
        }
        onPress={onOpen}
      />
    </li>
  );
}
