/** Small signs beside words; never alone, always aria-hidden. */
import type { ReactNode } from 'react';
import './icon.css';

const SHAPES = {
  back: <path d="M15 4 7 12l8 8" />,
  forward: <path d="m9 4 8 8-8 8" />,
  down: <path d="m4 9 8 8 8-8" />,
  up: <path d="m4 15 8-8 8 8" />,
  sound: (
    <>
      <path d="M3 9.2v5.6h3.6L11.5 19V5L6.6 9.2z" />
      <path d="M15 9a4.2 4.2 0 0 1 0 6M17.8 6.2a8.2 8.2 0 0 1 0 11.6" />
    </>
  ),
  stop: <rect x="5.5" y="5.5" width="13" height="13" rx="2.5" />,
  hand: (
    <path d="M7 12.5V6.4a1.5 1.5 0 0 1 3 0V11 4.5a1.5 1.5 0 0 1 3 0V11 5.6a1.5 1.5 0 0 1 3 0V12 8.6a1.45 1.45 0 0 1 2.9 0v5.9c0 4-2.7 6.9-6.5 6.9-3 0-4.6-1.2-6.1-3.6L4.2 14.3a1.48 1.48 0 0 1 2.3-1.85z" />
  ),
  check: <path d="m4.5 12.8 5 5L19.5 7" />,
  cross: <path d="m6 6 12 12M18 6 6 18" />,
  warning: (
    <>
      <path d="M12 3.8 21.5 20h-19z" />
      <path d="M12 10v4.8M12 17.3v.3" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="9.2" />
      <path d="M12 11v5.6M12 7.3v.3" />
    </>
  ),
  helper: (
    <>
      <circle cx="9" cy="8" r="3.6" />
      <path d="M2.5 20c.4-4.4 2.8-6.8 6.5-6.8 2 0 3.7.7 4.8 2.1" />
      <path d="M18 12.5v8M14 16.5h8" />
    </>
  ),
  card: (
    <>
      <rect x="2.5" y="5" width="19" height="14" rx="2.5" />
      <circle cx="8.3" cy="10.6" r="1.9" />
      <path d="M5.2 15.8c.5-1.7 1.6-2.6 3.1-2.6s2.6.9 3.1 2.6M14.5 10h4M14.5 13.8h4" />
    </>
  ),
  camera: (
    <>
      <path d="M3 8.5a2 2 0 0 1 2-2h2.6L9.3 4h5.4l1.7 2.5H19a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z" />
      <circle cx="12" cy="12.6" r="3.7" />
    </>
  ),
  keyboard: (
    <>
      <rect x="2.5" y="6" width="19" height="12.5" rx="2.5" />
      <path d="M6.5 10h.2M10 10h.2M13.7 10h.2M17.3 10h.2M6.5 14.5h11" />
    </>
  ),
  printer: (
    <>
      <path d="M7 9V3.5h10V9M7 17.5H4.8a1.8 1.8 0 0 1-1.8-1.8V11a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v4.7a1.8 1.8 0 0 1-1.8 1.8H17" />
      <path d="M7 14h10v6.5H7z" />
    </>
  ),
  search: (
    <>
      <circle cx="10.8" cy="10.8" r="6.8" />
      <path d="m16 16 5 5" />
    </>
  ),
  edit: (
    <path d="m4 20 .8-4.2L16.5 4.1a1.7 1.7 0 0 1 2.4 0l1 1a1.7 1.7 0 0 1 0 2.4L8.2 19.2zM14.5 6.2l3.3 3.3" />
  ),
  plus: <path d="M12 4.5v15M4.5 12h15" />,
  bin: <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.9 13h9.2l.9-13M10.3 11v5.5M13.7 11v5.5" />,
  rotate: <path d="M20 12a8 8 0 1 1-2.6-5.9M20.5 3v4.5H16" />,
  crop: <path d="M7 2.5V17h14.5M2.5 7H17v14.5" />,
  file: <path d="M6 3h8.5L19 7.5V21H6zM14 3v5h5M9 12.5h7M9 16.5h7" />,
  phone: (
    <>
      <rect x="6.5" y="2.5" width="11" height="19" rx="2.5" />
      <path d="M10.8 18.3h2.4" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="9.2" />
      <path d="M12 6.5V12l3.7 2.5" />
    </>
  ),
  money: (
    <>
      <rect x="2.5" y="6" width="19" height="12.5" rx="2" />
      <circle cx="12" cy="12.25" r="2.9" />
      <path d="M6 9.7v.2M18 14.6v.2" />
    </>
  ),
  eye: (
    <>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
      <circle cx="12" cy="12" r="2.9" />
    </>
  ),
  eyeOff: (
    <path d="M4 4l16 16M9.5 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M6 7.6A16.5 16.5 0 0 0 2.5 12S6 18.5 12 18.5c1.6 0 3-.4 4.2-1" />
  ),
  leave: <path d="M10 4H5v16h5M14.5 7.5 19 12l-4.5 4.5M19 12H9.5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** A line sign of the size of the text beside it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}
