'use client';

import { Plus, TrendingUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../controls/button.tsx';
import {
  Card,
  type Column,
  CsvButton,
  DataTable,
  FileDrop,
  FilterBar,
  LedgerStrip,
  PageHead,
  ProgressBar,
  type Sort,
  StatCard,
  Stepper,
} from '../office/index.ts';
import { Chip } from '../signs/chip.tsx';
import { Tag } from '../signs/tag.tsx';
import { useFormat, useWords } from '../theme/locale-provider.tsx';
import { MoneyText } from '../till/money-text.tsx';
import { galleryWords } from './gallery-words.ts';
import { Panel } from './panel.tsx';

type Goods = { id: string; name: string; price: number; stock: number };

const NAMES = [
  'Koʻk choy Koʻk Piyola 100 g',
  'Qora choy Koʻk Piyola 90 g',
  'Sut Sutli Yaylov 0,9 l',
];
const ROWS = 20_000;
const GOODS: Goods[] = Array.from({ length: ROWS }, (_, index) => ({
  id: String(index),
  name: `${NAMES[index % NAMES.length]} · ${index + 1}`,
  price: 470_000 + ((index * 7919) % 9000) * 100,
  stock: ((index * 31) % 140) - 2,
}));

/** The parts of the office, with a table of 20 000 rows. */
export function OfficeBoard() {
  const t = useWords(galleryWords);
  return (
    <Panel title={t('office')} wide="col-span-12" className="grid gap-3 rounded-2 bg-paper p-4">
      <LedgerStrip
        tone="ok"
        sentence={t('received')}
        detail={t('owes')}
        action={<Button variant="quiet">{t('terminals')}</Button>}
        rods={[
          { id: '1', name: 'Chilonzor, 1', solid: 22, open: 0, status: t('full') },
          { id: '2', name: 'Chilonzor, 2', solid: 18, open: 3, status: t('owes3') },
          { id: '3', name: 'Samarqand, 1', solid: 9, open: 7, late: true, status: t('silent') },
        ]}
      />
      <StatBoard />
      <div className="grid gap-3 lg:grid-cols-2">
        <FileDrop
          label={t('dropFile')}
          hint={t('dropHint')}
          accept=".xlsx,.csv"
          onFile={() => undefined}
        />
        <Card className="content-start">
          <Stepper
            active="check"
            steps={(['file', 'columns', 'check', 'write'] as const).map((id) => ({
              id,
              label: t(id),
            }))}
          />
          <ProgressBar
            className="mt-4"
            label={t('importing')}
            value={0.31}
            detail={t('importDetail')}
          />
          <ProgressBar className="mt-4" label={t('importing')} value={null} />
        </Card>
      </div>
      <TableBoard />
    </Panel>
  );
}

function StatBoard() {
  const t = useWords(galleryWords);
  return (
    <div className="grid gap-3 sm:grid-cols-[1.62fr_1fr_1fr]">
      <StatCard
        big
        label={t('revenue')}
        value={<MoneyText big unit tiyin={1_248_050_000} />}
        delta={{ text: '+8,4 %', tone: 'ok', icon: <TrendingUp /> }}
        note={t('lastWeek')}
      />
      <StatCard label={t('receipts')} value="214" delta={{ text: '+11', tone: 'ok' }} />
      <StatCard
        label={t('average')}
        value={<MoneyText tiyin={5_832_000} />}
        delta={{ text: '+2,9 %', tone: 'ok' }}
      />
    </div>
  );
}

function TableBoard() {
  const t = useWords(galleryWords);
  const { quantity } = useFormat();
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort | null>(null);
  const [selected, setSelected] = useState(new Set(['1']));
  const rows = useMemo(() => {
    const found = GOODS.filter((goods) => goods.name.toLowerCase().includes(search.toLowerCase()));
    if (!sort) return found;
    const key = sort.id === 'price' ? 'price' : 'stock';
    return found.sort((a, b) => (sort.down ? -1 : 1) * (a[key] - b[key]));
  }, [search, sort]);
  const columns: Column<Goods>[] = [
    { id: 'name', head: t('name'), cell: (row) => row.name },
    {
      id: 'price',
      head: `${t('price')}, soʻm`,
      align: 'right',
      sortable: true,
      cell: (row) => <MoneyText tiyin={row.price} className="font-600" />,
    },
    {
      id: 'stock',
      head: t('stock'),
      align: 'right',
      sortable: true,
      cell: (row) => <StockCell stock={row.stock} text={quantity(row.stock * 1000, null)} />,
    },
  ];
  return (
    <div>
      <PageHead
        title={t('goods')}
        sub="20 000"
        actions={
          <>
            <CsvButton
              label="CSV"
              fileName="tovarlar"
              columns={[{ head: t('name'), value: (row: Goods) => row.name }]}
              load={() => rows}
            />
            <Button variant="primary" icon={<Plus />}>
              {t('add')}
            </Button>
          </>
        }
      />
      <FilterBar search={{ value: search, onChange: setSearch, placeholder: t('search') }}>
        <Chip on onRemove={() => setSearch('')}>
          {t('tea')}
        </Chip>
        <Chip caret>{t('section')}</Chip>
        <Chip on={sort !== null} onPress={() => setSort(null)}>
          {t('stock')}
        </Chip>
      </FilterBar>
      <DataTable
        label={t('goods')}
        height="360px"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelected={setSelected}
        onRow={(row) => setSelected(new Set([row.id]))}
      />
    </div>
  );
}

function StockCell({ stock, text }: { stock: number; text: string }) {
  if (stock < 0) return <Tag tone="review">{text}</Tag>;
  return stock < 5 ? <Tag tone="wait">{text}</Tag> : text;
}
