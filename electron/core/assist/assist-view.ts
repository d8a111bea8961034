/** The screen of the moment as it may be shown with a panel open, and the panel itself. */
import type { AssistView } from '../../contract/assist';
import { LEVELS } from '../../contract/roles';
import type { Screen } from '../../contract/view';
import { packOf } from '../dossiers/dossier-context';
import type { Kiosk } from '../kiosk/kiosk';
import { maskScreen, SECRET_SCREENS } from './masking';
import { canHandOver } from './officer';
import { may } from './roles';
import { liveLevel } from './step-watch';

/** `screen` masked where a panel is open, with the panel's own view; else as it is. */
export function withHelper(
  kiosk: Kiosk,
  screen: Screen,
): { screen: Screen; assist: AssistView | null } {
  const { panel } = kiosk.state;
  const current = kiosk.runtime.current();
  const level = liveLevel(kiosk);
  if (!panel || !current || !level) return { screen, assist: null };
  const fields = packOf(kiosk.packs, current.data)?.fields ?? [];
  const shown = typedNow(kiosk, screen)
    ? screen
    : maskScreen(screen, (path) => fields.find(({ key }) => key === path));
  const lookAway = SECRET_SCREENS.has(screen.name);
  const { role, name } = panel.helper;
  return {
    screen: shown,
    assist: {
      helperName: name,
      role,
      level: LEVELS[level.level] ?? 'self',
      mayType: !lookAway && may(role, 'typeForResident'),
      mayEnterOnBehalf:
        !lookAway && current.data.procedureCode !== null && may(role, 'enterOnBehalf'),
      mayHandOver: canHandOver(kiosk, role),
      keyboard: level.keyboard,
      mandate: level.mandate ? panel.mandate : null,
      asked: panel.asked,
      notes: screen.name === 'question' ? screen.field.help : null,
      answerHidden: answerHidden(screen, shown, panel.papersShown),
      lookAway,
      papersShown: panel.papersShown,
      openForSeconds: Math.max(0, Math.floor((kiosk.monotonicMs() - panel.openedAtMs) / 1_000)),
      secondsLeft: panel.secondsLeft,
    },
  };
}

/** The answer on screen was given since the panel opened: it is shown as it is typed. */
function typedNow({ state }: Kiosk, screen: Screen): boolean {
  const { panel, doubt } = state;
  if (screen.name !== 'question' || !panel) return false;
  // Suggestions come from the card and from earlier answers.
  if (screen.suggestions.length > 0) return false;
  if (doubt?.path === screen.path) return doubt !== panel.oldDoubt;
  return panel.typedPath === screen.path;
}

/** Whether the page must forget what it drew before: something of it is hidden now. */
function answerHidden(screen: Screen, shown: Screen, papersShown: boolean): boolean {
  if (screen.name === 'papers') return !papersShown;
  if (screen.name === 'question' && shown.name === 'question') {
    return screen.answer !== null && shown.answer === null;
  }
  return JSON.stringify(screen) !== JSON.stringify(shown);
}
