/** The calls of the page of figures. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import { ok } from '../../contract/result';
import { requirePermission } from '../assist/sign-in';
import type { Kiosk } from '../kiosk/kiosk';
import { exportFigures, printFigures } from '../statistics/export-figures';
import { outcome } from './outcome';

/** Builds the handlers of `summary`. */
export function createSummaryRouter(kiosk: Kiosk) {
  const os = implement(pageContract).summary;
  const period = () => kiosk.state.office?.summary?.period ?? 'today';

  return {
    setPeriod: os.setPeriod.handler(({ input }) =>
      outcome(() => {
        const allowed = requirePermission(kiosk, 'seeSummary');
        if (!allowed.ok || !kiosk.state.office) return allowed;
        kiosk.state.office.summary = { period: input.period, savedAs: null };
        kiosk.publish();
        return ok(undefined);
      }),
    ),
    exportFile: os.exportFile.handler(({ input }) =>
      outcome(async () => {
        const allowed = requirePermission(kiosk, 'exportCounts');
        if (!allowed.ok) return allowed;
        const saved = await exportFigures(kiosk, period(), input.format);
        if (!saved.ok || !kiosk.state.office) return saved;
        kiosk.state.office.summary = { period: period(), savedAs: saved.value };
        kiosk.publish();
        return saved;
      }),
    ),
    print: os.print.handler(() =>
      outcome(() => {
        const allowed = requirePermission(kiosk, 'exportCounts');
        return allowed.ok ? printFigures(kiosk, period()) : allowed;
      }),
    ),
  };
}
