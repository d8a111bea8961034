/** Small pieces of HTML for printed documents. They carry text only: no script, no style. */

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Two columns: what it is, and its value. Empty values are left out. */
export function definitionList(rows: ReadonlyArray<[label: string, value: string | null]>): string {
  const lines = rows
    .filter(([, value]) => value !== null && value !== '')
    .map(
      ([label, value]) =>
        `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value ?? '')}</dd></div>`,
    );
  return `<dl>${lines.join('')}</dl>`;
}

/** A QR code as one SVG path; `modules` row by row, '1' = dark. Four light modules around it. */
export function qrSvg(size: number, modules: string, label: string): string {
  const quiet = 4;
  const path: string[] = [];
  for (let index = 0; index < modules.length; index += 1) {
    if (modules[index] !== '1') continue;
    path.push(`M${(index % size) + quiet} ${Math.floor(index / size) + quiet}h1v1h-1z`);
  }
  const edge = size + 2 * quiet;
  return (
    `<svg class="qr" viewBox="0 0 ${edge} ${edge}" role="img" aria-label="${escapeHtml(label)}">` +
    `<path d="${path.join('')}"/></svg>`
  );
}
