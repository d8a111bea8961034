/** Finding a procedure by what people call it: no accents, any order, a letter wrong. */
import { LifeEvent, type Pack } from '../../contract/pack';
import { foldKey } from '../identity/fold';

export type SearchHit = {
  readonly code: string;
  /** 0 to 1; 1 means every word was found in one name of the procedure. */
  readonly score: number;
};

export type ProcedureSearch = {
  /** Hits from best to worst; none for nonsense or an empty query. */
  search(query: string): SearchHit[];
  /** Codes of each life event that has any, in the order of the contract. */
  byLifeEvent(): ReadonlyMap<LifeEvent, readonly string[]>;
  /** Codes by this machine's own counts, most used first; equal counts by the packs' order. */
  mostUsed(counts: ReadonlyMap<string, number>): string[];
};

/** Hits below this share of the query's meaning are noise rather than help. */
const LEAST_SCORE = 0.5;

/** A typing error is forgiven only in words long enough to stay themselves: "giay" ≠ "giam". */
const LEAST_TYPO_LENGTH = 5;

/** Words people wrap a wish in; they say nothing about which procedure. Folded. */
const FILLER = new Set(
  (
    'toi xin can muon lam di cho de va hay voi nhe a oi duoc khong the nao o tai dau mot cai ' +
    'giay to dang ky cap ho tro thu tuc ban cua con ve nguoi nguoi ta minh em chau bac i want ' +
    'need to a the for get my of'
  ).split(' '),
);

/** Regional and hurried spellings, folded: southern "sanh" for "sinh", and so on. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['sanh', 'sinh'],
  ['photo', 'sao'],
  ['foto', 'sao'],
  ['phoco', 'sao'],
  ['photocopy', 'sao'],
  ['copy', 'sao'],
  ['hokhau', 'ho khau'],
  ['ks', 'khai sinh'],
  ['tt', 'tam tru'],
  ['dk', 'dang ky'],
  ['dki', 'dang ky'],
  ['ki', 'ky'],
]);

/** How much a match of each kind counts. */
const EXACT = 1;
const TYPO = 0.8;
const BEGINNING = 0.7;

function words(text: string): string[] {
  return foldKey(text)
    .split(' ')
    .flatMap((word) => (SPELLINGS.get(word) ?? word).split(' '))
    .filter((word) => word !== '');
}

type Phrase = { readonly words: ReadonlySet<string>; readonly joined: string };
type Indexed = {
  readonly code: string;
  readonly rank: number;
  readonly phrases: readonly Phrase[];
};

function phraseOf(text: string): Phrase {
  const all = words(text);
  return { words: new Set(all), joined: all.join('') };
}

/** Whether two words differ by one letter more, less, other or swapped (Damerau-Levenshtein 1). */
function isOneTypoApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return a === b;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

/** How well a typed word is found in a phrase, 0 to 1. The last word may still be being typed. */
function matchWord(word: string, phrase: Phrase, isLast: boolean): number {
  if (phrase.words.has(word)) return EXACT;
  // Words run together: "khaisinh".
  if (word.length >= LEAST_TYPO_LENGTH + 1 && phrase.joined.includes(word)) return EXACT;
  let best = 0;
  for (const other of phrase.words) {
    if (
      word.length >= LEAST_TYPO_LENGTH &&
      other.length >= LEAST_TYPO_LENGTH - 1 &&
      isOneTypoApart(word, other)
    ) {
      best = Math.max(best, TYPO);
    }
    if (isLast && word.length >= 2 && other.startsWith(word)) best = Math.max(best, BEGINNING);
  }
  return best;
}

/**
 * Builds the search over some packs. Each name, short name, English name and synonym is a phrase; a
 * query is held against whole phrases, so that "tam vang" does not find what shares one syllable.
 */
export function createProcedureSearch(packs: Iterable<Pack>): ProcedureSearch {
  const all = [...packs];
  const index: Indexed[] = all.map((pack) => ({
    code: pack.code,
    rank: pack.initialRank,
    phrases: [
      pack.name.vi,
      pack.name.en,
      pack.shortName.vi,
      pack.shortName.en,
      ...pack.synonyms,
    ].map(phraseOf),
  }));

  /** Words in fewer procedures tell them apart better (inverse document frequency). */
  const spread = new Map<string, number>();
  for (const { phrases } of index) {
    for (const word of new Set(phrases.flatMap((phrase) => [...phrase.words]))) {
      spread.set(word, (spread.get(word) ?? 0) + 1);
    }
  }
  const weight = (word: string): number => {
    const rarity = 1 + Math.log((index.length + 1) / (spread.get(word) ?? 1));
    return FILLER.has(word) ? rarity / 10 : rarity;
  };

  const phraseScore = (query: readonly string[], phrase: Phrase): number => {
    let found = 0;
    let asked = 0;
    for (const [at, word] of query.entries()) {
      const worth = weight(word);
      asked += worth;
      found += worth * matchWord(word, phrase, at === query.length - 1);
    }
    if (found === 0) return 0;
    // Of two phrases with all the words, the one with fewer others is what was meant.
    const surplus = Math.max(0, phrase.words.size - query.length);
    return (found / asked) * (1 - Math.min(surplus, 10) / 100);
  };

  return {
    search(query) {
      const asked = words(query.slice(0, 200));
      const telling = asked.filter((word) => !FILLER.has(word));
      if (telling.length === 0 && asked.length < 2) return [];
      return index
        .map(({ code, rank, phrases }) => ({
          code,
          rank,
          score: Math.max(...phrases.map((phrase) => phraseScore(asked, phrase))),
        }))
        .filter(({ score }) => score >= LEAST_SCORE)
        .sort((a, b) => b.score - a.score || a.rank - b.rank)
        .map(({ code, score }) => ({ code, score }));
    },
    byLifeEvent() {
      const ranked = [...all].sort((a, b) => a.initialRank - b.initialRank);
      return new Map(
        LifeEvent.options
          .map((event) => {
            const codes = ranked
              .filter((pack) => pack.lifeEvents.includes(event))
              .map((pack) => pack.code);
            return [event, codes] as const;
          })
          .filter(([, codes]) => codes.length > 0),
      );
    },
    mostUsed(counts) {
      return [...all]
        .sort(
          (a, b) =>
            (counts.get(b.code) ?? 0) - (counts.get(a.code) ?? 0) || a.initialRank - b.initialRank,
        )
        .map((pack) => pack.code);
    },
  };
}
