/** An address in the old three levels beside the new one; the resident decides. */
import { useEffect, useState } from 'react';
import type { Address, AddressProposal } from '../../../electron/contract/values';
import { useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { Notice } from '../../components/notice';
import { Waiting } from '../../components/waiting';
import { writeAddress } from '../shared/address-text';
import { moveWithArrows } from '../shared/arrow-keys';

type Known = Pick<Address, 'detail' | 'province'>;

/** What the core proposes for the old words; `null` while it is on its way. */
function useProposal(original: string): AddressProposal | null {
  const core = useCore();
  const [proposal, setProposal] = useState<AddressProposal | null>(null);
  useEffect(() => {
    let current = true;
    const none: AddressProposal = {
      original,
      detail: original,
      outcome: 'none',
      candidates: [],
    };
    void core.addresses.propose({ text: original }).then(
      (found) => current && setProposal(found),
      () => current && setProposal(none),
    );
    return () => {
      current = false;
    };
  }, [core, original]);
  return proposal;
}

export function MatchOld(props: {
  readonly original: string;
  /** One press: the new address is the answer. */
  readonly onDecided: (address: Address) => void;
  /** None of them: choose province and commune by hand, beginning with what is known. */
  readonly onByHand: (known: Known) => void;
}) {
  const { t } = useText();
  const proposal = useProposal(props.original);
  if (proposal === null) return <Waiting label={t('fields:addressMatching')} />;
  const addressOf = (candidate: AddressProposal['candidates'][number]): Address => ({
    detail: proposal.detail,
    commune: candidate.commune,
    province: candidate.province,
    original: props.original,
    decidedBy: proposal.outcome === 'exact' ? 'exact' : 'chosen',
  });
  return (
    <div className="field-address">
      <dl className="field-old-new">
        <dt>{t('fields:addressOld')}</dt>
        <dd>{props.original}</dd>
      </dl>
      {proposal.outcome === 'exact' ? <p>{t('fields:addressExact')}</p> : null}
      {proposal.outcome === 'several' ? <p>{t('fields:addressSeveral')}</p> : null}
      {proposal.outcome === 'none' ? <Notice kind="info">{t('fields:addressNone')}</Notice> : null}
      {/* biome-ignore lint/a11y/useSemanticElements: rows that act at once, not form controls */}
      <div
        className="field-choices"
        role="group"
        aria-label={t('fields:addressNew')}
        onKeyDown={moveWithArrows}
      >
        {proposal.candidates.map((candidate) => (
          <Choice
            key={candidate.commune.code}
            label={writeAddress(addressOf(candidate))}
            onPress={() => props.onDecided(addressOf(candidate))}
          />
        ))}
      </div>
      <div>
        <Button
          variant={proposal.outcome === 'none' ? 'primary' : 'secondary'}
          onPress={() =>
            props.onByHand({
              detail: proposal.detail,
              ...(proposal.province === undefined ? {} : { province: proposal.province }),
            })
          }
        >
          {t('fields:addressByHand')}
        </Button>
      </div>
    </div>
  );
}
