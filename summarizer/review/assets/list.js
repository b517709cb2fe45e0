// The list of changes: filtered, and only the rows in view are in the page.

const ROW = 58;
let visible = [];
let rows = [];
let rowOfChange = new Map();
let positionOf = new Map();

function fillFilters() {
  const types = TYPES.filter((type) => changes.some((change) => change.type === type));
  byId("filter-type").append(new Option("All types", ""), ...types.map((type) => new Option(`${capital(type)}s`, type)));
  const model = byId("filter-model");
  model.append(new Option("All", ""));
  if (head.runs.length > 2) {
    head.runs.slice(1).forEach((run, place) => model.append(new Option(`${runName(0)} and ${run.name}`, `with-${place + 1}`)));
  }
  head.runs.forEach((run, place) => model.append(new Option(`Only in ${run.name}`, `only-${place}`)));
  model.append(new Option("In both, differing", "both"));
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function passes(change, filter) {
  if (!filter.severities.has(change.severity)) return false;
  if (filter.type && change.type !== filter.type) return false;
  if (filter.open && decisions.has(change.key)) return false;
  if (filter.model) {
    const [kind, number] = filter.model.split("-");
    const run = Number(number);
    if (kind === "with" && change.right !== run) return false;
    if (kind === "both" && !(change.hasLeft && change.hasRight)) return false;
    if (kind === "only") {
      const onlyLeft = change.hasLeft && !change.hasRight && change.left === run;
      const onlyRight = change.hasRight && !change.hasLeft && change.right === run;
      if (!onlyLeft && !onlyRight) return false;
    }
  }
  if (!filter.words.length) return true;
  change.hay ??= [change.title, change.severity, labelled(change.kind), change.type, data.articles[change.article].title || "", data.articles[change.article].document]
    .join(" ").toLowerCase();
  return filter.words.every((word) => change.hay.includes(word));
}

function filtered() {
  const filter = {
    severities: new Set([...document.querySelectorAll("input[name=severity]:checked")].map((box) => box.value)),
    type: byId("filter-type").value,
    model: byId("filter-model").value,
    open: byId("filter-open").checked,
    words: byId("filter-text").value.toLowerCase().split(/\s+/).filter(Boolean),
  };
  visible = [];
  changes.forEach((change, place) => {
    if (passes(change, filter)) visible.push(place);
  });
  positionOf = new Map(visible.map((place, position) => [place, position]));
  rows = [];
  rowOfChange = new Map();
  let article = -1;
  for (const place of visible) {
    if (changes[place].article !== article) {
      article = changes[place].article;
      rows.push({ article });
    }
    rowOfChange.set(place, rows.length);
    rows.push({ place });
  }
  byId("list-count").textContent = visible.length === changes.length
    ? String(changes.length)
    : `${visible.length} of ${changes.length}`;
  byId("list-empty").hidden = visible.length > 0;
  byId("viewport").hidden = visible.length === 0;
  byId("rows").style.height = `${rows.length * ROW}px`;
  drawRows();
}

function clearFilters() {
  byId("filters").reset();
  filtered();
}

/** Put the rows in view into the page, and a few above and below. */
function drawRows() {
  const viewport = byId("viewport");
  const list = byId("rows");
  const focused = document.activeElement?.dataset?.place;
  const from = Math.max(0, Math.floor(viewport.scrollTop / ROW) - 4);
  const to = Math.min(rows.length, from + Math.ceil((viewport.clientHeight || 600) / ROW) + 8);
  const drawn = [];
  for (let at = from; at < to; at += 1) drawn.push(rows[at].place === undefined ? articleRow(at) : changeRow(at));
  list.replaceChildren(...drawn);
  if (focused !== undefined && !list.contains(document.activeElement)) {
    list.querySelector(`[data-place="${focused}"]`)?.focus({ preventScroll: true });
  }
}

function placed(element, at) {
  element.style.transform = `translateY(${at * ROW}px)`;
  element.setAttribute("aria-setsize", rows.length);
  element.setAttribute("aria-posinset", at + 1);
  return element;
}

function articleRow(at) {
  const article = data.articles[rows[at].article];
  const title = shown(article.title || article.document);
  return placed(make("li", { class: "row group" },
    make("h3", { dir: "auto", title }, title),
    make("span", { class: "muted" }, article.title ? shown(article.document) : "")), at);
}

function changeRow(at) {
  const { place } = rows[at];
  const change = changes[place];
  const decision = decisions.get(change.key);
  const said = decision ? OUTCOMES[decision.decision] : "";
  return placed(make("li", { class: "row" },
    make("button", {
      type: "button",
      class: `change-button ${change.severity}${decision ? ` settled ${decision.decision}` : ""}`,
      "aria-current": place === current ? "true" : null,
      "data-place": place,
      on: { click: () => goTo(place, { focus: true, fold: true, clicked: true }) },
    },
    make("span", { class: "row-title", dir: "auto" }, shown(change.title)),
    make("span", { class: "row-facts" },
      make("span", { class: `severity ${change.severity}` }, change.severity),
      make("span", {}, `${labelled(change.kind)} · ${change.type}`),
      isUnsaved(change.key) ? make("span", { class: "unsaved" }, "typed, not saved") : null,
      said ? make("span", { class: `said ${decision.decision}` }, said) : null))), at);
}

/** Scroll the list so far that the current change is in view. */
function revealRow() {
  const at = rowOfChange.get(current);
  if (at === undefined) return;
  const viewport = byId("viewport");
  const top = at * ROW;
  if (top < viewport.scrollTop + ROW) viewport.scrollTop = Math.max(0, top - ROW);
  else if (top + ROW > viewport.scrollTop + viewport.clientHeight) viewport.scrollTop = top + 2 * ROW - viewport.clientHeight;
}
