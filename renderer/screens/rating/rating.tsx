import { lazy, Suspense, useState } from 'react';
import type { NextTimeView } from '../../../electron/contract/remember';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { type Texts, useText } from '../../app/use-text';
import { Choice, Screen } from '../../components';
import { type Face, FaceDrawing } from './face-drawing';
import './rating.css';

/** Nobody's first page. */
const NextTime = lazy(async () => {
  const { NextTime: next } = await import('./next-time');
  return { default: next };
});
const Practised = lazy(async () => {
  const { Practised: practised } = await import('../../practice/practised');
  return { default: practised };
});

const FACES: readonly Face[] = ['good', 'fair', 'bad'];

/** Fixed reasons: free text would sooner or later hold somebody's name. */
const REASONS = ['waited', 'hardWords', 'machine', 'papers', 'other'] as const;

function faceText(face: Face, t: Texts['t']): string {
  const texts: Record<Face, string> = {
    good: t('rating:good'),
    fair: t('rating:fair'),
    bad: t('rating:bad'),
  };
  return texts[face];
}

function reasonText(reason: (typeof REASONS)[number], t: Texts['t']): string {
  const texts: Record<(typeof REASONS)[number], string> = {
    waited: t('rating:reason.waited'),
    hardWords: t('rating:reason.hardWords'),
    machine: t('rating:reason.machine'),
    papers: t('rating:reason.papers'),
    other: t('rating:reason.other'),
  };
  return texts[reason];
}

/** What is read aloud of "Lần sau": what would be kept is heard before it is chosen. */
function nextWords(next: NextTimeView | null, t: Texts['t']): string[] {
  if (!next) return [];
  const remember =
    next.remember === 'known'
      ? [t('remember:known')]
      : [t('remember:remember'), t('remember:kept')];
  return [t('remember:who'), t('remember:optional'), ...remember];
}

/** The end: three faces; after a practice run, in earnest or once more. */
export function RatingScreen({ screen }: { readonly screen: ScreenOf<'rating'> }) {
  return screen.practised ? (
    <Practised lesson={screen.practised.lesson} />
  ) : (
    <Faces next={screen.nextTime ?? null} />
  );
}

/** Three faces; the best one is done at once, the others may say why. Anyone may skip. */
function Faces({ next }: { readonly next: NextTimeView | null }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const [face, setFace] = useState<Face | null>(null);
  const rate = (chosen: Face | null, reason?: string) =>
    act(() => core.session.rate({ face: chosen, ...(reason === undefined ? {} : { reason }) }));
  const title = face === null ? t('rating:title') : t('rating:whyTitle');
  const hint = face === null ? t('rating:hint') : t('rating:whyHint');
  return (
    <Screen
      key={String(face === null)}
      title={title}
      hint={<p>{hint}</p>}
      layout={face === null ? 'wide' : 'column'}
      step={t('rating:step')}
      speak={[
        title,
        hint,
        ...(face === null
          ? [...FACES.map((each) => faceText(each, t)), ...nextWords(next, t)]
          : REASONS.map((each) => reasonText(each, t))),
      ]}
      primary={{
        label: face === null ? t('rating:skip') : t('rating:noReason'),
        variant: 'secondary',
        onPress: () => rate(face),
      }}
      hideBack
    >
      {face === null ? (
        <div className={next ? 'rating-faces rating-faces-brief' : 'rating-faces'}>
          {FACES.map((each) => (
            <button
              key={each}
              type="button"
              className={`rating-face rating-${each}`}
              onClick={() => (each === 'good' ? void rate('good') : setFace(each))}
            >
              <FaceDrawing face={each} />
              <span>{faceText(each, t)}</span>
            </button>
          ))}
        </div>
      ) : (
        <div className="rating-reasons">
          {REASONS.map((each) => (
            <Choice key={each} label={reasonText(each, t)} onPress={() => void rate(face, each)} />
          ))}
        </div>
      )}
      {face === null && next ? (
        <Suspense fallback={<div data-loading />}>
          <NextTime next={next} />
        </Suspense>
      ) : null}
    </Screen>
  );
}
