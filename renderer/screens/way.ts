/** The screens of a resident's way after the welcome: one piece of code, fetched behind it. */
import type { ComponentType } from 'react';
import type { ScreenName, ScreenOf } from '../../electron/contract/view';
import { AccountCodeScreen } from './accountCode/accountCode';
import { AccountDoneScreen } from './accountDone/accountDone';
import { AccountPasswordScreen } from './accountPassword/accountPassword';
import { AccountPhoneScreen } from './accountPhone/accountPhone';
import { CardConfirmScreen } from './cardConfirm/cardConfirm';
import { CheckScreen } from './check/check';
import { ChooseScreen } from './choose/choose';
import { ConsentScreen } from './consent/consent';
import { GoalScreen } from './goal/goal';
import { IdentifyScreen } from './identify/identify';
import { IdentityFormScreen } from './identityForm/identityForm';
import { LookupScreen } from './lookup/lookup';
import { PapersScreen } from './papers/papers';
import { PrefilledScreen } from './prefilled/prefilled';
import { QuestionScreen } from './question/question';
import { RatingScreen } from './rating/rating';
import { ReadyScreen } from './ready/ready';
import { ResultScreen } from './result/result';
import { SubmittingScreen } from './submitting/submitting';

/** Screens that are the page's first after a start, a wipe or a power cut, or load by themselves. */
type Elsewhere = 'welcome' | 'resume' | 'farewell' | 'queue' | 'office' | 'officerSheet';

export type WayScreenName = Exclude<ScreenName, Elsewhere>;

/** Each screen gets its own part of the view; a screen without a component does not compile. */
export const WAY: {
  readonly [N in WayScreenName]: ComponentType<{ readonly screen: ScreenOf<N> }>;
} = {
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
};
