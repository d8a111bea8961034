import { describe, expect, it } from 'vitest';
import { factsSeen, type Look } from './training-facts';

const answer = (origin: 'resident' | 'card') => ({ value: 'x', origin });
const look = (more: Partial<Look> & { given?: number } = {}): Look => {
  const { given = 0, ...rest } = more;
  return {
    screen: 'question',
    data: {
      consentedAt: null,
      identity: null,
      answers: {
        full_name: answer('card'),
        ...Object.fromEntries(
          Array.from({ length: given }, (_, index) => [`q${index}`, answer('resident')]),
        ),
      },
      papers: {},
      submission: null,
    },
    panel: false,
    called: false,
    level: 0,
    printState: 'idle',
    ...rest,
  };
};

describe('facts of a practice session', () => {
  it('are none at its beginning, and answers from the card are nobody’s', () => {
    expect(factsSeen(null, look())).toEqual([]);
    expect(factsSeen(null, look({ given: 2 }))).toEqual([]);
    expect(factsSeen(null, look({ given: 3 }))).toEqual(['answeredThree']);
  });

  it('say of an answer how much help its step needed', () => {
    const next = look({ given: 1 });
    expect(factsSeen(look(), next)).toEqual(['selfAnswer']);
    expect(factsSeen(look({ level: 1 }), next)).toEqual(['guidedAnswer']);
    expect(factsSeen(look({ level: 2 }), next)).toEqual(['togetherAnswer']);
    expect(factsSeen(look({ level: 3 }), next)).toEqual([]);
    expect(factsSeen(look({ screen: 'check' }), next)).toEqual([]);
    expect(factsSeen(next, next)).toEqual([]);
  });

  it('see the panel open, masked on the card’s page, and handed back', () => {
    const open = look({ panel: true, level: 1 });
    expect(factsSeen(null, open)).toEqual(['panelOpened']);
    expect(factsSeen(null, look({ panel: true, screen: 'cardConfirm' }))).toEqual([
      'panelOpened',
      'maskedSeen',
    ]);
    expect(factsSeen(open, look())).toEqual(['handedBack']);
    expect(factsSeen(look(), look())).toEqual([]);
  });

  it('take a slip for made only on its own page, and only when it was', () => {
    const made = (screen: Look['screen'], printState: Look['printState']) =>
      factsSeen(null, look({ screen, printState })).includes('slipMade');
    expect(made('result', 'saved')).toBe(true);
    expect(made('result', 'handedOver')).toBe(true);
    expect(made('result', 'printing')).toBe(false);
    expect(made('result', 'failed')).toBe(false);
    // The checklist of "Ready?" is no slip.
    expect(made('ready', 'handedOver')).toBe(false);
  });
});
