import { StaffPage } from '../../../office/staff/staff-page.tsx';

export default function Page() {
  return <StaffPage />;
}
