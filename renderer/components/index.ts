/** What screens are made of. */
export { Button, type ButtonProps } from './button';
export { Card, Row, type RowProps, Rows, Tag } from './card';
export { Choice, type ChoiceProps } from './choice';
export { Dialog, type DialogProps } from './dialog';
export { Drawing, type DrawingName } from './drawing';
export { EventDrawing, type EventDrawingName } from './event-drawing';
export { ListenButton } from './footer';
export { Icon, type IconName } from './icon';
export { Notice, type NoticeProps } from './notice';
export { type FooterAction, Screen, type ScreenProps } from './screen';
export { TextBox, type TextBoxProps } from './text-box';
export { Waiting, type WaitingProps } from './waiting';
