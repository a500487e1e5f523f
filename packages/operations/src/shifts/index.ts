export { closeDeadShift } from './close-dead-shift.ts';
export { listShifts, type ShiftFilter, type ShiftRow } from './list-shifts.ts';
export { type ShiftDetail, shiftDetail } from './shift-detail.ts';
