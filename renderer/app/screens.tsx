/** Which component draws which screen of the view. */
import type { ComponentType, ReactNode } from 'react';
import type { Screen, ScreenName, ScreenOf } from '../../electron/contract/view';
import { CardConfirmScreen } from '../screens/cardConfirm/cardConfirm';
import { ChooseScreen } from '../screens/choose/choose';
import { ConsentScreen } from '../screens/consent/consent';
import { FarewellScreen } from '../screens/farewell/farewell';
import { GoalScreen } from '../screens/goal/goal';
import { IdentifyScreen } from '../screens/identify/identify';
import { IdentityFormScreen } from '../screens/identityForm/identityForm';
import { ReadyScreen } from '../screens/ready/ready';
import { ResumeScreen } from '../screens/resume/resume';
import { WelcomeScreen } from '../screens/welcome/welcome';

type Screens = { readonly [N in ScreenName]: ComponentType<{ readonly screen: ScreenOf<N> }> };

/** Each screen gets its own part of the view; a screen without a component does not compile. */
export const SCREENS: Partial<Screens> = {
  welcome: WelcomeScreen,
  resume: ResumeScreen,
  goal: GoalScreen,
  consent: ConsentScreen,
  identify: IdentifyScreen,
  identityForm: IdentityFormScreen,
  cardConfirm: CardConfirmScreen,
  choose: ChooseScreen,
  ready: ReadyScreen,
  farewell: FarewellScreen,
};

/** Draws `screen` with the component of its name. */
export function drawScreen(screen: Screen): ReactNode {
  const Drawn = SCREENS[screen.name] as ComponentType<{ readonly screen: Screen }>;
  return <Drawn screen={screen} />;
}
