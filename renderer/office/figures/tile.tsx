/** One figure, large, with what it counts. */
import './figures.css';

export function Tile(props: { readonly value: string; readonly label: string }) {
  return (
    <div className="tile">
      <p className="tile-value">{props.value}</p>
      <p className="tile-label">{props.label}</p>
    </div>
  );
}

/** A figure to one decimal as people here write it: "6,4"; a dash where there is none. */
export function writeFigure(value: number | null, language: string): string {
  if (value === null) return '–';
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    maximumFractionDigits: 1,
  }).format(value);
}
