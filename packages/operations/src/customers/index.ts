export {
  changeCustomer,
  type CustomerChange,
  type CustomerDetail,
  customerDetail,
} from './customer-detail.ts';
export { type CustomerFilter, type CustomerRow, listCustomers } from './list-customers.ts';
