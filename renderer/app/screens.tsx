/** Which component draws which screen of the view. */
import { type ComponentType, lazy, type ReactNode } from 'react';
import type { Screen, ScreenName, ScreenOf } from '../../electron/contract/view';
import { AccountCodeScreen } from '../screens/accountCode/accountCode';
import { AccountDoneScreen } from '../screens/accountDone/accountDone';
import { AccountPasswordScreen } from '../screens/accountPassword/accountPassword';
import { AccountPhoneScreen } from '../screens/accountPhone/accountPhone';
import { CardConfirmScreen } from '../screens/cardConfirm/cardConfirm';
import { CheckScreen } from '../screens/check/check';
import { ChooseScreen } from '../screens/choose/choose';
import { ConsentScreen } from '../screens/consent/consent';
import { FarewellScreen } from '../screens/farewell/farewell';
import { GoalScreen } from '../screens/goal/goal';
import { IdentifyScreen } from '../screens/identify/identify';
import { IdentityFormScreen } from '../screens/identityForm/identityForm';
import { LookupScreen } from '../screens/lookup/lookup';
import { PapersScreen } from '../screens/papers/papers';
import { PrefilledScreen } from '../screens/prefilled/prefilled';
import { QuestionScreen } from '../screens/question/question';
import { RatingScreen } from '../screens/rating/rating';
import { ReadyScreen } from '../screens/ready/ready';
import { ResultScreen } from '../screens/result/result';
import { ResumeScreen } from '../screens/resume/resume';
import { SubmittingScreen } from '../screens/submitting/submitting';
import { WelcomeScreen } from '../screens/welcome/welcome';

/** Helpers' pages, with their texts: fetched when one is opened, not before a resident's first. */
const OfficeScreen = lazy(async () => {
  const { OfficeScreen: screen } = await import('../office/office');
  return { default: screen };
});

/** Taking a number is nobody's first page either. */
const QueueScreen = lazy(async () => {
  const { QueueScreen: screen } = await import('../screens/queue/queue');
  return { default: screen };
});

/** An officer's one page, with the helpers' texts. */
const OfficerSheetScreen = lazy(async () => {
  const { OfficerSheetScreen: screen } = await import('../officer/officer-sheet');
  return { default: screen };
});

type Screens = { readonly [N in ScreenName]: ComponentType<{ readonly screen: ScreenOf<N> }> };

/** Each screen gets its own part of the view; a screen without a component does not compile. */
export const SCREENS: Screens = {
  welcome: WelcomeScreen,
  resume: ResumeScreen,
  goal: GoalScreen,
  consent: ConsentScreen,
  identify: IdentifyScreen,
  identityForm: IdentityFormScreen,
  cardConfirm: CardConfirmScreen,
  accountPhone: AccountPhoneScreen,
  accountPassword: AccountPasswordScreen,
  accountCode: AccountCodeScreen,
  accountDone: AccountDoneScreen,
  choose: ChooseScreen,
  ready: ReadyScreen,
  prefilled: PrefilledScreen,
  question: QuestionScreen,
  papers: PapersScreen,
  check: CheckScreen,
  submitting: SubmittingScreen,
  result: ResultScreen,
  rating: RatingScreen,
  lookup: LookupScreen,
  queue: QueueScreen,
  office: OfficeScreen,
  officerSheet: OfficerSheetScreen,
  farewell: FarewellScreen,
};

/** Draws `screen` with the component of its name. */
export function drawScreen(screen: Screen): ReactNode {
  const Drawn = SCREENS[screen.name] as ComponentType<{ readonly screen: Screen }>;
  return <Drawn screen={screen} />;
}
