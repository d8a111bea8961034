/** Buttons that only the resident may press: with a helper looking on they hand back first. */
import { useCallback } from 'react';
import { useAct, useCore, useView } from '../app/core';
import { useText } from '../app/use-text';
import type { FooterAction } from '../components';

/** Answers what such a button is now: itself, or "Mời bà con tự bấm". */
export function useOwnPress(): (action: FooterAction) => FooterAction {
  const { assist } = useView();
  const core = useCore();
  const act = useAct();
  const { t } = useText();
  const helped = assist !== null;
  return useCallback(
    (action) =>
      helped
        ? { label: t('assist:ownPress'), onPress: () => act(() => core.assist.handBack()) }
        : action,
    [helped, core, act, t],
  );
}
