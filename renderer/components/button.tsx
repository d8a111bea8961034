/** The buttons: one primary per screen, the rest quieter; help has its own colour. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import './button.css';
import { Icon, type IconName } from './icon';

export interface ButtonProps {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'help' | 'danger';
  readonly size?: 'normal' | 'large';
  readonly icon?: IconName;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  /** Work is under way: presses are ignored, the words stay. */
  readonly isPending?: boolean;
  readonly type?: 'button' | 'submit';
  readonly autoFocus?: boolean;
  /** Only where the visible words are not enough ("Sửa" in a list). Must contain them. */
  readonly 'aria-label'?: string;
  readonly 'aria-pressed'?: boolean;
  readonly 'aria-describedby'?: string;
  readonly lang?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A button at least 72 px high. */
export function Button(props: ButtonProps) {
  const {
    variant = 'secondary',
    size = 'normal',
    icon,
    className,
    lang,
    children,
    isPending,
    onPress,
    ...rest
  } = props;
  const { 'aria-pressed': pressed, ...aria } = rest;
  return (
    // The library's own pending state announces the button by its id, which is gone with the
    // screen a moment later: an image without a name would stay behind for readers.
    <AriaButton
      {...aria}
      onPress={isPending ? undefined : onPress}
      data-pending={isPending || undefined}
      aria-pressed={pressed}
      className={`button button-${variant} button-${size}${className ? ` ${className}` : ''}`}
    >
      {icon ? <Icon name={icon} /> : null}
      <span className="button-words" lang={lang}>
        {children}
      </span>
    </AriaButton>
  );
}
