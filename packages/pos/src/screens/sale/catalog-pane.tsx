import { Button, EmptyState, Tabs } from '@oson/ui';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useShelf, usePosWords, useWorkplace } from '../workplace.tsx';
import { TileGrid } from './tile-grid.tsx';
import { useFoundGoods, useSectionGoods, useSections } from './use-goods.ts';

/** Sections and their tiles, or what was found. */
export function CatalogPane() {
  const found = useFoundGoods();
  return found ? <Found query={found.query} goods={found.goods} /> : <Sections />;
}

function Sections() {
  const t = usePosWords();
  const shelf = useShelf();
  const sections = useSections();
  const [chosen, setChosen] = useState<string | null>(null);
  const active = sections.find((section) => section.id === chosen) ?? sections[0];
  const goods = useSectionGoods(active?.id ?? '');
  if (shelf.goods.size === 0) {
    return <EmptyState className="m-auto" title={t('noGoods')} text={t('noGoodsHint')} />;
  }
  return (
    <>
      <Tabs
        size="till"
        label={t('goodsCount')}
        panelId="goods"
        tabs={sections}
        active={active?.id ?? ''}
        onChange={setChosen}
      />
      {goods.length === 0 ? (
        <EmptyState className="m-auto" title={t('emptySection')} />
      ) : (
        <TileGrid goods={goods} />
      )}
    </>
  );
}

function Found(props: NonNullable<ReturnType<typeof useFoundGoods>>) {
  const { desk } = useWorkplace();
  const t = usePosWords();
  const { query, goods } = props;
  return (
    <>
      <div className="flex h-14 flex-none items-center gap-2 pr-2 pl-4">
        <b className="font-650">{t('searchResults')}</b>
        <span className="n flex-1 text-ink-2">{goods.length}</span>
        <Button
          variant="quiet"
          size="till"
          icon={<X />}
          kbd="Esc"
          onClick={() => desk.query.set('')}
        >
          {t('clearSearch')}
        </Button>
      </div>
      {goods.length === 0 && query !== '' ? (
        <EmptyState
          className="m-auto"
          title={t('nothingFound', { query })}
          text={t('nothingFoundHint')}
        />
      ) : (
        <TileGrid goods={goods} />
      )}
    </>
  );
}
