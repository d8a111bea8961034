import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readWiaLine } from './dialogue';

const SCRIPT = fileURLToPath(new URL('../../../../../build/windows/scan-wia.ps1', import.meta.url));
const text = readFileSync(SCRIPT, 'utf8');

function shell(): string | undefined {
  for (const name of ['pwsh', 'powershell']) {
    try {
      execFileSync(name, ['-NoProfile', '-Command', '1'], { stdio: 'ignore' });
      return name;
    } catch {
      // The next one.
    }
  }
  return undefined;
}
const found = shell();

describe('scan-wia.ps1', () => {
  it('is ASCII, as Windows PowerShell reads it in any code page', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the bound of ASCII
    expect(text).toMatch(/^[\x00-\x7f]*$/);
  });

  it('documents lines that the driver reads', () => {
    const examples = text.match(/^# {3}(\{"[^ ].*?\})(?: {2}|$)/gm) ?? [];
    expect(examples).toHaveLength(4);
    for (const example of examples) {
      expect(readWiaLine(/\{.*\}/.exec(example)?.[0] ?? '')).toBeDefined();
    }
  });

  it.skipIf(found === undefined)(
    `has no syntax error${found === undefined ? ' (skipped: no pwsh here)' : ''}`,
    () => {
      const command =
        '$errors = $null; [void][System.Management.Automation.Language.Parser]::ParseFile(' +
        `'${SCRIPT}', [ref]$null, [ref]$errors); $errors | ForEach-Object { $_.ToString() }`;
      const said = execFileSync(found ?? '', ['-NoProfile', '-Command', command], {
        encoding: 'utf8',
      });
      expect(said.trim()).toBe('');
    },
    120_000,
  );
});
