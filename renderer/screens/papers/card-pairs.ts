/** Which pages may be the two sides of one card. */
import type { PageView } from '../../../electron/contract/view';

/** Two pages with their numbers on screen, from 1; the one that comes first is the front. */
export interface CardPair {
  readonly front: { readonly id: string; readonly number: number };
  readonly back: { readonly id: string; readonly number: number };
}

/**
 * The pages as large as a card, two by two in their order: the pair that holds the page looked at,
 * else the first. Null where there are not two.
 */
export function cardPairOf(pages: readonly PageView[], lookedAt: string | null): CardPair | null {
  const cards = pages.flatMap(({ id, cardSized }, index) =>
    cardSized ? [{ id, number: index + 1 }] : [],
  );
  const pairs: CardPair[] = [];
  for (let at = 0; at + 1 < cards.length; at += 2) {
    const [front, back] = [cards[at], cards[at + 1]];
    if (front && back) pairs.push({ front, back });
  }
  const shown = pairs.find(({ front, back }) => lookedAt === front.id || lookedAt === back.id);
  return shown ?? pairs[0] ?? null;
}
