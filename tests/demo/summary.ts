/** What the demonstration writes down about itself. */
import type { Album } from './album';
import { type Doings, FORMULA, modelledSeconds, OPERATORS } from './keystroke-model';
import type { DemoOptions } from './options';
import type { Journey } from './resident';

const rounded = ({ waitsMs, ...rest }: Doings) => ({ ...rest, waitsMs: Math.round(waitsMs) });

/** The content of summary.json; `said` is one line for the terminal. */
export function summaryOf(options: DemoOptions, journey: Journey, album: Album) {
  const { doings, times, dossierNumber, refusal, afterwards } = journey;
  const seconds = modelledSeconds(doings);
  const amount = `${doings.screens} screens, ${doings.taps} taps, ${doings.keystrokes} keystrokes`;
  const said =
    refusal === null
      ? `${options.procedure}: ${dossierNumber} after ${amount}: ${seconds} modelled seconds.`
      : `${options.procedure}: the card was refused: ${refusal}.`;
  return {
    said,
    procedure: options.procedure,
    language: options.language,
    textSize: options.textSize,
    outcome: refusal === null ? 'submitted' : 'refused',
    ...(refusal === null ? {} : { reason: refusal }),
    dossierNumber,
    ...rounded(doings),
    modelledSeconds: seconds,
    model: {
      name: 'keystroke-level model',
      source: 'Card, Moran, Newell, Communications of the ACM 23(7), 1980',
      covers:
        refusal === null
          ? 'from the welcome screen to the dossier number'
          : 'from the welcome screen to the refused card',
      formula: FORMULA,
      ...OPERATORS,
    },
    /** Wall milliseconds from the action (or the screen before, later) to the painted screen. */
    steps: times.map(({ screen, mark, waitMs }) => ({ screen, mark, ms: Math.round(waitMs) })),
    /** Saving the slip, ending and rating, after the number. */
    afterwards: { ...rounded(afterwards), modelledSeconds: modelledSeconds(afterwards) },
    pictures: album.pictures,
  };
}
