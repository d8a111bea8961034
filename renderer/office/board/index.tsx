export { BoardPage } from './board';
