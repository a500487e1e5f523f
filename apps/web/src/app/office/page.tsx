import { DashboardPage } from '../../office/dashboard/dashboard-page.tsx';

export default function Page() {
  return <DashboardPage />;
}
