export { SummaryPage } from './summary';
