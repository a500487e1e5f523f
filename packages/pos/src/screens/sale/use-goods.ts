import { useEffect, useMemo, useState } from 'react';
import { type Category, type Goods, nameIn, type Shelf } from '../../catalog/shelf.ts';
import { useStore } from '../../state/store.ts';
import { useNameLocale, usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

export const OFTEN = 'often';
export const ALL = 'all';

export type Section = { id: string; label: string };

/** Sections in their order: what is sold often, the shop's own, everything. */
export function useSections(): Section[] {
  const shelf = useShelf();
  const locale = useNameLocale();
  const t = usePosWords();
  return useMemo(() => {
    const all = [...shelf.goods.values()];
    const used = new Set(all.map((goods) => goods.categoryId));
    const own = [...shelf.categories.values()]
      .filter((category) => used.has(category.id))
      .sort((a, b) => a.position - b.position)
      .map((category) => ({ id: category.id, label: nameIn(category, locale) }));
    const often = all.some((goods) => goods.favourite !== null);
    return [
      ...(often ? [{ id: OFTEN, label: t('often') }] : []),
      ...own,
      { id: ALL, label: t('allGoods') },
    ];
  }, [shelf, locale, t]);
}

/** The goods of a section, in the order of its shelf. */
export function useSectionGoods(section: string): Goods[] {
  const shelf = useShelf();
  const locale = useNameLocale();
  return useMemo(() => {
    const all = [...shelf.goods.values()];
    if (section === OFTEN) {
      return all
        .filter((goods) => goods.favourite !== null)
        .sort((a, b) => (a.favourite ?? 0) - (b.favourite ?? 0));
    }
    const inside = section === ALL ? all : all.filter((goods) => goods.categoryId === section);
    return byName(inside, locale);
  }, [shelf, section, locale]);
}

function byName(goods: Goods[], locale: Parameters<typeof nameIn>[1]): Goods[] {
  const named = goods.map((each) => ({ each, name: nameIn(each, locale) }));
  named.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return named.map(({ each }) => each);
}

const FOUND_MAX = 60;

/** Goods that the typed text means; null while nothing is typed. Late answers are dropped. */
export function useFoundGoods(): { query: string; goods: Goods[] } | null {
  const { pos, desk } = useWorkplace();
  const query = useStore(desk.query).trim();
  const shelf = useShelf();
  const [found, setFound] = useState<{ query: string; ids: string[] }>({ query: '', ids: [] });
  useEffect(() => {
    if (query === '') return;
    let late = false;
    void pos.search.find(query, FOUND_MAX).then((ids) => {
      if (!late) setFound({ query, ids });
    });
    return () => {
      late = true;
    };
  }, [pos, query, shelf.goodsVersion]);
  if (query === '') return null;
  // While one goes on typing the older answer stands for a moment; of another search it never does.
  const goesOn = query.startsWith(found.query) || found.query.startsWith(query);
  const ids = found.query !== '' && goesOn ? found.ids : [];
  return { query: found.query === query ? query : '', goods: goodsOf(shelf, ids) };
}

export function goodsOf(shelf: Shelf, ids: readonly string[]): Goods[] {
  return ids.flatMap((id) => shelf.goods.get(id) ?? []);
}

/** The hue of the section that goods lie in. */
export function hueOf(goods: Goods, categories: ReadonlyMap<string, Category>): number | undefined {
  return goods.categoryId ? categories.get(goods.categoryId)?.hue : undefined;
}
