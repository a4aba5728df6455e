"use strict";
// The page works without this: links lead from numbers to notes and back. This adds filters, keys and the choice of light or dark.
(() => {
  const root = document.documentElement;
  const form = document.getElementById("filters");
  const query = document.getElementById("query");
  const rule = document.getElementById("rule");
  const shown = document.getElementById("shown");
  const known = document.getElementById("known");
  const theme = document.getElementById("theme");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const notes = Array.from(document.querySelectorAll(".note"));
  const byId = new Map(notes.map((note) => [note.id, note]));
  const stories = Array.from(document.querySelectorAll(".story"));
  const rows = new Map(Array.from(document.querySelectorAll(".list a"), (a) => [a.hash, a.parentElement]));
  const marks = Array.from(document.querySelectorAll("mark"), (mark) => [mark, mark.dataset.f.split(" ")]);
  const numbers = Array.from(document.querySelectorAll("a.n"), (a) => [a, a.hash.slice(1)]);
  const texts = new Map();
  for (const story of stories) {
    const path = plain(story.querySelector("h2").textContent);
    for (const note of story.querySelectorAll(".note")) texts.set(note, path + " " + plain(note.textContent));
  }
  const isShown = (id) => { const note = byId.get(id); return note !== undefined && !note.hidden; };

  function filter() {
    const words = plain(query.value).split(/\s+/).filter(Boolean);
    const severities = new Set(Array.from(form.elements.severity, (box) => box.checked ? box.value : ""));
    let count = 0;
    for (const note of notes) {
      const text = texts.get(note);
      note.hidden = !(severities.has(note.dataset.severity)
        && (known === null || known.checked || !note.classList.contains("known"))
        && (rule.value === "" || rule.value === note.dataset.rule)
        && words.every((word) => text.includes(word)));
      if (!note.hidden) count += 1;
    }
    for (const [mark, ids] of marks) mark.classList.toggle("off", !ids.some(isShown));
    for (const [number, id] of numbers) number.classList.toggle("off", !isShown(id));
    for (const story of stories) {
      story.hidden = story.querySelector(".note:not([hidden])") === null;
      const row = rows.get("#" + story.id);
      if (row) row.hidden = story.hidden;
    }
    shown.textContent = count === notes.length ? count + " shown" : count + " of " + notes.length + " shown";
  }

  let current = null;
  function select(note, scroll) {
    for (const old of document.querySelectorAll(".on")) old.classList.remove("on");
    current = note;
    note.classList.add("on");
    for (const [mark, ids] of marks) if (ids.includes(note.id)) mark.classList.add("on");
    note.focus({ preventScroll: true });
    if (scroll) note.scrollIntoView({ block: "center" });
  }
  function step(by) {
    const open = notes.filter((note) => !note.hidden);
    if (open.length === 0) return;
    const at = open.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(Math.max(at + by, 0), open.length - 1);
    select(open[next], true);
  }

  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const label = () => { theme.textContent = dark() ? "Light" : "Dark"; };
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("wirelint-theme", root.dataset.theme); } catch { /* a page from a file may keep nothing */ }
    label();
  });
  try {
    const kept = localStorage.getItem("wirelint-theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch { /* as above */ }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    const id = mark && mark.dataset.f.split(" ").find(isShown);
    if (id) return select(byId.get(id), false);
    const note = event.target.closest(".note");
    if (note && !event.target.closest("a")) select(note, false);
  });
  // A link from a list to a note that is filtered away shows it again.
  function follow() {
    const note = byId.get(location.hash.slice(1));
    if (!note) return;
    if (note.hidden) {
      form.reset();
      filter();
    }
    select(note, true);
  }
  addEventListener("hashchange", follow);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input[type=search], select");
    if (event.key === "Escape" && typing) { typing.blur(); return; }
    if (typing) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { event.preventDefault(); query.focus(); }
  });

  // On a narrow screen the lists would stand in the way of the articles.
  if (matchMedia("(max-width: 52rem)").matches) {
    for (const list of document.querySelectorAll(".lists > details")) list.open = false;
  }
  form.hidden = false;
  label();
  filter();
  follow();
})();
