/** Which component draws which screen of the view. */
import { type ComponentType, lazy, type ReactNode, useEffect, useState } from 'react';
import type { Screen, ScreenName, ScreenOf } from '../../electron/contract/view';
import { FarewellScreen } from '../screens/farewell/farewell';
import { ResumeScreen } from '../screens/resume/resume';
import type { WAY, WayScreenName } from '../screens/way';
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

/** The way's screens once they are there. */
let way: typeof WAY | null = null;

/**
 * Fetches the screens of the way: right after the first one shows, long before somebody presses.
 * Not by `lazy`, which would hold each of them back for a moment even when they are there.
 */
export async function fetchWay(): Promise<typeof WAY> {
  way ??= (await import('../screens/way')).WAY;
  return way;
}

type WayScreen = Extract<Screen, { name: WayScreenName }>;

function OnTheWay({ screen }: { readonly screen: WayScreen }) {
  const [screens, setScreens] = useState(way);
  useEffect(() => {
    if (screens === null) void fetchWay().then((there) => setScreens(there));
  }, [screens]);
  if (screens === null) return null;
  const Drawn = screens[screen.name] as ComponentType<{ readonly screen: Screen }>;
  return <Drawn screen={screen} />;
}

type OwnScreens = {
  readonly [N in Exclude<ScreenName, WayScreenName>]: ComponentType<{
    readonly screen: ScreenOf<N>;
  }>;
};

/** Each screen gets its own part of the view; a screen without a component does not compile. */
const SCREENS: OwnScreens = {
  welcome: WelcomeScreen,
  resume: ResumeScreen,
  queue: QueueScreen,
  office: OfficeScreen,
  officerSheet: OfficerSheetScreen,
  farewell: FarewellScreen,
};

function isOwn(name: ScreenName): name is keyof OwnScreens {
  return name in SCREENS;
}

/** Draws `screen` with the component of its name. */
export function drawScreen(screen: Screen): ReactNode {
  if (!isOwn(screen.name)) return <OnTheWay screen={screen as WayScreen} />;
  const Drawn = SCREENS[screen.name] as ComponentType<{ readonly screen: Screen }>;
  return <Drawn screen={screen} />;
}
