'use client';

import { dashboardWords } from '@oson/messages/office';
import { LinkButton, useWords } from '@oson/ui';
import Link from 'next/link';
import { CompleteStrip } from '../../ledger/complete-strip.tsx';
import { usePlaceName } from '../lists/place-name.ts';
import type { Figures } from './figures.ts';

/** Whether all sales of the chain have arrived, and the way to its terminals. */
export function ReceivedStrip(props: { received: Figures['received']; at: number }) {
  const t = useWords(dashboardWords);
  const placeName = usePlaceName();
  return (
    <CompleteStrip
      received={props.received}
      at={props.at}
      placeOf={({ storeName, name }) => placeName(storeName, name)}
      action={
        <LinkButton as={Link} href="/office/terminals" variant="quiet">
          {props.received.terminals.length === 0 ? t('addTerminal') : t('terminals')}
        </LinkButton>
      }
    />
  );
}
