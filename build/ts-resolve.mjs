/**
 * Lets Node run the project's TypeScript files as they are (`node --import ./build/ts-resolve.mjs
 * FILE.ts`): Node strips the types itself, but wants endings in imports, which the sources leave out
 * because the bundler adds them. JSON files are imported without an attribute for the same reason.
 */
import { registerHooks } from 'node:module';

const ENDINGS = ['.ts', '.tsx', '/index.ts'];

registerHooks({
  resolve(specifier, context, next) {
    try {
      const found = next(specifier, context);
      return found.url.endsWith('.json')
        ? { ...found, importAttributes: { ...found.importAttributes, type: 'json' } }
        : found;
    } catch (error) {
      const isRelative = specifier.startsWith('./') || specifier.startsWith('../');
      if (!isRelative) throw error;
      for (const ending of ENDINGS) {
        try {
          return next(specifier + ending, context);
        } catch {
          // The next ending.
        }
      }
      throw error;
    }
  },
});
