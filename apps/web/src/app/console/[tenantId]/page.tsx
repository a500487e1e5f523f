import { TenantPage } from '../../../console/tenant-page.tsx';

export default function Page() {
  return <TenantPage />;
}
