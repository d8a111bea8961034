/** Walks the resident's way by calls of the contract, for tests of the core without a page. */
import type { ContractRouterClient } from '@orpc/contract';
import type { FieldValue } from '../../electron/contract/answers';
import type { Outcome, PageContract } from '../../electron/contract/page';
import type { Screen, ScreenName, ScreenOf, SessionView } from '../../electron/contract/view';

export type WalkedCore = {
  client: ContractRouterClient<PageContract>;
  view(): SessionView | Promise<SessionView>;
};

const ADDRESS: FieldValue = {
  detail: '12 Đường Mẫu',
  commune: { code: '26734', name: 'Phường Ví Dụ', table: '2025' },
  province: { code: '79', name: 'Thành phố Hồ Chí Minh', table: '2025' },
  decidedBy: 'chosen',
};

/** A plain answer of the question's type; the phone number is recognisable in raw searches. */
export function plainAnswer(question: ScreenOf<'question'>): FieldValue {
  const { field, suggestions } = question;
  const [suggestion] = suggestions;
  switch (field.type) {
    case 'choice':
      return field.options?.[0]?.value ?? null;
    case 'yesNo':
      return true;
    case 'phone':
      return PHONE;
    case 'personalId':
      return '079085000222';
    case 'date':
      if (field.rules?.notPast) return { year: new Date().getFullYear() + 1, month: 1, day: 15 };
      return field.required ? { year: 1985, month: 6, day: 15 } : null;
    case 'name':
      return 'Nguyễn Văn Thử';
    case 'email':
      return 'thu@vi-du.example';
    case 'number':
      return 1;
    case 'list':
      return field.required ? [{ name: 'Bằng tốt nghiệp mẫu', pages: 2, copies: 3 }] : null;
    case 'address':
      return ADDRESS;
    default:
      return suggestion?.value ?? 'Thông tin ví dụ';
  }
}

/** The phone number the walk answers with. */
export const PHONE = '0901234567';

/** Throws, with the reason, when a call was refused. */
export async function mustDo(call: Promise<Outcome>): Promise<void> {
  const outcome = await call;
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.failure)}`);
}

/** The screen, which must be `name`. */
export async function screenIs<N extends ScreenName>(
  core: WalkedCore,
  name: N,
): Promise<ScreenOf<N>> {
  const { screen } = await core.view();
  if (screen.name !== name) throw new Error(`the screen is ${screen.name}, not ${name}`);
  return screen as ScreenOf<N>;
}

/** Welcome → notice → card read and confirmed → "Ready?" of `code`. */
export async function walkToReady(core: WalkedCore, code: string, cardText: string): Promise<void> {
  const { client } = core;
  await mustDo(client.session.start());
  await mustDo(client.session.chooseGoal({ goal: 'procedure', procedureCode: code }));
  await mustDo(client.session.consent({ agree: true }));
  await mustDo(client.identity.readCard({ text: cardText, via: 'wedge' }));
  await mustDo(client.identity.confirm());
  await screenIs(core, 'ready');
}

/** Does what the screen asks for, once; `addPage` brings a page for the paper shown. */
export async function doStep(
  core: WalkedCore,
  screen: Screen,
  addPage?: (componentId: string) => Promise<void>,
): Promise<void> {
  const { client } = core;
  if (screen.name === 'ready') await mustDo(client.procedures.begin());
  else if (screen.name === 'prefilled') await mustDo(client.dossier.confirmPrefilled());
  else if (screen.name === 'question') {
    await mustDo(
      client.dossier.answer({
        path: screen.path,
        value: plainAnswer(screen),
        keepWarnings: true,
      }),
    );
  } else if (screen.name === 'papers') {
    const current = screen.components[screen.current];
    if (!current || !addPage) throw new Error('a paper is asked for and cannot be brought');
    if (current.pages.length === 0) await addPage(current.component.id);
    else await mustDo(client.papers.continue());
  } else throw new Error(`nothing is to be done on ${screen.name}`);
}

/** From "Ready?" to the check page. */
export async function walkToCheck(
  core: WalkedCore,
  addPage?: (componentId: string) => Promise<void>,
): Promise<void> {
  for (let { screen } = await core.view(); screen.name !== 'check'; ) {
    await doStep(core, screen, addPage);
    screen = (await core.view()).screen;
  }
}

/** Ticks the declaration and submits. */
export async function submit(core: WalkedCore): Promise<void> {
  await mustDo(core.client.dossier.declare({ checked: true }));
  await mustDo(core.client.dossier.submit());
}
