/** White sheets on the page: cards, lists of answers, tags. */
import type { ReactNode } from 'react';
import { Button } from './button';
import './card.css';

/** A white sheet. `soft` is the pale green one, `sand` the one for things from the card. */
export function Card(props: {
  readonly tone?: 'plain' | 'soft' | 'sand';
  readonly title?: string;
  readonly children: ReactNode;
}) {
  const { tone = 'plain', title, children } = props;
  return (
    <section className={`card card-${tone}`}>
      {title ? <h2 className="card-title">{title}</h2> : null}
      {children}
    </section>
  );
}

/** A list of labels and values. */
export function Rows({ children }: { readonly children: ReactNode }) {
  return <dl className="rows">{children}</dl>;
}

export interface RowProps {
  readonly label: string;
  readonly value: ReactNode;
  /** Where the value came from ("từ thẻ"). */
  readonly tag?: string;
  readonly onEdit?: { readonly label: string; readonly onPress: () => void };
}

/** One label with its value, and a link to change it. */
export function Row({ label, value, tag, onEdit }: RowProps) {
  return (
    <div className={`row${onEdit ? ' row-editable' : ''}`}>
      <dt className="row-label">{label}</dt>
      <dd className="row-value">{value}</dd>
      {tag ? (
        <dd className="row-tag">
          <Tag>{tag}</Tag>
        </dd>
      ) : null}
      {onEdit ? (
        <dd className="row-edit">
          <Button variant="quiet" onPress={onEdit.onPress} aria-label={`${onEdit.label}: ${label}`}>
            {onEdit.label}
          </Button>
        </dd>
      ) : null}
    </div>
  );
}

/** A small label on sand: where something came from, or a state in one or two words. */
export function Tag(props: {
  readonly tone?: 'sand' | 'done' | 'warning';
  readonly children: ReactNode;
}) {
  return <span className={`tag tag-${props.tone ?? 'sand'}`}>{props.children}</span>;
}
