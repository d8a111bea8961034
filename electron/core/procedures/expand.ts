/** Turning a pack file into a pack: groups placed, options resolved. */
import {
  Field,
  type GroupFile,
  type GroupUse,
  type ItemField,
  type ListFile,
  type LocalText,
  type Logic,
  type Option,
  type Pack,
  type PackFile,
  type PrefillRule,
} from '../../contract/pack';
import { bothRules, renameVariables } from './logic';

/** Something wrong in a file, with the place in it. */
export type Problem = { readonly path: string; readonly message: string };

/** The list every yes/no field takes the words for its two answers from. */
const YES_NO_LIST = 'yes-no';

type Shelves = {
  readonly groups: ReadonlyMap<string, GroupFile>;
  readonly lists: ReadonlyMap<string, ListFile>;
};

function isGroupUse(entry: PackFile['fields'][number]): entry is GroupUse {
  return 'group' in entry;
}

function replaceSubject<T>(node: T, subject: string): T {
  if (typeof node === 'string') return node.replaceAll('{{subject}}', subject) as T;
  if (Array.isArray(node)) return node.map((each: unknown) => replaceSubject(each, subject)) as T;
  return node;
}

/** Replaces `{{subject}}` in every text of both languages, however deep. */
function localise(node: unknown, subject: LocalText): unknown {
  if (Array.isArray(node)) return node.map((each) => localise(each, subject));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (typeof value === 'string' && (key === 'vi' || key === 'en')) {
        return [key, startWithCapital(replaceSubject(value, subject[key]), value)];
      }
      return [key, localise(value, subject)];
    }),
  );
}

/** A text that began with the placeholder still begins with a capital. */
function startWithCapital(text: string, template: string): string {
  if (!template.startsWith('{{subject}}')) return text;
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** A default for everybody, such as the nationality: a constant that depends on nothing. */
function isPlainConstant(rule: PrefillRule): boolean {
  return rule.when === undefined && typeof rule.from === 'object' && 'constant' in rule.from;
}

function prefixAnswer(rule: PrefillRule, own: ReadonlySet<string>, prefix: string): PrefillRule {
  const when = rule.when === undefined ? {} : { when: prefixRule(rule.when, own, prefix) };
  if (typeof rule.from !== 'string') return { ...rule, ...when };
  const key = rule.from.startsWith('answer.') ? rule.from.slice('answer.'.length) : '';
  const from = own.has(key) ? (`answer.${prefix}${key}` as const) : rule.from;
  return { ...when, from };
}

function prefixRule(rule: Logic, own: ReadonlySet<string>, prefix: string): Logic {
  return renameVariables(rule, (name) => {
    const [root, key = '', ...rest] = name.split('.');
    if (root !== 'answers' || !own.has(key)) return name;
    return ['answers', prefix + key, ...rest].join('.');
  });
}

function placePrefills(
  field: Field,
  use: GroupUse,
  own: ReadonlySet<string>,
  twins: ReadonlySet<string>,
): PrefillRule[] {
  const gate = (rule: PrefillRule): PrefillRule => {
    const when = bothRules(use.prefillWhen, rule.when);
    return when === undefined ? { from: rule.from } : { when, from: rule.from };
  };
  const rules = (field.prefill ?? []).map((rule) => prefixAnswer(rule, own, use.prefix));
  const twin = `${use.copyFrom ?? ''}${field.key}`;
  if (use.copyFrom !== undefined && twins.has(twin)) {
    return [gate({ from: `answer.${twin}` }), ...rules.filter(isPlainConstant)];
  }
  return rules.map((rule) => (isPlainConstant(rule) ? rule : gate(rule)));
}

function placeGroup(
  use: GroupUse,
  at: string,
  shelves: Shelves,
  twins: ReadonlySet<string>,
  problems: Problem[],
): Field[] {
  const group = shelves.groups.get(use.group);
  if (!group) {
    problems.push({ path: `${at}.group`, message: `there is no group "${use.group}"` });
    return [];
  }
  const own = new Set(group.fields.map((field) => field.key));
  for (const key of [...(use.omit ?? []), ...Object.keys(use.override ?? {})]) {
    if (!own.has(key)) {
      problems.push({ path: at, message: `group "${use.group}" has no field "${key}"` });
    }
  }
  const placed: Field[] = [];
  for (const original of group.fields) {
    if (use.omit?.includes(original.key)) continue;
    const prefill = placePrefills(original, use, own, twins);
    const ownWhen =
      original.when === undefined ? undefined : prefixRule(original.when, own, use.prefix);
    const when = bothRules(use.when, ownWhen);
    const { prefill: _p, suggestions, when: _w, ...rest } = original;
    const field: Field = {
      ...(localise(rest, use.subject) as Field),
      key: use.prefix + original.key,
      ...(when === undefined ? {} : { when }),
      ...(prefill.length > 0 ? { prefill } : {}),
      ...(suggestions
        ? { suggestions: suggestions.map((rule) => prefixAnswer(rule, own, use.prefix)) }
        : {}),
    };
    placed.push(overridden(field, use, original.key, at, problems));
  }
  return placed;
}

function overridden(
  field: Field,
  use: GroupUse,
  key: string,
  at: string,
  problems: Problem[],
): Field {
  const change = use.override?.[key];
  if (change === undefined) return field;
  // An override speaks in the pack's own keys; its `when` narrows the group's.
  const merged: Record<string, unknown> = { ...field, ...change };
  if ('when' in change) merged.when = bothRules(field.when, change.when as Logic);
  const parsed = Field.safeParse(merged, { jitless: true });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    problems.push({
      path: [at, 'override', key, ...issue.path.map(String)].join('.'),
      message: issue.message,
    });
  }
  return field;
}

function withOptions<T extends Field | ItemField>(
  field: T,
  at: string,
  lists: Shelves['lists'],
  problems: Problem[],
): T {
  const name = field.optionList ?? (field.type === 'yesNo' && !field.options ? YES_NO_LIST : null);
  if (name === null) return field;
  if (field.optionList !== undefined && field.options !== undefined) {
    problems.push({ path: at, message: 'has both options and optionList' });
  }
  const list = lists.get(name);
  if (!list) {
    problems.push({ path: `${at}.optionList`, message: `there is no list "${name}"` });
    return field;
  }
  // The array is shared, not copied: seven ethnic-group fields hold one list in memory.
  const options: Option[] = list.options;
  return { ...field, options };
}

/**
 * Places the groups of a pack file and resolves its option lists.
 * @returns the pack and everything wrong met on the way; a pack with problems must not be used
 */
export function expandPack(file: PackFile, shelves: Shelves): { pack: Pack; problems: Problem[] } {
  const problems: Problem[] = [];
  const twins = new Set<string>();
  for (const entry of file.fields) {
    if (!isGroupUse(entry)) twins.add(entry.key);
    else {
      for (const field of shelves.groups.get(entry.group)?.fields ?? []) {
        if (!entry.omit?.includes(field.key)) twins.add(entry.prefix + field.key);
      }
    }
  }
  const fields = file.fields
    .flatMap((entry, index) =>
      isGroupUse(entry) ? placeGroup(entry, `fields.${index}`, shelves, twins, problems) : [entry],
    )
    .map((field) => {
      const resolved = withOptions(field, `fields.${field.key}`, shelves.lists, problems);
      if (!resolved.items) return resolved;
      const items = resolved.items.map((item) =>
        withOptions(item, `fields.${field.key}.items.${item.key}`, shelves.lists, problems),
      );
      return { ...resolved, items };
    });
  for (const entry of file.fields) {
    if (
      isGroupUse(entry) &&
      entry.copyFrom &&
      ![...twins].some((k) => k.startsWith(entry.copyFrom ?? ''))
    ) {
      problems.push({
        path: `fields.${entry.prefix}`,
        message: `nothing begins with "${entry.copyFrom}"`,
      });
    }
  }
  const { $schema: _schema, ...rest } = file;
  return { pack: { ...rest, fields }, problems };
}
