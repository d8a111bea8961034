/** One lesson: what to know, a task the machine sees done, three questions. */
import { useId } from 'react';
import type {
  LessonCard,
  LessonQuestion,
  LessonView,
} from '../../../electron/contract/office/training';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Card, Choice, Icon, Notice } from '../../components';
import { OfficeFrame } from '../office-frame/office-frame';

export function Lesson(props: {
  readonly lesson: LessonView;
  readonly lessons: readonly LessonCard[];
}) {
  const { lesson, lessons } = props;
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const { parts } = lesson.task;
  const next = lessons[lesson.number];
  const passed = lesson.state === 'done';
  return (
    <OfficeFrame
      title={t('training:lessonTitle', { number: lesson.number, title: local(lesson.title) })}
      actions={
        <>
          <Button onPress={() => void act(() => core.training.close())}>
            {t('training:back')}
          </Button>
          {passed && next ? (
            <Button
              variant="primary"
              onPress={() => void act(() => core.training.open({ lesson: next.id }))}
            >
              {t('training:next')}
            </Button>
          ) : null}
        </>
      }
    >
      {passed ? <Notice kind="done">{t('training:passed')}</Notice> : null}
      <div className="training-text">
        {lesson.text.map((paragraph) => (
          <p key={paragraph.vi}>{local(paragraph)}</p>
        ))}
      </div>
      <Card tone="soft" title={t('training:task')}>
        <p>{local(lesson.task.text)}</p>
        <ul className="training-parts">
          {parts.map((part) => (
            <li key={part.fact} className={part.done ? 'training-part-done' : undefined}>
              <span className="training-mark">{part.done ? <Icon name="check" /> : null}</span>
              <span>
                {local(part.text)}
                <span className="visually-hidden">
                  {` · ${part.done ? t('training:done') : t('training:notDone')}`}
                </span>
              </span>
            </li>
          ))}
        </ul>
        <div>
          <Button variant="primary" onPress={() => void act(() => core.training.practise())}>
            {parts.some(({ done }) => done) ? t('training:beginAgain') : t('training:begin')}
          </Button>
        </div>
      </Card>
      <h2 className="training-heading">{t('training:questions')}</h2>
      {lesson.questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
    </OfficeFrame>
  );
}

function Question({ question }: { readonly question: LessonQuestion }) {
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const heading = useId();
  const { id, answered } = question;
  return (
    <section className="training-question" aria-labelledby={heading}>
      <h3 id={heading}>{local(question.text)}</h3>
      {question.options.map((option, index) => (
        <Choice
          key={option.vi}
          label={local(option)}
          selected={answered?.option === index}
          isDisabled={answered?.right === true && answered.option !== index}
          onPress={() => void act(() => core.training.answer({ question: id, option: index }))}
        />
      ))}
      {answered === null ? null : (
        <Notice
          kind={answered.right ? 'done' : 'warning'}
          title={answered.right ? t('training:right') : t('training:wrong')}
        >
          <p>{local(answered.explanation)}</p>
        </Notice>
      )}
    </section>
  );
}
