/** Making elements by hand: the page is small, and a library would be most of it. */

type Child = Node | string | null;

/** An element with attributes, and children of which null is left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A button that does `press`. */
export function button(
  kind: 'primary' | 'secondary' | 'quiet',
  words: string,
  press: () => void,
): HTMLButtonElement {
  const made = element('button', { type: 'button', class: kind }, words);
  made.addEventListener('click', press);
  return made;
}
