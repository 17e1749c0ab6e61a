/* What markup cannot do: keys in lists, closing an explanation, words for slow and failed requests, buttons in progress. */
(() => {
  const words = () => document.getElementById('x-words').dataset;
  const typing = (el) => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));
  const rows = () => [...document.querySelectorAll('[data-list] > *:not(.sub)')].filter((el) => el.offsetParent);

  function moveBy(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((el) => el === document.activeElement || el.contains(document.activeElement));
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }

  function closeOpen() {
    const open = [...document.querySelectorAll('details.why[open], details.me[open]')].pop();
    if (!open) return;
    open.open = false;
    open.querySelector('summary').focus();
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return closeOpen();
    if (typing(event.target)) return;
    if (event.key === 'j') moveBy(1);
    else if (event.key === 'k') moveBy(-1);
    else if (event.key === '/') { event.preventDefault(); document.querySelector('.find input')?.focus(); }
    else if (event.key === 'Enter' && event.target.matches('[data-list] > *')) event.target.querySelector('a[href]')?.click();
  });

  document.addEventListener('click', (event) => {
    document.querySelectorAll('details.why[open], details.me[open]').forEach((el) => {
      if (!el.contains(event.target)) el.open = false;
    });
  });

  document.addEventListener('change', (event) => {
    if (event.target.matches('.filters select, .filters input[type=checkbox]')) event.target.form?.requestSubmit();
  });

  /* a filled value that was changed no longer comes from where it was taken; the first wrong field is at hand */
  const changed = (el) => (el.matches('select')
    ? [...el.options].some((one) => one.selected !== one.defaultSelected)
    : /^(checkbox|radio)$/.test(el.type) ? el.checked !== el.defaultChecked : el.value !== el.defaultValue);
  ['input', 'change'].forEach((name) => document.addEventListener(name, (event) => {
    const field = event.target.closest('.field');
    const source = field?.querySelector(':scope > .source');
    if (source) source.hidden = [...field.querySelectorAll('input, select, textarea')].some(changed);
  }));
  document.querySelector('.field.wrong :is(input:not([type=hidden]), select, textarea)')?.focus();

  /* a pressed button says what is being done; the page stays */
  document.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!button?.dataset.busy) return;
    setTimeout(() => { button.disabled = true; button.setAttribute('aria-busy', 'true'); button.textContent = button.dataset.busy; });
  });
  window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

  /* slow and failed swaps */
  const waits = new WeakMap();
  document.addEventListener('htmx:beforeRequest', (event) => {
    const { target, xhr } = event.detail;
    const started = Date.now();
    const box = document.createElement('div');
    box.className = 'x-slow';
    box.setAttribute('role', 'status');
    const timer = setInterval(() => {
      const seconds = Math.floor((Date.now() - started) / 1000);
      if (seconds < 3) return;
      if (!box.isConnected) {
        const stop = document.createElement('button');
        stop.type = 'button'; stop.className = 'btn btn-sm btn-outline-secondary'; stop.textContent = words().cancel;
        stop.onclick = () => xhr.abort();
        box.append(document.createElement('span'), stop);
        target.before(box);
      }
      box.firstChild.textContent = words().slow.replace('%s', seconds);
    }, 500);
    waits.set(xhr, () => { clearInterval(timer); box.remove(); });
  });
  const ended = (event) => waits.get(event.detail.xhr)?.();
  ['htmx:afterRequest', 'htmx:xhr:abort'].forEach((name) => document.addEventListener(name, ended));
  document.addEventListener('htmx:sendError', (event) => {
    const note = document.createElement('p');
    note.className = 'note x-failed'; note.setAttribute('role', 'alert');
    const again = document.createElement('button');
    again.type = 'button'; again.className = 'btn btn-sm btn-outline-secondary ms-2'; again.textContent = words().again;
    again.onclick = () => { note.remove(); event.detail.elt.click(); };
    note.append(words().failed, again);
    document.querySelector('main').append(note);
  });
})();
