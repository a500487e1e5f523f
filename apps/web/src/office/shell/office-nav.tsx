import type { TranslateOf } from '@oson/messages';
import type { officeShellWords } from '@oson/messages/office';
import type { NavItem } from '@oson/ui/office';
import {
  Boxes,
  ChartColumn,
  Clock,
  FileUp,
  Flag,
  MonitorSmartphone,
  Package,
  Receipt,
  Settings,
  Store,
  User,
  Users,
} from 'lucide-react';

/** The office's pages in the order of a working day; flags say how many wait. */
export function navOf(
  t: TranslateOf<typeof officeShellWords>,
  openFlags: number,
): (NavItem | 'line')[] {
  return [
    { href: '/office', label: t('dashboard'), icon: <ChartColumn /> },
    { href: '/office/sales', label: t('sales'), icon: <Receipt /> },
    {
      href: '/office/flags',
      label: t('flags'),
      icon: <Flag />,
      ...(openFlags > 0 ? { count: openFlags, tone: 'review' as const } : {}),
    },
    { href: '/office/shifts', label: t('shifts'), icon: <Clock /> },
    { href: '/office/customers', label: t('customers'), icon: <Users /> },
    'line',
    { href: '/office/catalogue', label: t('catalogue'), icon: <Package /> },
    { href: '/office/stock', label: t('stock'), icon: <Boxes /> },
    { href: '/office/import', label: t('import'), icon: <FileUp /> },
    'line',
    { href: '/office/stores', label: t('stores'), icon: <Store /> },
    { href: '/office/terminals', label: t('terminals'), icon: <MonitorSmartphone /> },
    { href: '/office/staff', label: t('staff'), icon: <User /> },
    { href: '/office/settings', label: t('settings'), icon: <Settings /> },
  ];
}
