// The source text, line by line, with the spans of both sides marked.

let drawnArticle = -1;
let lines = [];
let litLines = new Set();

function drawArticle(place) {
  const article = data.articles[place];
  const body = bodyOf(place);
  byId("article-title").textContent = shown(article.title || article.document);
  byId("article-meta").textContent = [shown(article.document), ...body.numbers.map(summaryNumbers)].join(" · ");
  const box = byId("article-text");
  lines = [];
  litLines = new Set();
  drawnArticle = place;
  if (!body.source) {
    box.replaceChildren(make("p", { class: "empty" }, "The source text is not at hand; the records are shown without it."));
    return;
  }
  let start = 0;
  for (const line of body.text.split("\n")) {
    const blank = /^\s*$/.test(line);
    const element = make("p", { class: blank ? "line blank" : "line" });
    element.textContent = shownInPlace(line);
    element.dataset.start = start;
    lines.push({ start, end: start + line.length, element });
    start += line.length + 1;
  }
  box.classList.toggle("long", lines.length > 500);
  box.replaceChildren(...lines.map((line) => line.element));
}

/** Which numbers a summary gained or lost. */
function summaryNumbers(found) {
  const parts = [["gained", found.gained], ["lost", found.lost]].filter(([, numbers]) => numbers.length);
  return `Summary of ${runName(found.right)} ${parts.map(([name, numbers]) => `${name} ${numbers.map(shown).join(", ")}`).join("; ")}`;
}

/** The spans of one change in UTF-16 units: [start, end, side, role, place of the change]. */
function spansOf(place, source) {
  const detail = detailOf(place);
  const found = [];
  for (const side of ["left", "right"]) {
    for (const record of detail[side]) {
      for (const [start, end, role] of record.spans) found.push([source.unit(start), source.unit(end), side, role, place]);
    }
  }
  return found;
}

/** Mark what the current change stands on, and faintly what the others of this article do; the marks of the former. */
function markSpans(place) {
  const source = bodyOf(changes[place].article).source;
  if (!source) return [];
  const marks = spansOf(place, source);
  for (const other of neighbours(place)) {
    for (const span of spansOf(other, source)) if (span[3] === "text") marks.push([span[0], span[1], "other", "text", other]);
  }
  const touched = new Map();
  for (const mark of marks) {
    for (let at = lineAt(mark[0]); at < lines.length && lines[at].start < mark[1]; at += 1) {
      if (!touched.has(at)) touched.set(at, []);
      touched.get(at).push(mark);
    }
  }
  for (const at of litLines) if (!touched.has(at)) drawLine(at, [], source);
  for (const [at, found] of touched) drawLine(at, found, source);
  litLines = new Set(touched.keys());
  return marks.filter((mark) => mark[2] !== "other");
}

function neighbours(place) {
  const at = (positionOf.get(place) ?? -1);
  const article = changes[place].article;
  const found = [];
  for (let i = at - 1; i >= 0 && changes[visible[i]].article === article; i -= 1) found.push(visible[i]);
  for (let i = at + 1; at >= 0 && i < visible.length && changes[visible[i]].article === article; i += 1) found.push(visible[i]);
  return found;
}

/** The line that holds a UTF-16 offset. */
function lineAt(unit) {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle].start <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}

function drawLine(at, marks, source) {
  const line = lines[at];
  const borders = new Set([line.start, line.end]);
  for (const [start, end] of marks) {
    if (start > line.start && start < line.end) borders.add(start);
    if (end > line.start && end < line.end) borders.add(end);
  }
  const cuts = [...borders].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const over = marks.filter(([start, end]) => start <= cuts[i] && end >= cuts[i + 1]);
    pieces.push(piece(cuts[i], cuts[i + 1], over, source));
  }
  line.element.replaceChildren(...pieces);
}

function piece(start, end, over, source) {
  const text = shownInPlace(source.text.slice(start, end));
  const own = over.filter((mark) => mark[2] !== "other");
  const other = over.find((mark) => mark[2] === "other");
  if (!own.length && !other) return text;
  if (!own.length) {
    const element = make("span", { class: "elsewhere", title: "Another change stands here" }, text);
    element.addEventListener("click", () => goTo(other[4], { focus: true, clicked: true }));
    element.dataset.start = start;
    return element;
  }
  const sides = ["left", "right"].filter((side) => own.some((mark) => mark[2] === side));
  const exact = ["left", "right"].filter((side) => own.some((mark) => mark[2] === side && mark[3] === "text"));
  const mention = own.some((mark) => mark[3] === "mention");
  const names = sides.map((side) => runName(changes[current][side])).join(" and ");
  const element = make("mark", {
    class: [...sides, ...exact.map((side) => `${side}-text`), mention ? "mention" : ""].join(" ").trim(),
    "aria-description": `${mention ? "source named, " : ""}marked by ${names}`,
    title: names,
  }, text);
  element.dataset.start = start;
  return element;
}

function scrollToSpan(marks) {
  if (!marks.length) return;
  const rank = { text: 0, evidence: 1, mention: 2 };
  const [start] = marks.reduce((best, mark) => (rank[mark[3]] < rank[best[3]] ? mark : best));
  scrollToUnit(start);
}

function scrollToUnit(unit) {
  const box = byId("article-text");
  if (box.scrollHeight <= box.clientHeight + 1) return;
  const { element } = lines[lineAt(unit)];
  const target = [...element.querySelectorAll("mark")].find((mark) => Number(mark.dataset.start) >= unit) || element;
  const bounds = target.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (bounds.top > frame.top + 40 && bounds.bottom < frame.bottom - 60) return;
  box.scrollTop += bounds.top - frame.top - frame.height / 3;
}

/** The words selected in the source text, as a span; null where nothing of it is selected. */
function selectedSpan() {
  const source = drawnArticle >= 0 ? bodyOf(drawnArticle).source : null;
  const selection = getSelection();
  if (!source || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!byId("article-text").contains(range.commonAncestorContainer)) return null;
  let start = unitAt(range.startContainer, range.startOffset);
  let end = unitAt(range.endContainer, range.endOffset);
  while (start < end && /\s/.test(source.text[start])) start += 1;
  while (end > start && /\s/.test(source.text[end - 1])) end -= 1;
  if (start >= end) return null;
  return { start: source.point(start), end: source.point(end), text: source.text.slice(start, end) };
}

/** The UTF-16 offset in the source of a place in the page. */
function unitAt(node, offset) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".line");
  if (!line) {
    const child = node.childNodes[Math.min(offset, node.childNodes.length - 1)];
    const last = offset >= node.childNodes.length;
    return child?.dataset ? Number(child.dataset.start) + (last ? child.textContent.length : 0) : 0;
  }
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  return Number(line.dataset.start) + range.toString().length;
}
