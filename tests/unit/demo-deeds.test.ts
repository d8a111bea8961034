import { describe, expect, it } from 'vitest';
import { type Deed, differences, figuresOf, type Names } from '../demo/assist/deeds';

const NAMES: Names = {
  procedure: (code) => `procedure ${code}`,
  step: (code, step) => `${step} of ${code}`,
  endedByResident: 'ended',
  faces: { good: 'good', fair: 'fair', bad: 'bad' },
  canDo: { somebody: 'somebody', nobody: 'nobody' },
};

function deed(more: Partial<Deed>): Deed {
  return {
    visit: 'alone',
    procedure: 'a',
    practise: false,
    level: 'self',
    dossierNumber: 'H-1',
    rating: 'good',
    askedAt: null,
    canDo: null,
    ...more,
  };
}

const EVENING = [
  deed({ canDo: 'self' }),
  deed({ level: 'guided', askedAt: 'ready' }),
  deed({ level: 'together', askedAt: 'ready', rating: 'fair' }),
  deed({ procedure: 'b', level: 'onBehalf', askedAt: 'ready' }),
  deed({ practise: true, dossierNumber: null, rating: null }),
  deed({ dossierNumber: null, rating: null }),
];

describe('what was done in the evening', () => {
  it('comes to figures in which practice counts only as practice', () => {
    expect(figuresOf(EVENING, NAMES)).toEqual({
      residents: 5,
      submitted: 4,
      practised: 1,
      levelPercents: { self: 25, guided: 25, together: 25, onBehalf: 25 },
      byProcedure: { 'procedure a': 3, 'procedure b': 1 },
      asked: { 'ready of a': 2, 'ready of b': 1 },
      abandoned: { ended: 1 },
      satisfaction: { good: 3, fair: 1, bad: 0 },
      canDo: { somebody: 1, nobody: 0 },
    });
  });

  it('differs from a page that is one off, and says where', () => {
    const done = figuresOf(EVENING, NAMES);
    expect(differences('summary', done, figuresOf([...EVENING].reverse(), NAMES))).toEqual([]);
    expect(
      differences('summary', done, { ...done, asked: { ...done.asked, 'ready of b': 2 } }),
    ).toEqual([
      'summary: asked is {"ready of a":2,"ready of b":2}, and {"ready of a":2,"ready of b":1} was done',
    ]);
    expect(differences('board', { residents: 5 }, {})).toEqual([
      'board: residents is missing, and 5 was done',
    ]);
  });
});
