/** Narrows the table of findings down by what its reader chooses; without it the table stands whole. */
export const filterScript = `
(() => {
  const form = document.getElementById('filter');
  if (!form) return;
  const rows = [...document.querySelectorAll('#findings tbody tr')];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const told = document.getElementById('shown');
  form.hidden = false;
  const narrow = () => {
    const words = form.elements.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const chosen = ['status', 'severity', 'family', 'account']
      .map((name) => [name, form.elements[name].value])
      .filter(([, value]) => value !== '');
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = chosen.every(([name, value]) => row.dataset[name] === value)
        && words.every((word) => texts[index].includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    told.textContent = shown + ' of ' + rows.length + ' shown';
  };
  form.addEventListener('input', narrow);
  form.querySelector('button').addEventListener('click', () => { form.reset(); narrow(); });
  form.addEventListener('submit', (event) => event.preventDefault());
  narrow();
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
})();
`;
