/** The page: connects to the core and draws its view. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectCore } from './app/connection';
import { createTexts } from './app/i18n';
import { Root } from './app/root';
import './styles/index.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');

createRoot(place).render(
  <StrictMode>
    <Root texts={createTexts()} connect={connectCore} />
  </StrictMode>,
);
