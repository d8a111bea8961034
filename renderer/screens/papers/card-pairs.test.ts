import { describe, expect, it } from 'vitest';
import type { PageView } from '../../../electron/contract/view';
import { cardPairOf } from './card-pairs';

const page = (id: string, cardSized: boolean): PageView => ({
  id,
  rotation: 0,
  crop: null,
  quality: 'clear',
  advice: [],
  shows: 'sheet',
  cardSized,
  version: 1,
});
const pair = (front: [string, number], back: [string, number]) => ({
  front: { id: front[0], number: front[1] },
  back: { id: back[0], number: back[1] },
});

describe('two sides of a card', () => {
  it('are the two pages as large as a card, whatever lies between them', () => {
    const pages = [page('a', true), page('b', false), page('c', true)];
    expect(cardPairOf(pages, 'b')).toEqual(pair(['a', 1], ['c', 3]));
  });

  it('are not one side alone, nor pages of other sizes', () => {
    expect(cardPairOf([page('a', true), page('b', false)], 'a')).toBeNull();
    expect(cardPairOf([page('a', false), page('b', false)], null)).toBeNull();
    expect(cardPairOf([], null)).toBeNull();
  });

  it('of two cards are those of the card looked at, else of the first', () => {
    const pages = [page('a', true), page('b', true), page('c', true), page('d', true)];
    expect(cardPairOf(pages, 'd')).toEqual(pair(['c', 3], ['d', 4]));
    expect(cardPairOf(pages, 'a')).toEqual(pair(['a', 1], ['b', 2]));
    expect(cardPairOf([...pages, page('e', true)], 'e')).toEqual(pair(['a', 1], ['b', 2]));
  });
});
