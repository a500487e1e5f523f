'use client';

import { CompleteStrip } from '../ledger/complete-strip.tsx';
import { shortStoreName, unbroken } from '../office/lists/place-name.ts';
import { HealthPlate } from './health-plate.tsx';
import { ImportCard } from './import-card.tsx';
import { IncidentsCard } from './incidents-card.tsx';
import { OwnersCard } from './owners-card.tsx';
import { RepairCard } from './repair-card.tsx';
import { SignsCard } from './signs-card.tsx';
import type { Health } from './tenant-page.tsx';
import { TerminalTable } from './terminal-table.tsx';

/** How a tenant is doing: the figure, whether its sales are complete, its devices, what is wrong. */
export function HealthView(props: {
  health: Health;
  /** When the figures were true, ms. */
  at: number;
  onReveal: () => void;
}) {
  const { health, at, onReveal } = props;
  const { tenantId, name: chain } = health;
  return (
    <div className="grid gap-3">
      <HealthPlate health={health} />
      <CompleteStrip
        received={health.received}
        at={at}
        placeOf={({ storeName, name }) => `${shortStoreName(storeName, chain)}, ${unbroken(name)}`}
      />
      <TerminalTable health={health} />
      <IncidentsCard health={health} />
      <RepairCard tenantId={tenantId} />
      <ImportCard tenantId={tenantId} />
      <div className="grid gap-3 wide:grid-cols-2">
        <SignsCard health={health} />
        <OwnersCard health={health} onReveal={onReveal} />
      </div>
    </div>
  );
}
