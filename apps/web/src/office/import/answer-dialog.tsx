'use client';

import { importWords } from '@oson/messages/import';
import { Button, Dialog, MoneyField, TextField, useWords } from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useId, useState } from 'react';
import type { ImportRow } from './import-types.ts';
import type { ImportActs } from './use-import.ts';

export type Asked = { row: ImportRow; what: 'price' | 'name' };

/** Asks for the price or the name that a row lacks. */
export function AnswerDialog(props: {
  asked: Asked | null;
  acts: ImportActs;
  onClose: () => void;
}) {
  const t = useWords(importWords);
  const formId = useId();
  const { asked } = props;
  return (
    <Dialog
      open={asked !== null}
      onClose={props.onClose}
      size="sm"
      title={t(asked?.what === 'name' ? 'typeName' : 'typePrice')}
      description={asked?.row.name}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId}>
            {t('save')}
          </Button>
        </>
      }
    >
      {asked ? <AnswerForm key={asked.row.row} {...props} asked={asked} formId={formId} /> : null}
    </Dialog>
  );
}

function AnswerForm(props: {
  asked: Asked;
  formId: string;
  acts: ImportActs;
  onClose: () => void;
}) {
  const t = useWords(importWords);
  const { asked, acts } = props;
  const [price, setPrice] = useState<number | null>(asked.row.priceSuggestion);
  const [name, setName] = useState('');
  const send = () => {
    if (asked.what === 'name') {
      if (name.trim() === '') return;
      acts.answer(asked.row.row, { take: 'name', name: name.trim() });
    } else {
      if (price === null || price <= 0) return;
      acts.answer(asked.row.row, { take: 'price', price });
    }
    props.onClose();
  };
  return (
    <Form id={props.formId} onSubmit={send}>
      {asked.what === 'name' ? (
        <TextField autoFocus label={t('typeName')} value={name} onChange={setName} />
      ) : (
        <MoneyField autoFocus label={t('typePrice')} tiyin={price} onChange={setPrice} />
      )}
    </Form>
  );
}
