/** Line drawings of physical steps, in two colours on sand. Decoration only: always aria-hidden. */
import type { ReactNode } from 'react';
import './drawing.css';

const person = (x: number, y: number, scale: number) => (
  <g transform={`translate(${x} ${y}) scale(${scale})`}>
    <circle className="d-white" cx="0" cy="0" r="29" />
    <path className="d-white" d="M-52 116c4-48 24-72 52-72s48 24 52 72" />
  </g>
);

const idCard = (
  <g>
    <rect className="d-white" x="0" y="0" width="236" height="150" rx="18" />
    <rect className="d-soft" x="20" y="24" width="64" height="76" rx="8" />
    <circle className="d-soft" cx="52" cy="52" r="14" />
    <path d="M31 92c3-13 11-19 21-19s18 6 21 19M104 36h66M104 58h50M104 80h62" />
  </g>
);

const qr = (
  <g className="d-solid">
    <rect x="0" y="0" width="40" height="40" />
    <g className="d-hole">
      <rect x="8" y="8" width="9" height="9" />
      <rect x="24" y="7" width="9" height="9" />
      <rect x="8" y="24" width="8" height="8" />
    </g>
  </g>
);

const SHAPES = {
  kiosk: (
    <>
      <rect className="d-white" x="142" y="20" width="242" height="166" rx="16" />
      <g transform="translate(175 56) scale(.45)">
        <rect className="d-soft d-thick" x="0" y="0" width="236" height="148" rx="22" />
        <circle className="d-thick" cx="54" cy="58" r="25" />
        <path className="d-thick" d="M24 122c4-20 16-30 30-30s26 10 30 30M112 48h90M112 88h70" />
      </g>
      <path d="M296 66h62M296 88h62M296 110h42" />
      <path className="d-accent d-heavy" d="m302 143 15 14 26-29" />
      <path d="M241 186v37M285 186v37M197 223h132" />
      {person(98, 203, 1)}
      {person(407, 214, 0.92)}
      <path d="m132 262 48-30M375 269l-44-20M30 319h443" />
    </>
  ),
  cardReader: (
    <>
      <g transform="translate(92 60) rotate(-9)">
        {idCard}
        <g transform="translate(182 20)">{qr}</g>
      </g>
      <path className="d-accent d-dash" d="M304 98c12 48 8 92-38 128" />
      <path className="d-accent" d="m270 204-14 26 27-5" />
      <path className="d-white" d="M180 262v-34h108v34" />
      <path className="d-white" d="M84 262h300l28 50H56z" />
    </>
  ),
  cardBack: (
    <>
      <g transform="translate(40 70)">{idCard}</g>
      <g transform="translate(248 130)">
        <rect className="d-white" x="0" y="0" width="214" height="138" rx="18" />
        <rect className="d-soft" x="20" y="22" width="44" height="34" rx="6" />
        <path d="M20 84h96M20 106h72" />
        <g transform="translate(146 24) scale(1.15)">{qr}</g>
      </g>
      <path className="d-accent d-dash" d="M170 52c40-34 120-30 160 34" />
      <path className="d-accent" d="m306 82 26 6 4-28" />
    </>
  ),
  paperOnGlass: (
    <>
      <path className="d-white" d="M60 232h380v64a14 14 0 0 1-14 14H74a14 14 0 0 1-14-14z" />
      <path className="d-soft" d="M84 232h332v20H84z" />
      <path className="d-white" d="M60 226 100 60h300l40 166z" />
      <path className="d-white" d="m150 212 18-132h166l22 132z" />
      <path d="M194 110h112M188 138h128M184 166h96" />
      <path className="d-accent d-dash" d="M250 18v46" />
      <path className="d-accent" d="m232 48 18 20 18-20" />
      <circle className="d-solid" cx="400" cy="282" r="6" />
    </>
  ),
  phone: (
    <>
      <rect className="d-white" x="168" y="24" width="166" height="290" rx="26" />
      <path d="M230 288h42" />
      <rect className="d-soft" x="190" y="68" width="122" height="72" rx="12" />
      <path d="M208 92h86M208 116h54" />
      <rect className="d-white" x="190" y="160" width="122" height="42" rx="12" />
      <path className="d-accent d-heavy" d="M212 181h.1M237 181h.1M262 181h.1M287 181h.1" />
    </>
  ),
  slip: (
    <>
      <path
        className="d-white"
        d="M150 26h200v280l-25-18-25 18-25-18-25 18-25-18-25 18-25-18-25 18z"
      />
      <path d="M178 66h100M178 96h144M178 126h144M178 156h92" />
      <g transform="translate(178 184) scale(1.35)">{qr}</g>
      <path className="d-accent d-heavy" d="m268 216 16 16 32-36" />
    </>
  ),
  hand: (
    <>
      {person(170, 130, 1.5)}
      <path d="M236 230c36-20 54-58 60-104" />
      <g transform="translate(256 20) scale(4.4)" className="d-thin">
        <path
          className="d-help"
          d="M7 12.5V6.4a1.5 1.5 0 0 1 3 0V11 4.5a1.5 1.5 0 0 1 3 0V11 5.6a1.5 1.5 0 0 1 3 0V12 8.6a1.45 1.45 0 0 1 2.9 0v5.9c0 4-2.7 6.9-6.5 6.9-3 0-4.6-1.2-6.1-3.6L4.2 14.3a1.48 1.48 0 0 1 2.3-1.85z"
        />
      </g>
      <path d="M60 305h380" />
    </>
  ),
  questions: (
    <>
      <rect className="d-white" x="110" y="30" width="280" height="270" rx="22" />
      <circle className="d-white" cx="156" cy="88" r="15" />
      <circle className="d-done" cx="156" cy="148" r="15" />
      <circle className="d-white" cx="156" cy="208" r="15" />
      <path d="M194 88h150M194 148h120M194 208h140M194 258h90" />
      <path className="d-accent d-heavy" d="m326 262 18 18 34-40" />
    </>
  ),
  wiped: (
    <>
      <rect className="d-white" x="120" y="40" width="260" height="180" rx="18" />
      <path d="M228 220v40M272 220v40M180 260h140" />
      <path
        className="d-soft"
        d="M250 76c22 14 40 18 60 18 0 48-20 78-60 98-40-20-60-50-60-98 20 0 38-4 60-18z"
      />
      <path className="d-accent d-heavy" d="m226 132 18 20 34-38" />
      <path d="M60 300h380" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type DrawingName = keyof typeof SHAPES;

/** A drawing that fills its place; put it on a sand panel with `<Screen drawing>`. */
export function Drawing({ name }: { readonly name: DrawingName }) {
  return (
    <svg className="drawing" viewBox="0 0 500 340" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}
