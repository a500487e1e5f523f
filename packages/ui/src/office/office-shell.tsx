'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { uiWords } from '@oson/messages/ui';
import { Menu as MenuIcon, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cn } from '../base/cn.ts';
import { IconButton, type LinkComponent } from '../controls/button.tsx';
import { Logo } from '../signs/logo.tsx';
import { Tag } from '../signs/tag.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import type { Tone } from '../base/size.ts';

export type NavItem = {
  href: string;
  label: string;
  icon: ReactNode;
  count?: number;
  /** Tone of the count: review for what a person must look at. */
  tone?: Tone;
};

export type OfficeShellProps = {
  /** The name beside the mark. */
  name: string;
  nav: (NavItem | 'line')[];
  /** Where we are; the longest matching item is marked. */
  path: string;
  linkAs?: LinkComponent;
  /** What stands in the middle of the head: search, a notice. */
  search?: ReactNode;
  /** What stands at its right: store, person, sync. */
  headRight?: ReactNode;
  /** Cobalt head, so that nobody mistakes it for a shop's office. */
  console?: boolean;
  /** Over the page: read-only view, suspended account, old data. */
  banner?: ReactNode;
  menuLabel?: string;
  closeLabel?: string;
  /** At the foot of the navigation: language, theme, sign out. */
  navFoot?: ReactNode;
  children: ReactNode;
};

/** The frame of office and console: head 52, navigation 212; on a phone the navigation is a drawer. */
export function OfficeShell(props: OfficeShellProps) {
  const t = useWords(uiWords);
  // Open on one page only: going somewhere by the drawer closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === props.path;
  const cobalt = props.console === true;
  const nav = <NavList {...props} />;
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[52px_minmax(0,1fr)] md:grid-cols-[212px_minmax(0,1fr)]">
      <header
        data-ground={cobalt ? 'plate' : undefined}
        className={cn(
          'sticky top-0 z-20 col-span-full flex min-w-0 items-stretch border-b',
          cobalt ? 'border-plate bg-plate text-on-plate' : 'border-line bg-surface',
        )}
      >
        <span className="flex flex-none items-center gap-2.5 px-2 text-[17px] font-700 tracking-[-.015em] md:w-[212px] md:px-5">
          <IconButton
            variant="quiet"
            label={props.menuLabel ?? t('menu')}
            icon={<MenuIcon />}
            className={cn('size-11 md:hidden', cobalt && 'text-on-plate hover:bg-plate-2')}
            onClick={() => setOpenAt(props.path)}
          />
          <Logo className={cn(cobalt && 'rounded-[7px] shadow-[0_0_0_1px_var(--on-plate-2)]')} />
          {props.name}
        </span>
        <div
          className={cn(
            'hidden min-w-0 flex-1 items-center md:flex',
            cobalt ? 'text-on-plate-2' : 'text-ink-2',
          )}
        >
          {props.search}
        </div>
        <div className="ml-auto flex min-w-0 items-stretch">{props.headRight}</div>
      </header>
      <nav className="sticky top-[52px] hidden h-[calc(100dvh-52px)] flex-col overflow-y-auto border-r border-line px-3 py-4 md:flex">
        {nav}
      </nav>
      <NavDrawer
        open={open}
        onClose={() => setOpenAt(null)}
        label={props.menuLabel}
        closeLabel={props.closeLabel}
      >
        {nav}
      </NavDrawer>
      <main className="min-w-0 px-3 py-3.5 sm:px-6 sm:pt-5 sm:pb-6">
        {props.banner ? <div className="mb-4">{props.banner}</div> : null}
        {props.children}
      </main>
    </div>
  );
}

/** The item that fits the path best: /office/sales/1 belongs to /office/sales, not to /office. */
export function activeHref(nav: readonly (NavItem | 'line')[], path: string): string | null {
  const fits = nav
    .filter((item): item is NavItem => item !== 'line')
    .map((item) => item.href)
    .filter((href) => path === href || path.startsWith(`${href}/`));
  return fits.reduce<string | null>(
    (best, href) => (href.length > (best?.length ?? 0) ? href : best),
    null,
  );
}

function NavList(props: OfficeShellProps) {
  const Anchor = props.linkAs ?? 'a';
  const active = activeHref(props.nav, props.path);
  return (
    <>
      <div className="flex flex-col gap-0.5">
        {props.nav.map((item, index) =>
          item === 'line' ? (
            <hr key={`line-${index}`} className="m-2.5 border-line" />
          ) : (
            <NavLink key={item.href} item={item} on={item.href === active} as={Anchor} />
          ),
        )}
      </div>
      {props.navFoot ? <div className="mt-auto pt-4">{props.navFoot}</div> : null}
    </>
  );
}

function NavLink({ item, on, as: Anchor }: { item: NavItem; on: boolean; as: LinkComponent }) {
  const current = on ? { 'aria-current': 'page' as const } : {};
  return (
    <Anchor
      href={item.href}
      {...current}
      className={cn(
        'flex min-h-9 items-center gap-[11px] rounded-1 px-2.5 no-underline max-md:min-h-11',
        on
          ? 'bg-surface font-650 text-ink shadow-[inset_0_0_0_1px_var(--line)] [&>.lucide]:text-turq'
          : 'font-500 text-ink-2 hover:bg-sunken hover:text-ink',
      )}
    >
      {item.icon}
      <span className="min-w-0 flex-1">{item.label}</span>
      {item.count ? (
        <Tag tone={item.tone ?? 'plain'} icon={null}>
          {item.count}
        </Tag>
      ) : null}
    </Anchor>
  );
}

function NavDrawer(props: {
  open: boolean;
  onClose: () => void;
  label?: string;
  closeLabel?: string;
  children: ReactNode;
}) {
  const t = useWords(uiWords);
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim md:hidden" />
        <Base.Popup className="fixed inset-y-0 left-0 z-30 flex w-[280px] max-w-[86vw] flex-col overflow-y-auto bg-paper p-3 shadow-2 md:hidden">
          <div className="mb-2 flex items-center justify-between pl-2.5">
            <Base.Title className="text-16 font-650">{props.label ?? t('menu')}</Base.Title>
            <IconButton
              variant="quiet"
              className="size-11"
              label={props.closeLabel ?? t('close')}
              icon={<X />}
              onClick={props.onClose}
            />
          </div>
          {props.children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
