import { useState } from 'react';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { type Texts, useText } from '../../app/use-text';
import { Choice, Screen } from '../../components';
import { type Face, FaceDrawing } from './face-drawing';
import './rating.css';

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

/** Three faces; the best one is done at once, the others may say why. Anyone may skip. */
export function RatingScreen(_props: { readonly screen: ScreenOf<'rating'> }) {
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
          ? FACES.map((each) => faceText(each, t))
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
        <div className="rating-faces">
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
    </Screen>
  );
}
