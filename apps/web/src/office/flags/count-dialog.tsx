'use client';

import { flagWords, officeShellWords } from '@oson/messages/office';
import { Button, Dialog, QuantityField, useFormat, useWords } from '@oson/ui';
import { useState } from 'react';
import type { FlagRow } from './use-flag-answers.ts';

/** "How many are there really?": the count that answers an oversell. */
export function CountDialog(props: {
  flag: FlagRow;
  onClose: () => void;
  onCounted: (quantity: number) => void;
}) {
  const t = useWords(flagWords);
  const shell = useWords(officeShellWords);
  const format = useFormat();
  const [quantity, setQuantity] = useState<number | null>(null);
  const { flag } = props;
  const save = () => {
    if (quantity === null) return;
    props.onCounted(quantity);
    props.onClose();
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('countTitle', { item: flag.itemName ?? '' })}
      description={t('countText', {
        store: flag.storeName,
        onHand: format.quantity(flag.onHand ?? 0, flag.unit),
      })}
      actions={
        <>
          <Button onClick={props.onClose}>{shell('cancel')}</Button>
          <Button variant="primary" disabled={quantity === null} onClick={save}>
            {t('countSave')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <QuantityField
          autoFocus
          label={t('counted')}
          quantity={quantity}
          onChange={setQuantity}
          unit={flag.unit ?? 'dona'}
        />
      </form>
    </Dialog>
  );
}
