'use client';

import { importColumnWords, importWords } from '@oson/messages/import';
import { Button, Select, useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import { ArrowRight } from 'lucide-react';
import { COLUMN_ROLES } from './column-roles.ts';
import type { Column, ColumnRole, ImportPreview } from './import-types.ts';
import type { ImportActs } from './use-import.ts';

/** How each column was read, with what stands in it; wrong ones are put right here. */
export function ColumnsStep(props: {
  preview: ImportPreview;
  acts: ImportActs;
  onNext: () => void;
}) {
  const t = useWords(importWords);
  const { preview, acts } = props;
  return (
    <div className="grid max-w-[920px] gap-4">
      <p className="text-ink-2">{t('columnsText')}</p>
      <StoreChoice preview={preview} acts={acts} />
      {preview.mapping.sheets.map((sheet) => (
        <Card
          key={sheet.sheet}
          title={sheet.sheet ? `${t('sheet')}: ${sheet.sheet}` : t('columnsTitle')}
          pad={false}
        >
          <table className="w-full">
            <thead>
              <tr className="text-left text-13 text-ink-2">
                <th className="px-4 py-2 font-500">{t('fileColumn')}</th>
                <th className="px-4 py-2 font-500 max-sm:hidden">{t('example')}</th>
                <th className="px-4 py-2 font-500">{t('meaning')}</th>
              </tr>
            </thead>
            <tbody>
              {sheet.columns.map((column) => (
                <ColumnRow
                  key={column.index}
                  column={column}
                  busy={acts.busy}
                  onRole={(role) =>
                    acts.change({ columns: [{ sheet: sheet.sheet, index: column.index, role }] })
                  }
                />
              ))}
            </tbody>
          </table>
        </Card>
      ))}
      <div className="flex justify-end">
        <Button
          variant="primary"
          data-testid="columns-next"
          busy={acts.busy}
          onClick={props.onNext}
        >
          {t('toCheck')}
          <ArrowRight aria-hidden="true" />
        </Button>
      </div>
    </div>
  );
}

function ColumnRow(props: { column: Column; busy: boolean; onRole: (role: ColumnRole) => void }) {
  const t = useWords(importWords);
  const role = useWords(importColumnWords);
  const { column } = props;
  const name = column.header || `${t('fileColumn')} ${column.index + 1}`;
  return (
    <tr className="border-t border-line">
      <td className={column.role === 'ignore' ? 'px-4 py-2 text-ink-2' : 'px-4 py-2 font-550'}>
        {name}
      </td>
      <td className="cut max-w-[320px] px-4 py-2 text-ink-2 max-sm:hidden">
        {column.examples.join(' · ')}
      </td>
      <td className="w-[260px] px-4 py-1.5">
        <Select
          hideLabel
          label={`${t('meaning')}: ${name}`}
          value={column.role}
          disabled={props.busy}
          options={COLUMN_ROLES.map((id) => ({ value: id, label: role(id) }))}
          onChange={props.onRole}
        />
      </td>
    </tr>
  );
}

/** Which of the chain's stores the stock goes to; a chain of one store is not asked. */
function StoreChoice({ preview, acts }: { preview: ImportPreview; acts: ImportActs }) {
  const t = useWords(importWords);
  const named = Object.entries(preview.mapping.stores);
  const ours = preview.stores.map(({ id, name }) => ({ value: id, label: name }));
  if (preview.stores.length < 2 && named.length === 0) return null;
  return (
    <Card>
      <div className="grid gap-4 sm:grid-cols-2">
        {named.length === 0 ? (
          <Select
            label={t('stockTo')}
            value={preview.storeId}
            options={ours}
            onChange={(storeId) => acts.change({ storeId })}
          />
        ) : null}
        {named.map(([name, storeId]) => (
          <Select
            key={name}
            label={`${t('storeOfFile')}: ${name}`}
            value={storeId ?? ''}
            options={[{ value: '', label: t('storeNone') }, ...ours]}
            onChange={(id) => acts.change({ stores: { [name]: id || null } })}
          />
        ))}
      </div>
    </Card>
  );
}
