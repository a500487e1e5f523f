export { listStaff, type StaffFilter, type StaffListRow } from './list-staff.ts';
export { assertPin, hashPin, type NewPin, newPin, type PinVerifier } from './pin.ts';
export {
  addStaff,
  archiveStaff,
  changeStaff,
  type OfficeActor,
  setStaffPin,
  type StaffChange,
} from './staff-acts.ts';
export { welcomeManager } from './staff-of-user.ts';
